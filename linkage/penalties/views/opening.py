"""行政处罚 without a dossier: one form, parties and files included, to file a case or to enter a decision made elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from linkage.accounts.roles import Role
from linkage.accounts.standing import standing_of
from linkage.cases.forms import ROWS, ROWS_AT_MOST, PartyFormSet
from linkage.evidence.first_files import arrived, first_material, tickets
from linkage.evidence.models import MaterialClass
from linkage.evidence.rules import Received
from linkage.law.refusal import Reason, Refused
from linkage.penalties import actions
from linkage.penalties.forms import CaseForm, DecidedForm, FilingForm

MATERIAL = MaterialClass.OTHER.value
WIDE = ("place", "summary")
"""Longer texts take the whole width."""
ROW = ("kind", "name", "identity_number", "address", "post")
CASE_PART = ("案件", ("title", "cause", "source", "secrecy"))


@dataclass(frozen=True)
class Door:
    """One of the two ways in."""

    title: str
    form: type[CaseForm]
    act: Callable[..., Any]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    other: tuple[str, str]
    """Name and words of the way to the other door."""


FILING = Door(
    "行政处罚立案", FilingForm, actions.open_penalty,
    (
        CASE_PART,
        ("违法行为", ("conduct_kind", "conduct_until", "discovered_on", "procedure_kind", "harm", "place", "summary")),
    ),
    ("penalties:decided", "处罚决定已经作出的，录入决定"),
)  # fmt: skip
DECIDED = Door(
    "录入已作出的处罚决定", DecidedForm, actions.open_decided_penalty,
    (
        CASE_PART,
        ("违法行为", ("conduct_kind", "conduct_until", "discovered_on", "procedure_kind", "place", "summary")),
        ("处罚决定", ("decision_number", "decided_on", "served_on", "fine_yuan", "penalty_kinds")),
    ),
    ("penalties:new", "处罚决定还没有作出的，立案"),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form over `actions.open_penalty`."""
    return _answer(request, FILING)


@require_http_methods(["GET", "HEAD", "POST"])
def decided(request: HttpRequest) -> HttpResponse:
    """The form over `actions.open_decided_penalty`."""
    return _answer(request, DECIDED)


def _answer(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method != "POST":
        form = door.form(initial={"discovered_on": timezone.localdate()})
        return _page(request, door, form, PartyFormSet(prefix="parties"), _not_theirs(request), status=200)
    received, reasons = arrived(request, MATERIAL)
    if "more_rows" in request.POST:
        return _with_more_rows(request, door, received, reasons)
    form, parties = door.form(request.POST, request.FILES), PartyFormSet(request.POST, prefix="parties")
    if form.is_valid() & parties.is_valid() and not reasons:
        try:
            return _opened(request, door, form, parties, received)
        except Refused as refused:
            reasons = list(refused.reasons)
    return _page(request, door, form, parties, reasons, received, status=422)


def _opened(
    request: HttpRequest, door: Door, form: CaseForm, parties: Any, received: list[Received]
) -> HttpResponseRedirect:
    penalty, outcome = door.act(
        by=request.user,
        at=timezone.now(),
        about=form.about([actions.PartyFacts(**row) for row in parties.entered()]),
        files=first_material(received, MATERIAL, request.user),
        **form.facts(),
    )
    messages.success(request, outcome.sentence)
    return HttpResponseRedirect(
        f"{reverse('transfers:dossier', args=[penalty.dossier.number])}?part=penalties"
    )


def _with_more_rows(
    request: HttpRequest, door: Door, received: list[Received], reasons: list[Reason]
) -> HttpResponse:
    """The same page, nothing judged yet, with three more rows for parties; files already chosen are kept."""
    data = request.POST
    said = str(data.get("parties-TOTAL_FORMS"))
    there = min(int(said), ROWS_AT_MOST) if said.isdigit() else 0
    fields = door.form.base_fields
    form = door.form(
        initial={n: data.getlist(n) if n == "penalty_kinds" else data.get(n, "") for n in fields}
    )
    parties = PartyFormSet(
        initial=[{name: data.get(f"parties-{row}-{name}", "") for name in ROW} for row in range(there)],
        prefix="parties",
    )
    parties.extra = ROWS
    return _page(request, door, form, parties, reasons, received, status=200)


def _not_theirs(request: HttpRequest) -> list[Reason]:
    if standing_of(request.user).holds(request.user.agency_id, (Role.ENFORCEMENT_OFFICER,)):
        return []
    said, remedy = "行政处罚由生态环境部门执法员登记。", "请本单位执法员登记。"
    return [Reason(said, "17号第三十四条", remedy, code="not_yours")]


def _page(
    request: HttpRequest,
    door: Door,
    form: CaseForm,
    parties: Any,
    reasons: list[Reason],
    received: list[Received] | None = None,
    *,
    status: int,
) -> HttpResponse:
    name, words = door.other
    context = {
        "head": {"title": door.title},
        "form": form,
        "sections": [(title, [(form[n], n in WIDE) for n in names]) for title, names in door.parts],
        "parties": parties,
        "party_faults": parties.faults() if parties.is_bound else [],
        "tickets": tickets(received or [], request.user),
        "may_open": not _not_theirs(request),
        "other": {"url": reverse(name), "words": words},
        "refusal": {"what": "没有登记", "reasons": reasons} if reasons else None,
    }
    return render(request, "penalties/new.html", context, status=status)
