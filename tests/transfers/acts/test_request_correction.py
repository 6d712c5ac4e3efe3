"""告知补正材料: within twenty-four hours, to be corrected in three days; the filing clock goes on (17号第八条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    NOTICE_17,
    POLICE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_the_bureau_is_told_what_is_missing_and_has_three_days(road):
    left = perform(road, "request_correction", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.AWAITING_CORRECTION,
        turn=BUREAU,
        sentence=f"{POLICE}告知补正材料（并公杏补〔2026〕1号），应于3月5日（周四）24:00前补正；立案审查期限不停止。",
        stopped={"police_incomplete_notice"},
        started={"crime_materials_correction": "2026-03-05 周四 24:00前"},
        papers={"correction_notice": f"并公杏补〔2026〕1号 → {BUREAU}"},
        told={BUREAU},
    )


def test_the_filing_clock_goes_on(road):
    transfer = road.to(S.ACCEPTED)
    before = clock_of(transfer, "police_filing_decision_normal")
    perform(road, "request_correction", transfer)
    clock = clock_of(transfer, "police_filing_decision_normal")
    assert (clock.state, clock.due_at, clock.pauses.count()) == ("running", before.due_at, 0)


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("2026-03-05 23:59:59", "2026-03-09 周一 24:00前"),
        ("2026-03-06 09:00:00", "2026-03-09 周一 24:00前"),
        ("2026-02-11 18:00:00", "2026-02-14 周六 24:00前"),
        ("2026-02-13 18:00:00", "2026-02-24 周二 24:00前"),
        ("2026-09-30 18:00:00", "2026-10-08 周四 24:00前"),
    ],
)
def test_the_three_days_run_from_service_and_the_notice_says_until_when(road, served, due):
    served = shanghai(served)
    transfer = led_to(road, S.ACCEPTED, served)
    made = road.tick()
    left = perform(road, "request_correction", transfer, at=served, occurred_at=made, served_at=served)
    assert left.started == {"crime_materials_correction": due}
    notice = left.content["correction_notice"]
    assert due.startswith(notice["due_on"])
    assert notice["sent_at"] == served.isoformat()


def test_the_notice_says_that_the_case_stands_accepted(road):
    notice = perform(road, "request_correction", road.to(S.ACCEPTED)).content["correction_notice"]
    assert notice["accepted_at"] == "2026-03-02T10:50:00+08:00"
    assert notice["missing_materials"] == [{"name": "监测报告原件", "requirement": "提供原件"}]


def test_what_is_missing_must_be_named(road):
    assert refused(road, "request_correction", road.to(S.ACCEPTED), missing_materials=[]) == [
        f"补正通知书还缺“需补正的材料”。（{NOTICE_17}第八条；《公安机关办理刑事案件程序规定》第一百八十条）请在本页填写。"
    ]


def test_after_the_first_day_it_is_still_possible(road):
    accepted = shanghai("2026-03-02 10:00:00")
    transfer = led_to(road, S.ACCEPTED, accepted)
    left = perform(road, "request_correction", transfer, at=shanghai("2026-03-04 10:00:00"))
    assert left.status == S.AWAITING_CORRECTION
    assert left.entry["facts"]["stopped"] == [{"code": "police_incomplete_notice", "overdue": False}]


def test_the_bureau_does_not_tell_itself(road, cast):
    assert refused(road, "request_correction", road.to(S.ACCEPTED), by=cast.officer) == [
        f"由{POLICE}的受案民警或者办案民警办理。（17号第八条）"
    ]
