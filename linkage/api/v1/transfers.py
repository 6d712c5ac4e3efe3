"""Transfers: open, read, and one operation per row of the table."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import ValidationError

from linkage.accounts.models import Agency, User
from linkage.accounts.queries import colleagues
from linkage.accounts.roles import Line, Role
from linkage.api.once import once
from linkage.api.problems import PROBLEMS, NotVisible
from linkage.api.schemas import ActedOut, OpeningIn, TransferOut, facts_in
from linkage.api.v1 import reading
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.evidence.first import FirstItem
from linkage.evidence.rules import Description, Received
from linkage.evidence.upload import refused_files
from linkage.law.refusal import Reason, Refused
from linkage.law.transitions import Transition
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation
from linkage.transfers import actions
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer
from linkage.transfers.queries import transfer_visible_to
from linkage.transfers.states import TABLE

router = Router(tags=["移送"])


class OpenedOut(Schema):
    """The dossier that was opened."""

    number: str
    status: str
    status_label: str


@router.post("", response={201: OpenedOut, **PROBLEMS}, summary="登记涉嫌犯罪案件")
def open_transfer(request: HttpRequest, case: OpeningIn) -> tuple[int, dict[str, Any]]:
    """Opens the dossier (17号第五条)."""
    return once(request, lambda: (201, _opened(_open(request.user, case, []))))


@router.post("/with-files", response={201: OpenedOut, **PROBLEMS}, summary="登记涉嫌犯罪案件，同时加入材料")
def open_with_files(
    request: HttpRequest,
    case: Form[str],
    files: File[list[UploadedFile]],
    material_class: int = Form(3),
    source: str = Form(..., min_length=1, max_length=120),
) -> tuple[int, dict[str, Any]]:
    """`case` is the JSON of the other operation; all files go into one class of material."""
    if left_out := refused_files(request):
        raise Refused(left_out)
    try:
        said = OpeningIn(**json.loads(case))
    except (ValueError, TypeError, ValidationError) as error:
        raise Refused([Reason(f"case 不是合要求的 JSON：{error}", code="invalid")]) from error
    description = Description(material_class=material_class, source=source)
    verdicts = [file.judge() for file in request.FILES.getlist("files")]
    arrived = zip(request.FILES.getlist("files"), verdicts, strict=True)
    kept = [FirstItem(Received(file.keep(), verdict), description) for file, verdict in arrived]
    digest = hashlib.sha256(f"{case} {[k.received.stored.sha256 for k in kept]}".encode()).hexdigest()
    return once(request, lambda: (201, _opened(_open(request.user, said, kept))), digest=digest)


@router.get("/{number}", response={200: TransferOut, **PROBLEMS}, summary="一件移送：状态、时限、文书和可办的事")
def read_transfer(request: HttpRequest, number: str) -> dict[str, Any]:
    """The same answer the dossier page is made from."""
    transfer = _found(request.user, number)
    clocks = list(
        Clock.objects.filter(dossier=transfer.dossier, state=ClockState.RUNNING).select_related("agency").order_by("due_at")
    )
    situation = Situation(timezone.now(), request.user, {}, {c.code: c for c in clocks})
    papers = Document.objects.filter(dossier=transfer.dossier).order_by("pk")
    return reading.transfer(transfer, clocks, papers, act_panel(TABLE, transfer, situation))


def _operation(row: Transition) -> Callable[..., Any]:
    schema = facts_in(row)

    def act(request: HttpRequest, number: str, facts: schema) -> tuple[int, dict[str, Any]]:  # type: ignore[valid-type]
        def write() -> tuple[int, dict[str, Any]]:
            now = timezone.now()
            transfer = _found(request.user, number, to_act=True)
            said = _facts(row, facts.model_dump(), transfer, now)  # type: ignore[attr-defined]
            outcome = getattr(actions, row.act)(transfer=transfer, by=request.user, at=now, **said)
            return 200, reading.acted(transfer, outcome)

        return once(request, write)

    act.__name__ = row.act
    act.__doc__ = f"{row.label}（{row.basis}）"
    return act


for _row in TABLE.rows:
    router.post(
        f"/{{number}}/{_row.act}", response={200: ActedOut, **PROBLEMS}, summary=_row.label, operation_id=_row.act
    )(_operation(_row))


def _open(user: User, case: OpeningIn, files: list[FirstItem]) -> Transfer:
    said = case.model_dump()
    parties = [actions.PartyFacts(**party) for party in said.pop("parties")]
    return actions.open_transfer(by=user, at=timezone.now(), parties=parties, files=files, **said)


def _opened(transfer: Transfer) -> dict[str, Any]:
    return {
        "number": transfer.dossier.number,
        "status": transfer.status,
        "status_label": transfer.dossier.stage_label,
    }


def _found(user: User, number: str, *, to_act: bool = False) -> Transfer:
    transfer = transfer_visible_to(user, number, to_act=to_act)
    if transfer is None:
        raise NotVisible
    return transfer


def _facts(row: Transition, said: Mapping[str, Any], transfer: Transfer, now: Any) -> dict[str, Any]:
    """What was said, with people and agencies found and unstated moments set to now."""
    facts = {name: value for name, value in said.items() if name != "occurred_at" or value is not None}
    for name in row.asks:
        shape = FACTS[name].shape
        if shape == "moment":
            facts[name] = facts[name] or facts.get("occurred_at") or now
        elif shape == "people":
            facts[name] = _people(facts[name], transfer, now)
        elif shape == "agency":
            facts[name] = _police(facts[name])
    return facts


def _people(usernames: list[str], transfer: Transfer, now: Any) -> list[User]:
    known = {
        u.username: u for u in colleagues(transfer.sending_agency, now.date(), Role.ENFORCEMENT_OFFICER)
    }
    if unknown := [name for name in usernames if name not in known]:
        raise Refused(
            [Reason(f"{transfer.sending_agency.name}没有这些执法人员：{'、'.join(unknown)}。", code="unknown_person")]
        )
    return [known[name] for name in usernames]


def _police(code: str) -> Agency:
    agency = Agency.objects.filter(code=code, line=Line.POLICE, valid_to__isnull=True).first()
    if agency is None:
        raise Refused([Reason(f"没有代码为 {code} 的公安机关。", code="unknown_agency")])
    return agency
