"""Leads a filing supervision or an opinion to transfer along its acts, on a dossier that the acts of a transfer have made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Matter, Participation
from linkage.evidence.models import EvidenceItem
from linkage.filing_supervision.procedure import OPINION, SUPERVISION
from linkage.filing_supervision.status import Ground
from linkage.filing_supervision.status import OpinionStatus as O  # noqa: E741, N814
from linkage.filing_supervision.status import SupervisionStatus as S
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.law.wording import SHANGHAI, moment
from linkage.procedure.carrying_out import Outcome, line_of
from linkage.procedure.procedures import Procedure
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as T
from tests.road import Road

BUREAU = "太原市生态环境局杏花岭分局"
POLICE = "太原市公安局杏花岭分局"
PROCURATORATE = "太原市杏花岭区人民检察院"
CITY = "太原市人民检察院"
WAIT = {"expire": timedelta(days=20)}
"""What is no act: time passes."""
FILE = "file_on_notice"
"""What is an act of the other line: the police file."""
SUBMIT = "submit"
WAYS: dict[str, tuple[str, ...]] = {
    S.SUGGESTED: ("suggest_supervision",),
    S.EXAMINING: ("suggest_supervision", "accept_suggestion"),
    S.WITHDRAWN: ("suggest_supervision", "withdraw_suggestion"),
}
WAYS |= {S.EXPLAINING: (*WAYS[S.EXAMINING], "demand_reasons")}
WAYS |= {S.EXPLAINED: (*WAYS[S.EXPLAINING], "explain_reasons")}
WAYS |= {
    S.VALID: (*WAYS[S.EXPLAINED], "find_reasons_valid"),
    S.NOTIFIED: (*WAYS[S.EXPLAINED], "notify_to_file"),
    S.CORRECTING: (*WAYS[S.EXPLAINING], "expire", "correct_violation"),
}
WAYS |= {
    S.CLOSED: (*WAYS[S.VALID], "reply_reasons_valid"),
    S.REPORTED: (*WAYS[S.CORRECTING], "report_upward"),
    S.FILED: (*WAYS[S.NOTIFIED], FILE, "confirm_filing"),
}
WAYS |= {
    O.FILES_ASKED: ("consult_files",),
    O.EXAMINING: ("consult_files", "hand_over_files"),
    O.GIVEN: ("give_transfer_opinion",),
    O.OBJECTED: ("give_transfer_opinion", "object_to_opinion"),
    O.CARRIED_OUT: ("give_transfer_opinion", SUBMIT, "report_opinion_carried_out"),
    O.CLOSED: ("consult_files", "hand_over_files", "close_opinion"),
}
OVERDUE_WAY = {"demand_reasons": "demand_overdue_reasons"}


def facts(act: str, subject: Any, now: datetime) -> Mapping[str, Any]:
    """Facts with which the right person would do the act."""
    decided = {"chief": "钱某", "decided_on": now.astimezone(SHANGHAI).date()}
    item = EvidenceItem.objects.filter(dossier=subject.dossier).first()
    ground = _ground(subject)
    known: dict[str, dict[str, Any]] = {
        "suggest_supervision": {
            "ground": ground, "background": "渗坑内有酸洗废水。", "reasons": "监测报告足以证明有犯罪事实。",
            "served_at": now,
        },
        "take_up_supervision": {"ground": ground, "finding_reason": "备案审查发现应当立案。"},
        "accept_suggestion": {},
        "withdraw_suggestion": {"withdrawal_reason": "公安机关已经口头答应立案。"},
        "demand_reasons": {"demand": "监测报告证明超标排放。", "served_at": now},
        "demand_overdue_reasons": {"demand": "接受案件后至今没有决定。", "served_at": now},
        "explain_reasons": {
            "situation": "已经审查。", "grounds": "刑事诉讼法第一百一十二条。", "statement": "证据不足。",
            "served_at": now,
        },
        "find_reasons_valid": {"finding": "排放责任人确实不能查清。"},
        "reply_reasons_valid": {"served_at": now},
        "notify_to_file": {
            "notice_reasons": "有犯罪事实发生。", "grounds": "刑法第三百三十八条。", "evidence": [item], **decided,
            "served_at": now,
        },
        "confirm_filing": {},
        "correct_violation": {"violation": "逾期没有说明理由。", "opinion": "请立即说明。", "served_at": now},
        "report_upward": {"report": "经纠正仍不说明。"},
        "urge_case": {"matters": "请查明排放责任人。", "served_at": now},
        "close_supervision": {"result": "公安机关已经作出决定", "finding": "已有决定。", "served_at": now},
        "consult_files": {"reason": "举报称应移未移。", "wanted": "调查报告、监测报告。", "served_at": now},
        "hand_over_files": {"handed_over": "调查报告一份、监测报告一份。"},
        "give_transfer_opinion": {
            "facts": "渗坑排放含铅废水。", "grounds": "刑法第三百三十八条。", "request": "移送公安机关。", **decided,
            "served_at": now,
        },
        "report_opinion_carried_out": {"acceptance_number": "", "remarks": "", "served_at": now},
        "object_to_opinion": {"new_facts": "复测未检出铅。", "objection": "不符合条件。", "served_at": now},
        "maintain_opinion": {"finding": "复测样品与原样品不同。"},
        "withdraw_opinion": {"finding": "异议成立。"},
        "close_opinion": {"finding": "没有涉嫌犯罪的事实。"},
    }  # fmt: skip
    return known[act]


def _ground(subject: Any) -> str:
    """The ground that fits where the transfer stands."""
    transfer = Transfer.objects.filter(dossier=subject.dossier).first()
    status = transfer.status if transfer else ""
    return {
        T.UPHELD: Ground.UPHELD, T.WITHDRAWN_NOTIFIED: Ground.WITHDRAWN, T.WITHDRAWN: Ground.WITHDRAWN,
        T.ACCEPTED: Ground.OVERDUE, T.AWAITING_CORRECTION: Ground.OVERDUE, T.AWAITING_SUPPLEMENT: Ground.OVERDUE,
    }.get(T(status) if status else T.DECLINED, Ground.DECLINED)  # fmt: skip


@dataclass(frozen=True)
class Left:
    """What one act left behind."""

    status: str
    sentence: str
    turn: str
    told: frozenset[str]
    papers: Mapping[str, str]
    running: Mapping[str, str]
    entry: Mapping[str, Any]


class Desk:
    """Does the acts of both procedures, ten minutes an act, by the people whose they are."""

    def __init__(self, road: Road, transfer: Transfer) -> None:
        self.road, self.cast, self.transfer = road, road.cast, transfer
        self.dossier = transfer.dossier

    def procedure(self, act: str) -> Procedure:
        """Whose act this is."""
        return SUPERVISION if any(row.act == act for row in SUPERVISION.table.rows) else OPINION

    def actor(self, act: str) -> User:
        """By whom it is done unless somebody else is named."""
        cast = self.cast
        officer = (
            "suggest_supervision",
            "withdraw_suggestion",
            "hand_over_files",
            "report_opinion_carried_out",
        )
        people = {
            **dict.fromkeys(officer, cast.officer), "object_to_opinion": cast.head,
            "explain_reasons": cast.police_head, "confirm_filing": cast.investigator,
        }  # fmt: skip
        return people.get(act, cast.procurator)

    def blank(self, act: str, by: User | None = None) -> Any:
        """What an opening act starts from."""
        procedure = self.procedure(act)
        assert procedure.blank is not None
        fresh = Dossier.objects.select_related("lead_agency").get(pk=self.dossier.pk)
        return procedure.blank(fresh, by or self.actor(act), self.road.now)

    def do(
        self, act: str, subject: Any, *, by: User | None = None, at: datetime | None = None, **changes: Any
    ) -> Outcome:
        """One act; or the act of the transfer that it waits for; or that time passes."""
        if act in WAIT:
            self.road.now += WAIT[act]
            return Outcome("", (), ())
        if act in (FILE, SUBMIT):
            self.transfer = Transfer.objects.get(pk=self.transfer.pk)
            return self.road.do(act, self.transfer)
        now = at or self.road.tick()
        said = {**facts(act, subject, now), **changes}
        subject.dossier = Dossier.objects.select_related("lead_agency").get(pk=self.dossier.pk)
        return self.procedure(act).do(act, subject, by=by or self.actor(act), at=now, **said)

    def go(self, *acts: str) -> Any:
        """A subject that these acts have led on, the first of which opens it."""
        first, *rest = acts
        subject = self.blank(first)
        for act in (first, *rest):
            self.do(act, subject)
        return self.procedure(first).model._default_manager.select_related("dossier").get(pk=subject.pk)

    def to(self, status: str, *, overdue: bool = False) -> Any:
        """A subject that the acts have led to this status; `overdue`: where it is about a decision not made in time."""
        acts = [OVERDUE_WAY.get(act, act) if overdue else act for act in WAYS[status]]
        subject = self.go(*acts)
        assert subject.status == status
        return subject

    def perform(self, act: str, subject: Any, **changes: Any) -> Left:
        """One act, and what it left, read from the database."""
        last = {m: _last(m) for m in (AuditEntry, Document, Message)}
        self.do(act, subject, **changes)
        procedure = self.procedure(act)
        matter = Matter.objects.select_related("turn_agency").get(
            procedure=procedure.table.code, subject_id=subject.pk
        )
        entry = json.loads(AuditEntry.objects.get(pk__gt=last[AuditEntry]).body)
        stored = procedure.model._default_manager.get(pk=subject.pk)
        assert stored.status == matter.stage == subject.status
        clocks = Clock.objects.filter(line=line_of(procedure.table, subject), state=ClockState.RUNNING)
        return Left(
            status=stored.status,
            sentence=entry["facts"]["sentence"],
            turn=matter.turn_agency.name if matter.turn_agency else "",
            told=frozenset(m.agency.name for m in Message.objects.filter(pk__gt=last[Message])),
            papers={p.kind: _paper(p) for p in Document.objects.filter(pk__gt=last[Document])},
            running={c.code: moment(c.due_at) if c.due_at else "" for c in clocks},
            entry=entry,
        )

    def refused(self, act: str, subject: Any, **changes: Any) -> list[str]:
        """The sentences by which the act is refused; nothing has been written by then."""
        tables = (AuditEntry, Document, Message, Participation, Matter, Clock)
        before = [_last(model) for model in tables]
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            self.do(act, subject, **changes)
        assert [_last(model) for model in tables] == before
        return [str(reason) for reason in refusal.value.reasons]

    def fields(self, kind: str) -> Mapping[str, Any]:
        """What the latest paper of this kind states."""
        paper = self.dossier.documents.filter(kind=kind).order_by("-pk").first()
        assert paper is not None
        fields: Mapping[str, Any] = paper.content["fields"]
        return fields


def a_day(now: datetime) -> date:
    """The day of a moment, in Shanghai."""
    return now.astimezone(SHANGHAI).date()


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _paper(paper: Document) -> str:
    to = "、".join(d.agency.name for d in paper.deliveries.select_related("agency"))
    return f"{paper.number} → {to or '留存'}"
