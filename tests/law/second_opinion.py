"""A second reckoning, written another way, to hold the product's against.

It shares nothing with `linkage.law`: days off come from the `holidays` library, working days from one long sorted
list that is searched instead of walked, months from the day before the first of the month after.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import holidays

SHANGHAI = timezone(timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 2015, 2026


@cache
def working_days() -> list[date]:
    china = holidays.country_holidays("CN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    first = date(FIRST_YEAR, 1, 1)
    length = (date(LAST_YEAR, 12, 31) - first).days + 1
    return [day for day in (first + timedelta(n) for n in range(length)) if china.is_working_day(day)]


def due_datetime(unit: str, n: int, event: str) -> str:
    """The due moment as ISO text, second for second what `--batch` must write."""
    at = datetime.fromisoformat(event)
    at = at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at.astimezone(SHANGHAI)
    if unit == "hour":
        return datetime.fromtimestamp(at.timestamp() + n * 3600, UTC).astimezone(SHANGHAI).isoformat()
    return f"{_LAST_DAY[unit](at.date(), n).isoformat()}T23:59:59+08:00"


def _natural(start: date, n: int) -> date:
    return _not_a_day_off(date.fromordinal(start.toordinal() + n))


def _working(start: date, n: int) -> date:
    return working_days()[bisect_right(working_days(), start) + n - 1]


def _month(start: date, n: int) -> date:
    if (start + timedelta(days=1)).month != start.month:
        return _not_a_day_off(_end_of_month(start, n))
    try:
        return _not_a_day_off(_end_of_month(start, n).replace(day=start.day))
    except ValueError:
        return _not_a_day_off(_end_of_month(start, n))


def _end_of_month(start: date, n: int) -> date:
    years, month = divmod(start.month + n, 12)
    return date(start.year + years, month + 1, 1) - timedelta(days=1)


def _not_a_day_off(on: date) -> date:
    return working_days()[bisect_left(working_days(), on)]


_LAST_DAY = {"natural_day": _natural, "working_day": _working, "month": _month}
