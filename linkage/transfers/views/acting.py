"""An act's page: what it rests on, what follows from it, the papers it will issue, and the doing of it."""

import base64
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock
from linkage.deadlines.running import running_clocks
from linkage.law.refusal import OvertakenBy, Reason, Refused
from linkage.law.transitions import Transition
from linkage.procedure.carrying_out import Act, Outcome
from linkage.procedure.preview import DraftPaper, act_ahead, draft_papers, prospect
from linkage.procedure.reasons import reasons_against
from linkage.procedure.situation import Situation
from linkage.transfers import actions, papers
from linkage.transfers.forms import ActForm
from linkage.transfers.models import Transfer
from linkage.transfers.prefill import Record, first_values
from linkage.transfers.queries import transfer_visible_to
from linkage.transfers.states import TABLE
from linkage.transfers.view_models import act_facts, act_head, draft


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """GET shows the form and the papers as they would be; POST does the act; POST with `preview` only looks again."""
    row, transfer = _row(act), _transfer(request, number)
    page = ActPage(request, row, transfer, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page.answer(status=200)
    if "preview" in request.POST:
        return page.preview_only() if request.htmx else page.answer(status=200)
    if not page.form.is_valid():
        return page.answer(status=422)
    try:
        outcome = _done(request.user, number, row, page.form)
    except Refused as refused:
        if told := _already_done(request.user, transfer, row, page.form):
            messages.info(request, f"这一步您刚刚已经办理，没有重复办理：{told}")
            return _to_dossier(number)
        page.reasons = refused.reasons
        return page.answer(status=409 if isinstance(refused, OvertakenBy) else 422)
    messages.success(request, outcome.sentence)
    return _to_dossier(number)


@require_safe
def preview(request: HttpRequest, number: str, act: str, kind: str, page: int) -> HttpResponse:
    """One page of one paper as it would be issued, as a picture; the query string may state facts of the form."""
    row, transfer = _row(act), _transfer(request, number)
    stated = request.GET if any(name in request.GET for name in row.asks) else None
    shown = ActPage(request, row, transfer, stated)
    paper = next((p for p in shown.drafts() if p.kind == kind), None) if shown.is_open else None
    pages = paper.pages() if paper else ()
    if not 1 <= page <= len(pages):
        raise Http404
    return HttpResponse(
        pages[page - 1], content_type="image/png", headers={"Cache-Control": "private, no-store"}
    )


class ActPage:
    """Everything one answer of an act's page is made from."""

    def __init__(
        self, request: HttpRequest, row: Transition, transfer: Transfer, data: QueryDict | None
    ) -> None:
        self.request, self.row, self.transfer = request, row, transfer
        self.now = timezone.now()
        self.clocks: Mapping[str, Clock] = running_clocks(transfer.dossier)
        situation = Situation(self.now, request.user, {}, self.clocks)
        self.reasons: tuple[Reason, ...] = reasons_against(TABLE, row, transfer, situation)
        self.is_open = not self.reasons
        initial = first_values(row, Record(transfer, request.user, self.now)) if self.is_open else {}
        self.form = ActForm(data, row=row, transfer=transfer, now=self.now, initial=initial)

    def answer(self, *, status: int) -> HttpResponse:
        """The whole page."""
        ahead = self._ahead()
        context = {
            "head": act_head(self.transfer, self.row, self.request.user),
            "row": self.row,
            "form": self.form,
            "is_open": self.is_open,
            "facts": act_facts(self.row, self.clocks, self.now, prospect(ahead)),
            "papers": self._papers() if self.is_open else [],
            "number": self.transfer.dossier.number,
            "back": reverse("transfers:dossier", args=[self.transfer.dossier.number]),
            "refusal": {"what": self._what(), "reasons": self.reasons} if self.reasons else None,
            "explain_moment": bool(
                self.form.is_bound and (self.form["occurred_at"].errors or self.form["occurred_at"].value())
            ),
        }
        return render(self.request, "transfers/act.html", context, status=status)

    def preview_only(self) -> HttpResponse:
        """The fragment that htmx puts in place of the old preview."""
        context = {"papers": self._papers() if self.is_open else [], "number": self.transfer.dossier.number}
        return render(self.request, "transfers/preview.html", context)

    def drafts(self) -> list[DraftPaper]:
        """The papers with what the form states so far."""
        return draft_papers(self._ahead(), papers.fill)

    def _ahead(self) -> Act:
        # To the minute: the page and the pictures on it then show the same paper, and it is set once.
        minute = self.now.replace(second=0, microsecond=0)
        facts = self.form.stated(minute)
        occurred_at = facts.pop("occurred_at", None)
        return act_ahead(
            TABLE, self.row, self.transfer, by=self.request.user, at=minute, facts=facts, clocks=self.clocks,
            occurred_at=occurred_at,
        )  # fmt: skip

    def _papers(self) -> list[dict[str, Any]]:
        """Each paper with its pages: by address while nothing was typed, in the answer itself once something was."""
        return [{**draft(paper), "pages": self._pages(paper)} for paper in self.drafts()]

    def _pages(self, paper: DraftPaper) -> list[str]:
        pages = paper.pages()
        if self.form.is_bound:
            return [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in pages]
        where = [self.transfer.dossier.number, self.row.act, paper.kind]
        return [reverse("transfers:preview", args=[*where, number]) for number in range(1, len(pages) + 1)]

    def _what(self) -> str:
        return f"没有办理“{self.row.label}”" if self.is_open else f"现在不能办理“{self.row.label}”"


def _done(user: User, number: str, row: Transition, form: ActForm) -> Outcome:
    with transaction.atomic():
        transfer = transfer_visible_to(user, number, to_act=True)
        if transfer is None:
            raise Http404
        now = timezone.now()
        facts = form.facts(now, transfer.status_since)
        outcome: Outcome = getattr(actions, row.act)(transfer=transfer, by=user, at=now, **facts)
    return outcome


def _already_done(user: User, transfer: Transfer, row: Transition, form: ActForm) -> str:
    """The sentence of this very act, if this person has done it since they opened the page (a double click, a reload)."""
    seen = form.cleaned_data.get("seen")
    if seen is None:
        return ""
    mine = AuditEntry.objects.filter(
        chain=transfer.dossier.chain, sequence__gt=seen, act=row.act, actor_id=user.pk
    )
    return (
        f"{row.label}（第{entry.sequence}条记录）。" if (entry := mine.order_by("-sequence").first()) else ""
    )


def _row(act: str) -> Transition:
    try:
        return TABLE.row(act)
    except KeyError as unknown:
        raise Http404 from unknown


def _transfer(request: HttpRequest, number: str) -> Transfer:
    found = transfer_visible_to(request.user, number)
    if found is None:
        raise Http404
    return found


def _to_dossier(number: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("transfers:dossier", args=[number]))
