"""What a form or the API says, as facts of the law's schema, and back. It knows formats; `law` reads and judges the facts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from linkage.law.assessment import FACTS as SCHEMA
from linkage.law.assessment import Fact as Question
from linkage.law.assessment import Kind
from linkage.law.offence_findings import plain
from linkage.procedure.facts import Fact

UNCLEAR, YES, NO, NONE = "不清楚", "是", "否", "都没有"
_SHAPES = {
    Kind.DATE: "day",
    Kind.BOOLEAN: "choice",
    Kind.CHOICE: "choice",
    Kind.CHOICES: "several",
    Kind.DECIMAL: "number",
    Kind.COUNT: "whole",
    Kind.AMOUNTS: "lines",
    Kind.COUNTS: "lines",
    Kind.PENALTIES: "lines",
}
_COLUMNS = {
    Kind.AMOUNTS: (("name", ""), ("amount", "0")),
    Kind.COUNTS: (("name", ""), ("amount", "0")),
    Kind.PENALTIES: (("effective_on", ""), ("conduct_kind", "其他")),
}


def question(asked: Question) -> Fact:
    """One fact of the schema as a question of an act; none is required, since what is not known is left out."""
    return Fact(
        asked.name, asked.label, _SHAPES[asked.kind], required=False, unit=asked.unit, help=_help(asked),
        choices=_choices(asked), columns=_COLUMNS.get(asked.kind, ()), least=0,
    )  # fmt: skip


def schema_facts(said: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as facts; what was left empty or is unclear is not known and left out."""
    known = {name: _READ[asked.kind](said.get(name)) for name, asked in SCHEMA.items()}
    return {name: value for name, value in known.items() if value is not None}


def first_values(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as the form first shows them; where one of several is ticked and nothing is known, it says so."""
    unclear = {name: UNCLEAR for name, asked in SCHEMA.items() if asked.kind in (Kind.BOOLEAN, Kind.CHOICE)}
    values = {name: plain(value) for name, value in facts.items()}
    return {**unclear, **{name: _shown(SCHEMA[name].kind, value) for name, value in values.items()}}


def words_of(name: str, value: Any) -> str:
    """`3.21 吨`, `铅 3.5，镉 4.95（倍）`, `都没有`: a stored fact for reading."""
    asked, known = SCHEMA[name], plain(value)
    if known is None:
        return UNCLEAR
    unit = f" {asked.unit}" if asked.unit else ""
    if isinstance(known, bool):
        return YES if known else NO
    if isinstance(known, Mapping):
        return "，".join(f"{key} {amount}{unit}" for key, amount in known.items()) or NONE
    if isinstance(known, Sequence) and not isinstance(known, str):
        told = [f"{o['effective_on']} {o['conduct_kind']}" if isinstance(o, Mapping) else o for o in known]
        return "、".join(told) or NONE
    return f"{known}{unit}"


def _choices(asked: Question) -> tuple[str, ...]:
    match asked.kind:
        case Kind.BOOLEAN:
            return (UNCLEAR, YES, NO)
        case Kind.CHOICE:
            return (UNCLEAR, *asked.values)
        case Kind.CHOICES:
            return (*asked.values, NONE)
    return ()


def _help(asked: Question) -> str:
    """The columns of lines are told last, behind a colon: the form names a fault by them."""
    told = asked.help
    match asked.kind:
        case Kind.AMOUNTS | Kind.COUNTS:
            return f"{told}可用的名称有{'、'.join(asked.values)}。没有的写“都没有”，不清楚的不填。每行一项：名称｜数量"
        case Kind.PENALTIES:
            return f"{told}行为类型有{'、'.join(asked.values)}。写“都没有”表示没有，不清楚的不填。每行一次：生效日｜行为类型"
        case Kind.CHOICES:
            return told if NONE in told else f"{told}一项都没有的选“{NONE}”；不清楚的不选。"
    return told


def _boolean(said: Any) -> bool | None:
    return {YES: True, NO: False, True: True, False: False}.get(said)


def _text(said: Any) -> Any:
    return None if said in (None, "", UNCLEAR) else said


def _several(said: Any) -> list[str] | None:
    chosen = list(said or ())
    if not chosen:
        return None
    # “都没有” beside a value is for the law's reader to refuse: no such value.
    return [] if chosen == [NONE] else chosen


def _amounts(said: Any) -> dict[str, str] | None:
    rows = list(said or ())
    if not rows:
        return None
    if [row["name"] for row in rows] == [NONE]:
        return {}
    return {row["name"]: row["amount"] for row in rows}


def _penalties(said: Any) -> list[dict[str, str]] | None:
    rows = list(said or ())
    if not rows:
        return None
    if [row["effective_on"] for row in rows] == [NONE]:
        return []
    return [{"effective_on": row["effective_on"], "conduct_kind": row["conduct_kind"]} for row in rows]


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.DATE: _text,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _text,
    Kind.CHOICES: _several,
    Kind.DECIMAL: _text,
    Kind.COUNT: _text,
    Kind.AMOUNTS: _amounts,
    Kind.COUNTS: _amounts,
    Kind.PENALTIES: _penalties,
}


def _shown(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.BOOLEAN:
            return YES if value else NO
        case Kind.CHOICES:
            return value or [NONE]
        case Kind.AMOUNTS | Kind.COUNTS:
            return "\n".join(f"{name}｜{amount}" for name, amount in value.items()) or NONE
        case Kind.PENALTIES:
            return "\n".join(f"{one['effective_on']}｜{one['conduct_kind']}" for one in value) or NONE
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.DECIMAL:
            return Decimal(value)
    return value
