"""The course of a transfer for detention: led to a status by the acts themselves, ten minutes an act, never by writing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.cases.models import Party
from linkage.detentions.models import Detained, DetentionTransfer
from linkage.detentions.procedure import DETENTION, blank
from linkage.detentions.status import Status as S
from linkage.dossiers.models import Dossier
from linkage.investigations.status import Status as Found
from linkage.law.refusal import Refused
from linkage.penalties.procedure import PENALTY
from tests.cast import Cast
from tests.investigations.way import Way
from tests.road import MONDAY, add_file

_BEGIN = ("begin_detention", "request_detention_approval")
ROADS: dict[str, tuple[str, ...]] = {
    S.ORDERED: ("order_transfer",),
    S.PREPARING: _BEGIN[:1],
    S.AWAITING_APPROVAL: _BEGIN,
    S.NOT_APPROVED: (*_BEGIN, "refuse_detention"),
    S.APPROVED: (*_BEGIN, "approve_detention"),
    S.SUBMITTED: (*_BEGIN, "approve_detention", "submit_detention"),
    S.ACCEPTED: (*_BEGIN, "approve_detention", "submit_detention", "accept_detention"),
}
ROADS |= {
    S.AWAITING_EVIDENCE: (*ROADS[S.ACCEPTED], "request_detention_evidence"),
    S.REFERRED: (*ROADS[S.ACCEPTED], "refer_detention"),
    S.REJECTED: (*ROADS[S.ACCEPTED], "reject_detention"),
    S.TO_CRIME: (*ROADS[S.ACCEPTED], "switch_to_crime"),
    S.DECIDED: (*ROADS[S.ACCEPTED], "decide_detention"),
    S.SERVED: (*ROADS[S.ACCEPTED], "decide_detention", "serve_detention_decision"),
}
ROADS |= {
    S.SUSPENSION_ASKED: (*ROADS[S.SERVED], "apply_suspension"),
    S.SUSPENDED: (*ROADS[S.SERVED], "apply_suspension", "grant_suspension"),
    S.EXECUTED: (*ROADS[S.SERVED], "record_execution_of_detention"),
    S.CLOSED: (*ROADS[S.REJECTED], "close_detention"),
}
PENALTY_FACTS = {
    "cause": "利用渗坑排放水污染物",
    "conduct_kind": "逃避监管排放污染物",
    "procedure_kind": "普通程序",
    "penalty_kinds": ["罚款"],
    "fine_yuan": 200000,
}


@dataclass
class Course:
    """Leads one dossier along the acts of its transfer for detention."""

    cast: Cast
    now: datetime = MONDAY
    said: dict[str, Any] = field(default_factory=dict)
    """Facts that differ from the usual ones in this story, whatever the act."""
    penalised: bool = True

    def tick(self) -> datetime:
        """The next moment."""
        self.now += timedelta(minutes=10)
        return self.now

    def dossier(self, status: str = Found.TO_DETENTION) -> Dossier:
        """Where a joint investigation has ended so, with the penalty decided unless the story says otherwise."""
        way = Way(self.cast, self.now)
        found = way.to(status).dossier
        self.now = way.now
        if self.penalised:
            self.punish(found)
        return Dossier.objects.get(pk=found.pk)

    def punish(self, dossier: Dossier) -> None:
        """The penalty as decided and served on the paper before."""
        about = PENALTY_FACTS | {
            "punished": list(dossier.case.parties.filter(kind="unit")),
            "conduct_until": self.said.get("conduct_until", self.conduct_day),
            "decision_number": f"并环杏罚〔{self.now.year}〕{dossier.pk}号",
            "decided_on": self.today,
            "served_on": self.today,
        }
        PENALTY.do(
            "enter_decided_penalty", PENALTY.blank(dossier, self.cast.officer, self.tick()), by=self.cast.officer,
            at=self.tick(), **about,
        )  # fmt: skip

    @property
    def today(self) -> date:
        """The day of the story."""
        return self.now.date()

    @property
    def conduct_day(self) -> date:
        """When the conduct ended, unless the story says otherwise."""
        return self.today - timedelta(days=10)

    def blank(self, status: str = Found.TO_DETENTION) -> DetentionTransfer:
        """A transfer for detention that does not exist yet."""
        return blank(self.dossier(status), self.cast.officer, self.now)

    def to(self, status: str, **said: Any) -> DetentionTransfer:
        """A transfer for detention that the acts have led to this status."""
        self.said |= said
        subject = self.blank()
        for act in ROADS[status]:
            self.do(act, subject)
        assert subject.status == status, subject.status
        return subject

    def do(self, act: str, subject: DetentionTransfer, *, by: User | None = None, **facts: Any) -> Any:
        """One act, by a person whose it is, with facts that fit unless others are given."""
        now = facts.pop("at", None) or self.tick()
        self.now = max(now, self.now)
        return DETENTION.do(
            act, subject, by=by or self.actor(act, subject), at=now, **{**self.facts(act, subject, now), **facts}
        )  # fmt: skip

    def refused(
        self, act: str, subject: DetentionTransfer, *, by: User | None = None, **facts: Any
    ) -> dict[str, str]:
        """Code -> sentence of the reasons, the last of each kind; nothing of the act remains."""
        before = DetentionTransfer.objects.filter(pk=subject.pk).values().first()
        with transaction.atomic():
            with pytest.raises(Refused) as refusal:
                self.do(act, subject, by=by, **facts)
            transaction.set_rollback(False)
        assert DetentionTransfer.objects.filter(pk=subject.pk).values().first() == before
        return {reason.code: str(reason) for reason in refusal.value.reasons}

    def reasons(self, act: Callable[[], Any]) -> dict[str, str]:
        """Code -> sentence of the reasons against any other act."""
        with transaction.atomic():
            with pytest.raises(Refused) as refusal:
                act()
            transaction.set_rollback(False)
        return {reason.code: str(reason) for reason in refusal.value.reasons}

    def decides(self, subject: DetentionTransfer, **facts: Any) -> dict[str, str]:
        """The reasons against deciding so, none when it was done; what was done is taken back."""
        now = self.now
        fresh = DetentionTransfer.objects.select_related("dossier").get(pk=subject.pk)
        try:
            with transaction.atomic():
                self.do("decide_detention", fresh, **facts)
                assert fresh.status == S.DECIDED
                transaction.set_rollback(True)
        except Refused as refusal:
            return {reason.code: str(reason) for reason in refusal.reasons}
        self.now = now
        return {}

    def granted(self, subject: DetentionTransfer) -> DetentionTransfer:
        """Its suspension granted."""
        self.do("grant_suspension", subject)
        return subject

    def actor(self, act: str, subject: DetentionTransfer) -> User:
        """Whose act it is."""
        row = DETENTION.table.row(act)
        cast = self.cast
        people = {
            cast.officer.agency_id: {"enforcement_officer": cast.officer, "bureau_head": cast.head},
            cast.intake.agency_id: {
                "intake_officer": cast.intake, "case_officer": cast.investigator, "police_head": cast.police_head,
            },
            cast.next_intake.agency_id: {
                "intake_officer": cast.next_intake, "police_head": cast.next_police_head,
            },
            cast.city_supervisor.agency_id: {"supervisor": cast.city_supervisor},
        }  # fmt: skip
        able = people[subject.agency_on(row.who.side).pk]
        return next(able[role] for role in row.who.roles if role in able)

    def facts(self, act: str, subject: DetentionTransfer, now: datetime) -> dict[str, Any]:
        """Facts that fit the act."""
        asks = DETENTION.table.row(act).asks
        own = OWN.get(act, {}) | self.said
        return {
            name: own[name] if name in own else FACTS[name](self, subject, now)
            for name in asks
            if name in own or name in FACTS
        }

    def file(self, subject: DetentionTransfer, title: str, material_class: int = 6) -> Any:
        """One file of the bureau."""
        return add_file(subject, self.cast.officer, self.tick(), material_class, title, title.encode())

    def clocks(self, subject: DetentionTransfer) -> dict[str, Any]:
        """The running clocks of the case by code."""
        return {c.code: c for c in subject.dossier.clocks.filter(state="running", line="")}

    def person(self, subject: DetentionTransfer, name: str) -> Party:
        """One party of the case."""
        found: Party = subject.dossier.case.parties.get(name=name)
        return found


def fixed(value: Any) -> Callable[..., Any]:
    """The same whatever the subject."""
    return lambda course, subject, now: value


def materials(**changes: str) -> list[dict[str, str]]:
    """The seven kinds but for those the hand-over makes; `changes` by kind put another name."""
    names = {
        "案件调查报告": "案件调查报告", "涉案证据材料": "监测报告", "涉案物品清单": "无", "行政处罚决定等材料": "行政处罚决定书",
        "其他材料": "无",
    } | changes  # fmt: skip
    return [
        {
            "kind": kind,
            "name": name,
            "quantity": "1份",
            "provider": "执法队",
            "form": "原件",
            "kept": "已复印备查",
        }
        for kind, name in names.items()
    ]


OWN: Mapping[str, dict[str, Any]] = {
    "refer_detention": {"reason": "违法行为发生在小店区。"},
    "apply_suspension": {"offered_guarantee": "保证金"},
}
FACTS: dict[str, Callable[..., Any]] = {
    "conduct": fixed("逃避监管排污"),
    "conduct_until": lambda course, subject, now: course.conduct_day,
    "circumstances": fixed("一般"),
    "order_reasons": fixed("利用渗坑排放，应当移送而没有移送。"),
    "order_due_on": lambda course, subject, now: now.date() + timedelta(days=7),
    "legal_representative": fixed("刘某（证件号、电话见卷）"),
    "chief_person": fixed("刘某（证件号、电话见卷）"),
    "brief": fixed("某公司利用渗坑排放酸洗废水。"),
    "proposal": fixed("建议移送公安机关。"),
    "office_opinion": fixed("同意移送。"),
    "legal_opinion": fixed("符合移送条件。"),
    "leader_opinion": fixed("同意。"),
    "refusal_reason": fixed("责任人员没有查清。"),
    "materials": lambda course, subject, now: materials(),
    "suggestion": fixed("建议对直接负责的主管人员行政拘留。"),
    "served_at": lambda course, subject, now: now,
    "supplied": fixed([{"name": "勘验图", "quantity": "1份", "provider": "执法队"}]),
    "closing_result": fixed("公安机关已经办理完毕。"),
    "closing_opinion": fixed("同意结案。"),
    "acceptance_number": fixed("并公杏受案〔2026〕1号"),
    "accepting_unit": fixed("治安管理大队"),
    "competent_agency": lambda course, subject, now: course.cast.next_intake.agency,
    "evidence_wanted": fixed([{"name": "勘验图", "proves": "渗坑与车间相连"}]),
    "approving_agency": lambda course, subject, now: course.cast.city_police_supervisor.agency,
    "approval_number": fixed("并公延〔2026〕1号"),
    "extension_reason": fixed("案情重大、复杂。"),
    "reasons": fixed("经审查，理由如案卷所记。"),
    "detained": fixed([{"name": "刘某", "days": "10", "post": "直接负责的主管人员"}]),
    "facts_found": fixed("某公司利用渗坑排放酸洗废水，有监测报告、笔录为证。"),
    "heard": fixed("已告知，未提出陈述申辩。"),
    "execution": fixed("送拘留所执行。"),
    "remedies": fixed("可以申请行政复议或者提起行政诉讼。"),
    "served_on_persons": fixed("当场宣告并送达。"),
    "family_notice": fixed("电话通知刘某之妻"),
    "objection_kind": fixed("申请行政复议"),
    "objection_by": fixed("刘某"),
    "objection_body": fixed("杏花岭区人民政府"),
    "applicants": lambda course, subject, now: list(Detained.objects.filter(detention=subject.pk)),
    "application_objection": fixed("已向杏花岭区人民政府申请行政复议。"),
    "guarantee": fixed("保证金"),
    "execution_result": fixed("执行完毕"),
    "executed_from": lambda course, subject, now: now.date(),
    "executed_until": lambda course, subject, now: now.date(),
    "revoking_paper": fixed("杏政复决〔2026〕1号"),
}
