"""How a sample is kept until it is analysed: container, preservative, least amount, and how long it may be held.

The data are `sampling/*.toml`, dated like the statutes. `hold_rule` gives the row in force on the day of sampling,
`hold_until` the moment after which a result is open to attack. Where the analytical method sets a shorter time than the
sampling standard, the shorter counts. A row whose text was not read is MEMORY and is shown as 待核对.
A deployment adds rows of its own by the file that LINKAGE_SAMPLING_RULES names; they count before ours.
"""

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from linkage.law.limits import Source, Status
from linkage.law.statute_book import NotInForce, UnknownRule

SAMPLING = Path(__file__).parent / "sampling"
ANY = "any"
"""The analyte of a row that holds for whatever has no row of its own."""

OWN_RULES = "LINKAGE_SAMPLING_RULES"
"""A file of the deployment, in the form of `law/sampling/`: rows its administrator has taken from the standards' own text."""


class SamplingFileError(Exception):
    """The deployment's own file cannot be read; the message says which and what to do."""


class Medium(StrEnum):
    """What is sampled."""

    SURFACE_WATER = "surface_water"
    WASTE_WATER = "waste_water"
    SOIL = "soil"
    SOLID_WASTE = "solid_waste"
    EXHAUST_GAS = "exhaust_gas"

    @property
    def label(self) -> str:
        return _MEDIA[self]


_MEDIA = {
    Medium.SURFACE_WATER: "地表水",
    Medium.WASTE_WATER: "污水",
    Medium.SOIL: "土壤",
    Medium.SOLID_WASTE: "固体废物",
    Medium.EXHAUST_GAS: "固定源废气",
}


class HoldUnit(StrEnum):
    """A holding time runs on from the moment of sampling; a day is twenty-four hours, whatever the calendar says."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Hold:
    """How long a sample may be held, and who says so."""

    length: int
    unit: HoldUnit
    instrument: str
    status: Status

    @property
    def span(self) -> timedelta:
        return timedelta(hours=self.length) if self.unit is HoldUnit.HOUR else timedelta(days=self.length)

    @property
    def in_words(self) -> str:
        return f"{self.length}{'小时' if self.unit is HoldUnit.HOUR else '日'}"


@dataclass(frozen=True, slots=True)
class HoldRule:
    """One row in one version: how samples of these media are kept for this analyte. `hold` is None where no time is set."""

    code: str
    name: str
    media: tuple[Medium, ...]
    container: str
    preservative: str
    min_volume_ml: Decimal | None
    hold: Hold | None
    method_holds: tuple[Hold, ...]
    instrument: str
    clause: str
    status: Status
    confidence: str
    in_force_from: date
    in_force_to: date | None
    succeeded_by: str  # the instrument that took over on the day after, where we do not hold its figures
    note: str
    sources: tuple[Source, ...]

    @property
    def shortest(self) -> Hold | None:
        """The hold that counts: the shortest of what the instruments say."""
        holds = (*((self.hold,) if self.hold else ()), *self.method_holds)
        return min(holds, key=lambda hold: hold.span) if holds else None

    @property
    def to_be_checked(self) -> bool:
        """待核对: whether the row, or the hold that counts, rests on memory."""
        statuses = {self.status, self.shortest.status if self.shortest else self.status}
        return statuses != {Status.VERIFIED}

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


def hold_rules() -> tuple[HoldRule, ...]:
    """Every version of every row, in the order of the files."""
    return _rules()


def analytes(medium: Medium) -> tuple[tuple[str, str], ...]:
    """Code and name of what has rows of its own for this medium; what a form offers."""
    return tuple(
        {rule.code: rule.name for rule in _rules() if medium in rule.media and rule.code != ANY}.items()
    )


def hold_rule(analyte: str, medium: Medium, on: date) -> HoldRule:
    """The row for this analyte in this medium on the day of sampling.

    Raises `UnknownRule` for an analyte without a row, and `NotInForce`, with the sentence to show, where the row we hold
    has been replaced by a standard whose figures we do not hold: an outdated holding time would be worse than none.
    """
    versions = [rule for rule in _rules() if rule.code == analyte and medium in rule.media] or [
        rule for rule in _rules() if rule.code == ANY and medium in rule.media
    ]
    if not versions:
        raise UnknownRule(f"没有{medium.label}中“{analyte}”的样品保存要求，请查该项目的方法标准。")
    for rule in versions:
        if rule.in_force(on):
            return rule
    raise NotInForce(_not_then(versions, on))


def hold_until(rule: HoldRule, sampled_at: datetime) -> datetime | None:
    """The last moment at which analysis may begin; None where no instrument sets a time."""
    if sampled_at.tzinfo is None:
        raise ValueError("采样时间没有时区。")
    return sampled_at + rule.shortest.span if rule.shortest else None


def _not_then(versions: Iterable[HoldRule], on: date) -> str:
    rows = sorted(versions, key=lambda rule: rule.in_force_from)
    if on < rows[0].in_force_from:
        return (
            f"{rows[0].name}的样品保存要求（{rows[0].instrument}）自 {rows[0].in_force_from} 起施行，"
            f"此前的标准没有收录。"
        )
    last = max((row for row in rows if row.in_force_from <= on), key=lambda row: row.in_force_from)
    before = f"此前（{last.instrument}）为{last.shortest.in_words}，仅供参考。" if last.shortest else ""
    new = f"改按{last.succeeded_by}，" if last.succeeded_by else ""
    return f"{last.name}的样品保存要求自 {last.in_force_to} 之后{new}保存期限没有收录，请查标准原文。{before}"


def _rules() -> tuple[HoldRule, ...]:
    return _read(os.environ.get(OWN_RULES, "").strip())


@cache
def _read(own: str) -> tuple[HoldRule, ...]:
    """Our rows; before them those of the deployment's own file, which so count first."""
    files = [*([Path(own)] if own else []), *sorted(SAMPLING.glob("*.toml"))]
    return tuple(
        _hold_rule(entry, code, name)
        for path in files
        for entry in _entries(path)
        for code, name in entry["analytes"].items()
    )


def _entries(path: Path) -> Sequence[Mapping[str, Any]]:
    try:
        entries: Sequence[Mapping[str, Any]] = read_data(path).get("rule", ())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SamplingFileError(
            f"样品保存要求文件 {path} 读不出来：{error}。请改正该文件，或者不设 {OWN_RULES}。"
        ) from error
    return entries


@cache
def _sources() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_data(SAMPLING / "sources.toml")["source"]
    return found


def read_data(path: Path) -> dict[str, Any]:
    """A data file with exact numbers: decimals stay decimals."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _hold_rule(entry: Mapping[str, Any], code: str, name: str) -> HoldRule:
    """One `[[rule]]` table as a value, once per analyte it names. A misspelt key raises at once: the data is ours."""
    values = {key: value for key, value in entry.items() if key != "analytes"}
    volume = values.pop("min_volume_ml", None)
    hold = values.pop("hold", None)
    status = Status(values.pop("status"))
    return HoldRule(
        code=code,
        name=name,
        media=tuple(Medium(medium) for medium in values.pop("media")),
        preservative=values.pop("preservative", ""),
        min_volume_ml=None if volume is None else Decimal(volume),
        hold=_hold(hold | {"instrument": values["instrument"], "status": status}) if hold else None,
        method_holds=tuple(_hold(other) for other in values.pop("method_holds", ())),
        status=status,
        confidence=values.pop("confidence", ""),
        in_force_to=values.pop("in_force_to", None),
        succeeded_by=values.pop("succeeded_by", ""),
        note=values.pop("note", ""),
        sources=tuple(Source(key, **_sources()[key]) for key in values.pop("sources", ())),
        **values,
    )


def _hold(entry: Mapping[str, Any]) -> Hold:
    return Hold(
        length=entry["length"],
        unit=HoldUnit(entry["unit"]),
        instrument=entry["instrument"],
        status=Status(entry["status"]),
    )
