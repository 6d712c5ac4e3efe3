"""Leads a penalty along its acts, on a dossier that the acts of a transfer have made or on one of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.cases.models import Party
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Matter, Participation
from linkage.evidence.queries import standing
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.law.wording import moment
from linkage.penalties.models import Penalty
from linkage.penalties.procedure import PENALTY
from linkage.penalties.status import Status as P
from linkage.procedure.carrying_out import Outcome, line_of
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.road import ROADS, Road, add_file

BUREAU = "太原市生态环境局杏花岭分局"
POLICE = "太原市公安局杏花岭分局"
PROCURATORATE = "太原市杏花岭区人民检察院"
WAYS: dict[str, tuple[str, ...]] = {
    P.FILED: ("file_penalty",),
    P.NOTIFIED: ("file_penalty", "notify_penalty"),
    P.DECIDED: ("file_penalty", "notify_penalty", "decide_penalty"),
    P.SERVED: ("file_penalty", "notify_penalty", "decide_penalty", "serve_penalty", "record_execution"),
    P.NO_PENALTY: ("file_penalty", "notify_penalty", "decide_no_penalty"),
    P.WITHDRAWN: ("file_penalty", "withdraw_penalty"),
}
WAYS |= {P.CLOSED: (*WAYS[P.SERVED], "close_penalty")}
HEADS = {"extend_penalty_term", "decide_penalty", "decide_no_penalty", "resume_penalty", "withdraw_penalty"}


def facts(act: str, subject: Any, now: datetime) -> Mapping[str, Any]:
    """Facts with which the right person would do the act."""
    about: dict[str, Any] = {
        "cause": "利用渗坑排放水污染物",
        "punished": list(Party.objects.filter(case__dossier=subject.dossier, kind="unit")),
        "conduct_kind": "排放、倾倒、处置放射性废物、含传染病病原体的废物、有毒物质",
        "conduct_until": date(2026, 2, 20),
        "procedure_kind": "普通程序",
    }
    decision = {
        "penalty_kinds": ["吊销许可证件"] if subject.status == P.SUSPENDED else ["警告", "罚款"],
        "fine_yuan": None if subject.status == P.SUSPENDED else Decimal("200000.00"),
        "decision_number": f"并环杏罚〔2026〕{subject.pk or 0}号",
    }
    known: dict[str, dict[str, Any]] = {
        "file_penalty": {
            **about, "discovered_on": date(2026, 3, 2), "harm": "造成环境污染、生态破坏等危害后果",
        },
        "enter_decided_penalty": {
            **about, **decision, "decided_on": date(2026, 2, 26), "served_on": date(2026, 2, 27),
        },
        "notify_penalty": {"intended": "拟警告并处罚款二十万元。", "hearing": "已告知听证权利"},
        "extend_penalty_term": {"extension_ground": "负责人批准延长", "reason": "案情复杂。"},
        "decide_penalty": {**decision, "decision_files": list(standing(subject.dossier)[:1])},
        "decide_no_penalty": {"no_penalty_reason": "违法行为轻微并及时改正，没有造成危害后果。"},
        "serve_penalty": {"served_on": now.date()},
        "record_execution": {"execution": "罚款已于当日缴清。"},
        "close_penalty": {"ending": "全部执行完毕"},
        "suspend_for_transfer": {},
        "resume_penalty": {
            "back_because": "公安机关不予立案", "back_reference": "不予立案通知书", "opinion": "依法给予行政处罚。",
        },
        "withdraw_penalty": {"reason": "立案对象有误。"},
    }  # fmt: skip
    return known[act]


@dataclass(frozen=True)
class Left:
    """What one act left behind."""

    status: str
    sentence: str
    turn: str
    told: frozenset[str]
    papers: frozenset[str]
    joined: frozenset[str]
    running: Mapping[str, str]
    entry: Mapping[str, Any]


class Desk:
    """Does the acts of a penalty, ten minutes an act, by the people whose they are."""

    def __init__(self, road: Road, transfer: Transfer) -> None:
        self.road, self.cast, self.transfer = road, road.cast, transfer
        road.gather(transfer)

    @property
    def dossier(self) -> Dossier:
        """The dossier as the database has it now."""
        return Dossier.objects.select_related("lead_agency").get(pk=self.transfer.dossier_id)

    def blank(self, by: User | None = None) -> Penalty:
        """What an opening act starts from."""
        assert PENALTY.blank is not None
        blank: Penalty = PENALTY.blank(self.dossier, by or self.cast.officer, self.road.now)
        return blank

    def do(
        self,
        act: str,
        subject: Penalty,
        *,
        by: User | None = None,
        at: datetime | None = None,
        **changes: Any,
    ) -> Outcome:
        """One act."""
        now = at or self.road.tick()
        who = by or (self.cast.head if act in HEADS else self.cast.officer)
        return PENALTY.do(act, subject, by=who, at=now, **{**facts(act, subject, now), **changes})

    def to(self, status: str) -> Penalty:
        """A penalty that the acts have led to this status."""
        if status == P.SUSPENDED:
            subject = self.to(P.NOTIFIED)
            self.hand_over()
        else:
            first, *rest = WAYS[status]
            subject = self.blank()
            for act in (first, *rest):
                self.do(act, subject)
        found = self.again(subject)
        assert found.status == status
        return found

    def again(self, subject: Penalty) -> Penalty:
        """The penalty as whoever acts next reads it."""
        return Penalty.objects.select_related("dossier").get(pk=subject.pk)

    def hand_over(self, at: datetime | None = None) -> None:
        """The case goes to the police."""
        transfer = Transfer.objects.get(pk=self.transfer.pk)
        for act in ROADS[Status.SUBMITTED][:-1]:
            self.road.do(act, transfer)
        if at:
            self.road.now = at
        self.road.do("submit", transfer)
        self.transfer = transfer

    def comes_back(self, after: timedelta = timedelta(0)) -> None:
        """The police decline to file, and say so."""
        transfer = Transfer.objects.get(pk=self.transfer.pk)
        for act in ("accept", "decline_to_file"):
            self.road.do(act, transfer)
        self.road.now += after
        self.road.do("serve_no_filing_notice", transfer)

    def running(self, subject: Penalty) -> dict[str, str]:
        """Its running clocks in words."""
        line = line_of(PENALTY.table, subject)
        clocks = Clock.objects.filter(line=line, state=ClockState.RUNNING)
        return {c.code: moment(c.due_at) if c.due_at else "" for c in clocks}

    def perform(self, act: str, subject: Penalty, **changes: Any) -> Left:
        """One act, and what it left, read from the database."""
        last = {m: _last(m) for m in (AuditEntry, Document, Message, Participation)}
        self.do(act, subject, **changes)
        matter = Matter.objects.select_related("turn_agency").get(
            procedure=PENALTY.table.code, subject_id=subject.pk
        )
        entry = json.loads(AuditEntry.objects.get(pk__gt=last[AuditEntry]).body)
        stored = Penalty.objects.get(pk=subject.pk)
        assert stored.status == matter.stage == subject.status
        return Left(
            status=stored.status,
            sentence=entry["facts"]["sentence"],
            turn=matter.turn_agency.name if matter.turn_agency else "",
            told=frozenset(m.agency.name for m in Message.objects.filter(pk__gt=last[Message])),
            papers=frozenset(f"{p.kind} {p.number}" for p in Document.objects.filter(pk__gt=last[Document])),
            joined=frozenset(
                f"{p.agency.name}：{p.get_role_display()}"
                for p in Participation.objects.filter(pk__gt=last[Participation])
            ),
            running=self.running(subject),
            entry=entry,
        )

    def refused(self, act: str, subject: Penalty, **changes: Any) -> list[str]:
        """The sentences by which the act is refused; nothing has been written by then."""
        tables = (AuditEntry, Document, Message, Participation, Matter, Clock)
        before = [_last(model) for model in tables]
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            self.do(act, subject, **changes)
        assert [_last(model) for model in tables] == before
        return [str(reason) for reason in refusal.value.reasons]


def file_of(desk: Desk) -> Any:
    """A decision, scanned."""
    return add_file(desk.transfer, desk.cast.officer, desk.road.tick(), 7, "行政处罚决定书", b"decision")


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
