"""Transfers: open, read, and one operation per row of the table."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Status
from ninja.errors import ValidationError as Invalid
from ninja.files import UploadedFile
from pydantic import ValidationError

from linkage.accounts.models import User
from linkage.api.once import once
from linkage.api.problems import READING, WRITING, NotVisible
from linkage.api.schemas import ActedOut, OpenedOut, OpeningIn, TransferOut, facts_in
from linkage.api.v1 import reading
from linkage.api.v1.dossiers import NUMBER
from linkage.api.v1.stated import stated
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.evidence.first import FirstItem
from linkage.evidence.rules import Description, Received
from linkage.evidence.upload import ArrivedFile, refused_files
from linkage.law.refusal import Refused
from linkage.law.transitions import Transition
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation
from linkage.transfers import actions
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer
from linkage.transfers.queries import transfer_visible_to, visible_to
from linkage.transfers.states import TABLE

router = Router(tags=["移送"])
_SHOWN = (
    "dossier__lead_agency", "dossier__turn_agency", "sending_agency", "receiving_agency", "procuratorate",
)  # fmt: skip


@router.post(
    "", response={201: OpenedOut, **WRITING}, summary="登记涉嫌犯罪案件", operation_id="open_transfer"
)
def open_transfer(request: HttpRequest, case: OpeningIn) -> Status:
    """Opens the dossier (17号第五条)."""
    return once(request, lambda: (201, reading.opened(_open(request.user, case, []))), opens_its_own=True)


@router.post(
    "/with-files",
    response={201: OpenedOut, **WRITING},
    summary="登记涉嫌犯罪案件，同时加入材料",
    operation_id="open_transfer_with_files",
)
def open_with_files(
    request: HttpRequest,
    files: File[list[UploadedFile]],
    case: str = Form(..., description="另一操作的 JSON，作为一个字段"),
    source: str = Form(..., min_length=1, max_length=120),
    material_class: int = Form(3, ge=1, le=7, description="17号第六条的项"),
) -> Status:
    """`case` is the JSON of the other operation; all files go into one class of material."""
    if left_out := refused_files(request):
        raise Refused(left_out)
    said = _case(case)
    kept = _kept(files, Description(material_class=material_class, source=source))
    digest = hashlib.sha256(
        f"{case} {material_class} {source} {[k.received for k in kept]}".encode()
    ).hexdigest()
    return once(
        request,
        lambda: (201, reading.opened(_open(request.user, said, kept))),
        digest=digest,
        opens_its_own=True,
    )


@router.get(
    "/{number}",
    response={200: TransferOut, **READING},
    summary="一件移送：状态、时限、文书和可办的事",
    operation_id="read_transfer",
)
def read_transfer(request: HttpRequest, number: str) -> dict[str, Any]:
    """The same answer the dossier page is made from."""
    transfer = _shown(request.user, number)
    running = Clock.objects.filter(dossier=transfer.dossier, state=ClockState.RUNNING)
    clocks = list(running.select_related("agency").order_by("due_at", "pk"))
    situation = Situation(timezone.now(), request.user, {}, {c.code: c for c in clocks})
    papers = Document.objects.filter(dossier=transfer.dossier).order_by("pk").defer("content")
    return reading.transfer(transfer, clocks, papers, act_panel(TABLE, transfer, situation))


def _operation(row: Transition) -> Callable[..., Any]:
    """The operation of one act: its schema asks what the row asks, and the act does the rest."""
    schema = facts_in(row, FACTS)

    def act(request: HttpRequest, number: str, facts: schema) -> Status:  # type: ignore[valid-type]
        def write() -> tuple[int, dict[str, Any]]:
            now = timezone.now()
            transfer = _locked(request.user, number)
            said = stated(row, FACTS, facts, transfer, now)
            outcome = getattr(actions, row.act)(transfer=transfer, by=request.user, at=now, **said)
            return 200, reading.acted(transfer, outcome)

        return once(request, write)

    act.__name__ = row.act
    act.__doc__ = f"{row.label}（{row.basis}）"
    return act


for _row in TABLE.steps:
    router.post(
        f"/{{number}}/{_row.act}",
        response={200: ActedOut, **WRITING},
        summary=_row.label,
        operation_id=_row.act,
    )(_operation(_row))


def _case(text: str) -> OpeningIn:
    try:
        return OpeningIn.model_validate_json(text)
    except ValidationError as error:
        places = [each | {"loc": ("form", "case", *each["loc"])} for each in error.errors(include_url=False)]
        raise Invalid(places) from error


def _kept(files: Iterable[ArrivedFile], description: Description) -> list[FirstItem]:
    """All files judged before the first is kept: one that is refused leaves none behind."""
    judged = [(file, file.judge()) for file in files]
    return [FirstItem(Received(file.keep(), verdict), description) for file, verdict in judged]


def _open(user: User, case: OpeningIn, files: list[FirstItem]) -> Transfer:
    said = case.model_dump()
    parties = [actions.PartyFacts(**party) for party in said.pop("parties")]
    return actions.open_transfer(by=user, at=timezone.now(), parties=parties, files=files, **said)


def _shown(user: User, number: str) -> Transfer:
    """To be read: the agencies the dossier's own line names come along."""
    found = (
        visible_to(user).filter(dossier__number=number)
        if NUMBER.fullmatch(number)
        else Transfer.objects.none()
    )
    rows = found.select_related(*_SHOWN)[:1]
    return _visible(next(iter(rows), None))


def _locked(user: User, number: str) -> Transfer:
    """To be acted on: locked for the rest of the transaction."""
    return _visible(transfer_visible_to(user, number, to_act=True) if NUMBER.fullmatch(number) else None)


def _visible(transfer: Transfer | None) -> Transfer:
    if transfer is None:
        raise NotVisible
    return transfer
