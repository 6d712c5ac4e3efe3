"""以前的行政处罚: they count wherever they were decided, and give away nothing but what counts."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.cases.models import Party
from linkage.dossiers.queries import visible_to
from linkage.penalties.actions import AboutCase, PartyFacts, open_decided_penalty
from linkage.penalties.models import Penalty
from linkage.penalties.parts import earlier
from linkage.penalties.queries import PriorPenalty, prior_penalties
from linkage.penalties.queries import visible_to as penalties_visible_to
from linkage.penalties.status import Status as P
from tests.cast import person
from tests.penalties.desk import Desk

CODE = "91350100M000100Y43"
BEFORE = date(2026, 3, 1)


def elsewhere(desk: Desk, number: str = "并环店罚〔2025〕1号", **changes: Any) -> Penalty:
    """A decision of the next county."""
    parties = changes.pop("parties", [PartyFacts("unit", "某公司", CODE)])
    about = AboutCase(
        title="某公司在小店区的案件", place="小店区某路", summary="不能给别人看的事实。", source="inspection",
        discovered_on=date(2025, 5, 1), parties=parties, secrecy="sensitive",
    )  # fmt: skip
    facts: dict[str, Any] = {
        "cause": "违法排放", "conduct_kind": "排放、倾倒、处置放射性废物、含传染病病原体的废物、有毒物质",
        "conduct_until": date(2025, 4, 1), "procedure_kind": "普通程序", "penalty_kinds": ["警告"],
        "decided_on": date(2025, 6, 1), "served_on": date(2025, 6, 3),
    }  # fmt: skip
    penalty, _ = open_decided_penalty(
        by=desk.cast.next_officer,
        at=desk.road.tick(),
        about=about,
        decision_number=number,
        **{**facts, **changes},
    )
    return penalty


def test_a_penalty_of_another_county_counts_with_the_agreed_facts_alone(desk: Desk) -> None:
    penalty = elsewhere(desk)
    assert not visible_to(desk.cast.officer).filter(pk=penalty.dossier_id).exists()
    assert not penalties_visible_to(desk.cast.officer).filter(pk=penalty.pk).exists()
    (found,) = prior_penalties(["某公司"], [], BEFORE)
    assert vars(found) == {
        "decision_number": "并环店罚〔2025〕1号",
        "decided_on": date(2025, 6, 1),
        "effective_on": date(2025, 6, 3),
        "conduct_kind": "three_substances",
        "agency_name": "太原市生态环境局小店分局",
    }
    assert found.counted_as == "三类物质"


@pytest.mark.parametrize(("before", "counted"), [(date(2025, 6, 4), True), (date(2025, 6, 3), False)])
def test_what_took_effect_before_the_day_counts_and_on_the_day_not(
    before: date, counted: bool, desk: Desk
) -> None:
    elsewhere(desk)
    assert bool(prior_penalties(["某公司"], [], before)) is counted


def test_units_are_known_by_name_or_number_and_people_by_number_first(desk: Desk) -> None:
    elsewhere(
        desk, parties=[PartyFacts("unit", "某公司", CODE), PartyFacts("person", "刘某", "140107199001011234")]
    )
    assert prior_penalties([], [CODE], BEFORE)
    assert prior_penalties(["某公司"], ["另一号码"], BEFORE)
    assert prior_penalties([], ["140107199001011234"], BEFORE)
    assert not prior_penalties(["刘某"], [], BEFORE)
    assert not prior_penalties(["另一公司", "待查", ""], ["", "140107199001010000"], BEFORE)
    assert not prior_penalties([], [], BEFORE)


def test_a_person_without_a_number_is_known_by_name(desk: Desk) -> None:
    elsewhere(desk, parties=[PartyFacts("person", "刘某")])
    assert prior_penalties(["刘某"], ["140107199001011234"], BEFORE)


def test_nobody_unknown_is_taken_for_another(desk: Desk) -> None:
    elsewhere(desk, parties=[PartyFacts("unit", "待查")])
    assert not prior_penalties(["待查"], [], BEFORE)


def test_one_decision_against_two_parties_counts_once_and_in_order(desk: Desk) -> None:
    elsewhere(desk, number="后", decided_on=date(2025, 9, 1), served_on=date(2025, 9, 1))
    elsewhere(desk, number="先", parties=[PartyFacts("unit", "某公司"), PartyFacts("unit", "某公司北厂")])
    found = prior_penalties(["某公司", "某公司北厂"], [], BEFORE)
    assert [one.decision_number for one in found] == ["先", "后"]


def test_what_is_not_decided_or_was_withdrawn_does_not_count(desk: Desk) -> None:
    for status in (P.NOTIFIED, P.DECIDED, P.NO_PENALTY):
        desk.to(status)
    penalty = elsewhere(desk)
    desk.do("withdraw_penalty", penalty, by=_a_head_there(desk))
    assert prior_penalties(["某公司"], [], date(2027, 1, 1)) == []


def test_the_part_of_a_case_lists_what_came_before_its_conduct_ended_and_not_its_own(desk: Desk) -> None:
    elsewhere(desk)
    desk.do("enter_decided_penalty", desk.blank())
    assert [one.decision_number for one in earlier(desk.dossier, desk.road.now)] == ["并环店罚〔2025〕1号"]


def test_looking_costs_one_statement_however_many_there_are(desk: Desk) -> None:
    for number in range(5):
        elsewhere(desk, number=f"并环店罚〔2025〕{number}号")
    with CaptureQueriesContext(connection) as asked:
        found = prior_penalties(["某公司"], [CODE], BEFORE)
    assert (len(found), len(asked)) == (5, 1)
    assert all(isinstance(one, PriorPenalty) for one in found)
    assert Party.objects.filter(penalties__isnull=False).count() == 5


def _a_head_there(desk: Desk) -> User:
    return person("next-head", "冯演首", desk.cast.next_officer.agency, Role.BUREAU_HEAD)
