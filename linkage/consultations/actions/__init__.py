"""One function per act that does more than its row says, keyword-only, each with `by=` and atomic.

`consultation` and `support` were found through `visible_to(by)`, or are not there yet where the act opens them.
"""

from linkage.consultations.actions.consulting import (
    answer_consultation,
    consult_ecology,
    consult_police,
    consult_procuratorate,
    withdraw_consultation,
)
from linkage.consultations.actions.supporting import (
    answer_support,
    confirm_support_done,
    decline_support,
    deliver_support,
    request_support,
    withdraw_support,
)

__all__ = [
    "answer_consultation", "answer_support", "confirm_support_done", "consult_ecology", "consult_police",
    "consult_procuratorate", "decline_support", "deliver_support", "request_support", "withdraw_consultation",
    "withdraw_support",
]  # fmt: skip
