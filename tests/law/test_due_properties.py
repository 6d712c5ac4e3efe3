"""What holds for every start, every length and every pause, looked for by hypothesis."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.law import Calendar, Length, Pause, Unit, due_by_unit
from linkage.law.reckoning import Start, reckon
from linkage.law.wording import SHANGHAI

CALENDAR = Calendar.load()
dates = st.dates(date(2015, 1, 1), date(2028, 12, 31))
moments = st.datetimes(
    datetime(2015, 1, 1), datetime(2028, 12, 31), timezones=st.sampled_from([SHANGHAI, UTC])
).map(lambda at: at.replace(microsecond=0))
numbers = st.integers(0, 120)
rolling = st.sampled_from(
    [("R17", "natural_day"), ("RXS", "natural_day"), ("R853", "working_day"), ("RXS", "month")]
)
spans = st.lists(st.tuples(dates, st.integers(0, 60)), max_size=3)


def months_or_days(unit: str, n: int) -> int:
    return n % 25 if unit == "month" else n


@given(dates, dates, numbers, rolling)
def test_a_later_start_never_falls_due_earlier(one: date, other: date, n: int, rule: tuple[str, str]) -> None:
    counting, unit = rule
    n = months_or_days(unit, n)
    early, late = sorted((one, other))
    assert (
        due_by_unit(early, n, unit, counting, CALENDAR).due_at
        <= due_by_unit(late, n, unit, counting, CALENDAR).due_at
    )


@given(dates, numbers, rolling)
def test_where_the_rule_rolls_over_nothing_falls_due_on_a_day_off(
    start: date, n: int, rule: tuple[str, str]
) -> None:
    counting, unit = rule
    reckoned = due_by_unit(start, months_or_days(unit, n), unit, counting, CALENDAR)
    assert CALENDAR.is_working_day(reckoned.due_at.date()) or (unit == "working_day" and n == 0)
    assert (reckoned.due_at.hour, reckoned.due_at.minute, reckoned.due_at.second) == (23, 59, 59)
    assert reckoned.remind_by <= reckoned.due_at
    assert start <= reckoned.due_at.date()


@given(moments, st.integers(0, 2000))
def test_hours_are_exact_to_the_second_and_never_provisional(start: datetime, n: int) -> None:
    reckoned = due_by_unit(start, n, Unit.HOUR)
    assert reckoned.due_at - start == timedelta(hours=n)
    assert reckoned.due_at.utcoffset() == timedelta(hours=8)
    assert not reckoned.provisional


@given(dates, numbers, rolling, spans)
@settings(max_examples=60)
def test_a_pause_never_shortens_a_limit_in_days(start: date, n: int, rule: tuple[str, str], paused) -> None:
    counting, unit = rule
    lengths = [Length(months_or_days(unit, n), Unit(unit))]
    pauses = [Pause(since, since + timedelta(days=days)) for since, days in paused]
    with_pauses = reckon(Start.of(start), lengths, counting, CALENDAR, pauses)
    assert with_pauses.due_at >= reckon(Start.of(start), lengths, counting, CALENDAR).due_at


@given(moments, st.integers(1, 200), st.lists(st.tuples(moments, st.integers(0, 500_000)), max_size=3))
def test_a_pause_never_shortens_hours_and_takes_out_no_second_twice(start: datetime, n: int, paused) -> None:
    pauses = [Pause(since, since + timedelta(seconds=seconds)) for since, seconds in paused]
    plain = start + timedelta(hours=n)
    end = reckon(Start.of(start), [Length(n, Unit.HOUR)], "R17", CALENDAR, pauses).due_at
    assert plain <= end <= plain + sum((timedelta(seconds=s) for _, s in paused), timedelta())


@given(dates, st.integers(1, 60), st.integers(1, 60))
def test_a_longer_limit_never_ends_sooner(start: date, n: int, more: int) -> None:
    for unit in ("natural_day", "working_day"):
        assert (
            due_by_unit(start, n, unit, None, CALENDAR).due_at
            <= due_by_unit(start, n + more, unit, None, CALENDAR).due_at
        )
