"""How moments, people and lists are worded in a paper."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DIGITS = "零一二三四五六七八九"


def local(iso: str) -> datetime:
    """The moment `iso` (ISO 8601) in Shanghai; one without an offset is taken to be Shanghai's own time."""
    moment = datetime.fromisoformat(iso)
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def day(iso: str) -> str:
    """`2026-10-08` or a moment → 2026年10月8日, in Arabic digits as GB/T 9704-2012 7.3.5.4 asks."""
    on = date.fromisoformat(iso) if len(iso) == 10 else local(iso).date()
    return f"{on.year}年{on.month}月{on.day}日"


def moment(iso: str) -> str:
    """`2026-10-08T06:30:00Z` → 2026年10月8日14时30分; the last second of a day is that day's 24时."""
    at = local(iso)
    if (at.hour, at.minute, at.second) == (23, 59, 59):
        return f"{day(iso)}24时"
    return f"{day(iso)}{at.hour}时{at.minute:02d}分"


def utc(iso: str) -> datetime:
    """The moment as the dates inside files are written."""
    return local(iso).astimezone(UTC)


def people(persons: Iterable[Mapping[str, Any]], credential: str = "证件号") -> str:
    """张某（证件号14010001，电话0351-…）、李某（…）: each person with what identifies them."""
    return "、".join(_person(person, credential) for person in persons)


def names(persons: Iterable[Mapping[str, Any]]) -> str:
    """The persons' names alone."""
    return "、".join(str(person["name"]) for person in persons)


def _person(person: Mapping[str, Any], credential: str) -> str:
    details = []
    if person.get("credential"):
        details.append(f"{credential}{person['credential']}")
    if person.get("phone"):
        details.append(f"电话{person['phone']}")
    return f"{person['name']}（{'，'.join(details)}）" if details else str(person["name"])


def ordinal(number: int) -> str:
    """1 → 一, 12 → 十二: the numbering of headings, up to 99."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def count(rows: Sequence[Any]) -> str:
    """How many rows, as text."""
    return str(len(rows))


def body_of(agency: str) -> str:
    """What an agency calls itself after 我 and 你: 厅, 院, 局 or 队 by its name, else 单位."""
    if "人民检察院" in agency:
        return "院"
    for body in ("厅", "局", "队"):
        # 太原市公安局杏花岭分局 and 太原市生态环境局 are both 局; a squad under a bureau speaks for itself.
        if agency.endswith(body):
            return body
    return "单位"


def sentence(text: str) -> str:
    """`text` without its closing full stop, to stand inside a sentence of ours."""
    return text.strip().rstrip("。；，.;")
