"""What stands in a cell: moments, clocks and states as a word with its shape (components/table.html)."""

from datetime import UTC, datetime
from typing import Any

from linkage.deadlines.models import Clock, Nature
from linkage.dossiers.models import Dossier
from linkage.law import NotInForce, TimeLimit, UnknownRule, rule
from linkage.law.wording import date_with_weekday, deadline_in_words, moment, remaining
from linkage.web.screens.duties import tone_of


def day(at: datetime | None, words: str = "") -> dict[str, str]:
    """A date with weekday; the exact moment on hover."""
    return {"kind": "date", "text": date_with_weekday(at) if at else words, "title": moment(at) if at else ""}


def status(dossier: Dossier) -> dict[str, str]:
    """Where the dossier stands."""
    return {"kind": "status", "text": dossier.stage_label, "tone": tone_of(dossier.stage)}


def next_clock(dossier: Any, now: datetime) -> dict[str, str] | str:
    """The dossier's next clock: state as a shape, what is left; name, article and last moment on hover.

    Overdue is judged by the longer term (`next_overdue`); a duty to act at once has no number and never runs out.
    """
    if dossier.next_due_at is None:
        told = {
            "kind": "clock",
            "state": "near",
            "text": "应立即或者及时办理",
            "title": "条文没有数字，平台提醒尽快办理",
        }
        return told if getattr(dossier, "at_once", False) else ""
    overdue_after = as_moment(dossier.next_overdue) or dossier.next_due_at
    limit = limit_of(dossier.next_clock)
    state = _state(dossier, overdue_after, limit, now)
    until = overdue_after if now > dossier.next_due_at else dossier.next_due_at
    words = "期限已过" if state == "lapsed" else remaining(until, now)
    return {
        "kind": "clock",
        "state": state,
        "text": f"{words}（暂定）" if dossier.next_provisional else words,
        "title": "，".join(part for part in (_name(limit), deadline_in_words(until, now=now)) if part),
    }


def is_late(dossier: Any, now: datetime) -> bool:
    """Whether the next clock is a duty whose longer term has run out."""
    overdue_after, limit = as_moment(dossier.next_overdue), limit_of(dossier.next_clock)
    return overdue_after is not None and _state(dossier, overdue_after, limit, now) == "overdue"


def clock_state(clock: Clock, state: str, words: str, due: str) -> dict[str, str]:
    """A clock's cell from its card."""
    return {
        "kind": "clock",
        "state": state,
        "text": words,
        "title": f"{clock.name}，{due}" if due else clock.name,
    }


def limit_of(code: str) -> TimeLimit | None:
    """The newest version of a rule; None for a code the law does not know."""
    try:
        return rule(code) if code else None
    except (UnknownRule, NotInForce):
        return None


def as_moment(value: datetime | str | None) -> datetime | None:
    """An annotated moment; SQLite hands those of a raw statement over in UTC without saying so."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def _state(dossier: Any, overdue_after: datetime, limit: TimeLimit | None, now: datetime) -> str:
    if now > overdue_after:
        duty = limit is None or limit.nature == Nature.DUTY.value
        return "overdue" if duty else "lapsed"
    return "near" if dossier.next_near_at is not None and now >= dossier.next_near_at else "normal"


def _name(limit: TimeLimit | None) -> str:
    if limit is None:
        return ""
    return f"{limit.name}（{limit.basis}，{'法定' if limit.statutory else '平台提醒'}）"
