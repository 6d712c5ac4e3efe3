"""The road of a joint investigation: led to a status by the acts themselves, ten minutes an act, never by writing the status."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from linkage.accounts.models import User
from linkage.cases.models import Party
from linkage.clues.actions import PartyFacts
from linkage.clues.models import Clue
from linkage.clues.status import Status as ClueStatus
from linkage.investigations.models import Investigation, PartyRole, RoleClass
from linkage.investigations.procedure import INVESTIGATION, blank
from linkage.investigations.status import OUTCOMES
from linkage.investigations.status import Status as S
from tests.cast import Cast
from tests.clues.road import ClueRoad
from tests.road import MONDAY, add_file

BUREAU, POLICE = "太原市生态环境局杏花岭分局", "太原市公安局杏花岭分局"
UNIT_CODE, WRONG_UNIT_CODE = "91140107MA0H1A2B34", "91140107MA0H1A2B35"
PERSON_NUMBER, WRONG_PERSON_NUMBER = "140107198501012315", "140107198501012316"
CONFIRM = {
    S.TO_TRANSFER: "confirm_transfer",
    S.TO_DETENTION: "confirm_detention",
    S.TO_PENALTY: "confirm_penalty",
    S.UNFOUNDED: "confirm_unfounded",
}
PLACE = {"longitude": Decimal("112.562300"), "latitude": Decimal("37.893200")}


@dataclass
class Way:
    """Leads one dossier along the acts of its joint investigation."""

    cast: Cast
    now: datetime = MONDAY
    title: str = "某公司酸洗废水渗坑排放案"

    def tick(self) -> datetime:
        """The next moment."""
        self.now += timedelta(minutes=10)
        return self.now

    def clue(self, status: str = ClueStatus.ANSWERED, **changes: Any) -> Clue:
        """A clue at this status, taken in by the officer unless by somebody else, with a unit and two persons."""
        road = ClueRoad(self.cast, self.now)
        parties = [
            PartyFacts(kind, name, post="厂长" if kind == "person" else "")
            for kind, name in (("unit", "某公司"), ("person", "刘某"), ("person", "张某"))
        ]
        clue = road.to(status, about={"title": self.title, "parties": parties}, **changes)
        self.now = road.now
        return clue

    def blank(self, planner: User | None = None, **clue: Any) -> Investigation:
        """A joint investigation that does not exist yet, on a notified clue; who plans it leads it."""
        return blank(self.clue(**clue).dossier, planner or self.cast.officer, self.now)

    def to(self, status: str, planner: User | None = None, **clue: Any) -> Investigation:
        """A joint investigation that the acts have led to this status."""
        subject = self.blank(planner, **clue)
        self.do("plan_investigation", subject)
        if status != S.PLANNED:
            self.do("agree_plan", subject)
            self.gather(subject)
        if status not in (S.PLANNED, S.UNDER_WAY):
            self.complete(subject)
            self.do("report_investigation_result", subject, outcome=OUTCOMES.get(status, "查无实据"))
        if status in CONFIRM:
            self.do(CONFIRM[status], subject)
        assert subject.status == status
        return subject

    def gather(self, subject: Investigation) -> None:
        """A transcript and a photograph, so that there is something to pick."""
        leader = self.officers(subject)[0][0]
        add_file(subject, leader, self.tick(), 3, "现场检查笔录", "笔录".encode())
        shot = {"proves": "渗坑位置", "shot_by": leader.name, "shot_at": self.now, "shot_place": "厂院"}
        add_file(subject, leader, self.tick(), 5, "渗坑照片", "照片".encode(), **shot)

    def complete(self, subject: Investigation) -> None:
        """Tasks settled, somebody in three classes, nobody in the rest: nothing is left to say against a report."""
        for act in ("finish_task", "assist_finish_task"):
            if self.open_tasks(subject, act):
                self.do(act, subject, tasks=self.open_tasks(subject, act))
        for name, roles in (("某公司", ["单位"]), ("刘某", ["经营者", "直接负责的主管人员"])):
            party = subject.dossier.case.parties.get(name=name)
            standing = party.investigated_roles.filter(investigation=subject, withdrawn_at__isnull=True)
            if not standing.exists():
                self.do("assign_role", subject, parties=[party], party_roles=roles)
        for role in RoleClass:
            named = PartyRole.objects.filter(
                investigation=subject, role=role, withdrawn_at__isnull=True
            ).exists()
            said = "已查明" if named else "查无此类人员"
            self.do("examine_role", subject, role_class=role.label, class_conclusion=said)

    def open_tasks(self, subject: Investigation, act: str) -> list[Any]:
        """The tasks of the agency whose act this is."""
        if subject.pk is None:
            return []
        agency = subject.assisting_agency if act.startswith("assist_") else subject.leading_agency
        return list(subject.tasks.filter(state="open", agency=agency).select_related("agency").order_by("pk"))

    def do(self, act: str, subject: Investigation, *, by: User | None = None, **facts: Any) -> Any:
        """One act, by a person whose it is, with facts that fit unless others are given."""
        now = self.tick()
        said = {**self.facts(act, subject, now), **facts}
        return INVESTIGATION.do(act, subject, by=by or self.actor(act, subject), at=now, **said)

    def officers(self, subject: Investigation) -> tuple[list[User], list[User]]:
        """Two of the leading agency and two of the assisting one."""
        bureau = [self.cast.officer, self.cast.second_officer]
        police = [self.cast.investigator, self.cast.intake]
        leads = subject.leading_agency_id == self.cast.officer.agency_id
        return (bureau, police) if leads else (police, bureau)

    def actor(self, act: str, subject: Investigation) -> User:
        """Whose act it is."""
        leading, assisting = self.officers(subject)
        side = INVESTIGATION.table.row(act).who.side
        return assisting[0] if side == "assisting" else leading[0]

    def facts(self, act: str, subject: Investigation, now: datetime) -> dict[str, Any]:
        """Facts that fit the act."""
        row = INVESTIGATION.table.row(act)
        return {name: FACTS[name](self, act, subject, now) for name in row.asks if name in FACTS}

    def facts_of_the_grid(self, act: str, subject: Investigation, now: datetime) -> dict[str, Any]:
        """The same, once what the act itself needs has been brought about by other acts."""
        if subject.status in (S.UNDER_WAY, S.REPORTED):
            self._prepare(act, Investigation.objects.select_related("dossier").get(pk=subject.pk), now)
        return self.facts(act, subject, now)

    def _prepare(self, act: str, subject: Investigation, now: datetime) -> None:
        """All at the very moment of the grid."""
        self.now, standing_still = now, self.tick
        self.tick = lambda: now  # type: ignore[method-assign]
        if subject.status == S.REPORTED:
            wanted = next(
                (OUTCOMES[status] for status, name in CONFIRM.items() if name == act), subject.outcome
            )
            if wanted != subject.outcome:
                self.do("object_to_report", subject)
                self.do("report_investigation_result", subject, outcome=wanted)
        elif act == "report_investigation_result":
            self.complete(subject)
        elif act.endswith("withdraw_finding") and not subject.roles.exists():
            self.do("assign_role", subject, parties=[party(subject, "张某")], party_roles=["运输方"])
        self.tick = standing_still  # type: ignore[method-assign]


def files(subject: Investigation, *classes: int) -> list[Any]:
    """The material of these classes."""
    return list(subject.dossier.evidence.filter(material_class__in=classes).order_by("pk"))


def party(subject: Investigation, name: str) -> Party:
    """One party of the case."""
    found: Party = subject.dossier.case.parties.get(name=name)
    return found


def _own(way: Way, act: str, subject: Investigation, now: datetime) -> list[User]:
    leading, assisting = way.officers(subject)
    return assisting if act.startswith("assist_") else leading


def _division(way: Way, act: str, subject: Investigation, now: datetime) -> list[dict[str, str]]:
    return [
        {"agency": agency.name, "task": task, "persons": "调查组", "due": "调查结束前"}
        for agency, task in ((subject.leading_agency, "抽检、检测"), (subject.assisting_agency, "走访、询问"))
    ]


def fixed(value: Any) -> Callable[..., Any]:
    """The same whatever the act."""
    return lambda way, act, subject, now: value


FACTS: dict[str, Callable[..., Any]] = {
    "aim": fixed("查明排放事实和全部责任人员。"),
    "starts_on": fixed(date(2026, 3, 2)),
    "ends_on": fixed(date(2026, 3, 31)),
    "leading_members": lambda way, act, subject, now: way.officers(subject)[0],
    "assisting_members": lambda way, act, subject, now: way.officers(subject)[1],
    "division": _division,
    "sampling_and_records": fixed("两人以上采样、询问。"),
    "media_rules": fixed("同步录音录像。"),
    "change_reason": fixed("一名成员出差。"),
    "new_tasks": lambda way, act, subject, now: [
        {"agency": subject.leading_agency.name, "task": "补充采样", "persons": "调查组", "due": "2026-03-20"}
    ],
    "tasks": lambda way, act, subject, now: way.open_tasks(subject, act),
    "task_state": fixed("已完成"),
    "task_result": fixed("已取得监测报告。"),
    "inspection_kind": fixed("现场检查（勘察）"),
    "interviewee": fixed("工人李某"),
    "investigators": _own,
    "place": fixed("杏花岭区某村东侧厂院"),
    "longitude": fixed(PLACE["longitude"]),
    "latitude": fixed(PLACE["latitude"]),
    "started_at": lambda way, act, subject, now: now - timedelta(minutes=6),
    "ended_at": lambda way, act, subject, now: now - timedelta(minutes=2),
    "record_notes": fixed("渗坑与车间相连。"),
    "record_files": lambda way, act, subject, now: files(subject, 3),
    "media_files": lambda way, act, subject, now: files(subject, 5),
    "party_kind": fixed("个人"),
    "party_name": fixed("王某"),
    "identity_number": fixed(PERSON_NUMBER),
    "party_roles": fixed(["出资者（投资人）"]),
    "role_conduct": fixed("出资建厂，分取利润。"),
    "role_evidence": lambda way, act, subject, now: files(subject, 3),
    "parties": lambda way, act, subject, now: [party(subject, "刘某")],
    "from_party": lambda way, act, subject, now: [party(subject, "刘某")],
    "to_party": lambda way, act, subject, now: [party(subject, "某公司")],
    "relation": fixed("任职"),
    "link_basis": fixed("劳动合同"),
    "link_evidence": lambda way, act, subject, now: files(subject, 3),
    "role_class": fixed("上游供应方"),
    "class_conclusion": fixed("查无此类人员"),
    "class_statement": fixed("查阅台账、询问工人，没有发现。"),
    "class_evidence": lambda way, act, subject, now: files(subject, 3),
    "wrong_roles": lambda way, act, subject, now: list(
        PartyRole.objects.filter(investigation=subject.pk, withdrawn_at__isnull=True)[:1]
    ),
    "withdrawal_reason": fixed("登记有误。"),
    "findings": fixed("酸洗废水经暗管排入渗坑。"),
    "report_evidence": lambda way, act, subject, now: files(subject, 3, 5),
    "outcome": fixed("移送公安机关追究刑事责任"),
    "outcome_reasons": fixed("涉嫌污染环境罪。"),
    "objection": fixed("还应查明运输方。"),
    "reopen_reason": fixed("取得新的监测报告。"),
}
