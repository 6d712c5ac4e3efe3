"""送达不予立案通知书并退卷: with reasons and the file; three working days for reconsideration begin (17号第九、十一条)."""

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


def test_notice_reasons_and_file_go_back_and_the_right_begins(road):
    left = perform(road, "serve_no_filing_notice", road.to(S.DECLINED))
    assert left == Left(
        status=S.DECLINED_NOTIFIED,
        turn=BUREAU,
        sentence=f"{POLICE}已送达不予立案通知书并公杏不立〔2026〕1号并退回案卷，抄送{PROCURATORATE}；"
        "有异议的可于3月5日（周四）24:00前申请复议。",
        stopped={"police_decision_notice"},
        started={"reconsider_apply": "2026-03-05 周四 24:00前"},
        papers={"no_filing_notice": f"并公杏不立〔2026〕1号 → {BUREAU}，抄送{PROCURATORATE}"},
        told={BUREAU, PROCURATORATE},
        columns={"decision_facts": {"notice_served_at": "2026-03-02T11:10:00+08:00"}},
    )
    notice = left.content["no_filing_notice"]
    assert (notice["decided_on"], notice["reasons"]) == ("2026-03-02", "没有犯罪事实。")
    assert [file["name"] for file in notice["returned_files"]][2:] == [
        "案件调查报告",
        "现场检查笔录",
        "监测报告",
    ]


@pytest.mark.parametrize(
    ("served", "due"),
    [
        # 17号 gives three working days, 310号 three days: remind by the shorter, lapse by the longer.
        ("2026-03-05 09:00:00", "提醒 2026-03-08 周日 24:00前／逾期 2026-03-10 周二 24:00前"),
        ("2026-03-06 23:59:59", "提醒 2026-03-09 周一 24:00前／逾期 2026-03-11 周三 24:00前"),
        ("2026-02-13 09:00:00", "提醒 2026-02-16 周一 24:00前／逾期 2026-02-25 周三 24:00前"),
        ("2026-09-30 09:00:00", "提醒 2026-10-03 周六 24:00前／逾期 2026-10-10 周六 24:00前"),
        ("2026-10-08 09:00:00", "提醒 2026-10-11 周日 24:00前／逾期 2026-10-12 周一 24:00前"),
    ],
)
def test_three_working_days_from_service(road, served, due):
    served = shanghai(served)
    transfer = led_to(road, S.DECLINED, served)
    made = road.tick()
    left = perform(road, "serve_no_filing_notice", transfer, at=served, occurred_at=made, served_at=served)
    assert left.started == {"reconsider_apply": due}
    clock = clock_of(transfer, "reconsider_apply")
    assert (clock.nature, clock.agency.name, clock.started_at) == ("right", BUREAU, served)


@pytest.mark.parametrize(("made", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_the_notice_itself_has_three_days(road, made, late):
    transfer = road.to(S.DECLINED)
    perform(road, "serve_no_filing_notice", transfer, at=shanghai(made))
    assert clock_of(transfer, "police_decision_notice").was_overdue is late


def test_it_is_the_polices_act(road, cast):
    assert refused(road, "serve_no_filing_notice", road.to(S.DECLINED), by=cast.officer) == [
        f"由{POLICE}的办案民警或者受案民警办理。（17号第九条；310号第八条）"
    ]
