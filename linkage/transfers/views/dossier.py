"""一案一档: one case on one page, in parts that each have an address. The number of statements never grows with the case."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from linkage.accounts.models import User
from linkage.cases.models import PartyKind
from linkage.cases.queries import parties_of, revealing_post
from linkage.clues.queries import needs_intervention
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.queries import of_dossier as clocks_of
from linkage.documents.queries import of_dossier as papers_of
from linkage.documents.queries import visible_to as papers_visible_to
from linkage.dossiers.models import Participation
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.evidence.completeness import ClassState, self_check, task_rows
from linkage.evidence.delivery import SHOWN_IN_PAGE
from linkage.evidence.models import MaterialClass
from linkage.evidence.queries import declarations_of
from linkage.evidence.queries import of_dossier as items_of
from linkage.procedure.carrying_out import line_of
from linkage.procedure.parts import known_parts, openings_for
from linkage.procedure.procedures import Procedure, leading, leading_at
from linkage.procedure.reasons import act_panel
from linkage.procedure.showing import acts, stands_still, under_way
from linkage.procedure.situation import Situation
from linkage.property.queries import unsettled
from linkage.transfers import view_models
from linkage.transfers.material_papers import made_classes, papers_as_material
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from linkage.transfers.timeline import Choice, entries_of, timeline

COURSE, PAPERS, EVIDENCE, PARTIES, CLOCKS, WHOLE = "", "papers", "evidence", "parties", "clocks", "all"
PARTS = {
    COURSE: "办理过程",
    PAPERS: "文书",
    EVIDENCE: "证据材料",
    PARTIES: "案情与当事人",
    CLOCKS: "时限",
    WHOLE: "全卷",
}
PREPARING = (Status.DISCOVERED, Status.VERIFYING, Status.AWAITING_APPROVAL, Status.APPROVED)
"""Until it is handed over, the bureau collects the seven classes of material (17号第六条)."""


@require_safe
def dossier(request: HttpRequest, number: str) -> HttpResponse:
    """The page of one case; `?part=` says which part of it, `?part=all` all of them, for printing."""
    procedure, subject = _leading_subject(request.user, number)
    part, names = request.GET.get("part", COURSE), _part_names()
    if part not in names:
        raise Http404
    page = DossierPage(request, procedure, subject, timezone.now())
    wanted = [part] if part != WHOLE else [name for name in names if name != WHOLE]
    context = {
        **page.frame(part, names),
        "parts": {name or "course": _PARTS[name](page) for name in wanted if name in _PARTS},
        "more_parts": [page.brought(name) for name in wanted if name not in _PARTS],
    }
    return render(request, "transfers/dossier.html", context)


def _part_names() -> dict[str, str]:
    """The tabs in their order: this page's own, what the packages bring, and the whole file at the end."""
    own = {name: label for name, label in PARTS.items() if name != WHOLE}
    return {**own, **{part.code: part.label for part in known_parts().values()}, WHOLE: PARTS[WHOLE]}


class DossierPage:
    """One reading of a case by one reader at one moment."""

    def __init__(self, request: HttpRequest, procedure: Procedure, subject: Any, now: datetime) -> None:
        self.request, self.procedure, self.subject, self.now = request, procedure, subject, now
        self.reader: User = request.user
        self.dossier = subject.dossier
        self.transfer: Transfer | None = subject if isinstance(subject, Transfer) else None
        self.clocks: list[Clock] = list(clocks_of(self.reader, self.dossier))
        self.running = [clock for clock in self.clocks if clock.state == ClockState.RUNNING]

    def frame(self, part: str, names: Mapping[str, str]) -> dict[str, Any]:
        """What stands around every part: head, tabs, next acts, running clocks."""
        line = line_of(self.procedure.table, self.subject)
        own = {clock.code: clock for clock in self.running if clock.line == line}
        panel = act_panel(self.procedure.table, self.subject, Situation(self.now, self.reader, {}, own))
        panel_shown = acts(self.procedure, self.subject, panel, self.reader, own, self.now, self._act_url)
        openings = self._next_openings()
        if openings and self.subject.status in self.procedure.leads_on:
            view_models.put_first(panel_shown, openings.pop(0))
        page = reverse("transfers:dossier", args=[self.dossier.number])
        return {
            "head": view_models.head(
                self.procedure, self.subject, self.reader, clocks=self.clocks, now=self.now, acts=panel_shown
            ),
            "transfer": self.transfer,
            "dossier": self.dossier,
            "acts": panel_shown,
            "openings": openings,
            "owes_intervention": needs_intervention(self.dossier),
            "clocks": view_models.clock_cards(
                view_models.by_due(under_way(self.clocks)), self.dossier.number, self.now
            ),
            "tabs": [
                {"label": label, "url": f"{page}?part={name}" if name else page, "current": name == part}
                for name, label in names.items()
            ],
            "part": part,
        }

    def course(self) -> dict[str, Any]:
        """办理过程: the materials still to be gathered, and the timeline."""
        said = self.request.GET
        whole = said.get("part") == WHOLE
        choice = Choice(
            by="" if whole else said.get("by", ""),
            oldest_first=whole or said.get("order") == "oldest",
            everything=whole or said.get("show") == "all",
        )
        papers = papers_visible_to(self.reader).filter(dossier=self.dossier).only("pk", "name", "number")
        entries = entries_of(self.dossier)
        chips = view_models.paper_chips(papers)
        preparing = self.transfer is not None and self.transfer.status in PREPARING and not whole
        return {
            "tasks": self._tasks() if preparing else None,
            "timeline": timeline(entries, choice, lines=self._lines(), papers=chips),
        }

    def papers(self) -> dict[str, Any]:
        """文书, with whom each was served on."""
        return {"papers": papers_of(self.reader, self.dossier)}

    def evidence(self) -> dict[str, Any]:
        """证据材料, by class."""
        items = [item for item in items_of(self.reader, self.dossier) if item.withdrawn_at is None]
        said = {d.material_class: d for d in declarations_of(self.reader, self.dossier)}
        classes = [
            {"class": c, "items": [i for i in items if i.material_class == c], "said": said.get(c)}
            for c in MaterialClass
        ]
        return {"classes": classes, "count": len(items), "shown_in_page": SHOWN_IN_PAGE}

    def parties(self) -> dict[str, Any]:
        """案情、当事人、专案组、参与机关."""
        may_reveal = revealing_post(self.reader, self.dossier) is not None
        taking_part = (
            Participation.objects.filter(dossier=self.dossier)
            .select_related("agency")
            .order_by("since", "pk")
        )
        return {
            "case": self.dossier.case,
            "parties": [
                (party, self._reveal_url(party.pk) if may_reveal and party.kind == PartyKind.PERSON else "")
                for party in parties_of(self.reader, self.dossier)
            ],
            "team": self.transfer.team.select_related("user").order_by("pk") if self.transfer else (),
            "participations": taking_part,
        }

    def past(self) -> dict[str, Any]:
        """时限: every clock there was, with why it fell due on its day."""
        past = [c for c in self.clocks if c.state != ClockState.RUNNING and not stands_still(c)]
        return {"past": view_models.clock_cards(past, self.dossier.number, self.now)}

    def _tasks(self) -> dict[str, Any]:
        states: tuple[ClassState, ...] = self_check(
            self.dossier,
            items=items_of(self.reader, self.dossier),
            declarations=declarations_of(self.reader, self.dossier),
            penalty_decided=bool(self.dossier.case.penalty_number),
            generated=made_classes(
                papers_as_material(self.dossier), with_property=unsettled(self.dossier).exists()
            ),
        )
        settled = sum(state.settled for state in states)
        rows = task_rows(states, reverse("evidence:of_dossier", args=[self.dossier.number]))
        for row, state in zip(rows, states, strict=True):
            # Who can supply it stands on a line of its own.
            row["missing"] = [f"{r.sentence}（{r.basis}）" for r in state.missing] or row["missing"]
        return {
            "classes": rows,
            "bar": {
                "label": "移送材料",
                "value": settled,
                "max": len(states),
                "words": f"7类中{settled}类已齐或者已说明",
            },
        }

    def _lines(self) -> dict[str, str]:
        sides = [self.subject.agency_on(side) for side in self.procedure.table.sides]
        known = [
            *(agency for agency in sides if agency),
            *(clock.agency for clock in self.clocks),
            self.reader.agency,
        ]
        return {agency.code: agency.line for agency in known}

    def brought(self, name: str) -> dict[str, Any]:
        """A part that another package brings."""
        part = known_parts()[name]
        return {"template": part.template, "shown": part.context(self.reader, self.dossier, self.now)}

    def _next_openings(self) -> list[dict[str, str]]:
        """What leads the dossier on from here: an investigation after a clue, a transfer after what was found."""
        others = [p for p in leading() if p is not self.procedure]
        return [one for p in others for one in openings_for(p, self.reader, self.dossier, self.now)]

    def _act_url(self, act: str) -> str:
        if self.transfer is not None:
            return reverse("transfers:act", args=[self.dossier.number, act])
        if not self.procedure.table.leads:
            return reverse("procedure:act", args=[self.procedure.table.code, self.subject.pk, act])
        return reverse("transfers:lead_act", args=[self.dossier.number, self.procedure.table.code, act])

    def _reveal_url(self, pk: int) -> str:
        return reverse("transfers:identity", args=[self.dossier.number, pk])


_PARTS: dict[str, Callable[[DossierPage], dict[str, Any]]] = {
    COURSE: DossierPage.course,
    PAPERS: DossierPage.papers,
    EVIDENCE: DossierPage.evidence,
    PARTIES: DossierPage.parties,
    CLOCKS: DossierPage.past,
}


def _leading_subject(user: User, number: str) -> tuple[Procedure, Any]:
    """The procedure that leads this dossier now, by where the dossier stands, and its latest subject."""
    dossier = dossiers_visible_to(user).filter(number=number).only("stage").first()
    procedure = leading_at(dossier.stage) if dossier else None
    if procedure is None:
        raise Http404
    found = procedure.visible_to(user).filter(dossier__number=number).order_by("-pk")
    rows = found.select_related("dossier__case__handler__agency", "dossier__region", "last_by__agency")
    for subject in rows.select_related(*procedure.related)[:1]:
        return procedure, subject
    raise Http404
