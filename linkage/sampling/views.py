"""The labels that are stuck over the stopper, and the register of who may take samples."""

from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.law.refusal import Refused
from linkage.law.wording import date_with_weekday, moment
from linkage.sampling.forms import NewQualification, Revocation
from linkage.sampling.models import Sample, SamplingQualification
from linkage.sampling.qualified import of_agency, register_qualification, registrar_post, revoke_qualification
from linkage.sampling.queries import of_dossier

DOT = 4
"""Pixels of one dot of a code: about 30 millimetres on paper."""


@require_safe
def labels(request: HttpRequest, number: str) -> HttpResponse:
    """GET sampling/labels/<dossier>/: the seal labels of its samples, to be printed; `?sample=` is one of them."""
    dossier = dossiers_visible_to(request.user).filter(number=number).first()
    if dossier is None:
        raise Http404
    found = of_dossier(request.user, dossier).prefetch_related("samplers__user")
    wanted = request.GET.get("sample", "")
    if wanted:
        found = found.filter(number=wanted)
    rows = [{"sample": sample, "code": code_of(sample)} for sample in found]
    if wanted and not rows:
        raise Http404
    page = f"{reverse('transfers:dossier', args=[number])}?part=sampling"
    head = {"title": "样品封签", "number": number, "crumbs": [{"label": dossier.title, "url": page}]}
    return render(request, "sampling/labels.html", {"head": head, "labels": rows})


def code_of(sample: Sample) -> str:
    """The QR code of a label as a picture in the page: what one must read even where there is no network."""
    said = f"{sample}｜封签{sample.seal_number}｜{moment(sample.sampled_at)}采样"
    return segno.make(said, error="m", micro=False).svg_data_uri(scale=DOT)


@require_http_methods(["GET", "HEAD", "POST"])
def qualifications(request: HttpRequest) -> HttpResponse:
    """GET and POST sampling/qualifications/: the head of an agency keeps the register of its samplers."""
    _only_heads(request)
    form = NewQualification(
        request.POST if request.method == "POST" else None, by=request.user, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = register_qualification(by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(request, f"已登记{made.person.name}的采样资格{made.number}。")
            return redirect("sampling:qualifications")
    return _register(request, form, {})


@require_http_methods(["POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """POST sampling/qualifications/<pk>/revoke/: it no longer holds from the day that is said, for the reason that is said."""
    _only_heads(request)
    held = of_agency(request.user).filter(pk=pk).first()
    if held is None:
        raise Http404
    form = Revocation(request.POST, pk=pk)
    if form.is_valid():
        try:
            revoke_qualification(by=request.user, at=timezone.now(), qualification=held, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, [str(reason) for reason in refused.reasons])
        else:
            messages.success(request, f"已撤销{held.person.name}的采样资格{held.number}。")
            return redirect("sampling:qualifications")
    blank = NewQualification(None, by=request.user, today=timezone.localdate())
    return _register(request, blank, {pk: form})


def _register(request: HttpRequest, form: NewQualification, tried: dict[int, Revocation]) -> HttpResponse:
    today = timezone.localdate()
    rows = [_row(one, tried, today) for one in of_agency(request.user)]
    context = {"head": {"title": "采样资格"}, "form": form, "rows": rows}
    return render(
        request, "sampling/qualifications.html", context, status=422 if form.errors or tried else 200
    )


def _row(one: SamplingQualification, tried: dict[int, Revocation], today: Any) -> dict[str, Any]:
    if one.revoked_on is not None:
        status = {"word": f"自{date_with_weekday(one.revoked_on)}起失效", "tone": "refused"}
    elif one.holds(today):
        status = {"word": "有效", "tone": "running"}
    elif today < one.valid_from:
        status = {"word": "尚未生效", "tone": "waiting"}
    else:
        status = {"word": "已过期", "tone": "overdue"}
    form = None if one.revoked_on else tried.get(one.pk, Revocation(None, pk=one.pk))
    return {"one": one, "status": status, "form": form}


def _only_heads(request: HttpRequest) -> None:
    if registrar_post(request.user) is None:
        raise Http404
