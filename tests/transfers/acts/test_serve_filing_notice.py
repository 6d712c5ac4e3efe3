"""送达立案通知书: to the bureau, copied to the procuratorate; three days for the property begin (17号第九、十条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    NOTICE_17,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_the_bureau_is_notified_with_a_copy_to_the_procuratorate(road):
    left = perform(road, "serve_filing_notice", road.to(S.FILED))
    assert left == Left(
        status=S.INVESTIGATING,
        turn=POLICE,
        sentence=f"{POLICE}已送达立案通知书并公杏立告〔2026〕1号，抄送{PROCURATORATE}；"
        f"{BUREAU}应于3月5日（周四）24:00前移交涉案物品。",
        stopped={"police_decision_notice"},
        started={"property_handover": "2026-03-05 周四 24:00前"},
        papers={"filing_notice": f"并公杏立告〔2026〕1号 → {BUREAU}，抄送{PROCURATORATE}"},
        told={BUREAU, PROCURATORATE},
    )
    assert left.content["filing_notice"]["decision_number"] == "并公杏立〔2026〕1号"
    assert left.content["filing_notice"]["police_case_number"] == "A1401072026030001"


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("2026-03-02 23:59:59", "2026-03-05 周四 24:00前"),
        ("2026-02-12 10:00:00", "2026-02-24 周二 24:00前"),
        ("2026-10-07 10:00:00", "2026-10-10 周六 24:00前"),
    ],
)
def test_the_property_is_due_on_the_third_day_after_service(road, served, due):
    served = shanghai(served)
    transfer = led_to(road, S.FILED, served)
    made = road.tick()
    left = perform(road, "serve_filing_notice", transfer, at=served, occurred_at=made, served_at=served)
    assert left.started == {"property_handover": due}
    assert clock_of(transfer, "property_handover").agency.name == BUREAU


@pytest.mark.parametrize(("made", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_the_notice_itself_has_three_days(road, made, late):
    transfer = road.to(S.FILED)
    perform(road, "serve_filing_notice", transfer, at=shanghai(made))
    assert clock_of(transfer, "police_decision_notice").was_overdue is late


def test_the_notice_says_what_is_to_be_handed_over(road):
    [sentence] = refused(road, "serve_filing_notice", road.to(S.FILED), property_requirements="")
    assert sentence.startswith(f"立案通知书还缺“涉案物品移交要求”。（{NOTICE_17}第九条")


def test_what_is_not_filed_is_not_notified(road):
    assert refused(road, "serve_filing_notice", road.to(S.ACCEPTED))[-1] == (
        "现在是「已接受审查中」，只有在「已立案待通知」时才能送达立案通知书。（17号第九、十条）请刷新页面查看最新状态。"
    )


def test_it_is_the_polices_act(road, cast):
    assert refused(road, "serve_filing_notice", road.to(S.FILED), by=cast.procurator) == [
        f"由{POLICE}的办案民警或者受案民警办理。（17号第九、十条）"
    ]
