"""When does this clock fall due, and why on that day.

Where two instruments differ on the same matter, `remind_by` follows the shorter and `overdue_after` the longer;
both are in `terms`. Units without a number (立即, 及时) have no due moment, only the platform's own reminder.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from linkage.law import steps
from linkage.law.calendar import Calendar, default_calendar
from linkage.law.limits import COUNTED_UNITS, PERIOD_UNITS, Length, Term, TimeLimit, Unit
from linkage.law.reckoning import Pause, Reckoning, Start, closed, end_of_day, reckon
from linkage.law.statute_book import NotInForce, rule
from linkage.law.steps import Extension, Step, TermDue
from linkage.law.wording import deadline_in_words

_PERIOD_MONTHS = {Unit.PER_QUARTER: 3, Unit.PER_HALF_YEAR: 6, Unit.PER_YEAR: 12}


@dataclass(frozen=True, slots=True)
class Due:
    """The answer. Moments are aware, Asia/Shanghai; `due_at` and `overdue_after` are None without a number.

    `provisional` is true where a year is touched whose holiday arrangement is not yet known.
    """

    limit: TimeLimit
    start: date | datetime
    due_at: datetime | None
    remind_by: datetime | None
    overdue_after: datetime | None
    provisional: bool
    terms: tuple[TermDue, ...]
    steps: tuple[Step, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON values only; moments with their offset."""
        return {
            "code": self.limit.code,
            "name": self.limit.name,
            "basis": self.limit.basis,
            "status": str(self.limit.status),
            "nature": str(self.limit.nature),
            "start": self.start.isoformat(),
            "due_at": _iso(self.due_at),
            "remind_by": _iso(self.remind_by),
            "overdue_after": _iso(self.overdue_after),
            "provisional": self.provisional,
            "terms": [term.as_dict() for term in self.terms],
            "steps": [step.as_dict() for step in self.steps],
        }


def due(
    code: str,
    start: date | datetime,
    *,
    as_of: date | datetime | None = None,
    pauses: Iterable[Pause | tuple[Any, ...]] = (),
    extensions: Iterable[Extension | tuple[Any, ...]] = (),
    calendar: Calendar | None = None,
) -> Due:
    """When the clock `code`, started by the fact at `start`, falls due.

    The version of the law is the one in force on the start day; where none was yet, the one in force at `as_of`.
    `as_of` also ends a pause that still stands. Tiers (3/7/30 days) all count from the same start.
    Raises `UnknownRule`, `NotInForce`, or `ValueError` with a Chinese sentence.
    """
    began = Start.of(start)
    limit = _version(code, began.day, as_of)
    pauses = closed([p if isinstance(p, Pause) else Pause(*p) for p in pauses], as_of)
    granted = [e if isinstance(e, Extension) else Extension(*e) for e in extensions]
    if limit.unit in COUNTED_UNITS:
        return _counted(limit, start, began, pauses, granted, calendar or default_calendar(), as_of)
    return _uncounted(limit, start, began, bool(pauses or granted), as_of)


def as_stated(counted: Due, until: date | None) -> Due:
    """The same clock where the paper itself sets the last day and the law lets it; without such a day, as counted."""
    if until is None:
        return counted
    last = end_of_day(until)
    told = Step("result", last, f"文书载明的期限到{deadline_in_words(last)}届满，以文书载明的为准。")
    opening = [step for step in counted.steps if step.kind in ("start", "rule")]
    return replace(
        counted,
        due_at=last,
        remind_by=last,
        overdue_after=last,
        provisional=False,
        terms=(),
        steps=(*opening, told),
    )


def _counted(
    limit: TimeLimit,
    start: date | datetime,
    began: Start,
    pauses: Sequence[Pause],
    granted: Sequence[Extension],
    calendar: Calendar,
    as_of: date | datetime | None,
) -> Due:
    added = [Length(extension.length, Unit(extension.unit)) for extension in granted]
    main = Term(limit.instrument, limit.article, limit.length, limit.unit, limit.counting)
    terms = tuple(_term_due(t, began, added, pauses, calendar) for t in (main, *limit.other_terms))
    counted = [term.reckoning for term in terms if term.reckoning is not None]
    first = counted[0]
    overdue_after = max(reckoning.due_at for reckoning in counted)
    remind_by = min(reckoning.remind_by for reckoning in counted)
    before = [_reckon(main, began, added[:n], pauses, calendar).due_at for n in range(len(added))]
    return Due(
        limit=limit,
        start=start,
        due_at=first.due_at,
        remind_by=remind_by,
        overdue_after=overdue_after,
        provisional=any(reckoning.provisional for reckoning in counted),
        terms=terms,
        steps=(
            *steps.opening(limit, began),
            *steps.granted_extensions(limit, granted, before),
            *steps.pauses(pauses, limit),
            *steps.counting(terms[0], calendar),
            *steps.result(limit, terms, remind_by, overdue_after),
            *steps.as_of(limit, overdue_after, as_of),
        ),
    )


def _uncounted(
    limit: TimeLimit,
    start: date | datetime,
    began: Start,
    disturbed: bool,
    as_of: date | datetime | None,
) -> Due:
    period_end = _end_of_period(began.day, limit.unit) if limit.unit in PERIOD_UNITS else None
    remind_by = period_end or _internal_reminder(limit, began)
    return Due(
        limit=limit,
        start=start,
        due_at=period_end,
        remind_by=remind_by,
        overdue_after=period_end,
        provisional=False,
        terms=(),
        steps=(
            *steps.opening(limit, began),
            *steps.without_number(limit, period_end, remind_by, disturbed),
            *steps.as_of(limit, period_end, as_of),
        ),
    )


def _version(code: str, on: date, as_of: date | datetime | None) -> TimeLimit:
    try:
        return rule(code, on)
    except NotInForce:
        if as_of is None or rule(code).in_force_from <= on:
            raise
        return rule(code, Start.of(as_of).day)


def _term_due(
    term: Term, began: Start, added: list[Length], pauses: Sequence[Pause], calendar: Calendar
) -> TermDue:
    counts = term.length is not None and term.unit in COUNTED_UNITS
    return TermDue(term, _reckon(term, began, added, pauses, calendar) if counts else None)


def _reckon(
    term: Term, began: Start, added: list[Length], pauses: Sequence[Pause], calendar: Calendar
) -> Reckoning:
    return reckon(began, [Length(term.length or 0, term.unit), *added], term.counting, calendar, pauses)


def _internal_reminder(limit: TimeLimit, began: Start) -> datetime | None:
    """The platform's own reminder: no roll-over, and from a bare date to the end of the day it reaches."""
    if limit.internal_reminder is None:
        return None
    length, unit = limit.internal_reminder.length, limit.internal_reminder.unit
    span = timedelta(hours=length) if unit is Unit.HOUR else timedelta(days=length)
    if unit is Unit.HOUR and began.at is not None:
        return began.at + span
    return end_of_day(began.day + span)


def _end_of_period(on: date, unit: Unit) -> datetime:
    """The last moment of the calendar quarter, half-year or year `on` lies in (our reading of 37号通知)."""
    months = _PERIOD_MONTHS[unit]
    last_month = ((on.month - 1) // months + 1) * months
    next_start = date(on.year + last_month // 12, last_month % 12 + 1, 1)
    return end_of_day(next_start - timedelta(days=1))


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
