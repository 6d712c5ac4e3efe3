"""One function per legal act of the criminal transfer, keyword-only, each with `by=` and atomic.

`transfer` was found through `queries.visible_to(by)`; `at` is now; `occurred_at` is the moment of the act itself where it
differs. Each returns the Outcome, or raises Refused with all the reasons.
"""

from linkage.transfers.actions.deciding import (
    decline_to_file,
    file_case,
    file_from_detention,
    hand_over_property,
    serve_filing_notice,
    serve_no_filing_notice,
    serve_withdrawal_notice,
    use_seven_days,
    use_thirty_days,
    withdraw_case,
)  # fmt: skip
from linkage.transfers.actions.handing_over import (
    approve,
    assign_team,
    conclude,
    correct,
    refuse,
    report,
    report_investigation,
    submit,
    verify_again,
)  # fmt: skip
from linkage.transfers.actions.investigating import write_investigation_report
from linkage.transfers.actions.opening import PartyFacts, begin_transfer, open_transfer
from linkage.transfers.actions.prosecuting import (
    decide_non_prosecution,
    extend_review,
    prosecute,
    record_judgment,
    return_for_supplement,
    send_for_prosecution,
    serve_non_prosecution_notice,
)  # fmt: skip
from linkage.transfers.actions.receiving import (
    accept,
    refer_onward,
    request_correction,
    request_investigation,
    send_back,
)  # fmt: skip
from linkage.transfers.actions.reconsidering import apply_for_reconsideration, overturn, uphold
from linkage.transfers.actions.supervised import file_on_notice

__all__ = [
    "PartyFacts", "accept", "apply_for_reconsideration", "approve", "assign_team", "begin_transfer", "conclude", "correct",
    "decide_non_prosecution", "decline_to_file", "extend_review", "file_case", "file_from_detention", "file_on_notice",
    "hand_over_property", "open_transfer",
    "overturn", "prosecute", "record_judgment", "refer_onward", "refuse", "report", "report_investigation",
    "request_correction", "request_investigation", "return_for_supplement", "send_back", "send_for_prosecution",
    "serve_filing_notice", "serve_no_filing_notice", "serve_non_prosecution_notice", "serve_withdrawal_notice", "submit",
    "uphold", "use_seven_days", "use_thirty_days", "verify_again", "withdraw_case",
    "write_investigation_report",
]  # fmt: skip
