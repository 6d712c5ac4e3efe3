"""Dates, moments and lengths as a Chinese reader expects them. No law is decided here."""

from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from linkage.law.limits import Unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
_WEEKDAYS = "一二三四五六日"
_UNIT_WORDS = {
    Unit.HOUR: "{}小时",
    Unit.NATURAL_DAY: "{}日",
    Unit.WORKING_DAY: "{}个工作日",
    Unit.MONTH: "{}个月",
    Unit.IMMEDIATE: "立即",
    Unit.PROMPTLY: "及时",
    Unit.NO_LIMIT: "无法定期限",
    Unit.FOLLOW_CRIMINAL_LIMIT: "随刑事办案时限",
    Unit.PER_HALF_YEAR: "每半年{}次",
    Unit.PER_QUARTER: "每季度{}次",
    Unit.PER_YEAR: "每年{}次",
}


class HasLength(Protocol):
    """A time limit, a term or a bare length."""

    @property
    def length(self) -> int | None: ...
    @property
    def unit(self) -> Unit: ...


def weekday(on: date) -> str:
    """周一 … 周日."""
    return f"周{_WEEKDAYS[on.weekday()]}"


def date_with_weekday(on: date) -> str:
    """`2026-10-08 周四`; a datetime is read in Shanghai."""
    on = _in_shanghai(on).date() if isinstance(on, datetime) else on
    return f"{on.isoformat()} {weekday(on)}"


def moment(at: datetime) -> str:
    """`2026-03-06 周五 16:30`; the last second of a day is `2026-10-08 周四 24:00前`."""
    local = _in_shanghai(at)
    return f"{date_with_weekday(local.date())} {_clock(local)}"


def deadline_in_words(at: datetime, *, now: datetime | None = None) -> str:
    """`10月8日（周四）24:00前`, with the year where it is not the year of `now`."""
    local = _in_shanghai(at)
    year = "" if now is None or _in_shanghai(now).year == local.year else f"{local.year}年"
    clock = _clock(local).removesuffix("前")
    return f"{year}{local.month}月{local.day}日（{weekday(local)}）{clock}前"


def duration(span: timedelta) -> str:
    """`1天 6小时`, `25分钟`, `不足1分钟`; the sign is left to the caller's words."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days}天 {hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时 {minutes}分钟" if minutes else f"{hours}小时"
    return f"{minutes}分钟" if minutes else "不足1分钟"


def remaining(due_at: datetime, now: datetime) -> str:
    """`还剩1天 6小时` or `已超2天`. A day-unit limit ends with the last second of its day, `due_at` included."""
    span = _in_shanghai(due_at) - _in_shanghai(now)
    if span < timedelta(0):
        return f"已超{duration(span)}"
    # 23:59:59 stands for midnight, so that three days before is "3天" and not "2天 23小时".
    full = span + timedelta(seconds=1) if _ends_day(_in_shanghai(due_at)) else span
    return f"还剩{duration(full)}"


def days_left(last_day: date, today: date) -> str:
    """`还剩3天`, `今天到期`, `已超2天`, by the calendar."""
    days = (last_day - today).days
    if days == 0:
        return "今天到期"
    return f"还剩{days}天" if days > 0 else f"已超{-days}天"


def limit_length(limit: HasLength) -> str:
    """`3个工作日`, `24小时`, `1个月`, `及时`, `每季度至少1次`."""
    words = _UNIT_WORDS[limit.unit].format(limit.length)
    if getattr(limit, "at_least", False):
        cut = words.index(str(limit.length))
        return f"{words[:cut]}至少{words[cut:]}"
    return words


def _in_shanghai(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"时间 {at.isoformat()} 没有时区，请带上时区，例如 2026-03-06T16:30+08:00。")
    return at.astimezone(SHANGHAI)


def _ends_day(local: datetime) -> bool:
    return (local.hour, local.minute, local.second) == (23, 59, 59)


def _clock(local: datetime) -> str:
    if _ends_day(local):
        return "24:00前"
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
