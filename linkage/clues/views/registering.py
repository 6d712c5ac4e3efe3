"""登记线索: one form, parties, informants and files included. Nothing is half saved; what was typed stays."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from linkage.accounts.standing import standing_of
from linkage.cases.forms import ROWS, ROWS_AT_MOST, PartyFormSet
from linkage.clues import actions
from linkage.clues.forms import ClueForm, InformantFormSet
from linkage.clues.models import JUDGED
from linkage.clues.queries import possible_duplicates
from linkage.clues.states import OFFICERS
from linkage.evidence.first_files import arrived, first_material, tickets
from linkage.evidence.models import MaterialClass
from linkage.evidence.rules import Received
from linkage.law.refusal import Reason, Refused

PARTS = (
    ("线索", ("title", "source", "received_at", "cause", "secrecy")),
    ("内容", ("place", "summary", "suspected_conduct", "plates", "phones", "waste_codes")),
    ("判断", tuple(n for name in JUDGED for n in (name, f"{name}_reason"))),
    ("处理", ("suggestion",)),
)
MATERIAL = MaterialClass.OTHER.value
"""What comes with a clue is no record yet: its class is said on the evidence page once it is known."""
WIDE = ("place", "summary", "suspected_conduct", "suggestion")
"""Longer texts take the whole width."""
ROW_FIELDS = {
    "parties": ("kind", "name", "identity_number", "address", "post"),
    "informants": ("name", "contact", "channel", "wishes_secrecy"),
}
MORE = {"more_rows": "parties", "more_informants": "informants"}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form over `actions.open_clue`."""
    if request.method != "POST":
        now = timezone.localtime().replace(second=0, microsecond=0)
        form = ClueForm(initial={"received_at": now})
        parties, informants = PartyFormSet(prefix="parties"), InformantFormSet(prefix="informants")
        return _page(request, form, parties, informants, _not_theirs(request), status=200)
    if more := next((rows for button, rows in MORE.items() if button in request.POST), ""):
        return _with_more_rows(request, more)
    form = ClueForm(request.POST, request.FILES)
    parties = PartyFormSet(request.POST, prefix="parties")
    informants = InformantFormSet(request.POST, prefix="informants")
    received, reasons = arrived(request, MATERIAL)
    if form.is_valid() & parties.is_valid() & informants.is_valid() and not reasons:
        try:
            return _opened(request, form, parties, informants, received)
        except Refused as refused:
            reasons = list(refused.reasons)
    return _page(request, form, parties, informants, reasons, received, status=422)


def _opened(
    request: HttpRequest, form: ClueForm, parties: Any, informants: Any, received: list[Received]
) -> HttpResponseRedirect:
    clue, outcome = actions.open_clue(
        by=request.user,
        at=timezone.now(),
        about=form.about([actions.PartyFacts(**row) for row in parties.entered()]),
        traits=form.traits(),
        informants=informants.entered(),
        files=first_material(received, MATERIAL, request.user),
        **form.facts(),
    )
    alike = possible_duplicates(clue, request.user).count
    hint = f"提示：发现{alike}处可能重复，请查看“线索”页。" if alike else ""
    messages.success(request, f"{outcome.sentence}{hint}")
    return HttpResponseRedirect(f"{reverse('transfers:dossier', args=[clue.dossier.number])}?part=clue")


def _with_more_rows(request: HttpRequest, which: str) -> HttpResponse:
    """The same page, nothing judged yet, with more rows of this kind; files already chosen are kept."""
    received, reasons = arrived(request, MATERIAL)
    data = request.POST.copy()
    form = ClueForm(initial={name: data.get(name, "") for name in ClueForm().fields})
    added = {which: ROWS}
    rows = {
        prefix: _rows(data, prefix, maker, added.get(prefix, 0))
        for prefix, maker in (("parties", PartyFormSet), ("informants", InformantFormSet))
    }
    return _page(request, form, rows["parties"], rows["informants"], reasons, received, status=200)


def _rows(data: Any, prefix: str, maker: Any, more: int) -> Any:
    """The rows as typed, not judged, with `more` blank ones."""
    said = str(data.get(f"{prefix}-TOTAL_FORMS"))
    there = min(int(said), ROWS_AT_MOST) if said.isdigit() else 0
    typed = [{n: data.get(f"{prefix}-{row}-{n}", "") for n in ROW_FIELDS[prefix]} for row in range(there)]
    rows = maker(initial=typed, prefix=prefix)
    rows.extra = more
    return rows


def _not_theirs(request: HttpRequest) -> list[Reason]:
    if standing_of(request.user).holds(request.user.agency_id, OFFICERS):
        return []
    return [
        Reason(
            "登记线索由生态环境部门执法员或者公安机关受案、办案民警办理。",
            "17号第二十七条",
            "请本单位办案人员登记。",
            code="not_yours",
        )
    ]


def _page(
    request: HttpRequest,
    form: ClueForm,
    parties: Any,
    informants: Any,
    reasons: list[Reason],
    received: list[Received] | None = None,
    *,
    status: int,
) -> HttpResponse:
    context = {
        "head": {"title": "登记线索"},
        "form": form,
        "sections": [(title, [(form[name], name in WIDE) for name in names]) for title, names in PARTS],
        "parties": parties,
        "informants": informants,
        "row_faults": [fault for rows in (parties, informants) if rows.is_bound for fault in rows.faults()],
        "tickets": tickets(received or [], request.user),
        "may_open": not _not_theirs(request),
        "refusal": {"what": "没有登记", "reasons": reasons} if reasons else None,
    }
    response = render(request, "clues/new.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
