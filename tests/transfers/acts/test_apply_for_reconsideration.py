"""申请复议: within three working days of receiving the notice; later only filing supervision remains (17号第十一、十二条)."""

import pytest

from linkage.deadlines.sweep import sweep
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)

TOO_LATE = "申请复议的期限已过。（17号第十一条）仍可依17号第十二条建议检察机关立案监督。"


def test_the_police_have_three_working_days_to_decide(road):
    left = perform(road, "apply_for_reconsideration", road.to(S.DECLINED_NOTIFIED))
    assert left == Left(
        status=S.RECONSIDERING,
        turn=POLICE,
        sentence=f"{BUREAU}已申请复议（并环杏复〔2026〕1号），{POLICE}应于3月5日（周四）24:00前作出复议决定。",
        stopped={"reconsider_apply"},
        started={"reconsider_decide": "2026-03-05 周四 24:00前"},
        papers={"reconsider_application": f"并环杏复〔2026〕1号 → {POLICE}"},
        told={POLICE},
        marks={"reconsideration_applied": "王演明"},
        columns={
            "decision_facts": {
                "notice_served_at": "2026-03-02T11:10:00+08:00",
                "application_served_at": "2026-03-02T11:20:00+08:00",
            }
        },
    )
    application = left.content["reconsider_application"]
    assert application["notice_number"] == "并公杏不立〔2026〕1号"
    assert application["notice_received_at"] == "2026-03-02T11:10:00+08:00"


def served(road, moment: str):
    """A notice served at this moment."""
    now = shanghai(moment)
    transfer = led_to(road, S.DECLINED, now)
    road.do("serve_no_filing_notice", transfer, at=now)
    return transfer


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        ("2026-03-05 09:00:00", "2026-03-10 23:59:59"),
        ("2026-02-13 09:00:00", "2026-02-25 23:59:59"),
        ("2026-09-30 09:00:00", "2026-10-10 23:59:59"),
    ],
)
def test_the_third_working_day_is_the_last(road, notice, last):
    assert (
        perform(road, "apply_for_reconsideration", served(road, notice), at=shanghai(last)).status
        == S.RECONSIDERING
    )


@pytest.mark.parametrize(
    ("notice", "late"),
    [
        ("2026-03-05 09:00:00", "2026-03-11 00:00:00"),
        ("2026-02-13 09:00:00", "2026-02-26 00:00:00"),
        ("2026-09-30 09:00:00", "2026-10-11 00:00:00"),
    ],
)
def test_after_the_third_working_day_the_way_to_filing_supervision_is_shown(road, notice, late):
    assert refused(road, "apply_for_reconsideration", served(road, notice), at=shanghai(late)) == [TOO_LATE]


def test_the_same_once_the_sweep_has_let_the_right_lapse(road):
    transfer = served(road, "2026-03-05 09:00:00")
    while sweep(at=shanghai("2026-03-11 08:00:00")):
        pass
    transfer.refresh_from_db()
    assert clock_of(transfer, "reconsider_apply").state == "lapsed"
    assert refused(road, "apply_for_reconsideration", transfer, at=shanghai("2026-03-11 09:00:00")) == [
        TOO_LATE
    ]


def test_applied_for_in_time_and_entered_later_is_in_time(road):
    transfer = served(road, "2026-03-05 09:00:00")
    while sweep(at=shanghai("2026-03-11 08:00:00")):
        pass
    transfer.refresh_from_db()
    applied = shanghai("2026-03-10 16:00:00")
    left = perform(
        road, "apply_for_reconsideration", transfer,
        at=shanghai("2026-03-11 09:00:00"), occurred_at=applied, served_at=applied,
    )  # fmt: skip
    assert left.status == S.RECONSIDERING
    assert clock_of(transfer, "reconsider_decide").started_at == applied


def test_a_decision_is_reconsidered_once(road):
    transfer = road.to(S.RECONSIDERING)
    road.do("uphold", transfer)
    assert refused(road, "apply_for_reconsideration", transfer)[-1] == (
        "现在是「复议维持不予立案」，只有在「不予立案」时才能申请复议。（17号第十一条；310号第九条）请刷新页面查看最新状态。"
    )


def test_only_the_bureau_whose_case_it_was_applies(road, cast):
    assert refused(road, "apply_for_reconsideration", road.to(S.DECLINED_NOTIFIED), by=cast.next_officer) == [
        f"由{BUREAU}的执法员或者生态环境部门负责人办理。（17号第十一条；310号第九条）"
    ]


def test_an_application_gives_reasons_evidence_and_a_request(road):
    facts = {"reasons": "", "grounds_evidence": [], "request": ""}
    sentences = refused(road, "apply_for_reconsideration", road.to(S.DECLINED_NOTIFIED), **facts)
    assert [s.split("。")[0] for s in sentences] == [
        f"复议申请书还缺“{question}”" for question in ("申请理由", "证据", "请求")
    ]
