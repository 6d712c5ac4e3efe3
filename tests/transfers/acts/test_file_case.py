"""立案: the head of the police decides; the notice is due within three days (17号第九条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)
from tests.transfers.acts.test_refer_onward import REVIEW


def test_the_case_is_filed_and_the_notice_falls_due(road):
    left = perform(road, "file_case", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.FILED,
        turn=POLICE,
        sentence=f"{POLICE}决定立案（并公杏立〔2026〕1号），应于3月5日（周四）24:00前书面通知{BUREAU}并抄送{PROCURATORATE}。",
        stopped=REVIEW,
        started={"police_decision_notice": "2026-03-05 周四 24:00前"},
        papers={"filing_decision": "并公杏立〔2026〕1号 → 留存"},
        told={POLICE},
        marks={"filed": "吴演成"},
        columns={
            "police_case_number": "A1401072026030001",
            "decision_facts": {
                "charge": "污染环境罪",
                "handling_unit": "环境犯罪侦查大队",
                "filed_on": "2026-03-02",
            },
        },
    )


@pytest.mark.parametrize(
    ("status", "clock"),
    [
        (S.AWAITING_CORRECTION, "crime_materials_correction"),
        (S.AWAITING_SUPPLEMENT, "crime_supplement_investigation"),
    ],
)
def test_police_may_decide_while_the_bureau_still_corrects_or_supplements(road, status, clock):
    transfer = road.to(status)
    left = perform(road, "file_case", transfer)
    assert clock in left.stopped
    assert clock_of(transfer, clock).was_overdue is False


@pytest.mark.parametrize("tier", ["use_seven_days", "use_thirty_days"])
def test_a_longer_tier_stops_as_well(road, tier):
    transfer = road.to(S.ACCEPTED)
    [longer] = perform(road, tier, transfer).started
    assert longer in perform(road, "file_case", transfer).stopped


@pytest.mark.parametrize(
    ("filed", "late", "notice"),
    [
        ("2026-03-05 23:59:59", False, "2026-03-09 周一 24:00前"),
        ("2026-03-06 00:00:00", True, "2026-03-09 周一 24:00前"),
        ("2026-03-31 09:00:00", True, "2026-04-03 周五 24:00前"),
        # The three days end on the first day of 清明节 and roll over all of it.
        ("2026-04-01 09:00:00", True, "2026-04-07 周二 24:00前"),
    ],
)
def test_late_is_done_and_marked_and_the_notice_counts_from_the_decision(road, filed, late, notice):
    transfer = led_to(road, S.ACCEPTED, shanghai("2026-03-03 09:00:00"))
    left = perform(road, "file_case", transfer, at=shanghai(filed))
    assert clock_of(transfer, "police_filing_decision_normal").was_overdue is late
    assert {"code": "police_filing_decision_normal", "overdue": late} in left.entry["facts"]["stopped"]
    assert left.started == {"police_decision_notice": notice}


def test_steps_that_were_not_needed_reproach_nobody(road):
    transfer = led_to(road, S.ACCEPTED, shanghai("2026-03-03 09:00:00"))
    left = perform(road, "file_case", transfer, at=shanghai("2026-03-05 09:00:00"))
    assert [stopped for stopped in left.entry["facts"]["stopped"] if stopped["overdue"]] == []


def test_the_head_decides_not_the_investigator(road, cast):
    assert refused(road, "file_case", road.to(S.ACCEPTED), by=cast.investigator) == [
        f"由{POLICE}的公安机关负责人办理。（17号第九条；310号第八条）"
    ]


def test_a_decision_states_charge_number_and_unit(road):
    reasons = refused(
        road, "file_case", road.to(S.ACCEPTED), charge="", police_case_number="", handling_unit=""
    )
    assert [reason.split("。")[0] for reason in reasons] == [
        "立案决定书还缺“案件编号”",
        "立案决定书还缺“罪名”",
        "立案决定书还缺“承办单位”",
    ]


def test_before_acceptance_nothing_is_filed(road):
    assert refused(road, "file_case", road.to(S.SUBMITTED))[-1] == (
        "现在是「已移交待接受」，只有在「已接受审查中」「待补正」「补充调查中」时才能立案。"
        "（17号第九条；310号第八条）请刷新页面查看最新状态。"
    )
