"""登记涉嫌犯罪案件: one form, parties and files included. What is wrong is named; nothing is half saved; what was typed stays."""

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
from linkage.evidence.rules import Received
from linkage.law.refusal import Reason, Refused
from linkage.transfers import actions
from linkage.transfers.opening_form import OpeningForm, class_of

PARTS = (
    ("案件", ("title", "source", "cause", "charge", "secrecy")),
    ("发现", ("discovered_at", "place", "how_discovered")),
    ("涉嫌犯罪事实", ("summary", "conduct_from", "conduct_until", "legal_basis", "penalty_number")),
)

WIDE = ("how_discovered", "summary")
"""Longer texts take the whole width."""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form over `actions.open_transfer`."""
    if request.method != "POST":
        now = timezone.localtime().replace(second=0, microsecond=0)
        form = OpeningForm(initial={"discovered_at": now})
        return _page(request, form, PartyFormSet(prefix="parties"), _not_theirs(request), status=200)
    if "more_rows" in request.POST:
        return _with_more_rows(request)
    form, parties = OpeningForm(request.POST, request.FILES), PartyFormSet(request.POST, prefix="parties")
    received, reasons = arrived(request, class_of(request))
    if form.is_valid() & parties.is_valid() and not reasons:
        try:
            return _opened(request, form, parties, received)
        except Refused as refused:
            reasons = list(refused.reasons)
    return _page(request, form, parties, reasons, received, status=422)


def _opened(
    request: HttpRequest, form: OpeningForm, parties: Any, received: list[Received]
) -> HttpResponseRedirect:
    facts = form.facts()
    transfer = actions.open_transfer(
        by=request.user,
        at=timezone.now(),
        parties=[actions.PartyFacts(**row) for row in parties.entered()],
        files=first_material(received, form.cleaned_data["material_class"], request.user),
        **facts,
    )
    number = transfer.dossier.number
    messages.success(request, f"已登记案件 {number}，应立即指定两名以上执法人员组成专案组。")
    return HttpResponseRedirect(reverse("transfers:dossier", args=[number]))


def _with_more_rows(request: HttpRequest) -> HttpResponse:
    """The same page, nothing judged yet, with three more rows for parties; files already chosen are kept."""
    data = request.POST.copy()
    there = int(data.get("parties-TOTAL_FORMS") or 0) if str(data.get("parties-TOTAL_FORMS")).isdigit() else 0
    data["parties-TOTAL_FORMS"] = str(min(there + ROWS, ROWS_AT_MOST))
    received, reasons = arrived(request, class_of(request))
    form = OpeningForm(initial={name: data.get(name, "") for name in OpeningForm.base_fields})
    typed = [
        {name: data.get(f"parties-{row}-{name}", "") for name in _ROW}
        for row in range(min(there, ROWS_AT_MOST))
    ]
    return _page(request, form, PartyFormSet(initial=typed, prefix="parties"), reasons, received, status=200)


_ROW = ("kind", "name", "identity_number", "address", "post")


def _not_theirs(request: HttpRequest) -> list[Reason]:
    if standing_of(request.user).holds(request.user.agency_id, (Role.ENFORCEMENT_OFFICER,)):
        return []
    return [
        Reason(
            "登记涉嫌犯罪案件由生态环境部门执法员办理。",
            "17号第五条；310号第五条",
            "请本单位执法员登记。",
            code="not_yours",
        )
    ]


def _page(
    request: HttpRequest,
    form: OpeningForm,
    parties: Any,
    reasons: list[Reason],
    received: list[Received] | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = {
        "head": {"title": "登记涉嫌犯罪案件"},
        "form": form,
        "sections": [(title, [(form[name], name in WIDE) for name in names]) for title, names in PARTS],
        "parties": parties,
        "party_faults": parties.faults() if parties.is_bound else [],
        "tickets": tickets(received or [], request.user),
        "may_open": not _not_theirs(request),
        "refusal": {"what": "没有登记", "reasons": reasons} if reasons else None,
    }
    return render(request, "transfers/new.html", context, status=status)
