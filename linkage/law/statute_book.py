"""Opens the statutes: every time limit by its code and date, the counting rules, the sources, one digest.

A code may have several versions; `rule(code, on)` gives the one in force on that day.
"""

import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from linkage.law.limits import (
    Alternative,
    CountingRule,
    ExtensionOption,
    Length,
    Nature,
    Source,
    Status,
    Term,
    TimeLimit,
    Unit,
)

LAW = Path(__file__).parent
_STATUTES: ContextVar[Path] = ContextVar("statutes", default=LAW / "statutes")


class UnknownRule(KeyError):
    """No such code; the sentence names the closest ones."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self.sentence


class NotInForce(UnknownRule):
    """The code is known, but no version of it was in force on that day."""


@contextmanager
def statutes_read_from(folder: Path) -> Iterator[None]:
    """Inside, limits are those of another folder of statutes: to compare what was counted with what is counted now.

    Only `law.changes` and its readers use this; every act counts by our own statutes.
    """
    before = _STATUTES.set(folder)
    try:
        yield
    finally:
        _STATUTES.reset(before)


def rules() -> tuple[TimeLimit, ...]:
    """Every version of every time limit, in the order of the statutes."""
    return tuple(version for versions in _book().values() for version in versions)


def rule(code: str, on: date | None = None) -> TimeLimit:
    """The time limit `code` as in force on `on`; without a date, its newest version.

    Raises `UnknownRule` for a code that does not exist and `NotInForce` for a day outside its dates.
    """
    versions = _book().get(code)
    if versions is None:
        raise UnknownRule(_no_such_code(code))
    if on is None:
        return versions[-1]
    for version in versions:
        if version.in_force(on):
            return version
    raise NotInForce(_not_then(versions, on))


def rule_for_fact(code: str, on: date) -> TimeLimit:
    """The version for a fact of that day: the one in force, or the first one for a fact older than the law we hold.

    Old cases are entered too; their clocks must run. Raises `UnknownRule`.
    """
    try:
        return rule(code, on)
    except NotInForce:
        return _book()[code][0]


def counting_rule(code: str) -> CountingRule:
    """How one instrument counts time. Raises `UnknownRule`."""
    found = _counting().get(code)
    if found is None:
        raise UnknownRule(f"没有编号为“{code}”的期间计算规则，可用：{'、'.join(_counting())}。")
    return found


def snapshot(code: str, on: date | None = None) -> dict[str, Any]:
    """The version an act was done under, small enough to be kept beside the act (JSON values only)."""
    limit = rule_for_fact(code, on) if on else rule(code)
    return {
        "code": limit.code,
        "name": limit.name,
        "instrument": limit.instrument,
        "article": limit.article,
        "status": str(limit.status),
        "length": limit.length,
        "unit": str(limit.unit),
        "in_force_from": limit.in_force_from.isoformat(),
    }


@cache
def law_digest() -> str:
    """SHA-256 over the content of all statutes, calendars, sampling rules, wastes, offences; not spacing or comments."""
    content = {
        str(path.relative_to(LAW).as_posix()): tomllib.loads(path.read_text(encoding="utf-8"))
        for folder in ("statutes", "holidays", "sampling", "wastes", "offences")
        for path in sorted((LAW / folder).glob("*.toml"))
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _no_such_code(code: str) -> str:
    known = list(_book())
    close = (
        difflib.get_close_matches(code, known, n=3, cutoff=0.5)
        or [k for k in known if code and code in k][:3]
    )
    hint = f"相近的编号：{'、'.join(close)}。" if close else "可用 linkage law list 查看全部编号。"
    return f"没有编号为“{code}”的时限。{hint}"


def _not_then(versions: tuple[TimeLimit, ...], on: date) -> str:
    dates = "、".join(_period(version) for version in versions)
    return f"“{versions[-1].name}”（{versions[-1].basis}）{dates}，{on.isoformat()} 不适用。"


def _period(limit: TimeLimit) -> str:
    until = f"至 {limit.in_force_to.isoformat()} " if limit.in_force_to else "起"
    return f"自 {limit.in_force_from.isoformat()} {until}施行"


def _book() -> Mapping[str, tuple[TimeLimit, ...]]:
    return _book_in(_STATUTES.get())


@cache
def _book_in(statutes: Path) -> Mapping[str, tuple[TimeLimit, ...]]:
    found: dict[str, list[TimeLimit]] = {}
    with statutes_read_from(statutes):
        for path in sorted(statutes.glob("*.toml")):
            for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("limit", ()):
                limit = _time_limit(entry)
                found.setdefault(limit.code, []).append(limit)
    return MappingProxyType(
        {code: tuple(sorted(versions, key=lambda v: v.in_force_from)) for code, versions in found.items()}
    )


def _time_limit(entry: Mapping[str, Any]) -> TimeLimit:
    """One `[[limit]]` table as a value. A misspelt key or unknown word raises at once: the data is ours."""
    values = dict(entry)
    unit = Unit(values.pop("unit"))
    sources = _ground()["source"]
    reminder = _ground()["internal_reminder"].get(unit)
    return TimeLimit(
        length=values.pop("length", None),
        unit=unit,
        counting=values.pop("counting", ""),
        nature=Nature(values.pop("nature")),
        status=Status(values.pop("status")),
        confidence=values.pop("confidence", ""),
        also=tuple(values.pop("also", ())),
        in_force_to=values.pop("in_force_to", None),
        extensions=tuple(_extension_option(option) for option in values.pop("extensions", ())),
        alternatives=tuple(
            Alternative(**{**choice, "unit": Unit(choice["unit"])})
            for choice in values.pop("alternatives", ())
        ),
        other_terms=tuple(_term(term) for term in values.pop("other_terms", ())),
        sources=tuple(Source(key, **sources[key]) for key in values.pop("sources", ())),
        internal_reminder=Length(reminder["length"], Unit(reminder["unit"])) if reminder else None,
        **values,
    )


def _term(entry: Mapping[str, Any]) -> Term:
    return Term(
        instrument=entry["instrument"],
        article=entry["article"],
        length=entry.get("length"),
        unit=Unit(entry["unit"]),
        counting=entry.get("counting", ""),
    )


def _extension_option(entry: Mapping[str, Any]) -> ExtensionOption:
    return ExtensionOption(
        length=entry.get("length"),
        unit=Unit(entry["unit"]),
        approver=entry["approver"],
        max_times=entry.get("max_times"),
        condition=entry.get("condition", ""),
        basis=entry["basis"],
        status=Status(entry["status"]),
        confidence=entry.get("confidence", ""),
    )


def _ground() -> Mapping[str, Any]:
    """Counting rules, sources and the platform's own reminders: what the limits refer to."""
    return _ground_in(_STATUTES.get())


@cache
def _ground_in(statutes: Path) -> Mapping[str, Any]:
    return tomllib.loads((statutes / "counting.toml").read_text(encoding="utf-8")) | tomllib.loads(
        (statutes / "sources.toml").read_text(encoding="utf-8")
    )


def _counting() -> Mapping[str, CountingRule]:
    return _counting_in(_STATUTES.get())


@cache
def _counting_in(statutes: Path) -> Mapping[str, CountingRule]:
    return {
        code: CountingRule(
            code=code,
            status=Status(entry["status"]),
            confidence=entry.get("confidence", ""),
            interpretation=entry.get("interpretation", ""),
            reminder_rolls=entry.get("reminder_rolls", entry["rolls"]),
            month_end=entry.get("month_end", True),
            **{key: entry[key] for key in ("name", "basis", "text", "rolls")},
        )
        for code, entry in _ground_in(statutes)["counting"].items()
    }
