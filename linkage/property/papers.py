"""What the papers on property state. Those of the whole dossier are for the transfer, which issues them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from linkage.documents.answers import iso, people
from linkage.dossiers.models import Dossier
from linkage.procedure.carrying_out import Act
from linkage.property import queries
from linkage.property.models import DisposalCost, PropertyItem

Fields = dict[str, Any]


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.row.issues}


def property_list(dossier: Dossier) -> Fields:
    """涉案物品清单 (17号第六条第四项): every item of the dossier that has not come to its end."""
    return {"letter_number": "", "items": [listed(item) for item in queries.unsettled(dossier)]}


def cost_list(costs: Iterable[DisposalCost], letter_number: str) -> Fields:
    """临时处置费用清单 (17号第十条): what the offender saved, payment by payment."""
    rows = list(costs)
    return {
        "letter_number": letter_number,
        "costs": [
            {
                "item": cost.item.name,
                "quantity": cost.quantity,
                "disposer": cost.disposer,
                "contract": cost.contract_number,
                "voucher": cost.voucher_number,
                "amount": f"{cost.amount:.2f}",
            }
            for cost in rows
        ],
        "total": f"{sum(cost.amount for cost in rows):.2f}" if rows else "",
    }


def property_handover_list(doing: Act) -> Fields:
    """涉案物品交接清单 (17号第十条, 310号第十二条): the item, what does not agree, and who signs on either side."""
    facts, item = doing.facts, doing.subject
    notice = queries.filing_notice(item.dossier)
    differs = (facts.get("handover_difference") or "").strip()
    state = facts["handover_state"]
    return {
        "filing_notice_number": notice.number if notice else "",
        "filing_notice_received_at": iso(notice.received_at) if notice else "",
        "handed_over_at": iso(doing.occurred_at),
        "place": facts["handover_place"],
        "items": [
            {
                "name": item.name,
                "quantity": item.amount,
                "features": item.features,
                "state": f"{state}；剩余物：{item.remains}" if item.remains else state,
                "check": "不符" if differs else "相符",
                "difference": differs,
            }
        ],
        "other_materials": [],
        "check_result": "有差异" if differs else "全部相符",
        "differences": f"{item.name}：{differs}" if differs else "",
        "handed_over_by": people(facts.get("handed_over_by") or ()),
        "received_by": people(facts.get("received_by") or ()),
    }


def disposal_cost_list(doing: Act) -> Fields:
    """The list for one item, to supplement the case that the police have."""
    letter = queries.number_of(doing.subject.dossier, "transfer_letter")
    return cost_list(doing.subject.costs.select_related("item"), letter)


def government_disposal_report(doing: Act) -> Fields:
    """涉案物品呈报政府处置函 (17号第十条)."""
    facts, row = doing.facts, listed(doing.subject)
    return {
        "recipient": facts["government"],
        "items": [{key: row[key] for key in ("name", "quantity", "features", "place", "hazard")}],
        "ground": facts["ground"] or "",
        "reasons": facts["ground_reasons"],
        "suggestion": facts["suggestion"],
    }


FILLED_BY: Mapping[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (property_handover_list, disposal_cost_list, government_disposal_report)
}


def listed(item: PropertyItem) -> dict[str, str]:
    """An item as a row of the list."""
    return {
        "name": item.name,
        "quantity": item.amount,
        "features": item.features,
        "place": item.place or "—",
        "measure": item.measure_words,
        "source": item.origin,
        "hazard": item.hazard_words,
    }
