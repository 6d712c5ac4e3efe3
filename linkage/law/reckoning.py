"""From a start and a length to a moment in Asia/Shanghai: what `due` and the batch both stand on.

Day and month units end with the last second (23:59:59) of their last day; hours keep the time of day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from linkage.law.calendar import Calendar, default_calendar
from linkage.law.counting import CountedDays, check_number, count_days, count_hours, merge_time
from linkage.law.limits import COUNTED_UNITS, Length, Unit
from linkage.law.statute_book import counting_rule
from linkage.law.wording import SHANGHAI

_DEFAULT_COUNTING = {
    Unit.HOUR: "R17",
    Unit.NATURAL_DAY: "R17",
    Unit.WORKING_DAY: "R853",
    Unit.MONTH: "RXS",
}


@dataclass(frozen=True, slots=True)
class Pause:
    """A span that does not count. `until` is the day or moment the clock resumes; None while it still stands."""

    since: date | datetime
    until: date | datetime | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """A start event: its day in Shanghai, and its moment where the time of day is known."""

    day: date
    at: datetime | None

    @classmethod
    def of(cls, start: date | datetime) -> "Start":
        """Raises `ValueError` (Chinese) for a datetime without time zone."""
        if not isinstance(start, datetime):
            return cls(start, None)
        local = aware(start)
        return cls(local.date(), local)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One length counted to its end. `remind_by` is earlier than `due_at` only where rolling over is contested."""

    due_at: datetime
    remind_by: datetime
    days: CountedDays | None

    @property
    def provisional(self) -> bool:
        """Whether a year was looked at whose holiday arrangement is not yet known."""
        return self.days is not None and bool(self.days.unknown_years)


def due_by_unit(
    start: date | datetime,
    n: int,
    unit: Unit | str,
    counting: str | None = None,
    calendar: Calendar | None = None,
) -> Reckoning:
    """`n` hours, natural days, working days or months after `start`, without asking which clock it is.

    `counting` names a counting rule; without one, hours and natural days follow 17号第38条 (a last day off rolls
    over), working days 853号第19条, months 刑诉法第105条. Raises `ValueError` in Chinese for a naive datetime, a
    unit without number, hours from a bare date, a number below 0.
    """
    return reckon(Start.of(start), [Length(n, Unit(unit))], counting or "", calendar or default_calendar())


def reckon(
    start: Start, lengths: Sequence[Length], counting: str, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> Reckoning:
    """Count `lengths` (the limit and its extensions) from `start` under the counting rule `counting`."""
    unit = lengths[0].unit
    if unit not in COUNTED_UNITS:
        raise ValueError(f"“{unit}”没有天数，不能推算日期。")
    if unit is Unit.HOUR:
        return _reckon_hours(start, lengths, pauses)
    rule = counting_rule(counting or _DEFAULT_COUNTING[unit])
    days = count_days(
        start.day,
        lengths,
        calendar=calendar,
        rolls=rule.rolls,
        month_end=rule.month_end,
        paused=[_whole_days(pause) for pause in pauses],
    )
    remind = days.last_day if rule.reminder_rolls else days.raw_last_day
    return Reckoning(end_of_day(days.last_day), end_of_day(remind), days)


def end_of_day(on: date) -> datetime:
    """The last second of that day in Shanghai."""
    return datetime.combine(on, time(23, 59, 59), SHANGHAI)


def aware(at: datetime) -> datetime:
    """The same moment on a Shanghai clock. Raises `ValueError` (Chinese) for a datetime without time zone."""
    if at.tzinfo is None:
        raise ValueError(f"时间 {at.isoformat()} 没有时区，请带上时区，例如 2026-03-06T16:30+08:00。")
    return at.astimezone(SHANGHAI)


def closed(pauses: Iterable[Pause], as_of: date | datetime | None) -> tuple[Pause, ...]:
    """The pauses with a still open one ended at `as_of`; one that begins only after `as_of` is left out.

    Raises `ValueError` (Chinese) for an open pause without `as_of`, and for one that ends before it begins.
    """
    ended = []
    for pause in pauses:
        if pause.until is None and as_of is None:
            raise ValueError("暂停尚未结束，无法推算届满日：请给出截至日期（as_of），或者等恢复后再算。")
        until = as_of if pause.until is None else pause.until
        if until is not None and not _backwards(pause.since, until):
            ended.append(Pause(pause.since, until, pause.reason))
        elif pause.until is not None:
            raise ValueError(f"暂停的结束（{pause.until}）早于开始（{pause.since}）。")
    return tuple(ended)


def _reckon_hours(start: Start, lengths: Sequence[Length], pauses: Iterable[Pause]) -> Reckoning:
    if start.at is None:
        raise ValueError("按小时计算的期限须给出起算的时刻，例如 2026-03-06T16:30+08:00，只有日期不够。")
    if any(length.unit is not Unit.HOUR for length in lengths):
        raise ValueError("按小时计算的期限不能与按日、月计算的期限相加。")
    spans = merge_time(
        (_time(p.since, end=False), _time(p.until, end=True)) for p in pauses if p.until is not None
    )
    end = count_hours(start.at, sum(check_number(length.length) for length in lengths), spans).astimezone(
        SHANGHAI
    )
    return Reckoning(end, end, None)


def _whole_days(pause: Pause) -> tuple[date, date]:
    if pause.until is None:
        raise ValueError("暂停尚未结束，无法推算届满日。")
    return Start.of(pause.since).day, Start.of(pause.until).day


def _backwards(since: date | datetime, until: date | datetime) -> bool:
    earlier_day = Start.of(until).day < Start.of(since).day
    return earlier_day or _time(until, end=True) < _time(since, end=False)


def _time(at: date | datetime, *, end: bool) -> datetime:
    """A bare date stands for its whole day: from its first moment, until midnight behind it."""
    if isinstance(at, datetime):
        return aware(at)
    return datetime.combine(at + timedelta(days=1) if end else at, time(0), SHANGHAI)
