"""The questions an act asks of its actor. A row of a table names them; forms, API and acts share one list a procedure."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linkage.accounts.roles import Line, Role


@dataclass(frozen=True)
class Fact:
    """One question.

    `shape`: text, paragraphs, choice, several (any of the choices), number (Decimal), whole (int), day, moment, people,
    agency, lines, or picked (rows of the dossier that `options` finds: materials, parties, samples).
    A `lines` fact is typed as one item a line, `columns` separated by ｜; what is left out takes the column's default.
    """

    name: str
    label: str
    shape: str = "text"
    required: bool = True
    help: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """(key, default) of each column; an empty default must be typed."""
    max_length: int = 5000
    places: int = 6
    """Decimal places of a number."""
    least: int | None = None
    """The smallest number that is an answer."""
    unit: str = ""
    """Unit of a number, shown behind its label: 吨, 元, mg/L."""
    sides: tuple[str, ...] = ("sending",)
    """People are chosen from the agencies on these sides, …"""
    roles: tuple[str, ...] = (Role.ENFORCEMENT_OFFICER.value,)
    """… from those who hold one of these roles."""
    line: str = Line.POLICE.value
    """An agency is chosen from this line."""
    options: Callable[[Any], Any] | None = None
    """subject -> the QuerySet that a `picked` fact chooses from (one or several rows)."""


def by_name(*facts: Fact) -> dict[str, Fact]:
    """The list of a procedure's facts by name; ValueError for a name given twice."""
    named = {fact.name: fact for fact in facts}
    if len(named) != len(facts):
        raise ValueError("a fact is named twice")
    return named
