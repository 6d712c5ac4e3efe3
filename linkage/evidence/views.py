"""The evidence pages of one dossier. Each begins with what this reader may see; what they may not see is 404."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.evidence import actions, queries
from linkage.evidence.completeness import MAY_BE_DECLARED, ClassState, self_check
from linkage.evidence.delivery import SHOWN_IN_PAGE, deliver
from linkage.evidence.forms import MaterialForm, reason_form
from linkage.evidence.models import EvidenceItem, MaterialClass
from linkage.evidence.rules import NOT_A_CONTRIBUTOR, Received, contributing_post
from linkage.evidence.sniffing import check_class
from linkage.evidence.tickets import redeem, ticket_for
from linkage.evidence.upload import ArrivedFile, receive_raw, refused_files
from linkage.law.refusal import Reason, Refused
from linkage.storage.content_store import NotStored

BROKE_OFF = Reason("上传中断，没有收到完整的表单。", remedy="请重新选择文件后再传。", code="upload_broke_off")


@require_safe
def of_dossier(request: HttpRequest, number: str) -> HttpResponse:
    """The seven classes: what is there, what is missing, who can supply it."""
    dossier = _dossier(request, number)
    items = list(queries.of_dossier(request.user, dossier))
    declarations = list(queries.declarations_of(request.user, dossier))
    states = self_check(dossier, items=items, declarations=declarations, penalty_decided=False)
    may_change = contributing_post(request.user, dossier) is not None
    context = {
        "head": _head(dossier, "证据材料"),
        "dossier": dossier,
        "sections": [_section(state, items, may_change) for state in states],
        "shown_in_page": SHOWN_IN_PAGE,
        "may_change": may_change,
    }
    return render(request, "evidence/of_dossier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, number: str, material_class: int) -> HttpResponse:
    """加入材料: one form, several files, with or without script."""
    dossier, label = _dossier(request, number), _label(material_class)
    form = MaterialForm(
        request.POST or None,
        request.FILES or None,
        material_class=material_class,
        initial={"source": request.user.agency.name},
    )
    received: list[Received] = []
    refusal: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            _require_contributor(request, dossier)
            received, reasons = _received(request, dossier)
            if not reasons and form.is_valid():
                return _added(request, dossier, form, received)
            refusal = tuple(reasons)
        except Refused as refused:
            refusal = refused.reasons
    context = {
        "head": _head(dossier, f"加入材料：{label}"),
        "dossier": dossier,
        "form": form,
        "material_class": material_class,
        "tickets": [(r, ticket_for(r, user=request.user, dossier=dossier)) for r in received],
        "refusal": {"what": "没有加入", "reasons": refusal} if refusal else None,
    }
    return render(request, "evidence/add.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["PUT"])
def send(request: HttpRequest, number: str, material_class: int) -> JsonResponse:
    """One file as the raw body of a PUT; the answer is the ticket that the form hands in."""
    dossier = _dossier(request, number)
    _label(material_class)
    try:
        _require_contributor(request, dossier)
        received = _judged_and_kept(receive_raw(request), material_class)
    except Refused as refused:
        return JsonResponse({"reasons": [str(reason) for reason in refused.reasons]}, status=422)
    return JsonResponse(
        {
            "ticket": ticket_for(received, user=request.user, dossier=dossier),
            "name": received.verdict.name,
            "size": received.stored.size,
            "sm3": received.stored.sm3,
            "sha256": received.stored.sha256,
            "cautions": list(received.verdict.cautions),
        },
        status=201,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, number: str, public_id: uuid.UUID) -> HttpResponse:
    """撤下材料, with a reason."""
    item = _item(request, number, public_id)
    form = reason_form(request.POST or None, "撤下原因")
    refusal: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_item(
                item=item, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Refused as refused:
            refusal = refused.reasons
        else:
            messages.success(request, f"已撤下“{item.title}”，原因已记入案卷；原文件仍保存备查。")
            return _back_to(item.dossier, item.material_class)
    return _asking(request, item.dossier, form, f"撤下“{item.title}”", "撤下", refusal, item.material_class)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, number: str, material_class: int) -> HttpResponse:
    """说明本案没有某一类材料, with a reason."""
    dossier, label = _dossier(request, number), _label(material_class)
    form = reason_form(request.POST or None, "为什么没有")
    refusal: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_absent(
                dossier=dossier, material_class=material_class,
                reason=form.cleaned_data["reason"], by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = refused.reasons
        else:
            messages.success(request, f"已说明本案没有“{label}”，说明会印在移送材料清单上。")
            return _back_to(dossier, material_class)
    return _asking(request, dossier, form, f"说明本案没有“{label}”", "记入说明", refusal, material_class)


@require_safe
def open_original(request: HttpRequest, number: str, public_id: uuid.UUID) -> HttpResponseBase:
    """The original file: saved, or with `?show=1` shown where that is safe. Who opened it, and when, is noted once."""
    item = _item(request, number, public_id)
    try:
        response = deliver(request, item, inline=request.GET.get("show") == "1")
    except NotStored as lost:
        raise Http404(f"文件“{item.file_name}”不在存储中，请告知系统管理员核对存储。") from lost
    begins = request.headers.get("Range", "").replace(" ", "") in ("", "bytes=0-")
    if request.method == "GET" and begins:
        actions.note_opening(item=item, by=request.user, at=timezone.now())
    return response


def _dossier(request: HttpRequest, number: str) -> Dossier:
    return get_object_or_404(visible_to(request.user), number=number)


def _item(request: HttpRequest, number: str, public_id: uuid.UUID) -> EvidenceItem:
    item = queries.item_visible_to(request.user, public_id)
    if item is None or item.dossier.number != number:
        raise Http404
    return item


def _label(material_class: int) -> str:
    if material_class not in MaterialClass.values:
        raise Http404
    return MaterialClass(material_class).label


def _require_contributor(request: HttpRequest, dossier: Dossier) -> None:
    if contributing_post(request.user, dossier) is None:
        raise Refused([NOT_A_CONTRIBUTOR])


def _received(request: HttpRequest, dossier: Dossier) -> tuple[list[Received], list[Reason]]:
    """The files of this form, those sent ahead and those in it, and what speaks against any of them."""
    reasons = [*refused_files(request), *(() if "end" in request.POST else (BROKE_OFF,))]
    received = []
    for ticket in request.POST.getlist("sent"):
        try:
            received.append(redeem(ticket, user=request.user, dossier=dossier))
        except Refused as refused:
            reasons += refused.reasons
    for file in request.FILES.getlist("chosen") if not reasons else ():
        try:
            received.append(_judged_and_kept(file))
        except Refused as refused:
            reasons += refused.reasons
    return received, reasons


def _judged_and_kept(file: ArrivedFile, material_class: int | None = None) -> Received:
    with file:
        verdict = file.judge()
        if material_class and (reason := check_class(verdict, material_class)):
            raise Refused([reason])
        return Received(file.keep(), verdict)


def _added(
    request: HttpRequest, dossier: Dossier, form: MaterialForm, received: list[Received]
) -> HttpResponseRedirect:
    items = actions.add_items(
        dossier=dossier, files=received, description=form.description(), by=request.user, at=timezone.now()
    )
    named = "、".join(f"“{item.title}”" for item in items[:3])
    messages.success(
        request, f"已加入 {len(items)} 份材料：{named}{'等' if len(items) > 3 else ''}，校验值已记入案卷。"
    )
    return _back_to(dossier, form.material_class)


def _section(state: ClassState, items: Iterable[EvidenceItem], may_change: bool) -> dict[str, object]:
    mine = [item for item in items if item.material_class == state.material_class]
    standing = [item for item in mine if item.withdrawn_at is None]
    declarable = state.material_class in MAY_BE_DECLARED and not standing
    return {
        "state": state,
        "items": standing,
        "withdrawn": [item for item in mine if item.withdrawn_at],
        "from_platform": state.material_class == MaterialClass.LETTER and not standing,
        "declarable": declarable and may_change,
        "is_media": state.material_class == MaterialClass.MEDIA,
    }


def _asking(
    request: HttpRequest,
    dossier: Dossier,
    form: object,
    title: str,
    verb: str,
    refusal: tuple[Reason, ...],
    material_class: int,
) -> HttpResponse:
    context = {
        "head": _head(dossier, title),
        "form": form,
        "back": _place(dossier, material_class),
        "verb": verb,
        "refusal": {"what": f"没有{verb}", "reasons": refusal} if refusal else None,
    }
    return render(request, "evidence/reason.html", context, status=422 if request.method == "POST" else 200)


def _head(dossier: Dossier, title: str) -> dict[str, object]:
    return {"number": dossier.number, "title": title}


def _place(dossier: Dossier, material_class: int) -> str:
    return f"{reverse('evidence:of_dossier', args=[dossier.number])}#class-{material_class}"


def _back_to(dossier: Dossier, material_class: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(_place(dossier, material_class))
