"""One function per act that does more than its row says, keyword-only, each with `by=` and atomic.

`item` was found through `queries.visible_to(by)`, or is not there yet where the act registers it.
"""

from linkage.property.actions.disposing import (
    dispose_temporarily,
    finish_disposal,
    record_disposal_cost,
    record_government_disposal,
    report_to_government,
    resume_custody,
    treat_perishable,
)
from linkage.property.actions.ending import (
    accompany_case,
    confiscate_property,
    destroy_property,
    finish_property,
    pass_to_bureau,
    record_court_disposal,
    release_on_non_prosecution,
    release_property,
    return_property,
)
from linkage.property.actions.handing_over import (
    entrust_custody,
    hand_over_property_item,
    send_property_back,
    sign_for_property,
)
from linkage.property.actions.registering import move_property, move_property_with_police, register_property

__all__ = [
    "accompany_case", "confiscate_property", "destroy_property", "dispose_temporarily",
    "entrust_custody", "finish_disposal",
    "finish_property", "hand_over_property_item", "move_property",
    "move_property_with_police", "pass_to_bureau", "record_court_disposal", "record_disposal_cost",
    "record_government_disposal", "register_property", "release_on_non_prosecution", "release_property",
    "report_to_government", "resume_custody", "return_property", "send_property_back", "sign_for_property",
    "treat_perishable",
]  # fmt: skip
