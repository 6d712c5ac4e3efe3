"""One function per act that does more than its row says, keyword-only, each with `by=` and atomic.

`supervision` and `opinion` were found through `visible_to(by)`, or are not there yet where the act opens them.
"""

from linkage.filing_supervision.actions.asking import (
    demand_overdue_reasons,
    demand_reasons,
    explain_reasons,
    find_reasons_valid,
    reply_reasons_valid,
)
from linkage.filing_supervision.actions.beginning import (
    suggest_supervision,
    take_up_supervision,
    withdraw_suggestion,
)
from linkage.filing_supervision.actions.filing import (
    close_supervision,
    confirm_filing,
    correct_violation,
    notify_to_file,
)
from linkage.filing_supervision.actions.opining import (
    close_opinion,
    consult_files,
    give_transfer_opinion,
    hand_over_files,
    maintain_opinion,
    object_to_opinion,
    withdraw_opinion,
)

__all__ = [
    "close_opinion", "close_supervision", "confirm_filing", "consult_files", "correct_violation",
    "demand_overdue_reasons", "demand_reasons", "explain_reasons", "find_reasons_valid", "give_transfer_opinion",
    "hand_over_files", "maintain_opinion", "notify_to_file", "object_to_opinion", "reply_reasons_valid",
    "suggest_supervision", "take_up_supervision", "withdraw_opinion", "withdraw_suggestion",
]  # fmt: skip
