"""要件—证据: what must be proved for the clauses that are met or doubtful, what proves it, and what is lacking.

Which elements a clause has and which material proves them is the platform's arrangement, not the text of a law. Only what a
person linked counts as proved; material of a fitting class (17号第六条) is shown as a proposal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from linkage.accounts.roles import Line
from linkage.assessments.models import Assessment, ElementEvidence, ProofElement
from linkage.assessments.queries import latest_for
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.law.assessment import Finding, elements_of

PROVED, PROPOSED, GAP = "proved", "proposed", "gap"
WORDS = {PROVED: "已对应", PROPOSED: "待确认", GAP: "缺"}
TONES = {PROVED: "done", PROPOSED: "hint", GAP: "overdue"}


@dataclass(frozen=True)
class Row:
    """One element with what proves it, what might, and who can close a gap."""

    element: ProofElement
    links: tuple[ElementEvidence, ...]
    proposals: tuple[EvidenceItem, ...]

    @property
    def state(self) -> str:
        """Proved by what somebody linked; else proposed by class; else a gap."""
        return PROVED if self.links else PROPOSED if self.proposals else GAP

    @property
    def status(self) -> dict[str, str]:
        """In the shape `components/status.html` documents: a word and a shape, never only a colour."""
        return {"word": WORDS[self.state], "tone": TONES[self.state]}

    @property
    def wanted(self) -> str:
        """The material that would prove it."""
        return "；".join(proof["kind"] for proof in self.element.proofs)

    @property
    def closers(self) -> str:
        """Who can close the gap."""
        return "、".join(self.element.closers)

    @property
    def clauses(self) -> str:
        """For which clauses, each interpretation named once: `法释〔2023〕7号第一条第二项、第三项`."""
        told: dict[str, list[str]] = {}
        for basis in self.element.clauses:
            instrument, number, article = basis.partition("号")
            told.setdefault(instrument + number, []).append(article)
        return "；".join(f"{instrument}{'、'.join(articles)}" for instrument, articles in told.items())


def matrix_of(assessment: Assessment) -> list[Row]:
    """Every element needed now. Three SQL statements, however many there are."""
    links = ElementEvidence.objects.filter(unlinked_at__isnull=True).select_related("item", "document")
    elements = assessment.elements.filter(is_needed=True).order_by("place")
    material = list(standing(assessment.dossier))
    return [
        _row(element, material) for element in elements.prefetch_related(Prefetch("links", links, "standing"))
    ]


def gaps_of(dossier: Dossier, line: str = Line.ECOLOGY.value) -> list[Row]:
    """Elements for which nothing at all is there, by the latest assessment of that line; none where nobody assessed."""
    assessment = latest_for(dossier, line)
    return [row for row in matrix_of(assessment) if row.state == GAP] if assessment else []


def open_questions(dossier: Dossier, line: str = Line.ECOLOGY.value) -> list[Row]:
    """Elements nobody has linked anything to: the gaps, and what is only proposed."""
    assessment = latest_for(dossier, line)
    return [row for row in matrix_of(assessment) if row.state != PROVED] if assessment else []


def wanted_elements(hits: Iterable[Finding]) -> dict[str, dict[str, Any]]:
    """What these clauses need proved, each element once with all its clauses, in the order of the clauses."""
    wanted: dict[str, dict[str, Any]] = {}
    for hit in hits:
        for element in elements_of(hit.clause_id):
            row = wanted.setdefault(
                element.code,
                {
                    "label": element.label,
                    "proofs": [{"material_class": p.material_class, "kind": p.kind} for p in element.proofs],
                    "closers": list(element.closers),
                    "clauses": [],
                },
            )
            row["clauses"].append(hit.basis)
    return wanted


def _row(element: ProofElement, material: list[EvidenceItem]) -> Row:
    links: list[ElementEvidence] = getattr(element, "standing")  # noqa: B009 - an attribute the prefetch adds
    # Withdrawn material proves nothing any more.
    good = tuple(link for link in links if link.item is None or link.item.withdrawn_at is None)
    taken = {link.item_id for link in good}
    classes = {int(proof["material_class"]) for proof in element.proofs}
    proposals = tuple(i for i in material if i.material_class in classes and i.pk not in taken)
    return Row(element, good, proposals)
