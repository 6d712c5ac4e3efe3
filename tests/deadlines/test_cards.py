"""A clock's card: the state is a word and a shape, and turns at the right moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from linkage.deadlines.cards import card, state_of
from linkage.deadlines.models import Clock, ClockState
from linkage.transfers.status import Status
from tests.road import Road

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def clock(road: Road) -> Clock:
    """Three days from acceptance on Monday 2 March: due on Thursday, 24:00."""
    transfer = road.to(Status.ACCEPTED)
    return Clock.objects.select_related("agency").get(
        dossier=transfer.dossier, code="police_filing_decision_normal"
    )


def test_it_turns_near_in_the_last_third_and_overdue_after_its_last_second(clock: Clock):
    assert clock.due_at == datetime(2026, 3, 5, 23, 59, 59, tzinfo=SHANGHAI)
    assert state_of(clock, clock.near_at - timedelta(seconds=1)) == "normal"
    assert state_of(clock, clock.near_at) == "near"
    assert state_of(clock, clock.overdue_after) == "near"
    assert state_of(clock, clock.overdue_after + timedelta(seconds=1)) == "overdue"


def test_a_card_says_until_when_on_which_article_and_whether_it_is_law(clock: Clock):
    shown = card(clock, datetime(2026, 3, 3, 9, 0, tzinfo=SHANGHAI), "/why/")
    assert shown["due_words"] == "3月5日（周四）24:00前"
    assert shown["legal_word"] == "法定"
    assert "17号" in shown["basis"]
    assert shown["url"] == "/why/"
    assert 0 < shown["fraction"] < 100


def test_a_clock_that_nobody_can_count_is_not_called_statutory(road: Road):
    transfer = road.to(Status.SUBMITTED)
    clock = Clock.objects.select_related("agency").get(dossier=transfer.dossier, code="police_receipt")
    shown = card(clock, road.now)
    assert (shown["state_word"], shown["legal_word"], shown["fraction"]) == ("不计期限", "平台提醒", None)


def test_a_stopped_clock_says_how_long_it_took_and_whether_too_long(road: Road, clock: Clock):
    clock.state, clock.stopped_at, clock.was_overdue = (
        ClockState.STOPPED,
        clock.overdue_after + timedelta(hours=1),
        True,
    )
    shown = card(clock, road.now + timedelta(days=30))
    assert shown["state"] == "stopped"
    assert "超期后才办" in shown["remaining_words"]


def test_a_right_that_has_run_out_lapses_and_nobody_is_late(road: Road):
    transfer = road.to(Status.DECLINED_NOTIFIED)
    clock = Clock.objects.select_related("agency").get(dossier=transfer.dossier, code="reconsider_apply")
    assert state_of(clock, clock.overdue_after + timedelta(days=1)) == "lapsed"


def test_where_instruments_differ_the_card_counts_to_the_shorter_end_and_names_both(road: Road):
    road.now += timedelta(days=3)
    transfer = road.to(Status.DECLINED_NOTIFIED)
    clock = Clock.objects.select_related("agency").get(dossier=transfer.dossier, code="reconsider_apply")
    assert clock.due_at < clock.overdue_after
    shown = card(clock, road.now)
    assert shown["due_words"] == "3月8日（周日）24:00前"
    assert "提醒从短" in shown["note"]
    later = card(clock, clock.due_at + timedelta(minutes=1))
    assert later["due_words"] in shown["note"]
    assert later["state"] == "near"
