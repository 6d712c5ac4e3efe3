"""指定专案组: two or more enforcement officers, at once, who go on to verify (310号第五条第一款)."""

import pytest

from linkage.transfers.models import TeamMember
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, Left, clock_of, perform, refused


def test_a_team_is_appointed_and_begins_to_verify(road, cast):
    left = perform(road, "assign_team", road.to(S.DISCOVERED))
    assert left == Left(
        status=S.VERIFYING,
        turn=BUREAU,
        sentence=f"{BUREAU}已指定专案组（并环杏专〔2026〕1号）。",
        papers={"team_assignment": "并环杏专〔2026〕1号 → 留存"},
        marks={"team_assigned": "王演明"},
    )
    assert set(TeamMember.objects.values_list("user__name", flat=True)) == {"王演明", "李演芳"}


def test_the_record_names_who_was_appointed_by_whom_and_when(road, cast):
    record = perform(road, "assign_team", road.to(S.DISCOVERED), by=cast.head).content["team_assignment"]
    assert [member["name"] for member in record["members"]] == ["王演明", "李演芳"]
    assert (record["assigned_by"], record["assigned_at"]) == ("赵演衡", "2026-03-02T09:20:00+08:00")
    assert record["clue_source"].startswith("执法检查。")


def test_the_duty_to_verify_goes_on_until_the_report(road):
    transfer = road.to(S.DISCOVERED)
    perform(road, "assign_team", transfer)
    clock = clock_of(transfer, "crime_special_team_assign")
    assert (clock.state, clock.due_at, clock.statutory) == ("running", None, False)


@pytest.mark.parametrize("members", [["officer"], ["officer", "officer"], []])
def test_one_person_is_no_team(road, cast, members):
    people = [getattr(cast, name) for name in members]
    assert refused(road, "assign_team", road.to(S.DISCOVERED), members=people) == [
        "专案组不足两人，不能指定。（310号第五条第一款）请再选择至少一名本机关执法人员。"
    ]


def test_it_is_the_bureaus_act(road, cast):
    assert refused(road, "assign_team", road.to(S.DISCOVERED), by=cast.intake) == [
        f"由{BUREAU}的执法员或者生态环境部门负责人办理。（310号第五条第一款）"
    ]


def test_a_team_is_appointed_once(road, cast):
    assert refused(road, "assign_team", road.to(S.VERIFYING)) == [
        "现在是「核实中」，只有在「已发现待核实」时才能指定专案组。（310号第五条第一款）请刷新页面查看最新状态。"
    ]
