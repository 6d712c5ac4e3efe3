"""延长审查起诉期限: a major or complex case, fifteen days more, once (检察规则第三百五十一条)."""

from datetime import timedelta

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)

BASIS = "检察规则第三百五十一条"


def test_fifteen_days_more_on_the_same_clock(road):
    transfer = road.to(S.IN_REVIEW)
    left = perform(road, "extend_review", transfer)
    assert left == Left(
        status=S.IN_REVIEW,
        turn=PROCURATORATE,
        sentence=f"{PROCURATORATE}延长审查起诉期限十五日。",
        told={POLICE},
        columns={"review_extended": True},
    )
    clock = clock_of(transfer, "prosecution_review")
    assert clock.due_at == shanghai("2026-04-17 23:59:59")
    transfer.dossier.refresh_from_db()
    assert transfer.dossier.next_due_at == clock.due_at


def test_the_extension_says_how_much_who_and_why(road):
    transfer = road.to(S.IN_REVIEW)
    perform(road, "extend_review", transfer)
    [extension] = clock_of(transfer, "prosecution_review").extensions.all()
    assert (extension.length, extension.unit, extension.approved_by) == (15, "natural_day", "郑演直")
    assert extension.reason == "案情复杂。"


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-01-10 09:00:00", "2026-02-25 23:59:59"), ("2026-08-20 09:00:00", "2026-10-08 23:59:59")],
)
def test_month_and_fifteen_days_are_one_time_that_rolls_once(road, received, due):
    received = shanghai(received)
    transfer = led_to(road, S.INVESTIGATING, received)
    road.do("send_for_prosecution", transfer, at=received)
    perform(road, "extend_review", transfer, at=received + timedelta(days=3))
    assert clock_of(transfer, "prosecution_review").due_at == shanghai(due)


def test_once(road):
    transfer = road.to(S.IN_REVIEW)
    road.do("extend_review", transfer)
    assert refused(road, "extend_review", transfer) == [f"审查起诉期限已经延长过一次。（{BASIS}）"]


def test_not_when_the_month_has_run_out(road):
    transfer = road.to(S.IN_REVIEW)
    assert refused(road, "extend_review", transfer, at=shanghai("2026-04-03 00:00:00")) == [
        f"审查起诉期限已经届满，不能再延长。（{BASIS}）"
    ]
    assert perform(road, "extend_review", transfer, at=shanghai("2026-04-02 23:59:59")).columns


def test_the_procurator_extends(road, cast):
    assert refused(road, "extend_review", road.to(S.IN_REVIEW), by=cast.city_procurator) == [
        f"由{PROCURATORATE}的检察官办理。（{BASIS}）"
    ]
