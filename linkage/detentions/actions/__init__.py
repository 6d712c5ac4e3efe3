"""The acts that do more than their row: keyword-only, each with `by=` and atomic; see `states.TABLE` for the rest.

`detention` was found through `visible_to(by)`; `at` is now, `occurred_at` the moment of the act where it differs.
"""

from linkage.detentions.actions.handing_over import (
    begin_detention,
    order_transfer,
    refuse_detention,
    request_detention_approval,
    state_detention_conduct,
    submit_detention,
    supply_detention_evidence,
)
from linkage.detentions.actions.receiving import (
    accept_detention,
    decide_detention,
    extend_detention_term,
    refer_detention,
    reject_detention,
    switch_to_crime,
)
from linkage.detentions.actions.suspending import apply_suspension, grant_suspension, record_objection

__all__ = [
    "accept_detention", "apply_suspension", "begin_detention", "decide_detention", "extend_detention_term",
    "grant_suspension", "order_transfer", "record_objection", "refer_detention", "refuse_detention",
    "reject_detention", "request_detention_approval", "state_detention_conduct", "submit_detention",
    "supply_detention_evidence", "switch_to_crime",
]  # fmt: skip
