"""The acts that do more than their row: keyword-only, each with `by=` and atomic; see `states.TABLE` for the rest.

`investigation` was found through `visible_to(by)`; `at` is now, `occurred_at` the moment of the act where it differs.
What either agency does on its own is one function and two acts: `assist_…` is that of the assisting agency.
"""

from linkage.investigations.actions.concluding import (
    confirm_detention,
    confirm_penalty,
    confirm_transfer,
    confirm_unfounded,
    reopen_investigation,
    report_investigation_result,
)
from linkage.investigations.actions.people import (
    add_party,
    assign_role,
    assist_add_party,
    assist_assign_role,
    assist_examine_role,
    assist_link_parties,
    assist_withdraw_finding,
    examine_role,
    link_parties,
    withdraw_finding,
)
from linkage.investigations.actions.planning import (
    add_task,
    agree_plan,
    assist_change_team,
    change_team,
    plan_investigation,
    revise_plan,
)
from linkage.investigations.actions.working import (
    assist_finish_task,
    assist_record_inspection,
    assist_record_interview,
    assist_record_photographs,
    finish_task,
    record_inspection,
    record_interview,
    record_photographs,
)

__all__ = [
    "add_party", "add_task", "agree_plan", "assign_role", "assist_add_party", "assist_assign_role",
    "assist_change_team", "assist_examine_role", "assist_finish_task", "assist_link_parties",
    "assist_record_inspection", "assist_record_interview", "assist_record_photographs", "assist_withdraw_finding",
    "change_team", "confirm_detention", "confirm_penalty", "confirm_transfer", "confirm_unfounded", "examine_role",
    "finish_task", "link_parties", "plan_investigation", "record_inspection", "record_interview",
    "record_photographs", "reopen_investigation", "report_investigation_result", "revise_plan", "withdraw_finding",
]  # fmt: skip
