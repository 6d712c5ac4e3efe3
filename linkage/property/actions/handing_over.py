"""From the bureau to the police, item by item, counted and signed for on both sides (17号第十条, 310号第十二条)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import Agency, User
from linkage.law.transitions import SENDING
from linkage.procedure.carrying_out import Outcome
from linkage.property import queries
from linkage.property.actions.keeping import Hands, do
from linkage.property.models import PropertyItem


def entrust_custody(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    agreement_number: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police cannot take it yet and ask the bureau to keep it for them; it stays where it is."""
    return do(
        "entrust_custody", item, {"agreement_number": agreement_number, "reason": reason}, by=by, at=at,
        occurred_at=occurred_at, columns={"agreement_number": agreement_number},
    )  # fmt: skip


def hand_over_property_item(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    handover_place: str,
    handover_state: str,
    handed_over_by: Sequence[User],
    received_by: Sequence[User],
    handover_difference: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """One item by itself, with a list of its own: what was entrusted until now, or was found later."""
    facts = _handed(handover_place, handover_state, handover_difference, received_by)
    facts["handed_over_by"] = list(handed_over_by)
    return _hand_over("hand_over_property_item", item, facts, by=by, at=at, occurred_at=occurred_at)


def sign_for_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    receipt_check: str,
    receipt_difference: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police have counted it, and say what does not agree."""
    differs = receipt_difference if receipt_check == "不符" else ""
    return do(
        "sign_for_property", item, {"receipt_check": receipt_check, "receipt_difference": receipt_difference},
        by=by, at=at, occurred_at=occurred_at, columns={"receipt_difference": differs},
    )  # fmt: skip


def send_property_back(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    to_place: str,
    to_keeper: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The case is no longer criminal: what the bureau handed over comes back to it (17号第十七条)."""
    return do(
        "send_property_back", item, {"to_place": to_place, "to_keeper": to_keeper, "reason": reason}, by=by, at=at,
        occurred_at=occurred_at, columns={"receiving_agency": None},
        into=Hands(item.agency_on(SENDING), to_keeper, to_place), reason=reason,
    )  # fmt: skip


def _handed(place: str, state: str, difference: str, received_by: Sequence[User]) -> dict[str, Any]:
    return {
        "handover_place": place, "handover_state": state, "handover_difference": difference,
        "received_by": list(received_by),
    }  # fmt: skip


def _hand_over(
    act: str,
    item: PropertyItem,
    facts: dict[str, Any],
    *,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
) -> Outcome:
    """It goes to the police that sent the filing notice, wherever the case was first handed in."""
    notice = queries.filing_notice(item.dossier)
    police: Agency | None = notice.agency if notice else None
    receivers = "、".join(user.name for user in facts["received_by"])[:60]
    columns = {
        "receiving_agency": police,
        "handover_state": facts["handover_state"],
        "handover_difference": facts["handover_difference"],
    }
    return do(
        act, item, facts, by=by, at=at, occurred_at=occurred_at, columns=columns,
        into=Hands(police, receivers, facts["handover_place"]), reason="移交公安机关",
    )  # fmt: skip
