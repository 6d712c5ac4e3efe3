"""One function per act that does more than its row says, keyword-only, each with `by=` and atomic.

`returned` was found through `visible_to(by)`, or is not there yet where the act opens it.
"""

from linkage.reverse_transfers.actions.handling import find_none_due, report_result, take_up_return
from linkage.reverse_transfers.actions.returning import (
    begin_penalty_review,
    extend_penalty_review,
    give_penalty_opinion,
    pass_on_judgment,
    return_for_penalty,
)

__all__ = [
    "begin_penalty_review", "extend_penalty_review", "find_none_due", "give_penalty_opinion", "pass_on_judgment",
    "report_result", "return_for_penalty", "take_up_return",
]  # fmt: skip
