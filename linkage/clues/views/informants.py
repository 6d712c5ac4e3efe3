"""举报人: how many there are, one of them with a reason, who may know them. Shown once, never kept by a browser."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from linkage.accounts.queries import colleagues
from linkage.clues import actions
from linkage.clues.forms import READER_ROLES, OneInformantForm, ReadersForm, RevealForm
from linkage.clues.models import Clue, Informant
from linkage.clues.queries import clue_with_informants, informant_visible_to
from linkage.clues.sealed import is_reader, naming_post
from linkage.law.refusal import Reason, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def informants(request: HttpRequest, number: str) -> HttpResponse:
    """The sealed list, and the form by which another informant is entered."""
    clue = _clue(request, number)
    form = OneInformantForm(request.POST or None)
    if request.method != "POST":
        return _page(request, clue, OneInformantForm(), _readers_form(clue), status=200)
    reasons: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            actions.add_informant(clue=clue, informant=form.entered(), by=request.user, at=timezone.now())
            messages.success(request, "已登记举报人，信息已封存。")
            return HttpResponseRedirect(reverse("clues:informants", args=[number]))
        except Refused as refused:
            reasons = refused.reasons
    return _page(request, clue, form, _readers_form(clue), reasons, status=422)


@require_POST
def name_readers(request: HttpRequest, number: str) -> HttpResponse:
    """A head names who may open the informants."""
    clue = _clue(request, number)
    form = _readers_form(clue, request.POST)
    reasons: tuple[Reason, ...] = ()
    if form.is_valid():
        people = list(form.cleaned_data["people"])
        try:
            actions.name_informant_readers(clue=clue, people=people, by=request.user, at=timezone.now())
            messages.success(request, "已指定举报信息知悉人。")
            return HttpResponseRedirect(reverse("clues:informants", args=[number]))
        except Refused as refused:
            reasons = refused.reasons
    return _page(request, clue, OneInformantForm(), form, reasons, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """One informant: opened with a reason, on the answer to the form itself."""
    sealed = informant_visible_to(request.user, number, place)
    if sealed is None:
        raise Http404
    form = RevealForm(request.POST or None)
    reasons: tuple[Reason, ...] = ()
    opened: Informant | None = None
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            opened = actions.reveal_informant(
                informant=sealed, reason=reason, by=request.user, at=timezone.now()
            )
        except Refused as refused:
            reasons = refused.reasons
    context = {
        "head": _head(sealed.clue, f"查看第{place}名举报人"),
        "form": form,
        "opened": opened,
        "back": reverse("clues:informants", args=[number]),
        "refusal": {"what": "不能查看举报人信息", "reasons": reasons} if reasons else None,
    }
    status = 422 if request.method == "POST" and opened is None else 200
    return _sealed(render(request, "clues/informant.html", context, status=status))


def _clue(request: HttpRequest, number: str) -> Clue:
    """404 for everybody who does not work in the agency that took the clue in."""
    clue = clue_with_informants(request.user, number)
    if clue is None:
        raise Http404
    return clue


def _readers_form(clue: Clue, data: Mapping[str, Any] | None = None) -> ReadersForm:
    people = colleagues(clue.sending_agency, timezone.localdate(), *READER_ROLES)
    return ReadersForm(data, colleagues=people)


def _page(
    request: HttpRequest,
    clue: Clue,
    form: OneInformantForm,
    readers_form: ReadersForm,
    reasons: tuple[Reason, ...] = (),
    *,
    status: int,
) -> HttpResponse:
    reader = is_reader(clue, request.user)
    number = clue.dossier.number
    sealed = Informant.objects.filter(clue=clue).order_by("place").values_list("place", flat=True)
    context = {
        "head": _head(clue, "举报人"),
        "informants": [
            (place, reverse("clues:reveal", args=[number, place]) if reader else "") for place in sealed
        ],
        "readers": clue.informant_readers.select_related("user", "named_by").order_by("pk"),
        "form": form,
        "readers_form": readers_form if naming_post(clue, request.user) else None,
        "readers_url": reverse("clues:name_readers", args=[number]),
        "refusal": {"what": "没有办理", "reasons": reasons} if reasons else None,
    }
    return _sealed(render(request, "clues/informants.html", context, status=status))


def _head(clue: Clue, title: str) -> dict[str, Any]:
    page = reverse("transfers:dossier", args=[clue.dossier.number])
    return {
        "number": clue.dossier.number,
        "title": title,
        "crumbs": [
            {"label": clue.dossier.title, "url": page},
            {"label": "线索", "url": f"{page}?part=clue"},
        ],
    }


def _sealed(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
