"""What the opinion on a waste states (17号第二十二条); its conclusion has the prescribed form or is not there at all."""

from collections.abc import Mapping
from typing import Any

from linkage.law.mass_balance import plain
from linkage.law.refusal import Refused
from linkage.law.statute_book import NotInForce
from linkage.law.waste_catalogue import conclusion, conclusion_not_hazardous
from linkage.procedure.carrying_out import Act

AS_STATED = ("cause", "method", "reasons")


def fill(doing: Act) -> Mapping[str, dict[str, Any]]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: waste_identification(doing) for item in doing.row.issues}


def waste_identification(doing: Act) -> dict[str, Any]:
    """危险废物认定意见: unit, cause, what was looked at and how, the reasons, the conclusion with the code."""
    facts, stream = doing.facts, doing.subject
    quantity = facts["identified_quantity"]
    return {
        **{name: facts[name] for name in AS_STATED},
        "unit": facts["unit_name"],
        "items": [
            {
                "name": stream.name,
                "quantity": f"{plain(quantity)}吨" if quantity else "",
                "features": facts["features"],
                "origin": facts["origin"],
            }
        ],
        "catalogue": _catalogue(doing),
        "experts": facts.get("experts") or [],
        "conclusion": _conclusion(doing),
    }


def _catalogue(doing: Act) -> str:
    try:
        name: str = doing.subject.edition_name
    except NotInForce:
        return ""
    return name


def _conclusion(doing: Act) -> str:
    """Empty while the code is still missing: the paper then asks for it."""
    stream = doing.subject
    if doing.row.act == "identify_not_hazardous":
        return conclusion_not_hazardous(stream.name)
    try:
        return conclusion(stream.name, (doing.facts["identified_code"] or "").strip(), stream.conduct_on)
    except (Refused, NotInForce):
        return ""
