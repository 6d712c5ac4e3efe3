"""What one act leaves behind, as one value that a test can write down whole: what is not written there must not happen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Counter, Dossier, Participation
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.law.wording import moment
from linkage.transfers.models import MARKS, Transfer
from tests.road import SHANGHAI, Road

BUREAU = "太原市生态环境局杏花岭分局"
POLICE = "太原市公安局杏花岭分局"
PROCURATORATE = "太原市杏花岭区人民检察院"
NEXT_POLICE = "太原市公安局小店分局"
NEXT_PROCURATORATE = "太原市小店区人民检察院"
NOTICE_17 = "《环境保护行政执法与刑事司法衔接工作办法》（环环监〔2017〕17号）"
DECREE_310 = "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）"

_KEPT_APART = {"id", "dossier", "status", "status_since", "last_by", "paper_numbers"}
_COLUMNS = [
    column.name
    for column in Transfer._meta.concrete_fields
    if column.name not in _KEPT_APART and not column.name.endswith(("_at", "_by"))
]


@dataclass(frozen=True)
class Left:
    """An act's whole effect. Papers read `number → addressee，抄送 copies`; clocks and marks go by their code."""

    status: str
    turn: str
    sentence: str
    stopped: set[str] = field(default_factory=set)
    started: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    marks: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    entry: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The body of the entry on the chain."""
    content: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    """The fields of each paper, by kind."""


def perform(road: Road, act: str, transfer: Transfer, **facts: Any) -> Left:
    """Do the act by its person of the cast, with facts that fit, and read from the database what it left."""
    if act == "report":
        road.gather(transfer)
    elif act == "conclude":
        road.punish(transfer)
    elif act == "file_on_notice":
        road.ask(transfer)
    before = Transfer.objects.get(pk=transfer.pk)
    last = {model: _last(model) for model in (AuditEntry, Clock, Document, Message, Participation)}
    running = list(_clocks(transfer).filter(state=ClockState.RUNNING).values_list("pk", flat=True))
    road.do(act, transfer, **facts)
    after = Transfer.objects.select_related("dossier__turn_agency").get(pk=transfer.pk)
    entry = json.loads(AuditEntry.objects.get(pk__gt=last[AuditEntry]).body)
    papers = Document.objects.filter(pk__gt=last[Document]).order_by("pk")
    fresh = _clocks(transfer).filter(pk__gt=last[Clock])
    joined = Participation.objects.filter(pk__gt=last[Participation]).select_related("agency")
    messages = Message.objects.filter(pk__gt=last[Message]).select_related("agency")
    assert all(m.text == f"{after.dossier.title}：{entry['facts']['sentence']}"[:300] for m in messages)
    assert after.dossier.stage == after.status
    return Left(
        status=after.status,
        turn=after.dossier.turn_agency.name if after.dossier.turn_agency else "",
        sentence=entry["facts"]["sentence"],
        stopped=set(
            _clocks(transfer).filter(pk__in=running, stopped_by_act=act).values_list("code", flat=True)
        ),
        started={clock.code: due_words(clock) for clock in fresh},
        papers={paper.kind: _paper(paper) for paper in papers},
        told={message.agency.name for message in messages},
        joined={f"{one.agency.name}：{one.get_role_display()}" for one in joined},
        marks=_marks(before, after),
        columns={n: _told(after, n) for n in _COLUMNS if getattr(before, n) != getattr(after, n)},
        entry=entry,
        content={paper.kind: paper.content["fields"] for paper in papers},
    )


def refused(road: Road, act: str, transfer: Transfer, **facts: Any) -> list[str]:
    """The sentences by which the act is refused. By then nothing has been written, not even to be rolled back."""
    if act == "report":
        road.gather(transfer)
    elif act == "conclude":
        road.punish(transfer)
    elif act == "file_on_notice":
        road.ask(transfer)
    before = everything(transfer)
    with transaction.atomic():
        with pytest.raises(Refused) as refusal:
            road.do(act, transfer, **facts)
        transaction.set_rollback(False)
        assert everything(transfer) == before
    return [str(reason) for reason in refusal.value.reasons]


def led_to(road: Road, status: str, now: datetime, **case: Any) -> Transfer:
    """A transfer led to `status` on the day before `now`, so that the next act can be done at a given moment."""
    road.now = now - timedelta(days=1)
    return road.to(status, **case)


def shanghai(text: str) -> datetime:
    """`2026-03-02 23:59:59` on a Shanghai clock."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def clock_of(transfer: Transfer, code: str) -> Clock:
    """The newest clock of this rule."""
    return _clocks(transfer).filter(code=code).latest("pk")


def due_words(clock: Clock) -> str:
    """`2026-03-05 周四 24:00前`; `提醒 …／逾期 …` where two instruments differ; empty where the article has no number."""
    if clock.due_at is None or clock.overdue_after is None:
        return ""
    if clock.due_at == clock.overdue_after:
        return moment(clock.due_at)
    return f"提醒 {moment(clock.due_at)}／逾期 {moment(clock.overdue_after)}"


def everything(transfer: Transfer) -> dict[str, Any]:
    """All that an act could have changed, for the claim that it has not."""
    return {
        "transfer": Transfer.objects.filter(pk=transfer.pk).values().get(),
        "dossier": Dossier.objects.filter(pk=transfer.dossier_id).values().get(),
        "clocks": list(_clocks(transfer).order_by("pk").values()),
        "counters": list(Counter.objects.order_by("pk").values()),
        "rows": {model: _last(model) for model in (AuditEntry, Document, Message, Participation)},
    }


def _clocks(transfer: Transfer) -> Any:
    return Clock.objects.filter(dossier=transfer.dossier_id)


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _paper(paper: Document) -> str:
    deliveries = list(paper.deliveries.select_related("agency").order_by("pk"))
    to = "、".join(d.agency.name for d in deliveries if not d.is_copy) or "留存"
    copies = "、".join(d.agency.name for d in deliveries if d.is_copy)
    return f"{paper.number} → {to}" + (f"，抄送{copies}" if copies else "")


def _marks(before: Transfer, after: Transfer) -> dict[str, str]:
    changed = [m for m in MARKS if getattr(before, f"{m}_at") != getattr(after, f"{m}_at")]
    return {mark: getattr(after, f"{mark}_by").name for mark in changed}


def _told(transfer: Transfer, column: str) -> Any:
    value = getattr(transfer, column)
    return getattr(value, "name", value)
