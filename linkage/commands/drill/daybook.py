"""The drill's day-book: which act was done when, by whom, with which facts. Read from dossiers/*.toml and usual.toml.

Dates are relative to the drill's day, so that clocks are near, due and overdue whenever it is loaded; the two dossiers
taken from published cases keep dates of their own.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from linkage.law.wording import SHANGHAI

FOLDER = Path(__file__).parent
ENTERED_AFTER = timedelta(minutes=15)
"""A case is entered a quarter of an hour after it was discovered."""


@dataclass(frozen=True)
class Story:
    """One drill dossier as written down."""

    key: str
    crew: str
    serial: int
    title: str
    cause: str
    charge: str
    source: str
    secrecy: str
    discovered_at: datetime
    how_discovered: str
    place: str
    conduct: str
    conduct_from: date | None
    conduct_until: date | None
    provisions: str
    parties: tuple[Mapping[str, str], ...]
    clue: Mapping[str, Any] | None = None
    """What was said when it came in as a clue; None for a case that was entered as suspected to be a crime at once."""
    penalty: Mapping[str, Any] | None = None
    """What was punished, where a penalty is all there is of the dossier at first."""

    @property
    def suspects(self) -> str:
        """The parties as one line."""
        return "、".join(party["name"] for party in self.parties)


@dataclass(frozen=True)
class Entry:
    """One line of the day-book. `by` is a log-in; facts are as written, not yet people or agencies.

    `of` names the sample, waste or item the act is about: the act that opens it gives it that name.
    """

    at: datetime
    story: Story
    act: str
    by: str
    facts: Mapping[str, Any]
    of: str = ""


def day_book(now: datetime) -> list[Entry]:
    """All entries of all drill dossiers in the order in which they happened, nothing later than `now`."""
    usual = tomllib.loads((FOLDER / "usual.toml").read_text(encoding="utf-8"))
    written = [
        row
        for file in sorted((FOLDER / "dossiers").glob("*.toml"))
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["dossier"]
    ]
    entries = [entry for serial, row in enumerate(written, 1) for entry in _entries(row, serial, usual, now)]
    return sorted((entry for entry in entries if entry.at <= now), key=lambda entry: entry.at)


def moment(text: str, now: datetime) -> datetime:
    """`-3 09:30`: three days before, at half past nine; `-5h`: five hours before; else an ISO moment. Shanghai time."""
    today = now.astimezone(SHANGHAI).date()
    if hours := re.fullmatch(r"-(\d+)h", text):
        return now.replace(second=0, microsecond=0) - timedelta(hours=int(hours[1]))
    if days := re.fullmatch(r"-(\d+) (\d\d:\d\d)", text):
        return datetime.combine(today - timedelta(days=int(days[1])), time.fromisoformat(days[2]), SHANGHAI)
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def _day(value: str | date | None, now: datetime) -> date | None:
    if isinstance(value, str):
        return now.astimezone(SHANGHAI).date() - timedelta(days=int(value.removeprefix("-")))
    return value


def _story(row: Mapping[str, Any], serial: int, now: datetime) -> Story:
    return Story(
        key=row["key"],
        crew=row["crew"],
        serial=serial,
        title=row["title"],
        cause=row["cause"],
        charge=row.get("charge", "污染环境罪"),
        source=row["source"],
        secrecy=row.get("secrecy", "ordinary"),
        discovered_at=moment(row["discovered"], now),
        how_discovered=row.get("how_discovered", ""),
        place=row["place"],
        conduct=row["conduct"],
        conduct_from=_day(row.get("conduct_from"), now),
        conduct_until=_day(row.get("conduct_until"), now),
        provisions=row.get("provisions", ""),
        parties=tuple(row["parties"]),
        clue=row.get("clue"),
        penalty=row.get("penalty"),
    )


def _entries(row: Mapping[str, Any], serial: int, usual: Mapping[str, Any], now: datetime) -> list[Entry]:
    story = _story(row, serial, now)
    first = (story.clue or {}).get("by", "officer")
    opening = Entry(story.discovered_at + ENTERED_AFTER, story, "open", f"{story.crew}-{first}", {})
    acts = [_entry(act, story, usual, now) for act in row["acts"]]
    return [opening, *acts]


def _entry(row: Mapping[str, Any], story: Story, usual: Mapping[str, Any], now: datetime) -> Entry:
    act, at = row["act"], moment(row["at"], now)
    # A case passed on to other police is accepted by theirs: `by` then names the whole log-in.
    by = row.get("by", f"{story.crew}-{usual[act]['by']}")
    facts = {**usual[act]["facts"], **row.get("facts", {})}
    entry = Entry(at, story, act, by, facts, row.get("of", ""))
    words = {**vars(story), "suspects": story.suspects, "year": at.year}
    return replace(entry, facts={name: _filled(value, words) for name, value in facts.items()})


def _filled(value: Any, words: Mapping[str, Any]) -> Any:
    return value.format_map(words) if isinstance(value, str) else value
