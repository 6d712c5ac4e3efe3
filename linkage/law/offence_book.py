"""Opens the offences: both interpretations clause by clause, the versions of 刑法第338条, and what each clause needs proved.

Clauses are told in our own short words. `elements_of` gives the elements (要件) of one clause with the materials that prove
them, by the class of 17号第六条, and who can close a gap.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from linkage.law.limits import Status
from linkage.law.offence_facts import OFFENCES
from linkage.law.statute_book import UnknownRule

EDITIONS = ("js2016", "js2023")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One judicial interpretation and the days on which it was in force."""

    code: str
    name: str
    in_force_from: date
    in_force_to: date | None
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One standard. `condition` is read by `offence_conditions`; `tier` is 1, 2 or 3 of the offence."""

    id: str
    instrument: Instrument
    article: str
    offence: str
    tier: int
    numeric: bool
    catch_all: bool
    wording: str
    condition: Mapping[str, Any]
    elements: tuple[str, ...]
    only_if: str
    note: str
    status: Status

    @property
    def basis(self) -> str:
        """Instrument and article."""
        return f"{self.instrument.name}{self.article}"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One aggravating circumstance (从重处罚)."""

    id: str
    instrument: Instrument
    article: str
    wording: str
    condition: Mapping[str, Any]
    status: Status

    @property
    def basis(self) -> str:
        return f"{self.instrument.name}{self.article}"


@dataclass(frozen=True, slots=True)
class Proof:
    """A kind of evidence: the class of material (number of the item in 17号第六条) and what it is called."""

    material_class: str
    kind: str


@dataclass(frozen=True, slots=True)
class Element:
    """One thing to be proved, what proves it, and who can close the gap."""

    code: str
    label: str
    proofs: tuple[Proof, ...]
    closers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriminalLaw:
    """刑法第338条 in one version: the names of its tiers and their penalties."""

    code: str
    name: str
    in_force_from: date
    in_force_to: date | None
    tiers: tuple[str, ...]
    penalties: tuple[str, ...]
    status: Status


@cache
def instrument(code: str) -> Instrument:
    """`js2016` or `js2023`. Raises `UnknownRule`."""
    if code not in EDITIONS:
        raise UnknownRule(f"没有编号为“{code}”的司法解释，可用：{'、'.join(EDITIONS)}。")
    values = _edition(code)["instrument"]
    return Instrument(**{"in_force_to": None, **values, "status": Status(values["status"])})


def clauses(code: str | None = None) -> tuple[Clause, ...]:
    """Every clause of one interpretation, or of both, in the order of the articles."""
    return tuple(c for edition in EDITIONS if code in (None, edition) for c in _clauses(edition))


def clause(clause_id: str) -> Clause:
    """One clause by its id (`2023_1_2` is 法释〔2023〕7号第一条第二项). Raises `UnknownRule`."""
    found = _by_id().get(clause_id)
    if found is None:
        raise UnknownRule(f"没有编号为“{clause_id}”的条款。")
    return found


def elements_of(clause_id: str) -> tuple[Element, ...]:
    """What must be proved for this clause: what every case of the offence needs, then what the clause adds. Raises `UnknownRule`."""
    found = clause(clause_id)
    codes = dict.fromkeys((*_elements()["common"][found.offence], *found.elements))
    return tuple(_element(code) for code in codes)


@cache
def circumstances(code: str) -> tuple[Circumstance, ...]:
    """The aggravating circumstances of one interpretation."""
    return tuple(
        Circumstance(**{**entry, "instrument": instrument(code), "status": Status(entry["status"])})
        for entry in _edition(code)["aggravating"]
    )


def criminal_law(on: date) -> CriminalLaw:
    """刑法第338条 as in force on the day of the conduct; for older days the oldest version held."""
    versions = [
        CriminalLaw(
            code=entry["code"],
            name=entry["name"],
            in_force_from=entry["in_force_from"],
            in_force_to=entry.get("in_force_to"),
            tiers=tuple(entry["tiers"]),
            penalties=tuple(entry["penalties"]),
            status=Status(entry["status"]),
        )
        for entry in background()["criminal_law"]
    ]
    return next((law for law in reversed(versions) if law.in_force_from <= on), versions[0])


@cache
def background() -> Mapping[str, Any]:
    """Names of offences, signs of unit crime and intent, cautions."""
    return MappingProxyType(tomllib.loads((OFFENCES / "background.toml").read_text(encoding="utf-8")))


@cache
def _by_id() -> Mapping[str, Clause]:
    return {c.id: c for c in clauses()}


@cache
def _clauses(code: str) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            instrument=instrument(code),
            only_if=entry.get("only_if", ""),
            note=entry.get("note", ""),
            elements=tuple(entry["elements"]),
            status=Status(entry["status"]),
            **{
                key: entry[key]
                for key in (
                    "id",
                    "article",
                    "offence",
                    "tier",
                    "numeric",
                    "catch_all",
                    "wording",
                    "condition",
                )
            },
        )
        for entry in _edition(code)["clause"]
    )


def _element(code: str) -> Element:
    entry = _elements()["element"][code]
    proofs = tuple(Proof(material_class, kind) for material_class, kind in entry["proofs"])
    return Element(code, entry["label"], proofs, tuple(entry["closers"]))


@cache
def _edition(code: str) -> Mapping[str, Any]:
    return tomllib.loads((OFFENCES / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _elements() -> Mapping[str, Any]:
    return tomllib.loads((OFFENCES / "elements.toml").read_text(encoding="utf-8"))
