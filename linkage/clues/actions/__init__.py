"""One function for each act that does more than its row says."""

from linkage.clues.actions.handling import (
    assess_clue,
    close_clue_unfounded,
    hand_clue_to_penalty,
    merge_clue,
    pass_on,
    verify_clue,
    verify_further,
)
from linkage.clues.actions.informing import add_informant, name_informant_readers, reveal_informant
from linkage.clues.actions.intervening import (
    explain_no_intervention,
    join_intervention,
    request_intervention,
)
from linkage.clues.actions.notifying import notify_bureau, notify_police, receive_notification
from linkage.clues.actions.registering import InformantFacts, PartyFacts, open_clue, register_clue

__all__ = [
    "InformantFacts", "PartyFacts", "add_informant", "assess_clue", "close_clue_unfounded", "explain_no_intervention",
    "hand_clue_to_penalty", "join_intervention", "merge_clue", "name_informant_readers", "notify_bureau",
    "notify_police", "open_clue", "pass_on", "receive_notification", "register_clue", "request_intervention",
    "reveal_informant", "verify_clue", "verify_further",
]  # fmt: skip
