"""《国家危险废物名录》 in the edition of a day: which categories there are, whether a code can be right, the conclusion.

A code is NNN-NNN-NN: the industry it comes from, its order there, the category. `fault_of_code` finds what cannot be right
in that edition; `hint_of_code` says that we do not hold a code, which is no fault: the catalogue has some 470, and here are
those that cases are about. The edition is that of the conduct, not of today. Data: `wastes/*.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from linkage.law.limits import Source, Status
from linkage.law.refusal import Reason, Refused
from linkage.law.statute_book import NotInForce

WASTES = Path(__file__).parent / "wastes"
CODE = re.compile(r"(\d{3})-(\d{3})-(\d{2})", re.ASCII)
CONCLUSION_BASIS = "环环监〔2017〕17号第22条"
_IDENTIFIED = "900-000-"
"""What stands before the category where a waste was not listed and its hazard was established by tests."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: when it was in force, its categories by number."""

    code: str
    name: str
    number: str
    in_force_from: date
    in_force_to: date | None
    identified_clause: str
    status: Status
    sources: tuple[Source, ...]
    categories: Mapping[str, str]

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Category:
    """A category (废物类别) of one edition."""

    number: str
    name: str

    @property
    def label(self) -> str:
        return f"HW{self.number} {self.name}"


@dataclass(frozen=True, slots=True)
class WasteCode:
    """A code we hold: what it is for, from which edition to which, and whether the text was read."""

    code: str
    name: str
    first: str
    last: str | None
    before: str  # what the same waste was called until this code came
    now: str  # what it is called since this code went
    status: Status
    confidence: str
    sources: tuple[Source, ...]

    def listed_in(self, edition: Edition) -> bool:
        return self.first <= edition.code and (self.last is None or edition.code <= self.last)


def editions() -> tuple[Edition, ...]:
    """The editions held, oldest first."""
    return _editions()


def edition_on(on: date) -> Edition:
    """The edition in force on that day. Raises `NotInForce` before the first one held."""
    for edition in _editions():
        if edition.in_force(on):
            return edition
    first = _editions()[0]
    raise NotInForce(f"{on} 适用{first.name}之前的名录，平台没有收录，请查当时的名录。")


def codes_on(on: date) -> tuple[WasteCode, ...]:
    """The codes we hold that the edition of that day lists; what a form offers."""
    edition = edition_on(on)
    return tuple(known for known in _codes().values() if known.listed_in(edition))


def category_of(code: str, on: date) -> Category | None:
    """The category that the last two digits name, if the code has the form and the edition has the category."""
    parts = CODE.fullmatch(code)
    name = edition_on(on).categories.get(parts[3]) if parts else None
    return Category(parts[3], name) if parts and name else None


def fault_of_code(code: str, on: date) -> str | None:
    """What cannot be right about a code in the edition of that day: its form, its category, or that it was not listed."""
    edition = edition_on(on)
    parts = CODE.fullmatch(code)
    if parts is None:
        return f"“{code}”不是废物代码，应为八位数字，写成 900-249-08 的样子。"
    if parts[3] not in edition.categories:
        return f"{edition.name}没有第{parts[3]}类，请核对代码的最后两位。"
    known = _codes().get(code)
    return _fault_of_edition(known, edition) if known and not known.listed_in(edition) else None


def hint_of_code(code: str, on: date) -> str | None:
    """That a well-formed code is not among those we hold. Not a fault: the catalogue itself decides."""
    if fault_of_code(code, on) or code in _codes() or code.startswith(_IDENTIFIED):
        return None
    return f"{code} 未收录，请核对名录。"


def conclusion(item: str, code: str, on: date) -> str:
    """“经认定，…属于…危险废物，废物代码…。”, the form that 17号第22条 prescribes. Raises `Refused` for a code at fault."""
    category = category_of(code, on)
    reasons = [fault for fault in (_fault_of_item(item), fault_of_code(code, on)) if fault]
    if reasons or category is None:
        raise Refused(Reason(reason, CONCLUSION_BASIS) for reason in reasons)
    return f"经认定，{item}属于HW{category.number}类（{category.name}）危险废物，废物代码{code}。"


def conclusion_not_hazardous(item: str) -> str:
    """“经认定，…不属于危险废物，废物代码无。” That the place of the code says 无 is our reading: the form leaves it open."""
    if fault := _fault_of_item(item):
        raise Refused([Reason(fault, CONCLUSION_BASIS)])
    return f"经认定，{item}不属于危险废物，废物代码无。"


def _fault_of_item(item: str) -> str | None:
    return None if item.strip() else "没有写明认定的是什么物品。"


def _fault_of_edition(known: WasteCode, edition: Edition) -> str:
    if edition.code < known.first:
        instead = f"，当时用 {known.before}" if known.before else ""
        return f"{known.code}（{known.name}）从{known.first}年版起才有，{edition.name}没有{instead}，请核对。"
    instead = f"，现用 {known.now}" if known.now else ""
    return f"{known.code}（{known.name}）到{known.last}年版为止，{edition.name}没有{instead}，请核对。"


@cache
def _editions() -> tuple[Edition, ...]:
    data = _read("editions.toml")
    renamed = data["categories"].get("renamed", {})
    return tuple(
        Edition(
            **{key: entry[key] for key in ("code", "name", "number", "in_force_from", "identified_clause")},
            in_force_to=entry.get("in_force_to"),
            status=Status(entry["status"]),
            sources=_sources(entry["sources"]),
            categories=data["categories"]["names"] | renamed.get(entry["code"], {}),
        )
        for entry in data["edition"]
    )


@cache
def _codes() -> Mapping[str, WasteCode]:
    data = _read("codes.toml")
    return {
        entry["code"]: WasteCode(
            code=entry["code"],
            name=entry["name"],
            first=entry["from"],
            last=entry.get("to"),
            before=entry.get("before", ""),
            now=entry.get("now", ""),
            status=Status(entry.get("status", data["status"])),
            confidence=entry.get("confidence", data["confidence"]),
            sources=_sources(entry.get("sources", data["sources"])),
        )
        for entry in data["code"]
    }


def _sources(keys: list[str]) -> tuple[Source, ...]:
    known = _read("sources.toml")["source"]
    return tuple(Source(key, **known[key]) for key in keys)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((WASTES / name).read_text(encoding="utf-8"))
