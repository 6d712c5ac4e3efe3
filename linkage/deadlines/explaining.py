"""为什么是这一天: the steps of a count laid on a wall calendar. Pure: what `law` reckoned in, what the page shows out."""

import calendar as gregorian
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from linkage.law import Calendar, DayKind, Due, Step, TermDue, Unit, default_calendar
from linkage.law.wording import SHANGHAI, deadline_in_words, limit_length, moment

MONTHS_AT_MOST = 4
"""A longer time shows its first and its last month."""
COUNTS_TOLD = 10
"""More counted days than this are told as first, middle and last; the calendar shows each."""
_APART = frozenset({"start", "rule", "counting", "pause", "extension", "provisional", "as_of"})
_KINDS = {
    DayKind.WORKING: "work",
    DayKind.MAKEUP: "makeup",
    DayKind.WEEKEND: "rest",
    DayKind.STATUTORY: "statutory",
    DayKind.IN_LIEU: "rest",
}
_NOTES = {
    DayKind.MAKEUP: "调休班",
    DayKind.IN_LIEU: "调休",
    DayKind.STATUTORY: "法定假",
    DayKind.WEEKEND: "休",
}


def explain(result: Due, *, calendar: Calendar | None = None) -> dict[str, Any]:
    """The reckoning in the shape `components/clock_why.html` documents: words, steps, months with every counted day."""
    steps = result.steps
    limit = result.limit
    return {
        "start_words": _start_words(result),
        "rule_words": _rule_words(result),
        "article": "；".join((limit.basis, *limit.also)),
        "steps": list(_told(steps)),
        "months": _months(result, calendar or default_calendar()),
        "pauses": [step.text for step in steps if step.kind == "pause"],
        "extensions": [step.text for step in steps if step.kind == "extension"],
        "terms": [{"instrument": t.basis, "due_words": _due_words(t)} for t in result.terms if t.due_at],
        "provisional_sentence": next(
            (s.text.removeprefix("暂定：") for s in steps if s.kind == "provisional"), ""
        ),
    }


def _due_words(term: TermDue) -> str:
    """When this instrument's time ends; where rolling over is contested, also the day by which we remind."""
    if term.due_at is None:
        return ""
    words = deadline_in_words(term.due_at)
    if term.remind_by is None or term.remind_by == term.due_at:
        return words
    return f"{words}，提醒按{deadline_in_words(term.remind_by)}"


def _start_words(result: Due) -> str:
    at = moment(result.start) if isinstance(result.start, datetime) else ""
    told = next((step.text.removeprefix("起算：") for step in result.steps if step.kind == "start"), "")
    return f"{at}，{result.limit.start_event}" if at else told


def _rule_words(result: Due) -> str:
    counting = next(
        (step.text.removeprefix("算法：") for step in result.steps if step.kind == "counting"), ""
    )
    length = limit_length(result.limit)
    return f"{length}；{counting}" if counting else length


def _told(steps: Sequence[Step]) -> Iterator[str]:
    """The steps as sentences; a long run of counted days is told by its ends."""
    counts = [step for step in steps if step.kind == "count"]
    long = len(counts) > COUNTS_TOLD
    for step in steps:
        if step.kind in _APART:
            continue
        if not long or step.kind not in ("count", "skip") or step in (counts[0], counts[-1]):
            yield step.text
        elif step is counts[1]:
            yield f"以后逐日计算，至第{(counts[-1].number or 0) - 1}日（见日历）"


def _months(result: Due, calendar: Calendar) -> list[dict[str, Any]]:
    first = _day(result.start)
    end = result.overdue_after or result.due_at
    last = max(_day(end), first) if end else first
    marks = _marks(result, first)
    return [
        {"title": f"{year}年{month}月", "weeks": _weeks(year, month, marks, calendar)}
        for year, month in _shown(_span(first, last))
    ]


def _marks(result: Due, first: date) -> dict[date, dict[str, Any]]:
    """What is to be said of single days: the start, each counted or skipped day, where it falls due."""
    marks: dict[date, dict[str, Any]] = {}
    for step in result.steps:
        if step.on is None or step.kind not in ("count", "skip", "roll"):
            continue
        mark = marks.setdefault(_day(step.on), {})
        if step.kind == "count":
            mark["count"] = step.number
        elif step.kind == "skip":
            mark["skipped"] = True
    marks.setdefault(first, {})["start"] = True
    if result.due_at is not None:
        marks.setdefault(_day(result.due_at), {})["due"] = True
        if result.limit.unit is Unit.HOUR:
            marks[_day(result.due_at)]["note"] = f"届满 {result.due_at.astimezone(SHANGHAI):%H:%M}"
    return marks


def _weeks(
    year: int, month: int, marks: dict[date, dict[str, Any]], calendar: Calendar
) -> list[list[dict[str, Any]]]:
    weeks = gregorian.Calendar().monthdatescalendar(year, month)
    return [
        [_cell(on, marks.get(on, {}), calendar) if on.month == month else {"kind": "none"} for on in w]
        for w in weeks
    ]


def _cell(on: date, mark: dict[str, Any], calendar: Calendar) -> dict[str, Any]:
    day = calendar.day(on)
    kind = _KINDS[day.kind]
    cell: dict[str, Any] = {"day": on.day, "kind": kind, "count": mark.get("count", ""), "note": ""}
    if mark.get("due"):
        return {**cell, "kind": "due", "note": mark.get("note", "")}
    if mark.get("start"):
        return {**cell, "kind": "start"}
    if day.kind is DayKind.IN_LIEU:
        cell["note"] = _NOTES[day.kind]
    if mark.get("count") and day.works:
        return {**cell, "kind": "counted", "note": _NOTES.get(day.kind, "")}
    if mark.get("skipped") and day.works:
        return {**cell, "kind": "skipped"}
    return cell


def _span(first: date, last: date) -> list[tuple[int, int]]:
    months, on = [], first.replace(day=1)
    while on <= last:
        months.append((on.year, on.month))
        on = (on + timedelta(days=32)).replace(day=1)
    return months


def _shown(months: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    return months if len(months) <= MONTHS_AT_MOST else (months[0], months[-1])


def _day(at: date | datetime) -> date:
    return at.astimezone(SHANGHAI).date() if isinstance(at, datetime) else at
