"""提交移送书面报告: the team says what it found and whether both conditions are met (17号第五条第一款)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    DECREE_310,
    NOTICE_17,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_the_report_goes_to_the_head_who_has_three_days(road):
    left = perform(road, "report", road.to(S.VERIFYING))
    assert left == Left(
        status=S.AWAITING_APPROVAL,
        turn=BUREAU,
        sentence="专案组已提出移送书面报告（并环杏报〔2026〕1号），负责人应于3月5日（周四）24:00前决定。",
        stopped={"crime_special_team_assign"},
        started={"crime_transfer_approval": "2026-03-05 周四 24:00前"},
        papers={"transfer_report": "并环杏报〔2026〕1号 → 留存"},
        told={BUREAU},
        marks={"reported": "王演明"},
        columns={"conditions_met": True},
    )


def test_the_report_lists_the_team_and_the_evidence(road):
    report = perform(road, "report", road.to(S.VERIFYING)).content["transfer_report"]
    assert [member["name"] for member in report["team"]] == ["王演明", "李演芳"]
    assert [item["name"] for item in report["evidence"]] == ["案件调查报告", "现场检查笔录", "监测报告"]


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        ("2026-03-02 00:00:00", "2026-03-05 周四 24:00前"),
        ("2026-03-02 23:59:59", "2026-03-05 周四 24:00前"),
        ("2026-03-03 00:00:00", "2026-03-06 周五 24:00前"),
        # The third day is a Saturday: the first day after the days off.
        ("2026-03-04 10:00:00", "2026-03-09 周一 24:00前"),
        # 2026-02-14 is a Saturday on which one works, 15 to 23 are the Spring Festival's.
        ("2026-02-11 10:00:00", "2026-02-14 周六 24:00前"),
        ("2026-02-12 10:00:00", "2026-02-24 周二 24:00前"),
        ("2026-09-30 17:00:00", "2026-10-08 周四 24:00前"),
    ],
)
def test_the_third_day_after_the_report(road, reported, due):
    now = shanghai(reported)
    transfer = led_to(road, S.VERIFYING, now)
    assert perform(road, "report", transfer, at=now).started == {"crime_transfer_approval": due}


def test_both_conditions_or_none(road):
    left = perform(road, "report", road.to(S.VERIFYING), condition_evidence="不符合", charge="非法经营罪")
    assert left.columns == {"charge": "非法经营罪"}


def test_charge_and_provisions_are_taken_over(road):
    left = perform(road, "report", road.to(S.VERIFYING), charge="非法经营罪", provisions="刑法第二百二十五条")
    assert left.columns == {
        "charge": "非法经营罪",
        "provisions": "刑法第二百二十五条",
        "conditions_met": True,
    }


def test_only_the_team_reports(road, cast):
    transfer = road.to(S.DISCOVERED)
    road.do("assign_team", transfer, members=[cast.second_officer, cast.head])
    assert refused(road, "report", transfer) == [
        "书面报告由专案组成员写出。（310号第五条第一款）请专案组成员办理。"
    ]
    perform(road, "report", transfer, by=cast.second_officer)


def test_a_report_that_leaves_a_question_open_is_no_report(road):
    assert refused(road, "report", road.to(S.VERIFYING), verification=" ", suggestion="") == [
        f"移送涉嫌犯罪案件书面报告还缺“{question}”。（{DECREE_310}第五条；{NOTICE_17}第五条）请在本页填写。"
        for question in ("核实情况", "建议")
    ]


def test_it_stops_the_duty_to_verify(road):
    transfer = road.to(S.VERIFYING)
    perform(road, "report", transfer)
    clock = clock_of(transfer, "crime_special_team_assign")
    assert (clock.state, clock.stopped_by_act, clock.was_overdue) == ("stopped", "report", False)
