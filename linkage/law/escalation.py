"""Silence is an event: to whom a clock that runs out appears, and how long after.

The law gives the limits; it does not say when a superior is to be told. These steps are therefore the platform's
own design (never shown as 法定) and are kept here as data.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

ACTOR, SUPERIOR, PROCURATORATE = "actor", "superior", "procuratorate"


@dataclass(frozen=True)
class Step:
    """One step of escalation: counted from the last third (`near`) or from running out (`overdue`)."""

    code: str
    label: str
    to: str
    counted_from: str
    after: timedelta


STEPS = (
    Step("near", "临期提醒", ACTOR, "near", timedelta(0)),
    Step("overdue", "超期", ACTOR, "overdue", timedelta(0)),
    Step("superior", "超期报上级", SUPERIOR, "overdue", timedelta(hours=24)),
    Step("procuratorate", "超期报检察机关", PROCURATORATE, "overdue", timedelta(hours=72)),
)


def near_moment(start: datetime, due: datetime) -> datetime:
    """The moment at which the last third of the time begins."""
    return due - (due - start) / 3


def step_moment(step: int, *, near: datetime | None, overdue: datetime | None) -> datetime | None:
    """When step number `step` (0-based) falls due; None when there is no such step or no due moment."""
    if step >= len(STEPS):
        return None
    base = near if STEPS[step].counted_from == "near" else overdue
    return None if base is None else base + STEPS[step].after
