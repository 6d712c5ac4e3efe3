"""Clocks as rows: planned, started, stopped, extended, and which of them presses."""

from datetime import timedelta

import pytest

from linkage.deadlines.models import Clock, Nature, Pause
from linkage.deadlines.running import (
    Begin,
    extend,
    is_overdue,
    next_clock,
    planned,
    projection,
    recompute,
    start,
    stop,
)
from linkage.dossiers.models import NO_DUE
from linkage.law.limits import Unit
from tests.transfers.acts.left_behind import clock_of, shanghai

AT = shanghai("2026-03-02 10:00:00")


@pytest.fixture
def dossier(road):
    return road.open().dossier


def begun(dossier, code: str, at=AT) -> Clock:
    """One clock of the bureau's, running."""
    [clock] = planned(dossier, [Begin(code, dossier.lead_agency, at)])
    start([clock])
    return clock


def test_what_is_only_planned_is_not_there_yet(dossier):
    [clock] = planned(dossier, [Begin("crime_transfer_approval", dossier.lead_agency, AT)])
    assert clock.due_at == shanghai("2026-03-05 23:59:59")
    assert not Clock.objects.filter(code=clock.code).exists()
    start([clock])
    assert Clock.objects.get(code=clock.code).due_at == clock.due_at


def test_the_due_moment_is_stored_and_indexed_not_computed_on_reading(dossier):
    clock = begun(dossier, "crime_transfer_handover")
    assert Clock.objects.filter(due_at__lte=AT + timedelta(hours=24)).get(code=clock.code) == clock


@pytest.mark.parametrize(("at", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_stopping_remembers_by_which_act_and_whether_it_was_late(dossier, at, late):
    clock = begun(dossier, "crime_transfer_approval")
    stop([clock], at=shanghai(at), act="approve")
    clock.refresh_from_db()
    assert (clock.state, clock.stopped_by_act, clock.was_overdue) == ("stopped", "approve", late)
    assert (clock.stopped_at, clock.next_step_at) == (shanghai(at), None)


def test_in_time_and_late_ones_are_stopped_together_in_two_statements(dossier, django_assert_num_queries):
    clocks = [begun(dossier, "crime_transfer_approval"), begun(dossier, "crime_transfer_handover")]
    with django_assert_num_queries(2):
        stop(clocks, at=AT + timedelta(hours=25), act="submit")
    assert [clock_of_code(c).was_overdue for c in clocks] == [False, True]


def clock_of_code(clock: Clock) -> Clock:
    return Clock.objects.get(pk=clock.pk)


def test_only_a_duty_can_be_overdue(dossier):
    long_after = AT + timedelta(days=90)
    for code, nature in (
        ("crime_transfer_approval", Nature.DUTY),
        ("police_incomplete_notice", Nature.CONDITIONAL),
        ("reconsider_apply", Nature.RIGHT),
    ):
        clock = begun(dossier, code)
        assert clock.nature == nature
        assert is_overdue(clock, long_after) is (nature == Nature.DUTY)


def test_an_extension_moves_the_day_and_stays_on_record(dossier):
    clock = begun(dossier, "prosecution_review")
    extend(clock, length=15, unit=Unit.NATURAL_DAY, approved_by="郑演直", reason="案情复杂", at=AT)
    assert clock_of_code(clock).due_at == shanghai("2026-04-17 23:59:59")
    assert clock.extensions.get().approved_at == AT


def test_a_pause_does_not_count(dossier):
    clock = begun(dossier, "crime_transfer_approval")
    Pause.objects.create(
        clock=clock,
        since=shanghai("2026-03-03 00:00:00"),
        until=shanghai("2026-03-05 00:00:00"),
        reason="鉴定",
    )
    assert recompute(clock) is True
    assert clock_of_code(clock).due_at > shanghai("2026-03-05 23:59:59")
    assert recompute(clock) is False


def test_the_one_that_runs_out_first_presses_but_never_a_conditional_step(dossier):
    slow, fast = begun(dossier, "crime_transfer_approval"), begun(dossier, "crime_transfer_handover")
    conditional = begun(dossier, "police_incomplete_notice", AT - timedelta(hours=1))
    assert next_clock([slow, conditional, fast]) == fast
    assert next_clock([conditional]) is None


def test_of_two_that_run_out_together_that_of_whose_turn_it_is(road):
    dossier, cast = road.open().dossier, road.cast
    ours, theirs = planned(
        dossier,
        [
            Begin("crime_transfer_approval", cast.officer.agency, AT),
            Begin("police_decision_notice", cast.intake.agency, AT),
        ],
    )
    assert next_clock([ours, theirs], cast.intake.agency_id) is theirs
    assert next_clock([theirs, ours], cast.officer.agency_id) is ours


def test_without_a_pressing_clock_a_dossier_stands_behind_all_others(dossier):
    assert projection([], None) == {
        "next_due_at": None,
        "work_order": NO_DUE,
        "next_near_at": None,
        "next_clock": "",
        "next_provisional": False,
    }


def test_a_fact_older_than_the_rule_is_counted_by_its_first_version(road):
    """Old cases are entered too: 环环监〔2017〕17号 came into force on 2017-01-25."""
    dossier = road.open().dossier
    clock = begun(dossier, "crime_transfer_approval", shanghai("2016-03-01 10:00:00"))
    assert clock.due_at == shanghai("2016-03-04 23:59:59")


def test_the_reminder_comes_with_the_last_third_of_the_time(road):
    transfer = road.open()
    begun(transfer.dossier, "crime_transfer_handover")
    assert clock_of(transfer, "crime_transfer_handover").near_at == AT + timedelta(hours=16)
