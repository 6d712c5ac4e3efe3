"""Two things one looks at more closely: why a clock falls due on its day, and an identity number, with a reason."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from linkage.cases.actions import reveal_identity
from linkage.cases.forms import RevealForm
from linkage.cases.models import Party
from linkage.cases.queries import party_visible_to
from linkage.deadlines.cards import card
from linkage.deadlines.explaining import explain
from linkage.deadlines.queries import clock_visible_to
from linkage.deadlines.running import due_of
from linkage.law.refusal import Reason, Refused


@require_safe
def clock(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """为什么是这一天."""
    found = clock_visible_to(request.user, number, pk)
    if found is None:
        raise Http404
    now = timezone.now()
    shown = card(found, now)
    context = {
        "head": {
            "number": number,
            "title": f"为什么是这一天：{found.name}",
            "clock": shown,
            "crumbs": [{"label": found.dossier.title, "url": reverse("transfers:dossier", args=[number])}],
        },
        "clock": shown,
        "why": explain(due_of(found)),
        "rule_url": reverse("web:law_rule", args=[found.code]),
        "back": reverse("transfers:dossier", args=[number]),
    }
    return render(request, "transfers/clock.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """查看证件号码: shown once, on the answer to the form itself, and never kept by a browser."""
    party = party_visible_to(request.user, number, pk)
    if party is None:
        raise Http404
    form = RevealForm(request.POST or None)
    reasons: tuple[Reason, ...] = ()
    revealed = ""
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            revealed = reveal_identity(party=party, reason=reason, by=request.user, at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
    status = 422 if request.method == "POST" and not revealed else 200
    response = render(
        request, "cases/identity.html", _context(number, party, form, revealed, reasons), status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def _context(
    number: str, party: Party, form: RevealForm, revealed: str, reasons: tuple[Reason, ...]
) -> dict[str, object]:
    page = reverse("transfers:dossier", args=[number])
    return {
        "head": {
            "number": number,
            "title": f"查看证件号码：{party.name}",
            "crumbs": [
                {"label": party.case.dossier.title, "url": page},
                {"label": "当事人", "url": f"{page}?part=parties"},
            ],
        },
        "party": party,
        "form": form,
        "back": f"{page}?part=parties",
        "number": revealed,
        "refusal": {"what": "不能查看证件号码", "reasons": reasons} if reasons else None,
    }
