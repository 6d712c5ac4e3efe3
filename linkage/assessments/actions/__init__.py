"""One function per act that does more than its row says, keyword-only, each with `by=` and atomic.

`assessment` was found through `visible_to(by)`, or is not there yet where the act opens it.
"""

from linkage.assessments.actions.assessing import (
    assess_again,
    assess_as_police,
    assess_case,
    decide_on_assessment,
    revise_opinion,
)
from linkage.assessments.actions.linking import link_evidence, unlink_evidence

__all__ = [
    "assess_again", "assess_as_police", "assess_case", "decide_on_assessment", "link_evidence", "revise_opinion",
    "unlink_evidence",
]  # fmt: skip
