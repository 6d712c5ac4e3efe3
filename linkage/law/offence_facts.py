"""What the rules on offences ask about: one typed schema (`FACTS`), and the reading of facts against it.

A fact that is left out is unknown; an empty list says that none of the values applies. Numbers are `Decimal` or int,
never float: a JSON number is read by its digits. What cannot be read raises `BadFacts`, which names every wrong field.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

OFFENCES = Path(__file__).parent / "offences"
_LARGEST = Decimal("1e12")


class Kind(StrEnum):
    """How a fact is stored."""

    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    """One of `values`."""
    CHOICES = "choices"
    """A list of `values`, possibly empty; one value may stand alone without a list."""
    DECIMAL = "decimal"
    COUNT = "count"
    AMOUNTS = "amounts"
    """A mapping from some of `values` to a Decimal; a value left out of a given mapping is nil."""
    COUNTS = "counts"
    """A mapping from some of `values` to a whole number; a value left out of a given mapping is nil."""
    PENALTIES = "penalties"
    """A list of `{"effective_on": date, "conduct_kind": one of values}`."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One question: what it is called, what it may hold, and how it is put to a person."""

    name: str
    label: str
    kind: Kind
    group: str
    unit: str = ""
    values: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class PriorPenalty:
    """An earlier administrative penalty, counted by the day on which it took effect."""

    effective_on: date
    conduct_kind: str


Facts = Mapping[str, Any]
"""Facts after reading: `date`, `bool`, `str`, `tuple`, `Decimal`, `int`, mapping, or a tuple of `PriorPenalty`."""


class BadFacts(ValueError):
    """Facts that cannot be read. `errors` has one Chinese sentence per wrong field, by its name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__("\n".join(self.errors.values()))


def _schema() -> Mapping[str, Fact]:
    entries = tomllib.loads((OFFENCES / "facts.toml").read_text(encoding="utf-8"))["fact"]
    return MappingProxyType(
        {
            entry["name"]: Fact(
                **{**entry, "kind": Kind(entry["kind"]), "values": tuple(entry.get("values", ()))}
            )
            for entry in entries
        }
    )


FACTS: Mapping[str, Fact] = _schema()
"""Every fact by its name, in the order of the form."""


def read_facts(raw: Mapping[str, Any]) -> Facts:
    """Checked facts; `None` values are left out as unknown. Raises `BadFacts` with all that is wrong."""
    found: dict[str, Any] = {}
    errors: dict[str, str] = {}
    if not isinstance(raw, Mapping):
        raise BadFacts({"": "案件事实应是名称和内容的对照（JSON 对象）。"})
    for name, value in raw.items():
        fact = FACTS.get(name)
        if fact is None:
            errors[str(name)] = f"没有名为“{name}”的事实。"
        elif value is not None:
            try:
                found[name] = _READERS[fact.kind](fact, value)
            except ValueError as error:
                errors[name] = f"{fact.label}（{name}）：{error}"
    if not errors:
        errors = _contradictions(found)
    if errors:
        raise BadFacts(errors)
    return MappingProxyType(found)


def _contradictions(found: Facts) -> dict[str, str]:
    """Pairs of facts that cannot both be true."""
    errors = {}
    start, end = found.get("conduct_start"), found.get("conduct_end")
    if start and end and start > end:
        errors["conduct_start"] = f"行为开始日（conduct_start）{start} 晚于行为终了日 {end}。"
    if found.get("toxic_kind") and "substance" in found and "有毒物质" not in found["substance"]:
        errors["toxic_kind"] = "有毒物质的种类（toxic_kind）：填了种类，物质（substance）里就应有“有毒物质”。"
    if "有毒物质" in found.get("substance", ()) and found.get("toxic_kind") == ():
        errors["toxic_kind"] = "有毒物质的种类（toxic_kind）：物质里选了“有毒物质”，种类不能是“都没有”。"
    if found.get("hazardous_waste_is_solid") is False and found.get("hazardous_waste_t"):
        errors["hazardous_waste_t"] = (
            "危险废物数量（hazardous_waste_t）：只计属于固体废物的；不属于固体废物的，数量填 0。"
        )
    return errors


def _date(fact: Fact, value: Any) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"“{value}”不是日期，应写成 2026-03-06。") from None


def _boolean(fact: Fact, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"“{value}”应为是（true）或者否（false）。")
    return value


def _choice(fact: Fact, value: Any) -> str:
    if not isinstance(value, str) or value not in fact.values:
        raise ValueError(f"没有“{value}”，可用：{'、'.join(fact.values)}。")
    return value


def _choices(fact: Fact, value: Any) -> tuple[str, ...]:
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, Sequence | set | frozenset):
        raise ValueError("应为一组内容。")
    chosen = {_choice(fact, item) for item in given}
    return tuple(known for known in fact.values if known in chosen)


def _decimal(fact: Fact, value: Any) -> Decimal:
    if isinstance(value, bool | float) or not isinstance(value, int | str | Decimal):
        raise ValueError(f'“{value}”不是精确的数，应写成 3 或者带引号的 "2.99"。')
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError(f"“{value}”不是数。") from None
    if not number.is_finite() or number < 0 or number > _LARGEST:
        raise ValueError(f"“{value}”应是不小于零的数。")
    return number


def _count(fact: Fact, value: Any) -> int:
    number = _decimal(fact, value)
    if number != number.to_integral_value():
        raise ValueError(f"“{value}”应是整数。")
    return int(number)


def _by_value(reader: Callable[[Fact, Any], Any]) -> Callable[[Fact, Any], Mapping[str, Any]]:
    def read(fact: Fact, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise ValueError("应为名称和数量的对照。")
        return MappingProxyType({_choice(fact, key): reader(fact, amount) for key, amount in value.items()})

    return read


def _penalties(fact: Fact, value: Any) -> tuple[PriorPenalty, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError("应为一组处罚。")
    return tuple(_penalty(fact, entry) for entry in value)


def _penalty(fact: Fact, entry: Any) -> PriorPenalty:
    if isinstance(entry, PriorPenalty):
        entry = {"effective_on": entry.effective_on, "conduct_kind": entry.conduct_kind}
    if not isinstance(entry, Mapping) or set(entry) != {"effective_on", "conduct_kind"}:
        raise ValueError("每次处罚应有生效日（effective_on）和行为类型（conduct_kind）。")
    return PriorPenalty(_date(fact, entry["effective_on"]), _choice(fact, entry["conduct_kind"]))


_READERS: Mapping[Kind, Callable[[Fact, Any], Any]] = {
    Kind.DATE: _date,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.DECIMAL: _decimal,
    Kind.COUNT: _count,
    Kind.AMOUNTS: _by_value(_decimal),
    Kind.COUNTS: _by_value(_count),
    Kind.PENALTIES: _penalties,
}
