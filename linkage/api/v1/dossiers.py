"""Dossiers: list, chain, evidence."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from linkage.api.once import once
from linkage.api.problems import PROBLEMS, NotVisible
from linkage.api.schemas import DossiersOut, EntriesOut, EvidenceOut
from linkage.api.v1 import reading
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.evidence.actions import add_item
from linkage.evidence.queries import of_dossier
from linkage.evidence.rules import Description
from linkage.evidence.upload import receive_raw
from linkage.law.refusal import Reason, Refused

router = Router(tags=["卷宗"])
PAGE_AT_MOST = 100
ENTRIES_AT_MOST = 500


class Filters(Schema):
    """How the list may be narrowed."""

    turn: Literal["mine", "others", "none"] | None = None
    overdue: bool | None = None
    cursor: str = Field("", max_length=120)
    limit: int = Field(20, ge=1, le=PAGE_AT_MOST)


@router.get("", response={200: DossiersOut, **PROBLEMS}, summary="可见的卷宗，最近办理的在前")
def list_dossiers(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """Newest act first, by cursor: flat however many there are."""
    rows = visible_to(request.user).select_related("turn_agency", "lead_agency").order_by("-last_act_at", "-id")
    if filters.turn == "mine":
        rows = rows.filter(turn_agency_id=request.user.agency_id, is_open=True)
    elif filters.turn == "others":
        rows = rows.filter(is_open=True).exclude(turn_agency_id=request.user.agency_id)
    elif filters.turn == "none":
        rows = rows.filter(is_open=False)
    if filters.overdue:
        rows = rows.filter(next_due_at__lt=timezone.now())
    if filters.cursor:
        at, pk = _read_cursor(filters.cursor)
        rows = rows.filter(Q(last_act_at__lt=at) | Q(last_act_at=at, pk__lt=pk))
    page = list(rows[: filters.limit + 1])
    more = len(page) > filters.limit
    page = page[: filters.limit]
    return {"items": [reading.dossier(d) for d in page], "next": _cursor(page[-1]) if more else None}


@router.get("/{number}/chain", response={200: EntriesOut, **PROBLEMS}, summary="卷宗的审计链")
def chain(request: HttpRequest, number: str, after: int = Query(0, ge=0, le=2**31 - 1)) -> dict[str, Any]:
    """The entries after one sequence number, as they were hashed."""
    dossier = _found(request, number)
    rows = AuditEntry.objects.filter(chain=dossier.chain, sequence__gt=after).order_by("sequence")[: ENTRIES_AT_MOST + 1]
    entries = list(rows)
    names = ("sequence", "act", "at", "occurred_at", "body", "hash", "sha256")
    shown = [{name: getattr(e, name) for name in names} for e in entries[:ENTRIES_AT_MOST]]
    return {"items": shown, "next": shown[-1]["sequence"] if len(entries) > ENTRIES_AT_MOST else None}


@router.get("/{number}/evidence", response={200: list[EvidenceOut], **PROBLEMS}, summary="卷宗的证据材料")
def evidence(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """All items, withdrawn ones marked."""
    return [reading.evidence(item) for item in of_dossier(request.user, _found(request, number))]


class EvidenceIn(Schema):
    """What is said about the file in the body; its name stands in the header X-File-Name, percent-encoded."""

    material_class: int = Field(ge=1, le=7)
    source: str = Field(min_length=1, max_length=120)
    title: str = Field("", max_length=120)
    form: Literal["original", "copy"] = "original"
    copies: int = Field(1, ge=1, le=9999)
    pages: int | None = Field(None, ge=1, le=99999)
    proves: str = Field("", max_length=200)
    shot_by: str = Field("", max_length=60)
    shot_at: AwareDatetime | None = None
    shot_place: str = Field("", max_length=120)


@router.put(
    "/{number}/evidence",
    response={201: EvidenceOut, **PROBLEMS},
    summary="加入一份材料（请求体即文件内容）",
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def add_evidence(request: HttpRequest, number: str, said: Query[EvidenceIn]) -> tuple[int, dict[str, Any]]:
    """The body streams straight into storage while both digests are computed."""
    dossier = _found(request, number)
    with receive_raw(request) as arrived:
        verdict = arrived.judge()
        stored = arrived.keep()

    def write() -> tuple[int, dict[str, Any]]:
        description = Description(**said.model_dump())
        item = add_item(
            dossier=dossier, stored=stored, verdict=verdict, description=description, by=request.user, at=timezone.now()
        )
        return 201, reading.evidence(item) | {"added_at": item.added_at.isoformat()}

    return once(request, write, digest=stored.sha256)


def _found(request: HttpRequest, number: str) -> Dossier:
    found = visible_to(request.user).filter(number=number).first()
    if found is None:
        raise NotVisible
    return found


def _cursor(row: Dossier) -> str:
    return urlsafe_b64encode(f"{row.last_act_at.isoformat()}|{row.pk}".encode()).decode()


def _read_cursor(text: str) -> tuple[datetime, int]:
    try:
        at, pk = urlsafe_b64decode(text.encode()).decode().split("|")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError(at)
        return moment, int(pk)
    except ValueError as error:
        raise Refused([Reason("cursor 不是本接口给出的。", remedy="请从第一页开始。", code="bad_cursor")]) from error
