"""一案一档: one case on one page, in parts that each have an address. The number of statements never grows with the case."""

from collections.abc import Callable
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
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.queries import of_dossier as clocks_of
from linkage.documents.queries import of_dossier as papers_of
from linkage.documents.queries import visible_to as papers_visible_to
from linkage.dossiers.models import Participation
from linkage.evidence.completeness import ClassState, self_check, task_rows
from linkage.evidence.delivery import SHOWN_IN_PAGE
from linkage.evidence.models import MaterialClass
from linkage.evidence.queries import declarations_of
from linkage.evidence.queries import of_dossier as items_of
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation
from linkage.transfers import view_models
from linkage.transfers.models import Transfer
from linkage.transfers.queries import visible_to
from linkage.transfers.states import TABLE
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
    transfer = _transfer(request.user, number)
    part = request.GET.get("part", COURSE)
    if part not in PARTS:
        raise Http404
    page = DossierPage(request, transfer, timezone.now())
    wanted = [part] if part != WHOLE else [name for name in PARTS if name != WHOLE]
    context = {**page.frame(part), "parts": {name or "course": _PARTS[name](page) for name in wanted}}
    return render(request, "transfers/dossier.html", context)


class DossierPage:
    """One reading of a case by one reader at one moment."""

    def __init__(self, request: HttpRequest, transfer: Transfer, now: datetime) -> None:
        self.request, self.transfer, self.now = request, transfer, now
        self.reader: User = request.user
        self.dossier = transfer.dossier
        self.clocks: list[Clock] = list(clocks_of(self.reader, self.dossier))
        self.running = {clock.code: clock for clock in self.clocks if clock.state == ClockState.RUNNING}

    def frame(self, part: str) -> dict[str, Any]:
        """What stands around every part: head, tabs, next acts, running clocks."""
        situation = Situation(self.now, self.reader, {}, self.running)
        panel = act_panel(TABLE, self.transfer, situation)
        acts = view_models.acts(panel, self.transfer, self.reader, self.running, self.now)
        page = reverse("transfers:dossier", args=[self.dossier.number])
        return {
            "head": view_models.head(self.transfer, self.reader, clocks=self.clocks, now=self.now, acts=acts),
            "transfer": self.transfer,
            "dossier": self.dossier,
            "acts": acts,
            "clocks": view_models.clock_cards(
                view_models.by_due(self.running.values()), self.dossier.number, self.now
            ),
            "tabs": [
                {"label": label, "url": f"{page}?part={name}" if name else page, "current": name == part}
                for name, label in PARTS.items()
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
        preparing = self.transfer.status in PREPARING and not whole
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
            "team": self.transfer.team.select_related("user").order_by("pk"),
            "participations": taking_part,
        }

    def past(self) -> dict[str, Any]:
        """时限: every clock there was, with why it fell due on its day."""
        past = [clock for clock in self.clocks if clock.state != ClockState.RUNNING]
        return {"past": view_models.clock_cards(past, self.dossier.number, self.now)}

    def _tasks(self) -> dict[str, Any]:
        states: tuple[ClassState, ...] = self_check(
            self.dossier,
            items=items_of(self.reader, self.dossier),
            declarations=declarations_of(self.reader, self.dossier),
            penalty_decided=bool(self.dossier.case.penalty_number),
            generated=frozenset({MaterialClass.LETTER.value}),
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
        sides = (self.transfer.sending_agency, self.transfer.receiving_agency, self.transfer.procuratorate)
        known = [*sides, *(clock.agency for clock in self.clocks), self.reader.agency]
        return {agency.code: agency.line for agency in known}

    def _reveal_url(self, pk: int) -> str:
        return reverse("transfers:identity", args=[self.dossier.number, pk])


_PARTS: dict[str, Callable[[DossierPage], dict[str, Any]]] = {
    COURSE: DossierPage.course,
    PAPERS: DossierPage.papers,
    EVIDENCE: DossierPage.evidence,
    PARTIES: DossierPage.parties,
    CLOCKS: DossierPage.past,
}


def _transfer(user: User, number: str) -> Transfer:
    found = visible_to(user).filter(dossier__number=number)
    rows = found.select_related("dossier__case__handler__agency", "dossier__region", "last_by__agency")[:1]
    for transfer in rows:
        return transfer
    raise Http404
