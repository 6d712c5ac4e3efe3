"""Leads a consultation or a request for support along its acts, on a dossier that the acts of a transfer have made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.consultations.procedure import CONSULTATION, SUPPORT
from linkage.consultations.status import ConsultationStatus as C
from linkage.consultations.status import SupportStatus as S
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Matter, Participation
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from linkage.law.wording import moment
from linkage.procedure.carrying_out import Outcome, line_of
from linkage.procedure.procedures import Procedure
from tests.road import Road

BUREAU = "太原市生态环境局杏花岭分局"
POLICE = "太原市公安局杏花岭分局"
PROCURATORATE = "太原市杏花岭区人民检察院"
WAYS: dict[str, tuple[str, ...]] = {
    C.ASKED: ("consult_police",),
    C.ANSWERED: ("consult_police", "answer_consultation"),
    C.WITHDRAWN: ("consult_police", "withdraw_consultation"),
    S.REQUESTED: ("request_support",),
    S.ARRANGED: ("request_support", "answer_support"),
    S.DELIVERED: ("request_support", "answer_support", "deliver_support"),
    S.DONE: ("request_support", "answer_support", "deliver_support", "confirm_support_done"),
    S.UNAVAILABLE: ("request_support", "decline_support"),
    S.WITHDRAWN: ("request_support", "withdraw_support"),
}


def facts(act: str, subject: Any, now: datetime) -> Mapping[str, Any]:
    """Facts with which the right person would do the act."""
    asked = {
        "topic": "危险废物属性",
        "background": "渗坑内有酸洗废水。",
        "questions": "该废水是否属于危险废物？",
        "served_at": now,
    }
    police = User.objects.get(username="investigator")
    known: dict[str, dict[str, Any]] = {
        "consult_ecology": asked,
        "consult_police": asked,
        "consult_procuratorate": asked,
        "answer_consultation": {"reply": "属于危险废物，类别为HW34。", "served_at": now},
        "withdraw_consultation": {"withdrawal_reason": "已取得鉴定意见。"},
        "request_support": {
            "background": "渗坑内有酸洗废水。", "monitoring": "监测渗坑废水中的铅、镉。", "liaison_officers": [police],
            "served_at": now,
        },
        "answer_support": {
            "decision": "提供",
            "arrangements": [{"matter": "环境监测", "arrangement": "三月五日由监测站采样。"}],
            "served_at": now,
        },
        "decline_support": {"unable_reason": "本机关没有相应的监测资质。", "served_at": now},
        "deliver_support": {"results": "监测报告：铅3.7毫克/升。"},
        "confirm_support_done": {"evaluation": "成果完整。"},
        "ask_support_again": {"what_is_missing": "缺少采样记录单。"},
        "withdraw_support": {"withdrawal_reason": "案件已经撤销。"},
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
    joined: frozenset[str]
    running: Mapping[str, str]
    entry: Mapping[str, Any]


class Desk:
    """Does the acts of both procedures, ten minutes an act, by the people whose they are."""

    def __init__(self, road: Road, dossier: Dossier) -> None:
        self.road, self.cast, self.dossier = road, road.cast, dossier

    def procedure(self, act: str) -> Procedure:
        """Whose act this is."""
        return CONSULTATION if any(row.act == act for row in CONSULTATION.table.rows) else SUPPORT

    def actor(self, act: str) -> User:
        """By whom it is done unless somebody else is named."""
        people = {
            "consult_ecology": self.cast.investigator, "answer_consultation": self.cast.intake,
            "request_support": self.cast.investigator, "confirm_support_done": self.cast.investigator,
            "ask_support_again": self.cast.investigator, "withdraw_support": self.cast.investigator,
        }  # fmt: skip
        return people.get(act, self.cast.officer)

    def blank(self, act: str, by: User | None = None) -> Any:
        """What an opening act starts from."""
        procedure = self.procedure(act)
        assert procedure.blank is not None
        fresh = Dossier.objects.select_related("lead_agency").get(pk=self.dossier.pk)
        return procedure.blank(fresh, by or self.actor(act), self.road.now)

    def do(
        self, act: str, subject: Any, *, by: User | None = None, at: datetime | None = None, **changes: Any
    ) -> Outcome:
        """One act."""
        now = at or self.road.tick()
        said = {**facts(act, subject, now), **changes}
        return self.procedure(act).do(act, subject, by=by or self.actor(act), at=now, **said)

    def to(self, status: str) -> Any:
        """A subject that the acts have led to this status."""
        first, *rest = WAYS[status]
        subject = self.blank(first)
        for act in (first, *rest):
            self.do(act, subject)
        assert subject.status == status
        return self.procedure(first).model._default_manager.select_related("dossier").get(pk=subject.pk)

    def perform(self, act: str, subject: Any, **changes: Any) -> Left:
        """One act, and what it left, read from the database."""
        last = {m: _last(m) for m in (AuditEntry, Document, Message, Participation)}
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
            joined=frozenset(
                f"{p.agency.name}：{p.get_role_display()}"
                for p in Participation.objects.filter(pk__gt=last[Participation])
            ),
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


def _last(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _paper(paper: Document) -> str:
    to = "、".join(d.agency.name for d in paper.deliveries.select_related("agency"))
    return f"{paper.number} → {to or '留存'}"
