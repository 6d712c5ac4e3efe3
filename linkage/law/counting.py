"""Counts hours, natural days, working days and months from a start, with spans that do not count.

Day units: the start day is not counted. A paused span takes out whole days, from the day the pause begins to the
day it ends, both included. Hours run without a break over nights and days off; a paused span is taken out to the
second. An extension goes on from the last day of what went before, before any roll-over.
"""

import calendar as gregorian
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from linkage.law.calendar import Calendar
from linkage.law.limits import Length, Unit

_ONE_DAY = timedelta(days=1)
_LONGEST = 36_600
"""A hundred years of days: anything longer is a slip of the pen."""

PausedDays = Sequence[tuple[date, date]]
PausedTime = Sequence[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class PassedDay:
    """One day the count went over: its number, or None with the reason it did not count."""

    on: date
    number: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One length counted to its end: the base limit or an extension."""

    length: Length
    start: date
    end: date
    passed: tuple[PassedDay, ...]
    nominal_end: date | None = None  # months: the day of the month aimed at, before pauses


@dataclass(frozen=True, slots=True)
class CountedDays:
    """Where a count of days ended, before and after roll-over."""

    segments: tuple[Segment, ...]
    raw_last_day: date
    rolled_over: tuple[PassedDay, ...]
    last_day: date
    unknown_years: tuple[int, ...]
    """Years that were looked at and whose holiday arrangement is not known: the count may still move."""


def count_days(
    start: date,
    lengths: Iterable[Length],
    *,
    calendar: Calendar,
    rolls: bool,
    month_end: bool,
    paused: PausedDays = (),
) -> CountedDays:
    """Count `lengths` one behind the other from the day after `start`.

    Raises `ValueError` (Chinese) for hours among them, a negative or an absurdly large number.
    """
    segments: list[Segment] = []
    end = start
    for length in merge(lengths):
        segments.append(_segment(end, length, calendar, month_end, paused))
        end = segments[-1].end
    rolled = _roll(end, calendar, paused) if rolls else ()
    last = rolled[-1].on if rolled else end
    looked_at = {end.year, last.year} if rolls else set()
    looked_at |= {day.on.year for s in segments if s.length.unit is Unit.WORKING_DAY for day in s.passed}
    unknown = tuple(sorted(year for year in looked_at if not calendar.known(year)))
    return CountedDays(tuple(segments), end, rolled, last, unknown)


def count_hours(start: datetime, hours: int, paused: PausedTime = ()) -> datetime:
    """`hours` running hours after `start`, exact to the second, paused time left out. Result in UTC."""
    end = start.astimezone(UTC) + timedelta(hours=check_number(hours))
    for begin, until in sorted(paused):
        begin = max(begin, start)
        if until > begin and begin < end:
            end += until - begin
    return end.astimezone(UTC)


def merge(lengths: Iterable[Length]) -> list[Length]:
    """Neighbours of one unit are one length: thirty days and thirty more are sixty days."""
    merged: list[Length] = []
    for length in lengths:
        check_number(length.length)
        if merged and merged[-1].unit is length.unit:
            merged[-1] = Length(merged[-1].length + length.length, length.unit)
        else:
            merged.append(length)
    return merged


def check_number(number: int) -> int:
    """The number itself, or `ValueError` in Chinese."""
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"期限长度须是不小于 0 的整数，不能是“{number}”。")
    if number > _LONGEST:
        raise ValueError(f"期限长度 {number} 过大，请核对。")
    return number


def month_later(start: date, months: int, *, month_end: bool) -> date:
    """Same day number `months` later, or that month's last day where it has no such day.

    With `month_end`, a start on the last day of a month ends on the last day of a month
    (刑诉法解释第202条, MEMORY high).
    """
    index = start.year * 12 + start.month - 1 + check_number(months)
    year, month = index // 12, index % 12 + 1
    last = gregorian.monthrange(year, month)[1]
    at_end = month_end and start.day == gregorian.monthrange(start.year, start.month)[1]
    return date(year, month, last if at_end else min(start.day, last))


def merge_time(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Overlapping spans joined, so that no time is taken out twice."""
    joined: list[tuple[datetime, datetime]] = []
    for begin, until in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(until, joined[-1][1]))
        else:
            joined.append((begin, until))
    return joined


def _segment(start: date, length: Length, calendar: Calendar, month_end: bool, paused: PausedDays) -> Segment:
    number, nominal_end = length.length, None
    if length.unit is Unit.MONTH:
        nominal_end = month_later(start, number, month_end=month_end)
        number = (nominal_end - start).days
    elif length.unit not in (Unit.NATURAL_DAY, Unit.WORKING_DAY):
        raise ValueError("按日、月计算的期限不能与按小时计算的期限相加。")
    passed = _pass_days(start, number, calendar if length.unit is Unit.WORKING_DAY else None, paused)
    return Segment(length, start, passed[-1].on if passed else start, passed, nominal_end)


def _pass_days(
    start: date, number: int, calendar: Calendar | None, paused: PausedDays
) -> tuple[PassedDay, ...]:
    """Go day by day until `number` days have counted; with a calendar only working days count."""
    passed: list[PassedDay] = []
    on, counted = start, 0
    while counted < number:
        on += _ONE_DAY
        if _is_paused(on, paused):
            passed.append(PassedDay(on, None, "暂停期间"))
        elif calendar is not None and not (day := calendar.day(on)).works:
            passed.append(PassedDay(on, None, day.label))
        else:
            counted += 1
            passed.append(PassedDay(on, counted))
    return tuple(passed)


def _roll(raw: date, calendar: Calendar, paused: PausedDays) -> tuple[PassedDay, ...]:
    """The days off from `raw` on, and the working day behind them; empty if `raw` itself works."""
    rolled: list[PassedDay] = []
    on = raw
    while not (day := calendar.day(on)).works or (rolled and _is_paused(on, paused)):
        rolled.append(PassedDay(on, None, "暂停期间" if day.works else day.label))
        on += _ONE_DAY
    return (*rolled, PassedDay(on, None, day.label)) if rolled else ()


def _is_paused(on: date, paused: PausedDays) -> bool:
    return any(since <= on <= until for since, until in paused)
