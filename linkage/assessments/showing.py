"""Where a fact comes from and what is open, as words and addresses of this dossier, for the part and for the pages of acts."""

from typing import Any

from django.urls import reverse

from linkage.assessments.filling import Source, sourced_facts
from linkage.assessments.matrix import PROPOSED, open_questions
from linkage.assessments.queries import hits_of
from linkage.assessments.stated import words_of
from linkage.dossiers.models import Dossier
from linkage.law.assessment import FACTS as SCHEMA
from linkage.law.assessment import State

Hint = dict[str, Any]
TONES = {State.MET.value: "overdue", State.DOUBTFUL.value: "missing"}


def part_url(dossier: Dossier, part: str) -> str:
    """A part of the dossier's page."""
    return f"{reverse('transfers:dossier', args=[dossier.number])}?part={part}"


def shown_source(source: Source, dossier: Dossier) -> dict[str, str]:
    """In words, with the page that shows it where it has one in this dossier; what lies elsewhere has no address."""
    if source.procedure:
        return {"words": source.words, "url": reverse("procedure:matter", args=[source.procedure, source.pk])}
    return {"words": source.words, "url": part_url(dossier, source.part) if source.part else ""}


def known_hints(dossier: Dossier) -> list[Hint]:
    """What the record fills in, each with its sources, above the form of an assessment."""
    found = []
    for name, known in sourced_facts(dossier).items():
        first, *more = [shown_source(source, dossier) for source in known.sources]
        told = {
            "words": f"{SCHEMA[name].label}：{words_of(name, known.value)}",
            "source": first["words"],
            "url": first["url"],
        }
        found += [told, *({"words": "", "source": s["words"], "url": s["url"]} for s in more)]
    return found


def hit_hints(dossier: Dossier) -> list[Hint]:
    """The clauses the bureau's assessment met or found doubtful."""
    url = part_url(dossier, "assessment")
    return [
        {
            "words": hit["reason"],
            "source": "入罪评估",
            "url": url,
            "status": {"word": State(hit["state"]).label, "tone": TONES[hit["state"]]},
        }
        for hit in hits_of(dossier)
    ]


def gap_hints(dossier: Dossier) -> list[Hint]:
    """Elements nothing proves yet, and those only proposed: shown, never a reason to refuse."""
    url = part_url(dossier, "assessment")
    return [
        {
            "words": f"{row.element.label}：可以用{row.wanted}证明，由{row.closers}补。",
            "source": "要件和证据",
            "url": url,
            "status": row.status,
        }
        for row in sorted(open_questions(dossier), key=lambda row: row.state == PROPOSED)
    ]
