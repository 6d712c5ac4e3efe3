"""Which days are working days: the State Council's yearly holiday arrangement, kept as files.

The arrangement is known only for years whose notice has been published; those years are `known`. For any
other year weekends and the holidays fixed by date are used, and whatever falls due there is provisional.
Local corrections come from `holidays/overrides.toml` and from the file named by `LINKAGE_CALENDAR_FILE`.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from linkage.law.calendar_files import CalendarFile, read_calendar_file

HOLIDAYS = Path(__file__).parent / "holidays"
OVERRIDE_VARIABLE = "LINKAGE_CALENDAR_FILE"
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5

# 全国年节及纪念日放假办法: the days that carry a fixed Gregorian date. 5月2日 joined them in 2025.
_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
_FIXED_SINCE_2025 = {(5, 2): "劳动节"}


class DayKind(StrEnum):
    """What a calendar day is; the value is the table name used in the calendar files."""

    WORKING = "working"
    MAKEUP = "makeup"  # 调休上班日
    WEEKEND = "weekend"
    STATUTORY = "statutory"  # 法定节假日
    IN_LIEU = "in_lieu"  # 调休形成的休息日


_LABELS = {
    DayKind.WORKING: "工作日",
    DayKind.MAKEUP: "调休上班日",
    DayKind.WEEKEND: "周末",
    DayKind.STATUTORY: "法定节假日",
    DayKind.IN_LIEU: "调休休息日",
}


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day. `known` is false where the year's arrangement has not been published to us."""

    on: date
    kind: DayKind
    name: str = ""
    known: bool = True

    @property
    def works(self) -> bool:
        return self.kind in (DayKind.WORKING, DayKind.MAKEUP)

    @property
    def label(self) -> str:
        """What the day is, in the reader's words: 周末, 国庆节（调休休息日）…"""
        return f"{self.name}（{_LABELS[self.kind]}）" if self.name else _LABELS[self.kind]


class Calendar:
    """Answers for any date whether it is a working day; immutable once built."""

    def __init__(self, days: Mapping[date, tuple[DayKind, str]], official_years: Iterable[int]) -> None:
        self._days = MappingProxyType(dict(days))
        self._official = frozenset(official_years)

    @classmethod
    def load(cls, override: str | Path | None = None, folder: Path = HOLIDAYS) -> "Calendar":
        """The calendar shipped with Linkage (or that of `folder`), `overrides.toml`, then `override`; later files win.

        Raises `CalendarFileError` (a Chinese sentence naming file and row) for a file that cannot be used.
        """
        paths = [*sorted(folder.glob("[0-9]*.toml")), folder / "ahead.toml", folder / "overrides.toml"]
        files = [read_calendar_file(path) for path in paths if path.exists()]
        if override:
            files.append(read_calendar_file(Path(override)))
        return cls._merge(files)

    @classmethod
    def _merge(cls, files: Iterable[CalendarFile]) -> "Calendar":
        days: dict[date, tuple[DayKind, str]] = {}
        official: set[int] = set()
        for file in files:
            for year in file.official_years - official:
                # A published arrangement replaces whatever was only expected of that year.
                days = {on: entry for on, entry in days.items() if on.year != year}
            official |= file.official_years
            days |= {on: (DayKind(kind), name) for on, (kind, name) in file.days.items()}
        return cls(days, official)

    def known(self, year: int) -> bool:
        """Whether that year's official arrangement is in the files."""
        return year in self._official

    def day(self, on: date) -> Day:
        """What kind of day `on` is, and the holiday's name where it has one."""
        known = self.known(on.year)
        if entry := self._days.get(on):
            return Day(on, *entry, known)
        if not known and (name := self._fixed_holiday(on)):
            return Day(on, DayKind.STATUTORY, name, known)
        return Day(on, DayKind.WEEKEND if on.weekday() >= _SATURDAY else DayKind.WORKING, "", known)

    def is_working_day(self, on: date) -> bool:
        """A weekday that is no holiday, or a weekend day the State Council made a working day."""
        return self.day(on).works

    def next_working_day(self, after: date) -> date:
        """The first working day later than `after`."""
        return self.first_working_day(after + _ONE_DAY)

    def first_working_day(self, on_or_after: date) -> date:
        """`on_or_after` itself if it is a working day, otherwise the first one behind it."""
        on = on_or_after
        while not self.is_working_day(on):
            on += _ONE_DAY
        return on

    @staticmethod
    def _fixed_holiday(on: date) -> str:
        key = (on.month, on.day)
        return _FIXED.get(key) or (_FIXED_SINCE_2025.get(key, "") if on.year >= 2025 else "")


def default_calendar() -> Calendar:
    """The calendar of this deployment, read once; honours `LINKAGE_CALENDAR_FILE`."""
    return _load(calendar_file())


def calendar_file() -> str:
    """The file `LINKAGE_CALENDAR_FILE` names; empty if it names none."""
    return os.environ.get(OVERRIDE_VARIABLE, "").strip()


@cache
def _load(override: str) -> Calendar:
    return Calendar.load(override or None)
