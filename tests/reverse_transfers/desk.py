"""Leads a reverse transfer along its acts, on a dossier that the acts of a transfer have brought to its end."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Matter, Participation
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.law.wording import moment
from linkage.penalties.actions import file_penalty
from linkage.penalties.actions.entering import blank_penalty
from linkage.penalties.models import Penalty
from linkage.procedure.carrying_out import Outcome, line_of
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.procedure import REVERSE_TRANSFER
from linkage.reverse_transfers.states import TABLE
from linkage.reverse_transfers.status import Status as S
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as T
from tests.road import Road

BUREAU = "太原市生态环境局杏花岭分局"
POLICE = "太原市公安局杏花岭分局"
PROCURATORATE = "太原市杏花岭区人民检察院"
WAYS: dict[str, tuple[str, ...]] = {
    S.REVIEWING: ("begin_penalty_review",),
    S.NOT_PROPOSED: ("begin_penalty_review", "give_no_penalty_opinion"),
    S.RETURNED: ("return_for_penalty",),
    S.RECEIVED: ("return_for_penalty", "receive_return"),
    S.TAKEN_UP: ("return_for_penalty", "receive_return", "take_up_return"),
    S.NONE_DUE: ("return_for_penalty", "receive_return", "find_none_due"),
    S.REPORTED: ("return_for_penalty", "receive_return", "take_up_return", "report_result"),
}
COUNTED = ("conduct_until", "discovered_on", "limitation_ground")


def facts(act: str, subject: Any, now: datetime) -> Mapping[str, Any]:
    """Facts with which the right person would do the act."""
    today = localdate(now)
    counted = {"conduct_until": today, "discovered_on": today, "limitation_ground": "没有造成危害后果"}
    grounds = "渗坑排放酸洗废水，数量极小，依照水污染防治法第八十三条应当处罚。"
    known: dict[str, dict[str, Any]] = {
        "return_for_penalty": {
            "grounds": grounds, "served_at": now,
            "returned_materials": [{"name": "侦查卷", "copies": "1", "pages": "60", "note": "原件"}],
        },
        "begin_penalty_review": {},
        "extend_penalty_review": {"extended_days": 5, "approver": "卫某", "reason": "案情疑难复杂。"},
        "give_penalty_opinion": {
            "decision_number": "杏检刑不诉〔2026〕1号", "grounds": grounds, "measures": "没有采取强制措施，扣押的财物已发还。",
            "served_at": now,
        },
        "give_no_penalty_opinion": {"no_opinion_reasons": "已经给予行政处罚。"},
        "pass_on_judgment": {
            "judgment_outcome": "免予刑事处罚", "court": "太原市杏花岭区人民法院", "judgment_number": "（2026）晋0107刑初1号",
            "effective_on": today, "grounds": grounds, "served_at": now,
        },
        "receive_return": {"received_note": "案卷一册，相符。"},
        "take_up_return": counted,
        "find_none_due": {
            **counted, "none_due_ground": "违法事实不能成立", "none_due_reasons": "没有证据证明废水排入外环境。",
        },
        "report_result": {"result": "已处以警告。", "served_at": now},
        "remind_return": {"reminder": "请书面回复处理结果。"},
    }  # fmt: skip
    return known[act]


@dataclass(frozen=True)
class Left:
    """What one act left behind."""

    status: str
    sentence: str
    turn: str
    told: frozenset[str]
    papers: Mapping[str, str]
    running: Mapping[str, str]
    stopped: frozenset[str]
    entry: Mapping[str, Any]


class Desk:
    """Does the acts, ten minutes an act, by the people whose they are."""

    def __init__(self, road: Road, transfer: Transfer) -> None:
        self.road, self.cast, self.transfer, self.dossier = road, road.cast, transfer, transfer.dossier

    def actor(self, act: str) -> User:
        """By whom it is done unless somebody else is named."""
        cast = self.cast
        people = {
            "return_for_penalty": cast.investigator, "begin_penalty_review": cast.procurator,
            "extend_penalty_review": cast.procurator, "give_penalty_opinion": cast.procurator,
            "give_no_penalty_opinion": cast.procurator, "pass_on_judgment": cast.procurator,
            "remind_return": cast.procurator, "take_up_return": cast.head, "find_none_due": cast.head,
        }  # fmt: skip
        return people.get(act, cast.officer)

    def blank(self, act: str, by: User | None = None) -> ReverseTransfer:
        """What an opening act starts from."""
        assert REVERSE_TRANSFER.blank is not None
        fresh = type(self.dossier).objects.select_related("lead_agency").get(pk=self.dossier.pk)
        blank: ReverseTransfer = REVERSE_TRANSFER.blank(fresh, by or self.actor(act), self.road.now)
        return blank

    def do(
        self, act: str, subject: Any, *, by: User | None = None, at: datetime | None = None, **changes: Any
    ) -> Outcome:
        """One act."""
        now = at or self.road.tick()
        said = {**facts(act, subject, now), **changes}
        return REVERSE_TRANSFER.do(act, subject, by=by or self.actor(act), at=now, **said)

    def go(self, *acts: str) -> ReverseTransfer:
        """A new reverse transfer along these acts."""
        subject = self.blank(acts[0])
        for act in acts:
            self.do(act, subject)
        return self.fresh(subject)

    def to(self, status: str) -> ReverseTransfer:
        """One that the acts have led to this status; a penalty was decided before the case came back."""
        if status in (S.RECEIVED, S.TAKEN_UP, S.REPORTED):
            self.road.punish(self.transfer)
        subject = self.go(*WAYS[status])
        assert subject.status == status
        return subject

    def fresh(self, subject: ReverseTransfer) -> ReverseTransfer:
        """The same, read anew."""
        return ReverseTransfer.objects.select_related("dossier").get(pk=subject.pk)

    def transfer_does(self, *acts: str) -> Transfer:
        """Acts on the transfer of this dossier, read anew."""
        self.transfer = Transfer.objects.select_related("dossier").get(pk=self.transfer.pk)
        for act in acts:
            self.road.do(act, self.transfer)
        self.dossier = self.transfer.dossier
        return self.transfer

    def file_penalty(self) -> Penalty:
        """The bureau files a penalty on this dossier."""
        dossier = type(self.dossier).objects.select_related("lead_agency").get(pk=self.dossier.pk)
        now, case = self.road.tick(), dossier.case
        penalty = blank_penalty(dossier, self.cast.officer, now)
        file_penalty(
            penalty=penalty, by=self.cast.officer, at=now, cause=case.cause, punished=list(case.parties.all()),
            conduct_kind="逃避监管排放污染物", conduct_until=localdate(now), discovered_on=localdate(now),
            harm="没有造成危害后果", procedure_kind="普通程序",
        )  # fmt: skip
        return penalty

    def perform(self, act: str, subject: Any, **changes: Any) -> Left:
        """One act, and what it left, read from the database."""
        last = {m: _last(m) for m in (AuditEntry, Document, Message)}
        before = (
            set(self._clocks(subject, ClockState.STOPPED).values_list("pk", flat=True))
            if subject.pk
            else set()
        )
        self.do(act, subject, **changes)
        matter = Matter.objects.select_related("turn_agency").get(procedure=TABLE.code, subject_id=subject.pk)
        entry = json.loads(AuditEntry.objects.filter(pk__gt=last[AuditEntry]).earliest("pk").body)
        assert self.fresh(subject).status == matter.stage == subject.status
        return Left(
            status=subject.status,
            sentence=entry["facts"]["sentence"],
            turn=matter.turn_agency.name if matter.turn_agency else "",
            told=frozenset(m.agency.name for m in Message.objects.filter(pk__gt=last[Message])),
            papers={p.kind: _paper(p) for p in Document.objects.filter(pk__gt=last[Document])},
            running={c.code: moment(c.due_at) if c.due_at else "" for c in self._clocks(subject, ClockState.RUNNING)},
            stopped=frozenset(c.code for c in self._clocks(subject, ClockState.STOPPED) if c.pk not in before),
            entry=entry,
        )  # fmt: skip

    def refused(self, act: str, subject: Any, **changes: Any) -> list[str]:
        """The sentences by which the act is refused; nothing has been written by then."""
        tables = (AuditEntry, Document, Message, Participation, Matter, Clock)
        before = [_last(model) for model in tables]
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            self.do(act, subject, **changes)
        assert [_last(model) for model in tables] == before
        return [str(reason) for reason in refusal.value.reasons]

    def _clocks(self, subject: Any, state: str) -> Any:
        return Clock.objects.filter(line=line_of(TABLE, subject), state=state)


def led(road: Road, status: T) -> Desk:
    """A desk on a transfer at this status."""
    return Desk(road, road.to(status))


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _paper(paper: Document) -> str:
    to = "、".join(d.agency.name for d in paper.deliveries.select_related("agency").order_by("is_copy", "pk"))
    return f"{paper.number} → {to or '留存'}"
