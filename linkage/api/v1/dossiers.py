"""Dossiers: the list and the chain."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field, StringConstraints

from linkage.api.fields import Asked
from linkage.api.problems import READING, NotVisible
from linkage.api.schemas import DossiersOut, EntriesOut
from linkage.api.v1 import reading
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.law.refusal import Reason, Refused

router = Router(tags=["卷宗"])
PAGE_AT_MOST = 100
ENTRIES_AT_MOST = 500
NUMBER = re.compile(r"\d{4}-\d{6}-\d{4,10}", re.ASCII)


class Filters(Asked):
    """How the list may be narrowed."""

    turn: Literal["mine", "others", "none"] | None = Field(
        None, description="轮到谁：本机关、其他机关、已办结"
    )
    overdue: Literal["true", "false"] | None = Field(None, description="下一时限是否已过")
    cursor: Annotated[str, StringConstraints(max_length=120)] | None = Field(
        None, description="上一页答复的 next"
    )
    limit: int = Field(20, ge=1, le=PAGE_AT_MOST)


class After(Asked):
    """From where on the chain is read."""

    after: int = Field(0, ge=0, le=2**31 - 1, description="此序号之后的记录")


@router.get(
    "",
    response={200: DossiersOut, **READING},
    summary="可见的卷宗，最近办理的在前",
    operation_id="list_dossiers",
)
def list_dossiers(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """Newest act first, by cursor: flat however many there are."""
    rows = (
        visible_to(request.user).select_related("turn_agency", "lead_agency").order_by("-last_act_at", "-id")
    )
    if filters.turn == "mine":
        rows = rows.filter(turn_agency_id=request.user.agency_id, is_open=True)
    elif filters.turn == "others":
        rows = rows.filter(is_open=True).exclude(turn_agency_id=request.user.agency_id)
    elif filters.turn == "none":
        rows = rows.filter(is_open=False)
    if filters.overdue:
        past = Q(next_due_at__lt=timezone.now())
        rows = rows.filter(past if filters.overdue == "true" else ~past | Q(next_due_at__isnull=True))
    if filters.cursor:
        at, pk = _read_cursor(filters.cursor)
        rows = rows.filter(Q(last_act_at__lt=at) | Q(last_act_at=at, pk__lt=pk))
    page = list(rows[: filters.limit + 1])
    more = len(page) > filters.limit
    page = page[: filters.limit]
    return {"items": [reading.dossier(d) for d in page], "next": _cursor(page[-1]) if more else None}


@router.get(
    "/{number}/chain",
    response={200: EntriesOut, **READING},
    summary="卷宗的审计链",
    operation_id="read_chain",
)
def chain(request: HttpRequest, number: str, asked: Query[After]) -> dict[str, Any]:
    """The entries after one sequence number, as they were hashed."""
    dossier = found(request, number)
    rows = AuditEntry.objects.filter(chain=dossier.chain, sequence__gt=asked.after).order_by("sequence")
    entries = list(rows[: ENTRIES_AT_MOST + 1])
    names = ("sequence", "act", "at", "occurred_at", "body", "hash", "sha256")
    shown = [{name: getattr(e, name) for name in names} for e in entries[:ENTRIES_AT_MOST]]
    return {"items": shown, "next": shown[-1]["sequence"] if len(entries) > ENTRIES_AT_MOST else None}


def found(request: HttpRequest, number: str) -> Dossier:
    """The dossier of this number, or NotVisible."""
    rows = visible_to(request.user).filter(number=number)[:1] if NUMBER.fullmatch(number) else ()
    dossier = next(iter(rows), None)
    if dossier is None:
        raise NotVisible
    return dossier


def _cursor(row: Dossier) -> str:
    return urlsafe_b64encode(f"{row.last_act_at.isoformat()}|{row.pk}".encode()).decode()


def _read_cursor(text: str) -> tuple[datetime, int]:
    try:
        at, pk = urlsafe_b64decode(text.encode()).decode().split("|")
        moment, key = datetime.fromisoformat(at), int(pk)
        if moment.tzinfo is None or not 0 <= key < 2**63 or not 1 < moment.year < 9999:
            raise ValueError(at)
    except ValueError as error:
        raise Refused(
            [Reason("cursor 不是本接口给出的。", remedy="请从第一页开始。", code="bad_cursor")]
        ) from error
    return moment, key
