"""What the register already knows is not typed a second time: first values for the facts an act asks for."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import standing_of
from linkage.law.transitions import Transition
from linkage.property import queries
from linkage.property.models import CustodyEntry, Hazard, Measure, PropertyItem

REPEATED = ("origin", "measure_number", "seized_at", "place", "keeper")
"""What items found at one place at one time have in common."""
HANDING_OVER = ("hand_over_property_item",)


def first_values(row: Transition, item: PropertyItem, by: User, now: datetime) -> dict[str, Any]:
    """Values as a form's `initial`; a fact nothing is known of is left out."""
    filled = FILLED_BY.get(row.act)
    known = filled(item, by) if filled else {}
    return {name: value for name, value in known.items() if value}


def register_property(item: PropertyItem, by: User) -> dict[str, Any]:
    """As with the item entered before it; of the first one nothing is known."""
    last = PropertyItem.objects.filter(dossier=item.dossier).order_by("-pk").first()
    if last is None:
        return {}
    return {
        **{name: getattr(last, name) for name in REPEATED},
        "measure": Measure(last.measure).label,
        "hazard": Hazard(last.hazard).label,
    }


def record_disposal_cost(item: PropertyItem, by: User) -> dict[str, Any]:
    """Who disposes of it, under which contract."""
    return {
        "disposer": item.disposer, "contract_number": item.contract_number, "cost_quantity": item.amount,
    }  # fmt: skip


def report_to_government(item: PropertyItem, by: User) -> dict[str, Any]:
    """The government of the place."""
    return {"government": f"{item.dossier.region.name}人民政府"}


def return_property(item: PropertyItem, by: User) -> dict[str, Any]:
    """It goes back to the parties of the case."""
    case = getattr(item.dossier, "case", None)
    names = "、".join(party.name for party in case.parties.order_by("pk")) if case else ""
    return {"recipient": names[:60]}


def hand_over_property_item(item: PropertyItem, by: User) -> dict[str, Any]:
    """Who hands over; and the place where the last item of the case changed hands."""
    own = standing_of(by).holds(item.sending_agency_id, (Role.ENFORCEMENT_OFFICER.value,))
    entry = (
        CustodyEntry.objects.filter(item__dossier=item.dossier, act__in=HANDING_OVER).order_by("-pk").first()
    )
    return {"handed_over_by": [by.pk] if own else [], "handover_place": entry.to_place if entry else ""}


def send_property_back(item: PropertyItem, by: User) -> dict[str, Any]:
    """Back to whence it was handed over."""
    entry = item.custody.filter(act__in=HANDING_OVER).order_by("-sequence").first()
    if entry is None:
        return {}
    return {
        "to_place": entry.from_place, "to_keeper": entry.from_keeper, "reason": "刑事案件已经终结，物品随案退回",
    }  # fmt: skip


def release_on_non_prosecution(item: PropertyItem, by: User) -> dict[str, Any]:
    """The decision not to prosecute, as its notice names it."""
    notice = queries.paper_fields(item.dossier, "non_prosecution_notice")
    return {**return_property(item, by), "decision_number": notice.get("decision_number", "")}


FILLED_BY: dict[str, Callable[[PropertyItem, User], dict[str, Any]]] = {
    "register_property": register_property,
    "record_disposal_cost": record_disposal_cost,
    "report_to_government": report_to_government,
    "return_property": return_property,
    "release_property": return_property,
    "release_on_non_prosecution": release_on_non_prosecution,
    "hand_over_property_item": hand_over_property_item,
    "send_property_back": send_property_back,
}
