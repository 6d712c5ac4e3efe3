"""The road of a clue: led to any status by the acts themselves, by the person of the cast whose act it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from linkage.accounts.models import User
from linkage.clues import actions
from linkage.clues.actions.registering import ClueFacts
from linkage.clues.models import Clue, EarlyIntervention
from linkage.clues.procedure import CLUE, INTERVENTION
from linkage.clues.status import Asked
from linkage.clues.status import Status as S
from linkage.dossiers.models import Dossier
from linkage.procedure.carrying_out import Outcome
from tests.cast import Cast
from tests.road import MONDAY

INFORMANT = actions.InformantFacts("钱演知", "13900001111", "来电")
ROADS: dict[str, tuple[str, ...]] = {
    S.REGISTERED: (),
    S.VERIFIED: ("verify_clue",),
    S.NOTIFIED: ("verify_clue", "notify"),
    S.ANSWERED: ("verify_clue", "notify", "receive_notification"),
    S.UNFOUNDED: ("close_clue_unfounded",),
    S.TO_PENALTY: ("verify_clue", "notify", "receive_notification", "hand_clue_to_penalty"),
    S.MERGED: ("merge_clue",),
}
NOBODY = {"serious": "否", "complex": "否", "wide_influence": "否", "clearly_criminal": "否"}
EVIDENCE = [{"name": "现场照片", "source": "执法检查", "proves": "渗坑位置"}]


@dataclass
class ClueRoad:
    """Ten minutes an act from `now` on."""

    cast: Cast
    now: datetime = MONDAY
    step: timedelta = timedelta(minutes=10)

    def tick(self) -> datetime:
        """The next moment."""
        self.now += self.step
        return self.now

    def open(self, *, by: User | None = None, about: Mapping[str, Any] | None = None, **changes: Any) -> Clue:
        """A clue is registered, by the officer unless somebody else takes it in."""
        now = self.tick()
        clue, _ = actions.open_clue(
            by=by or self.cast.officer,
            at=now,
            about=self.about(**(about or {})),
            **{**self.registration(now), **changes},
        )
        return Clue.objects.select_related("dossier").get(pk=clue.pk)

    def about(self, **changes: Any) -> ClueFacts:
        """What the dossier begins with."""
        facts: dict[str, Any] = {
            "title": "某公司夜间倾倒废酸",
            "cause": "非法倾倒危险废物",
            "place": "杏花岭区某村东侧废弃砖窑",
            "summary": "据群众举报，夜间有罐车向废弃砖窑倾倒酸性废液。",
            "parties": [actions.PartyFacts("unit", "某酸洗有限公司", address="杏花岭区工业路1号")],
        }
        return ClueFacts(**{**facts, **changes})

    def registration(self, now: datetime) -> dict[str, Any]:
        """The facts of the registration itself."""
        return {
            "source": "12369举报",
            "received_at": now - timedelta(hours=1),
            "suspected_conduct": "涉嫌非法倾倒危险废物。",
            **NOBODY,
            "suggestion": "派员现场核实。",
        }

    def to(self, status: str, **changes: Any) -> Clue:
        """A clue that the acts have led to `status`."""
        clue = self.open(**changes)
        for act in ROADS[status]:
            self.do(self._named(act, clue), clue)
        clue.refresh_from_db()
        assert clue.status == status, (clue.status, status)
        return clue

    def do(
        self, act: str, clue: Clue, *, by: User | None = None, at: datetime | None = None, **facts: Any
    ) -> Outcome:
        """One act, with facts that fit unless others are given."""
        now = at or self.tick()
        who = by or self.actor(act, clue)
        with transaction.atomic():
            return CLUE.do(act, clue, by=who, at=now, **{**self.facts(act, clue, now), **facts})

    def actor(self, act: str, clue: Clue) -> User:
        """Whose act it is: the bureau's or the police's, by who took it in and who goes on with it."""
        officers = {
            self.cast.officer.agency_id: self.cast.officer,
            self.cast.intake.agency_id: self.cast.intake,
        }
        side = CLUE.table.row(act).who.side
        agency = clue.agency_on(side)
        return officers[agency.pk] if agency else self.cast.officer

    def facts(self, act: str, clue: Any, now: datetime) -> dict[str, Any]:
        """Facts with which the act would be done by the right person."""
        found = {"verification": "两名执法人员到场，砖窑内有酸性废液，酸碱度小于2。", "obtained": EVIDENCE}
        notice = {"suspected_conduct": "涉嫌非法倾倒危险废物。", "evidence": EVIDENCE, "served_at": now}
        given: dict[str, dict[str, Any]] = {
            "register_clue": self.registration(now),
            "assess_clue": {**NOBODY, "complex": "是", "complex_reason": "涉及三个县。"},
            "verify_clue": {**found, "conclusion": "情况属实", "suggestion": "通报公安机关。"},
            "verify_further": {**found, "conclusion": "部分属实", "suggestion": "继续查明来源。"},
            "notify_police": {**notice, "suggestion_to_police": "开展联合调查"},
            "notify_bureau": {**notice, "suggestion_to_bureau": "依法核查处理"},
            "receive_notification": {"answer": "开展联合调查", "answer_note": "指定周演文联系。"},
            "close_clue_unfounded": {**found, "reason": "所反映的罐车为运水车。"},
            "hand_clue_to_penalty": {"penalty_grounds": "违反固体废物贮存规定。"},
            "merge_clue": {"reason": "同一事件。"},
        }
        if act == "merge_clue":
            return {**given[act], "merge_into": self.another().number}
        return given[act]

    def another(self) -> Dossier:
        """A second dossier of the same two agencies, made once."""
        found = Dossier.objects.filter(title="另一卷宗").first()
        if found is None:
            there = self.open(about={"title": "另一卷宗"})
            self.do("notify_police", there)
            found = there.dossier
        return found

    def ask(self, clue: Clue, **facts: Any) -> EarlyIntervention:
        """The bureau asks the police for early intervention."""
        subject = INTERVENTION.blank(Dossier.objects.get(pk=clue.dossier_id), self.cast.officer, self.now)
        now = self.tick()
        given = {**self.asking("request_intervention", subject, now), **facts}
        with transaction.atomic():
            INTERVENTION.do("request_intervention", subject, by=self.cast.officer, at=now, **given)
        return EarlyIntervention.objects.select_related("dossier").get(pk=subject.pk)

    def reply(self, asked: EarlyIntervention, *, joins: bool, **facts: Any) -> Outcome:
        """The police join, or say why not."""
        act = "join_intervention" if joins else "explain_no_intervention"
        now = self.tick()
        with transaction.atomic():
            return INTERVENTION.do(
                act, asked, by=self.cast.investigator, at=now, **{**self.asking(act, asked, now), **facts}
            )

    def asked(self, status: str) -> EarlyIntervention:
        """A request at this status, on a clue of its own."""
        asked = self.ask(self.open())
        if status != Asked.REQUESTED:
            self.reply(asked, joins=status == Asked.JOINED)
        asked.refresh_from_db()
        return asked

    def asking(self, act: str, subject: Any, now: datetime) -> dict[str, Any]:
        """Facts of the acts of early intervention."""
        return {
            "request_intervention": {
                "grounds": [{"ground": "情况复杂", "reason": "涉及三个县。"}],
                "case_facts": "夜间有罐车向砖窑倾倒废液。",
                "help_needed": "控制现场，查明罐车去向。",
                "liaison_officers": [self.cast.officer],
                "served_at": now,
            },
            "join_intervention": {"method": "派两名民警到场。", "officers": [self.cast.investigator]},
            "explain_no_intervention": {"reasons": "现有线索不足以判断去向，建议先行核实。"},
        }[act]

    def _named(self, act: str, clue: Clue) -> str:
        if act != "notify":
            return act
        return "notify_police" if clue.sending_agency.line == "ecology" else "notify_bureau"
