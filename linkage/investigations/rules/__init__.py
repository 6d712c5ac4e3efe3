"""Conditions of a joint investigation. Each answers None, or what the user will read. None of them changes anything."""

from linkage.investigations.rules.people import (
    class_is_as_registered,
    identity_number_is_right,
    link_is_of_two,
    party_is_new,
    role_fits_the_party,
    roles_are_new,
    something_to_withdraw,
)
from linkage.investigations.rules.planning import (
    clue_was_notified,
    division_is_whole,
    members_of_both,
    new_tasks_are_whole,
    period_in_order,
)
from linkage.investigations.rules.reporting import (
    all_classes_are_examined,
    all_tasks_are_settled,
    outcome_is,
    still_leads,
)
from linkage.investigations.rules.stated import everything_is_stated, no_informant_is_named
from linkage.investigations.rules.working import (
    acts_as_member,
    no_coercive_measure,
    not_at_two_interviews,
    own_tasks,
    place_is_right,
    time_in_order,
    two_members_present,
)

__all__ = [
    "acts_as_member", "all_classes_are_examined", "all_tasks_are_settled", "class_is_as_registered",
    "clue_was_notified", "division_is_whole", "everything_is_stated", "identity_number_is_right", "link_is_of_two",
    "members_of_both", "new_tasks_are_whole", "no_coercive_measure", "no_informant_is_named",
    "not_at_two_interviews", "outcome_is", "own_tasks", "party_is_new", "period_in_order", "place_is_right",
    "role_fits_the_party", "roles_are_new", "something_to_withdraw", "still_leads", "time_in_order",
    "two_members_present",
]  # fmt: skip
