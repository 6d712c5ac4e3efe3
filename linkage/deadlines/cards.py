"""A clock as the reader meets it: state as word and shape, what is left, until when, on which article."""

from datetime import datetime
from typing import Any

from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.law import TimeLimit, UnknownRule, rule_for_fact
from linkage.law.wording import SHANGHAI, deadline_in_words, duration, limit_length, moment, remaining

WORDS = {
    "normal": ("正常", "○"),
    "near": ("临期", "◐"),
    "overdue": ("超期", "●"),
    "paused": ("暂停", "‖"),
    "lapsed": ("失效", "∅"),
    "stopped": ("已停", "■"),
    "unlimited": ("不计期限", "—"),
}
"""state -> (word, the shape as a character), as `components/clock.html` knows them."""


def card(clock: Clock, now: datetime, url: str = "", *, stands_still: bool = False) -> dict[str, Any]:
    """The clock at `now`, in the shape `components/clock.html` documents. `url` is the page that says why this day.

    `stands_still`: it was not ended but let stand still, and the time does not count until it goes on.
    """
    state = "paused" if stands_still else state_of(clock, now)
    word, shape = WORDS[state]
    limit = limit_of(clock)
    return {
        "name": clock.name,
        "agency": clock.agency.name,
        "state": state,
        "state_word": word,
        "shape": shape,
        "provisional": clock.provisional and clock.state == ClockState.RUNNING,
        "remaining_words": _remaining(clock, state, now),
        "due_words": "恢复办理后重新计算届满日" if stands_still else _due(clock, now),
        "fraction": _fraction(clock, now),
        "legal_word": "法定" if clock.statutory else "平台提醒",
        "basis": limit.basis if limit else "",
        "length_words": limit_length(limit) if limit else "",
        "rule_code": clock.code,
        "url": url,
        "note": _note(clock, now),
    }


def state_of(clock: Clock, now: datetime) -> str:
    """Which of the words of `WORDS` holds at `now`. Overdue is judged by the longer term, near by the shorter."""
    if clock.state != ClockState.RUNNING:
        return "stopped" if clock.state == ClockState.STOPPED else "lapsed"
    if clock.due_at is None or clock.overdue_after is None:
        return "unlimited"
    if now > clock.overdue_after:
        return "overdue" if clock.nature == Nature.DUTY else "lapsed"
    return "near" if clock.near_at is not None and now >= clock.near_at else "normal"


def limit_of(clock: Clock) -> TimeLimit | None:
    """The rule in the version of the day the clock started; None for a code the law no longer knows."""
    try:
        return rule_for_fact(clock.code, clock.started_at.astimezone(SHANGHAI).date())
    except UnknownRule:
        return None


def _remaining(clock: Clock, state: str, now: datetime) -> str:
    if clock.stopped_at is not None:
        used = f"用时 {duration(clock.stopped_at - clock.started_at)}"
        if state == "lapsed":
            return "期限已过"
        if state == "paused":
            return f"已用 {duration(clock.stopped_at - clock.started_at)}，停着的时间不计"
        return f"{used}，超期后才办" if clock.was_overdue else used
    if clock.due_at is None or clock.overdue_after is None:
        return f"应立即或者及时办理，已过 {duration(now - clock.started_at)}"
    return remaining(clock.overdue_after if now > clock.due_at else clock.due_at, now)


def _due(clock: Clock, now: datetime) -> str:
    """The end that counts now: the shorter term while it runs, then the longer one, by which overdue is judged."""
    if clock.due_at is None or clock.overdue_after is None:
        return f"自 {moment(clock.started_at)} 起" if clock.state == ClockState.RUNNING else ""
    if clock.state != ClockState.RUNNING:
        return f"应于{deadline_in_words(clock.overdue_after, now=now)}"
    return deadline_in_words(clock.overdue_after if now > clock.due_at else clock.due_at, now=now)


def _note(clock: Clock, now: datetime) -> str:
    """Whose duty it is, and the other instrument's end where they differ."""
    if clock.due_at is None or clock.overdue_after is None or clock.due_at == clock.overdue_after:
        return clock.agency.name
    near, last = (deadline_in_words(end, now=now) for end in (clock.due_at, clock.overdue_after))
    return f"{clock.agency.name}。各文件期限不同：提醒从短（{near}），逾期从长（{last}）。"


def _fraction(clock: Clock, now: datetime) -> float | None:
    """0–100 of the time that is used; None where there is no number to use up, or nothing runs any more."""
    if clock.due_at is None or clock.overdue_after is None or clock.state != ClockState.RUNNING:
        return None
    whole = (clock.overdue_after - clock.started_at).total_seconds()
    used = (now - clock.started_at).total_seconds()
    return 100.0 if whole <= 0 else min(max(used / whole * 100, 0.0), 100.0)
