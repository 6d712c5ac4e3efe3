"""The shapes of the law of time limits: what one entry of `statutes/*.toml` says, as immutable values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """How a limit is measured. The first four carry a number that can be counted to a moment."""

    HOUR = "hour"
    NATURAL_DAY = "natural_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    IMMEDIATE = "immediate"  # 立即
    PROMPTLY = "promptly"  # 及时
    NO_LIMIT = "no_limit"
    FOLLOW_CRIMINAL_LIMIT = "follow_criminal_limit"  # 随请求方的刑事办案时限
    PER_HALF_YEAR = "per_half_year"
    PER_QUARTER = "per_quarter"
    PER_YEAR = "per_year"


COUNTED_UNITS = frozenset({Unit.HOUR, Unit.NATURAL_DAY, Unit.WORKING_DAY, Unit.MONTH})
PERIOD_UNITS = frozenset({Unit.PER_HALF_YEAR, Unit.PER_QUARTER, Unit.PER_YEAR})


class Nature(StrEnum):
    """What it means when the limit runs out."""

    DUTY = "duty"  # overdue
    CONDITIONAL = "conditional"  # only if the thing applies; lapses silently
    RIGHT = "right"  # a right or power that lapses
    CADENCE = "cadence"  # a rhythm of calendar periods


class Status(StrEnum):
    """Whether the article's text was read. Only VERIFIED may be shown as 法定."""

    VERIFIED = "VERIFIED"
    MEMORY = "MEMORY"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an instrument's text was read."""

    key: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Length:
    """A number with its unit."""

    length: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How days, hours or months are counted under one instrument. The start day is never counted."""

    code: str
    name: str
    basis: str
    status: Status
    confidence: str
    text: str
    interpretation: str
    rolls: bool  # a last day off moves to the first working day
    reminder_rolls: bool  # false where rolling is only an argument (310号): remind by the unmoved day
    month_end: bool  # 起算日为月末的，至届满月最后一日


@dataclass(frozen=True, slots=True)
class Term:
    """What another instrument says about the same matter."""

    instrument: str
    article: str
    length: int | None
    unit: Unit
    counting: str


@dataclass(frozen=True, slots=True)
class ExtensionOption:
    """An extension the law provides for: how long (None = as approved), who approves, how often."""

    length: int | None
    unit: Unit
    approver: str
    max_times: int | None
    condition: str
    basis: str
    status: Status
    confidence: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another length the same article gives for another kind of matter."""

    length: int
    unit: Unit
    condition: str


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One time limit in one version: who must do what by when, on which article, in force between two dates."""

    code: str
    name: str
    start_event: str
    actor: str
    length: int | None
    unit: Unit
    counting: str
    nature: Nature
    instrument: str
    article: str
    also: tuple[str, ...]  # further articles on the same matter
    status: Status
    confidence: str
    in_force_from: date
    in_force_to: date | None
    at_least: bool = False
    never_bars: bool = False  # a right that may still be used after its limit
    tier_of: str = ""  # another tier of that clock, counted from the same start
    extension: str = ""
    extensions: tuple[ExtensionOption, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    other_terms: tuple[Term, ...] = ()
    consequence: str = ""
    conditions: str = ""  # what must be there, who approves, what goes with it
    interpretation: str = ""  # what is our reading rather than the text
    pauses: str = ""
    difference: str = ""  # where instruments differ, and which the platform follows
    doubt: str = ""
    sources: tuple[Source, ...] = ()
    internal_reminder: Length | None = None  # the platform's own, never 法定

    @property
    def basis(self) -> str:
        """Instrument and article, as quoted to a reader."""
        return f"{self.instrument}{self.article}"

    @property
    def statutory(self) -> bool:
        """Whether a screen may call this limit 法定."""
        return self.status is Status.VERIFIED and self.length is not None

    def in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)
