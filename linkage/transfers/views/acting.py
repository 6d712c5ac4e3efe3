"""The addresses of a transfer's acts; the page itself is the same for every procedure (`procedure.acting`)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from linkage.procedure.procedures import Procedure, known_procedures
from linkage.procedure.views.acting import Place, answer_act, answer_preview, row_of
from linkage.transfers.procedure import TRANSFER
from linkage.transfers.queries import transfer_visible_to


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on the transfer of this dossier."""
    return answer_act(request, TRANSFER, row_of(TRANSFER, act), _place(request, number, act))


@require_safe
def preview(request: HttpRequest, number: str, act: str, kind: str, page: int) -> HttpResponse:
    """One page of one paper of this act, before it is issued."""
    return answer_preview(request, TRANSFER, row_of(TRANSFER, act), _place(request, number, act), kind, page)


@require_http_methods(["GET", "HEAD", "POST"])
def lead_act(request: HttpRequest, number: str, code: str, act: str) -> HttpResponse:
    """One act of a procedure that leads the dossier before there is a transfer: a clue, a joint investigation."""
    procedure = _before(code)
    return answer_act(
        request, procedure, row_of(procedure, act), _before_place(request, procedure, number, act)
    )


@require_safe
def lead_preview(
    request: HttpRequest, number: str, code: str, act: str, kind: str, page: int
) -> HttpResponse:
    """One page of one paper of such an act."""
    procedure = _before(code)
    place = _before_place(request, procedure, number, act)
    return answer_preview(request, procedure, row_of(procedure, act), place, kind, page)


def _before(code: str) -> Procedure:
    procedure = known_procedures().get(code)
    if procedure is None or not procedure.table.leads or procedure is TRANSFER:
        raise Http404
    return procedure


def _before_place(request: HttpRequest, procedure: Procedure, number: str, act: str) -> Place:
    code = procedure.table.code

    def picture(subject: Any, kind: str, page: int) -> str:
        return reverse("transfers:lead_preview", args=[number, code, act, kind, page])

    return Place(
        find=lambda to_act: procedure.subject_visible_to(request.user, to_act=to_act, dossier__number=number),
        back=lambda subject: reverse("transfers:dossier", args=[number]),
        preview=picture,
    )


def _place(request: HttpRequest, number: str, act: str) -> Place:
    def picture(transfer: Any, kind: str, page: int) -> str:
        return reverse("transfers:preview", args=[number, act, kind, page])

    return Place(
        find=lambda to_act: transfer_visible_to(request.user, number, to_act=to_act),
        back=lambda transfer: reverse("transfers:dossier", args=[number]),
        preview=picture,
    )
