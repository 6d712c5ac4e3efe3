"""The judgement whether one of the three reasons holds and whether it is clearly a crime, and the clock that follows."""

from collections.abc import Mapping
from typing import Any

from linkage.clues.facts import YES
from linkage.clues.models import JUDGED
from linkage.clues.states import OBVIOUS_CRIME
from linkage.clues.status import BUREAU
from linkage.deadlines.running import Begin, planned, start, stop
from linkage.procedure.carrying_out import Act


def judged_columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """是 and 否 as the columns keep them; a reason only where the answer is yes."""
    holds = {name: facts[name] == YES for name in JUDGED}
    reasons = {
        f"{n}_reason": (facts.get(f"{n}_reason") or "").strip() if yes else "" for n, yes in holds.items()
    }
    return {**holds, **reasons}


def settle_obvious_crime(doing: Act) -> None:
    """17号第二十六条: from the discovery the bureau has to notify the police promptly of what is clearly a crime.

    The duty is the bureau's and ends with the notification; a judgement taken back, with its entry, takes it back.
    """
    clue = doing.subject
    running = doing.clocks.get(OBVIOUS_CRIME)
    owed = clue.clearly_criminal and clue.notified_at is None and clue.agency_on(BUREAU) is not None
    if owed and running is None:
        since = clue.received_at
        clocks = planned(clue.dossier, [Begin(OBVIOUS_CRIME, clue.agency_on(BUREAU), since)])
        start(clocks)
        doing.started = [*doing.started, *clocks]
    elif running is not None and not owed:
        stop([running], at=doing.occurred_at, act=doing.row.act)
        doing.stopped = [*doing.stopped, running]
        doing.clocks = _without(doing, OBVIOUS_CRIME)


def _without(doing: Act, code: str) -> Mapping[str, Any]:
    clocks = doing.clocks
    if isinstance(clocks, dict):
        clocks.pop(code)
    return clocks
