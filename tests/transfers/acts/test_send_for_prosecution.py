"""移送审查起诉: the procuratorate has one month (刑事诉讼法第一百六十二条, 检察规则第三百五十一条)."""

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


def test_the_case_goes_to_the_procuratorate_which_has_a_month(road):
    left = perform(road, "send_for_prosecution", road.to(S.INVESTIGATING))
    assert left == Left(
        status=S.IN_REVIEW,
        turn=PROCURATORATE,
        sentence=f"{POLICE}已移送{PROCURATORATE}审查起诉（并公杏诉〔2026〕1号），应于4月2日（周四）24:00前决定。",
        stopped={"property_handover"},
        started={"prosecution_review": "2026-04-02 周四 24:00前"},
        papers={"prosecution_opinion": f"并公杏诉〔2026〕1号 → {PROCURATORATE}，抄送{BUREAU}"},
        told={PROCURATORATE, BUREAU},
        marks={"sent_for_prosecution": "周演文"},
    )
    assert left.content["prosecution_opinion"]["filing_number"] == "并公杏立〔2026〕1号"


@pytest.mark.parametrize(
    ("served", "due"),
    [
        ("2026-03-02 23:59:59", "2026-04-02 周四 24:00前"),
        # From the last day of a month to the last day of the next; that Saturday is worked.
        ("2026-01-31 09:00:00", "2026-02-28 周六 24:00前"),
        ("2026-01-20 09:00:00", "2026-02-24 周二 24:00前"),
        ("2026-09-01 09:00:00", "2026-10-08 周四 24:00前"),
        ("2026-09-10 09:00:00", "2026-10-10 周六 24:00前"),
    ],
)
def test_the_month_runs_from_the_day_the_procuratorate_received_it(road, served, due):
    served = shanghai(served)
    transfer = led_to(road, S.INVESTIGATING, served)
    left = perform(
        road, "send_for_prosecution", transfer, at=served, occurred_at=road.tick(), served_at=served
    )
    assert left.started == {"prosecution_review": due}


def test_property_goes_along_with_the_case_so_its_clock_does_not_run_on(road):
    transfer = road.to(S.INVESTIGATING)
    perform(road, "send_for_prosecution", transfer, at=shanghai("2026-03-20 09:00:00"))
    clock = clock_of(transfer, "property_handover")
    assert (clock.state, clock.was_overdue) == ("stopped", True)


def test_again_after_supplementary_investigation_with_a_fresh_month(road):
    transfer = road.to(S.SUPPLEMENTING)
    left = perform(road, "send_for_prosecution", transfer)
    assert left.stopped == {"supplementary_investigation"}
    assert left.papers == {"prosecution_opinion": f"并公杏诉〔2026〕2号 → {PROCURATORATE}，抄送{BUREAU}"}


def test_a_fresh_month_may_be_extended_again(road):
    transfer = road.to(S.IN_REVIEW)
    road.do("extend_review", transfer)
    road.do("return_for_supplement", transfer)
    left = perform(road, "send_for_prosecution", transfer)
    assert left.columns == {"review_extended": False}


def test_what_is_not_filed_is_not_prosecuted(road):
    assert refused(road, "send_for_prosecution", road.to(S.FILED))[-1] == (
        "现在是「已立案待通知」，只有在「侦查中」「退回补充侦查」时才能移送审查起诉。"
        "（刑事诉讼法第一百六十二条；17号第三十四条）请刷新页面查看最新状态。"
    )


def test_it_is_the_polices_act(road, cast):
    assert refused(road, "send_for_prosecution", road.to(S.INVESTIGATING), by=cast.procurator) == [
        f"由{POLICE}的办案民警或者公安机关负责人办理。（刑事诉讼法第一百六十二条；17号第三十四条）"
    ]
