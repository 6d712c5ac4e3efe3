"""When an act was done and when it is entered are two moments; neither can be where it cannot have been."""

from datetime import UTC, timedelta

import pytest

from linkage.law.transitions import Transition
from linkage.law.wording import moment
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import clock_of, led_to, perform, refused, shanghai

EVERY_ACT = pytest.mark.parametrize("row", TABLE.steps, ids=lambda row: row.act)
SERVED = [row for row in TABLE.steps if "served_at" in row.asks]
A_SECOND = timedelta(seconds=1)
FUTURE = "办理时间不能晚于现在。请核对办理时间。"
OUT_OF_ORDER = "送达时间不能早于办理时间，也不能晚于现在。请核对送达时间。"


@EVERY_ACT
def test_nothing_was_done_before_the_step_before(row: Transition, road):
    transfer = road.to(row.source[0])
    since, now = transfer.status_since, road.tick()
    [sentence] = refused(road, row.act, transfer, at=now, occurred_at=since - A_SECOND)
    assert sentence == f"办理时间不能早于上一步（{moment(since)}）。请核对办理时间。"


@EVERY_ACT
def test_at_the_very_moment_of_the_step_before_it_can_have_been_done(row: Transition, road):
    transfer = road.to(row.source[0])
    since = transfer.status_since
    assert (
        perform(road, row.act, transfer, occurred_at=since)
        .entry["occurred_at"]
        .startswith(since.isoformat()[:19])
    )


@EVERY_ACT
def test_nothing_has_been_done_in_the_future(row: Transition, road):
    transfer, now = road.to(row.source[0]), road.tick()
    later = now + timedelta(minutes=1) + A_SECOND
    facts = {"served_at": later} if "served_at" in row.asks else {}
    sentences = refused(road, row.act, transfer, at=now, occurred_at=later, **facts)
    assert sentences == [FUTURE, OUT_OF_ORDER] if facts else [FUTURE]


def test_two_machines_clocks_may_differ_by_a_minute(road):
    transfer, now = road.to(S.SUBMITTED), road.tick()
    assert (
        perform(road, "accept", transfer, at=now, occurred_at=now + timedelta(minutes=1)).status == S.ACCEPTED
    )


@pytest.mark.parametrize("row", SERVED, ids=lambda row: row.act)
def test_a_paper_is_served_after_it_is_made_and_not_in_the_future(row: Transition, road):
    transfer, made, now = road.to(row.source[0]), road.tick(), road.tick()
    for served in (made - A_SECOND, now + timedelta(minutes=1) + A_SECOND):
        assert refused(road, row.act, transfer, at=now, occurred_at=made, served_at=served) == [OUT_OF_ORDER]
    assert perform(road, row.act, transfer, at=now, occurred_at=made, served_at=made).status == row.target


@EVERY_ACT
@pytest.mark.parametrize(("after", "late"), [(timedelta(days=7), False), (timedelta(days=20), True)])
def test_entered_more_than_seven_days_later_is_shown_as_a_late_entry(row: Transition, after, late, road):
    transfer, done = road.to(row.source[0]), road.tick()
    facts = {"served_at": done} if "served_at" in row.asks else {}
    left = perform(road, row.act, transfer, at=done + after, occurred_at=done, **facts)
    assert left.entry["facts"]["late"] is late
    assert left.entry["at"][:19] == (done + after).isoformat()[:19]


def test_a_late_entry_of_a_timely_act_is_late_but_not_overdue(road):
    transfer = road.to(S.ACCEPTED)
    decided = shanghai("2026-03-05 16:00:00")
    left = perform(road, "file_case", transfer, at=shanghai("2026-03-20 09:00:00"), occurred_at=decided)
    assert left.entry["facts"]["late"] is True
    assert clock_of(transfer, "police_filing_decision_normal").was_overdue is False
    assert left.started == {"police_decision_notice": "2026-03-09 周一 24:00前"}


def test_the_three_tiers_all_run_from_acceptance_and_do_not_add_up(road):
    accepted = shanghai("2026-03-03 10:00:00")
    transfer = led_to(road, S.SUBMITTED, accepted)
    starts = {}
    for act, days in (("accept", 0), ("use_seven_days", 2), ("use_thirty_days", 6)):
        starts |= perform(road, act, transfer, at=accepted + timedelta(days=days)).started
    assert starts["police_filing_decision_normal"] == "2026-03-06 周五 24:00前"
    assert starts["police_filing_decision_clue"] == "2026-03-10 周二 24:00前"
    assert starts["police_filing_decision_complex"] == "2026-04-02 周四 24:00前"
    assert {clock_of(transfer, code).started_at for code in starts if "filing_decision" in code} == {accepted}
    assert {clock_of(transfer, code).was_overdue for code in starts if "filing_decision" in code} == {False}


def test_correcting_and_supplementing_take_nothing_off_the_polices_time(road):
    transfer = road.to(S.ACCEPTED)
    before = clock_of(transfer, "police_filing_decision_normal")
    for act in ("request_correction", "correct", "request_investigation", "report_investigation"):
        road.do(act, transfer)
        clock = clock_of(transfer, "police_filing_decision_normal")
        assert (clock.pk, clock.state, clock.due_at, clock.overdue_after) == (
            before.pk,
            "running",
            before.due_at,
            before.overdue_after,
        )


def test_a_day_is_shanghais_day_also_for_a_moment_given_in_greenwich(road):
    accepted = shanghai("2026-03-03 00:30:00")
    transfer = led_to(road, S.SUBMITTED, accepted)
    left = perform(road, "accept", transfer, at=accepted.astimezone(UTC))
    assert left.started["police_filing_decision_normal"] == "2026-03-06 周五 24:00前"
    assert left.content["acceptance_receipt"]["accepted_at"] == "2026-03-03T00:30:00+08:00"
