"""Reads the lines of a laboratory's result: value or “未检出”, limit or range, and what the comparison says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from linkage.law.exceedance import Exceedance, compare, compare_range, compare_undetected, in_words
from linkage.law.refusal import Reason
from linkage.law.wording import SHANGHAI
from linkage.sampling.facts import NO_LIMIT, SAME

PLACES, WHOLE_DIGITS = 6, 12
_NUMBER = rf"\d{{1,{WHOLE_DIGITS}}}(?:\.\d{{1,{PLACES}}})?"
_VALUE = re.compile(_NUMBER, re.ASCII)
_UNDETECTED = re.compile(rf"(?:[<＜]\s*|未检出[（(]?\s*[<＜]?\s*)({_NUMBER})[)）]?", re.ASCII)
_RANGE = re.compile(rf"({_NUMBER})\s*[～~\-—至]\s*({_NUMBER})", re.ASCII)
_STEP = Decimal(1).scaleb(-PLACES)


@dataclass(frozen=True, slots=True)
class Reading:
    """One line, read."""

    analyte: str
    value: Decimal | None
    detection_limit: Decimal | None
    unit: str
    method: str
    lowest: Decimal | None
    limit: Decimal | None
    standard: str
    analysed_at: datetime | None
    found: Exceedance | None

    @property
    def ratio(self) -> Decimal | None:
        """为限值的倍数, to six places."""
        return _kept(self.found.ratio) if self.found else None

    @property
    def multiple(self) -> Decimal | None:
        """超标倍数, to six places."""
        return _kept(self.found.multiple) if self.found else None

    @property
    def words(self) -> str:
        """What the comparison says, with both numbers."""
        return in_words(self.found) if self.found else ""


def read_results(rows: Sequence[Mapping[str, str]]) -> tuple[list[Reading], list[Reason]]:
    """The lines that can be read, and for each that cannot a sentence that names its line and its analyte."""
    readings, reasons = [], []
    for number, row in enumerate(rows, start=1):
        try:
            readings.append(_read(row))
        except ValueError as fault:
            said = f"第{number}行“{row.get('analyte', '')}”：{fault}"
            reasons.append(Reason(said, remedy="请核对这一行。", code="result_unreadable"))
    return readings, reasons


def _read(row: Mapping[str, str]) -> Reading:
    value, undetected = _value(row["value"])
    limit_text = row.get("limit", NO_LIMIT)
    lowest, limit = (None, None) if limit_text == NO_LIMIT else _limit(limit_text)
    standard = row.get("standard", NO_LIMIT)
    if (limit is None) != (standard == NO_LIMIT):
        raise ValueError("限值和执行标准应当同时写明，或者都写“无”。")
    return Reading(
        analyte=row["analyte"],
        value=value,
        detection_limit=undetected,
        unit=row["unit"],
        method=row["method"],
        lowest=lowest,
        limit=limit,
        standard="" if limit is None else standard,
        analysed_at=_moment(row.get("analysed_at", SAME)),
        found=_compared(value, undetected, lowest, limit),
    )


def _value(text: str) -> tuple[Decimal | None, Decimal | None]:
    if _VALUE.fullmatch(text):
        return Decimal(text), None
    if found := _UNDETECTED.fullmatch(text):
        return None, Decimal(found[1])
    raise ValueError(f"结果“{text}”读不出来，请写数字（至多{PLACES}位小数），未检出的写“<检出限”。")


def _limit(text: str) -> tuple[Decimal | None, Decimal]:
    if found := _RANGE.fullmatch(text):
        lowest, highest = Decimal(found[1]), Decimal(found[2])
        if lowest > highest:
            raise ValueError(f"限值“{text}”的下限高于上限。")
        return lowest, highest
    if not _VALUE.fullmatch(text) or not (limit := Decimal(text)):
        raise ValueError(f"限值“{text}”读不出来，请写大于零的数字，按范围判定的写“6～9”，没有限值的写“无”。")
    return None, limit


def _compared(
    value: Decimal | None, undetected: Decimal | None, lowest: Decimal | None, limit: Decimal | None
) -> Exceedance | None:
    if limit is None:
        return None
    if lowest is not None:
        if value is None:
            raise ValueError("按范围判定的项目应当有数值，不能写未检出。")
        return compare_range(value, lowest, limit)
    if value is not None:
        return compare(value, limit)
    assert undetected is not None
    return compare_undetected(undetected, limit)


def _moment(text: str) -> datetime | None:
    if text == SAME:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    except ValueError:
        raise ValueError(f"分析开始时间“{text}”请写成 2026-03-05 09:30 的样子。") from None


def _kept(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(_STEP)
