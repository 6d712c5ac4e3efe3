"""批准移送: the head decides within three days; twenty-four hours for the hand-over begin (17号第五条第二款)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, Left, led_to, perform, refused, shanghai

BASIS = "17号第五条第二款；310号第五条第二款"


def test_the_transfer_is_approved_and_due_within_twenty_four_hours(road):
    left = perform(road, "approve", road.to(S.AWAITING_APPROVAL))
    assert left == Left(
        status=S.APPROVED,
        turn=BUREAU,
        sentence=f"{BUREAU}负责人已批准移送（并环杏审〔2026〕1号），应于3月3日（周二）10:30前移交公安机关。",
        stopped={"crime_transfer_approval"},
        started={"crime_transfer_handover": "2026-03-03 周二 10:30"},
        papers={"transfer_approval": "并环杏审〔2026〕1号 → 留存"},
        told={BUREAU},
        marks={"approved": "赵演衡"},
    )


def test_the_approval_says_what_was_decided_on_which_report(road):
    paper = perform(road, "approve", road.to(S.AWAITING_APPROVAL)).content["transfer_approval"]
    assert (paper["report_number"], paper["decision"]) == ("并环杏报〔2026〕1号", "批准移送")
    assert (paper["received_report_at"], paper["decided_at"]) == (
        "2026-03-02T10:20:00+08:00",
        "2026-03-02T10:30:00+08:00",
    )


@pytest.mark.parametrize(
    ("approved", "due"),
    [
        ("2026-03-06 16:30:00", "2026-03-07 周六 16:30"),
        ("2026-02-14 18:00:00", "2026-02-15 周日 18:00"),
        ("2026-09-30 23:30:00", "2026-10-01 周四 23:30"),
        ("2026-12-31 00:00:00", "2027-01-01 周五 00:00"),
    ],
)
def test_twenty_four_hours_run_through_weekends_and_holidays(road, approved, due):
    now = shanghai(approved)
    transfer = led_to(road, S.AWAITING_APPROVAL, now)
    assert perform(road, "approve", transfer, at=now).started == {"crime_transfer_handover": due}


def test_without_both_conditions_it_cannot_be_approved(road):
    transfer = road.to(S.VERIFYING)
    road.do("report", transfer, condition_lawful="不符合")
    assert refused(road, "approve", transfer) == [
        "书面报告认定不符合移送条件，不能批准移送。（17号第五条）可作出不批准决定并写明理由。"
    ]


def test_nobody_approves_their_own_report(road, cast):
    transfer = road.to(S.DISCOVERED)
    road.do("assign_team", transfer, members=[cast.officer, cast.head])
    road.do("report", transfer)
    assert refused(road, "approve", transfer) == [
        "专案组成员不能审批自己的报告。（310号第五条第二款）请正职负责人或主持工作的其他负责人审批。"
    ]


def test_only_the_head_approves_and_every_reason_is_given_at_once(road, cast):
    assert refused(road, "approve", road.to(S.AWAITING_APPROVAL), by=cast.officer) == [
        f"由{BUREAU}的生态环境部门负责人办理。（{BASIS}）",
        "专案组成员不能审批自己的报告。（310号第五条第二款）请正职负责人或主持工作的其他负责人审批。",
    ]


def test_without_a_report_there_is_nothing_to_approve(road):
    assert refused(road, "approve", road.to(S.VERIFYING)) == [
        "王演明（太原市生态环境局杏花岭分局）已于2026-03-02 周一 09:20办理，案件现在是「核实中」。无需重复办理。",
        f"现在是「核实中」，只有在「待审批」时才能批准移送。（{BASIS}）请刷新页面查看最新状态。",
    ]
