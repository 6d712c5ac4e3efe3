"""One function per act that does more than its row says, keyword-only, each with `by=` and atomic.

`penalty` was found through `visible_to(by)`, or is not there yet where the act opens it.
"""

from linkage.penalties.actions.carrying_through import (
    close_penalty,
    decide_no_penalty,
    decide_penalty,
    extend_penalty_term,
    notify_penalty,
    record_execution,
    serve_penalty,
    withdraw_penalty,
)
from linkage.penalties.actions.entering import enter_decided_penalty, file_penalty
from linkage.penalties.actions.opening import AboutCase, PartyFacts, open_decided_penalty, open_penalty
from linkage.penalties.actions.standing_still import (
    resume_penalty,
    suspend_all_for_transfer,
    suspend_for_transfer,
)

__all__ = [
    "AboutCase", "PartyFacts", "close_penalty", "decide_no_penalty", "decide_penalty", "enter_decided_penalty",
    "extend_penalty_term", "file_penalty", "notify_penalty", "open_decided_penalty", "open_penalty", "record_execution",
    "resume_penalty", "serve_penalty", "suspend_all_for_transfer", "suspend_for_transfer", "withdraw_penalty",
]  # fmt: skip
