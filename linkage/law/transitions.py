"""The shape of one row of a transition table: who, from, to, with what, on which basis.

Buttons, tooltips, diagrams, the API's answer and the test of the whole grid are read off these rows.
A side is the place of an agency in a procedure: in a hand-over `sending`, `receiving` or `procuratorial`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from linkage.law.refusal import Reason

SENDING, RECEIVING, PROCURATORIAL = "sending", "receiving", "procuratorial"
SIDE_NAMES = {SENDING: "移送机关", RECEIVING: "接收机关", PROCURATORIAL: "检察机关"}

NEW = ""
"""The status of a subject that does not exist yet: a row that leaves it is an opening act."""

Rule = Callable[[Any, Any], Reason | Sequence[Reason] | None]
"""(subject, situation) -> None, or the reason or reasons the user will see."""


@dataclass(frozen=True)
class Who:
    """Which roles, in the agency that stands on which side, may do the act."""

    side: str
    roles: tuple[str, ...]


def on(side: str, *roles: str) -> Who:
    """These roles in the agency that stands on this side."""
    return Who(side, tuple(str(role) for role in roles))


def sending(*roles: str) -> Who:
    """These roles in the agency that hands over."""
    return Who(SENDING, tuple(str(role) for role in roles))


def receiving(*roles: str) -> Who:
    """These roles in the agency that receives."""
    return Who(RECEIVING, tuple(str(role) for role in roles))


def procuratorial(*roles: str) -> Who:
    """These roles in the procuratorate of the same level."""
    return Who(PROCURATORIAL, tuple(str(role) for role in roles))


@dataclass(frozen=True)
class Starts:
    """A clock this act sets going: its code in `law/statutes`, whose duty, and from which fact it runs."""

    code: str
    side: str
    since: str = "occurred_at"
    """Name of the fact with its own time: `occurred_at` (the act), `served_at` (when the paper was served), …"""
    when: Callable[[Any], bool] | None = None
    """the act under way -> whether this clock is the one that runs, where the law changed between two dates; None: always."""
    until: str = ""
    """Name of the fact by which the paper itself sets the last day, where the law lets it; not stated: the law's own length."""


@dataclass(frozen=True)
class Issues:
    """A paper this act produces, for whom, and who gets a copy by law."""

    kind: str
    to: str
    copies: tuple[str, ...] = ()
    when: Callable[[Any], bool] | None = None
    """the act under way -> whether it makes the paper at all; None: always."""


@dataclass(frozen=True)
class Transition:
    """One legal act as a row."""

    act: str
    label: str
    source: tuple[str, ...]
    target: str
    """The status it leads to; empty for an act that leaves the status as it is."""
    who: Who
    basis: str
    status: str = "VERIFIED"
    asks: tuple[str, ...] = ()
    """Names of the facts the actor states (see the procedure's fact list)."""
    rules: tuple[Rule, ...] = ()
    stops: tuple[str, ...] = ()
    starts: tuple[Starts, ...] = ()
    pauses: tuple[str, ...] = ()
    """Clocks that stand still from this act on; `resumes` of a later row sets them going again, the time between not counted."""
    resumes: tuple[str, ...] = ()
    issues: tuple[Issues, ...] = ()
    tells: tuple[str, ...] = ()
    """Sides that find a message in their inbox."""
    done: str = ""
    """What happened in the world, as a sentence with {receiver}, {number}, … for the success message and timeline."""
    marks: str = ""
    """The pair of columns <marks>_at / <marks>_by that this act fills."""
    approved: str = ""
    """Who approved the papers of this act: `self` (the actor), or the mark of the earlier act whose person did."""
    limit: str = ""
    """The clock whose limit stands in small type under the button."""


@dataclass(frozen=True)
class Table:
    """All rows of one procedure, with the words for its states."""

    code: str
    name: str
    rows: tuple[Transition, ...]
    labels: dict[str, str]
    turns: dict[str, str | None]
    """status -> the side whose turn it is; None when the procedure has ended."""
    stages: dict[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=lambda: dict(SIDE_NAMES))
    """side -> what the agency there is called in this procedure."""
    leads: bool = True
    """Whether its status is where the dossier stands. A procedure that runs beside the case keeps its own place and clocks."""
    stands_alone: bool = False
    """A procedure beside the case that may also be all there is of a dossier: then the dossier stands where it stands."""
    noun: str = "案件"
    """What has a status here, in a sentence: 「案件」现在是…"""

    def row(self, act: str) -> Transition:
        """The row of this act; KeyError for an act the procedure does not know."""
        for row in self.rows:
            if row.act == act:
                return row
        raise KeyError(act)

    @property
    def openings(self) -> tuple[Transition, ...]:
        """The rows that open a subject of this procedure."""
        return tuple(row for row in self.rows if NEW in row.source)

    @property
    def steps(self) -> tuple[Transition, ...]:
        """The rows that lead on from where a subject stands."""
        return tuple(row for row in self.rows if set(row.source) != {NEW})

    def label_of(self, status: str) -> str:
        """The word for a status; for what does not exist yet, that it is not entered."""
        return self.labels[status] if status else "尚未登记"

    def from_status(self, status: str) -> Iterable[Transition]:
        """The rows that leave this status, in the order of the table."""
        return (row for row in self.rows if status in row.source)
