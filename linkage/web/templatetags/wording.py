"""How dates, moments and lengths are put into words on a page; `linkage.law.wording` decides the words.

Registered as a builtin: templates use the filters without {% load %}. An absent value becomes nothing.
"""

from datetime import date, datetime, timedelta

from django.template import Library

from linkage.law import wording

register = Library()


@register.filter
def date_words(on: date | datetime | None) -> str:
    """`2026-10-08 周四`, the form of tables."""
    return wording.date_with_weekday(on) if on else ""


@register.filter
def moment(at: datetime | None) -> str:
    """`2026-10-08 周四 16:30`."""
    return wording.moment(at) if at else ""


@register.filter
def deadline(at: datetime | None, now: datetime | None = None) -> str:
    """`10月8日（周四）24:00前`; with the year where `now` lies in another."""
    return wording.deadline_in_words(at, now=now) if at else ""


@register.filter
def official_date(on: date | datetime | None) -> str:
    """`2026年10月8日`, as a paper writes it."""
    if not on:
        return ""
    day = on.astimezone(wording.SHANGHAI) if isinstance(on, datetime) else on
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def duration(span: timedelta | None) -> str:
    """`1天 6小时`."""
    return wording.duration(span) if span is not None else ""
