"""An act's page, for every procedure: what it rests on, what follows from it, the papers it will issue, the doing of it."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock
from linkage.deadlines.running import running_clocks
from linkage.law.refusal import OvertakenBy, Reason, Refused
from linkage.law.transitions import Transition
from linkage.procedure.carrying_out import Act, Outcome, line_of
from linkage.procedure.forms import ActForm
from linkage.procedure.preview import DraftPaper, act_ahead, draft_papers, prospect
from linkage.procedure.procedures import Procedure
from linkage.procedure.reasons import reasons_against
from linkage.procedure.showing import act_facts, draft, status_words, turn_words
from linkage.procedure.situation import Situation


@dataclass(frozen=True)
class Place:
    """Where a page of an act stands: how its subject is found, where one came from, where its pictures are."""

    find: Callable[[bool], Any]
    """to_act -> the subject, or None for a reader who may not know of it."""
    back: Callable[[Any], str]
    """subject -> the page one came from and returns to."""
    preview: Callable[[Any, str, int], str]
    """subject, paper kind, page -> address of the picture."""

    def subject(self, *, to_act: bool = False) -> Any:
        """The subject; 404 for what this reader may not see."""
        found = self.find(to_act)
        if found is None:
            raise Http404
        return found


def row_of(procedure: Procedure, act: str) -> Transition:
    """The row of an act; 404 for an act the procedure does not know."""
    try:
        return procedure.table.row(act)
    except KeyError as unknown:
        raise Http404 from unknown


def answer_act(request: HttpRequest, procedure: Procedure, row: Transition, place: Place) -> HttpResponse:
    """GET shows the form and the papers as they would be; POST does the act; POST with `preview` only looks again."""
    if request.method != "POST":
        return ActPage(request, procedure, row, place).answer(status=200)
    if "preview" in request.POST:
        page = ActPage(request, procedure, row, place, request.POST)
        return page.preview_only() if request.htmx else page.answer(status=200)
    try:
        return _do(request, procedure, row, place)
    except Refused as refused:
        page = ActPage(request, procedure, row, place, request.POST)
        if told := page.already_done():
            messages.info(request, f"这一步您刚刚已经办理，没有重复办理：{told}")
            return HttpResponseRedirect(place.back(page.subject))
        page.told = refused.reasons
        return page.answer(status=409 if isinstance(refused, OvertakenBy) else 422)


def answer_preview(
    request: HttpRequest, procedure: Procedure, row: Transition, place: Place, kind: str, number: int
) -> HttpResponse:
    """One page of one paper as it would be issued, as a picture; the query string may state facts of the form."""
    stated = request.GET if any(name in request.GET for name in row.asks) else None
    shown = ActPage(request, procedure, row, place, stated)
    paper = next((p for p in shown.drafts() if p.kind == kind), None) if shown.is_open else None
    pages = paper.pages() if paper else ()
    if not 1 <= number <= len(pages):
        raise Http404
    return HttpResponse(
        pages[number - 1], content_type="image/png", headers={"Cache-Control": "private, no-store"}
    )


def _do(request: HttpRequest, procedure: Procedure, row: Transition, place: Place) -> HttpResponse:
    """Lock first, then judge the form, then act: what is read once is not read again."""
    with transaction.atomic():
        subject = place.subject(to_act=True)
        page = ActPage(request, procedure, row, place, request.POST, subject)
        outcome: Outcome | None = None
        if page.form.is_valid():
            now = timezone.now()
            facts = page.form.facts(now, subject.status_since or now)
            outcome = procedure.do(row.act, subject, by=request.user, at=now, **facts)
    if outcome is None:
        return page.answer(status=422)
    messages.success(request, outcome.sentence)
    return HttpResponseRedirect(place.back(subject))


class ActPage:
    """Everything one answer of an act's page is made from; read only when it is needed."""

    def __init__(
        self,
        request: HttpRequest,
        procedure: Procedure,
        row: Transition,
        place: Place,
        data: QueryDict | None = None,
        subject: Any = None,
    ) -> None:
        self.request, self.procedure, self.row, self.place = request, procedure, row, place
        self.data, self.now = data, timezone.now()
        self.subject = subject if subject is not None else place.subject()
        self.told: tuple[Reason, ...] = ()

    @cached_property
    def clocks(self) -> Mapping[str, Clock]:
        """The running clocks of the subject's own line."""
        if self.subject.pk is None:
            return {}
        return running_clocks(self.subject.dossier, line_of(self.procedure.table, self.subject))

    @cached_property
    def against(self) -> tuple[Reason, ...]:
        """What speaks against the act before anything is stated."""
        situation = Situation(self.now, self.request.user, {}, self.clocks)
        return reasons_against(self.procedure.table, self.row, self.subject, situation)

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return not self.against

    @cached_property
    def form(self) -> ActForm:
        """The facts of the act, with what the record already knows."""
        known: dict[str, Any] = {}
        if self.data is None and self.is_open:
            known = self.procedure.known(self.row, self.subject, self.request.user, self.now)
        return ActForm(
            self.data, row=self.row, known_facts=self.procedure.facts, subject=self.subject, now=self.now,
            initial=known,
        )  # fmt: skip

    def answer(self, *, status: int) -> HttpResponse:
        """The whole page."""
        ahead, reasons = self._ahead(), self.told or self.against
        moment = self.form["occurred_at"]
        context = {
            "head": self._head(),
            "row": self.row,
            "form": self.form,
            "is_open": self.is_open,
            "facts": act_facts(self.row, self.clocks, self.now, prospect(ahead)),
            "papers": self._papers() if self.is_open else [],
            "hints": self.procedure.hints(self.row, self.subject, self.request.user) if self.is_open else (),
            "number": self.subject.dossier.number,
            "back": self.place.back(self.subject),
            "refusal": {"what": self._what(), "reasons": reasons} if reasons else None,
            "explain_moment": bool(self.form.is_bound and (moment.errors or moment.value())),
        }
        return render(self.request, "procedure/act.html", context, status=status)

    def preview_only(self) -> HttpResponse:
        """The fragment that htmx puts in place of the old preview."""
        context = {"papers": self._papers() if self.is_open else [], "number": self.subject.dossier.number}
        return render(self.request, "procedure/preview.html", context)

    def drafts(self) -> list[DraftPaper]:
        """The papers with what the form states so far."""
        if self.procedure.papers is None:
            return []
        return draft_papers(self._ahead(), self.procedure.papers)

    def already_done(self) -> str:
        """The sentence of this very act, if this person has done it since they opened the page (a double click, a reload)."""
        if not self.form.is_valid() or (seen := self.form.cleaned_data.get("seen")) is None:
            return ""
        mine = AuditEntry.objects.filter(
            chain=self.subject.dossier.chain,
            sequence__gt=seen,
            act=self.row.act,
            actor_id=self.request.user.pk,
        )
        entry = mine.order_by("-sequence").first()
        return f"{self.row.label}（第{entry.sequence}条记录）。" if entry else ""

    def _head(self) -> dict[str, Any]:
        """The act is the subject, the case is where one came from."""
        dossier, procedure, subject = self.subject.dossier, self.procedure, self.subject
        crumbs = [{"label": dossier.title, "url": reverse("transfers:dossier", args=[dossier.number])}]
        if not procedure.table.leads and subject.pk:
            crumbs.append({"label": str(subject), "url": self.place.back(subject)})
        return {
            "number": dossier.number,
            "title": self.row.label,
            "status": status_words(procedure, subject.status),
            "whose_turn": turn_words(procedure, subject, self.request.user),
            "crumbs": crumbs,
        }

    def _ahead(self) -> Act:
        # To the minute: the page and the pictures on it then show the same paper, and it is set once.
        minute = self.now.replace(second=0, microsecond=0)
        facts = self.form.stated(minute)
        occurred_at = facts.pop("occurred_at", None)
        return act_ahead(
            self.procedure.table, self.row, self.subject, by=self.request.user, at=minute, facts=facts,
            clocks=self.clocks, occurred_at=occurred_at,
        )  # fmt: skip

    def _papers(self) -> list[dict[str, Any]]:
        """Each paper with its pages: by address while nothing was typed, in the answer itself once something was."""
        return [{**draft(paper), "pages": self._pages(paper)} for paper in self.drafts()]

    def _pages(self, paper: DraftPaper) -> list[str]:
        pages = paper.pages()
        if self.form.is_bound:
            return [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in pages]
        return [self.place.preview(self.subject, paper.kind, number) for number in range(1, len(pages) + 1)]

    def _what(self) -> str:
        return f"没有办理“{self.row.label}”" if self.is_open else f"现在不能办理“{self.row.label}”"
