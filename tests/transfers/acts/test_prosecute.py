"""提起公诉 (刑事诉讼法第一百七十六条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    perform,
    refused,
    shanghai,
)


def test_everyone_learns_that_the_case_is_prosecuted(road):
    left = perform(road, "prosecute", road.to(S.IN_REVIEW))
    assert left == Left(
        status=S.PROSECUTED,
        turn=PROCURATORATE,
        sentence=f"{PROCURATORATE}已提起公诉。",
        stopped={"prosecution_review"},
        told={POLICE, BUREAU},
        marks={"prosecuted": "郑演直"},
    )
    assert left.entry["facts"]["stated"] == {"indictment_number": "杏检刑诉〔2026〕1号"}


@pytest.mark.parametrize(
    ("extended", "decided", "late"),
    [
        (False, "2026-04-02 23:59:59", False),
        (False, "2026-04-03 00:00:00", True),
        (True, "2026-04-17 23:59:59", False),
        (True, "2026-04-18 00:00:00", True),
    ],
)
def test_the_month_or_the_month_and_fifteen_days(road, extended, decided, late):
    transfer = road.to(S.IN_REVIEW)
    if extended:
        road.do("extend_review", transfer)
    perform(road, "prosecute", transfer, at=shanghai(decided))
    assert clock_of(transfer, "prosecution_review").was_overdue is late


def test_not_before_the_procuratorate_received_the_case(road):
    transfer = road.to(S.INVESTIGATING)
    made, served = road.tick(), road.tick()
    road.do("send_for_prosecution", transfer, at=served, occurred_at=made, served_at=served)
    assert refused(road, "prosecute", transfer, at=served, occurred_at=made) == [
        f"办理时间不能早于“{clock_of(transfer, 'prosecution_review').name}”的起算时间（2026-03-02 周一 11:30）。请核对办理时间。"
    ]


def test_police_do_not_prosecute(road, cast):
    assert refused(road, "prosecute", road.to(S.IN_REVIEW), by=cast.police_head) == [
        f"由{PROCURATORATE}的检察官办理。（刑事诉讼法第一百七十六条；17号第三十四条）"
    ]
