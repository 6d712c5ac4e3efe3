"""An item enters the register of the bureau, and moves from keeper to keeper."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from linkage.accounts.models import User
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.law.transitions import RECEIVING, SENDING
from linkage.procedure.carrying_out import Act, Outcome
from linkage.property.actions.keeping import Hands, do
from linkage.property.models import Hazard, Measure, PropertyItem


def register_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    item_name: str,
    quantity: Decimal,
    unit: str,
    features: str,
    origin: str,
    measure: str,
    seized_at: datetime,
    hazard: str,
    place: str,
    keeper: str,
    measure_number: str = "",
    hazard_note: str = "",
    photographs: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau enters what it found: name, quantity, features, place, measure (17号第六条第四项)."""
    facts = {
        "item_name": item_name, "quantity": quantity, "unit": unit, "features": features, "origin": origin,
        "measure": measure, "measure_number": measure_number, "seized_at": seized_at, "hazard": hazard,
        "hazard_note": hazard_note, "place": place, "keeper": keeper, "photographs": list(photographs),
    }  # fmt: skip
    columns = {
        "name": item_name, "quantity": quantity, "unit": unit, "features": features, "origin": origin,
        "measure": _value_of(Measure, measure), "measure_number": measure_number, "seized_at": seized_at,
        "hazard": _value_of(Hazard, hazard), "hazard_note": hazard_note,
    }  # fmt: skip

    def also(doing: Act) -> None:
        doing.subject.photographs.set(photographs)
        doing.evidence = [Attached(one.title, one.sm3, one.sha256) for one in photographs]

    # It is not stored yet: the sentence of the act names it by these.
    item.name, item.quantity, item.unit = item_name, quantity, unit
    return do(
        "register_property", item, facts, by=by, at=at, occurred_at=occurred_at, columns=columns,
        into=Hands(item.agency_on(SENDING), keeper, place), reason="查获登记", also=also,
    )  # fmt: skip


def move_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    to_place: str,
    to_keeper: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau changes place or keeper."""
    return do(
        "move_property", item, {"to_place": to_place, "to_keeper": to_keeper, "reason": reason}, by=by, at=at,
        occurred_at=occurred_at, into=Hands(item.agency_on(SENDING), to_keeper, to_place), reason=reason,
    )  # fmt: skip


def move_property_with_police(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    to_place: str,
    to_keeper: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police change place or keeper."""
    return do(
        "move_property_with_police", item, {"to_place": to_place, "to_keeper": to_keeper, "reason": reason}, by=by,
        at=at, occurred_at=occurred_at, into=Hands(item.agency_on(RECEIVING), to_keeper, to_place), reason=reason,
    )  # fmt: skip


def _value_of(choices: type[Measure] | type[Hazard], label: str) -> str:
    return next((choice.value for choice in choices if choice.label == label), "")
