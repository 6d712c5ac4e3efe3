"""Case property as a procedure: table, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier
from linkage.law.wording import moment
from linkage.procedure.procedures import Procedure
from linkage.property import actions, papers
from linkage.property.facts import FACTS
from linkage.property.models import PropertyItem
from linkage.property.prefill import first_values
from linkage.property.queries import WITH, total_cost
from linkage.property.states import TABLE
from linkage.property.status import AT_REST, DUTIES, ENDED, TONES


def _blank(dossier: Dossier, by: User, now: datetime) -> PropertyItem:
    """By the bureau of whoever enters it, else by the bureau of the case."""
    own = by.agency if by.agency.line == Line.ECOLOGY else None
    bureau = own or facing(dossier, Line.ECOLOGY.value, timezone.localdate(now))
    return PropertyItem(dossier=dossier, sending_agency=bureau)


def holder_words(item: PropertyItem) -> str:
    """Who has it now: `某局 · 王某 · 三号库房`; whom it went to, once it has come to its end."""
    agency = item.holder_agency.name if item.holder_agency else ""
    return " · ".join(part for part in (agency, item.keeper, item.place) if part)


def _details(item: PropertyItem, reader: User) -> Sequence[tuple[str, Any]]:
    said: list[tuple[str, Any]] = [
        ("名称", item.name),
        ("数量", item.amount),
        ("特征", item.features),
        ("查获机关", item.sending_agency.name),
        ("查获时间", moment(item.seized_at)),
        ("采取的措施", item.measure_words),
        ("来源材料", item.origin),
        ("危险性、环境危害性", item.hazard_words),
        ("交给了" if item.status in ENDED else "现在保管", holder_words(item)),
        ("临时处置方案", item.disposal_plan),
        ("处置单位和合同", "，".join(part for part in (item.disposer, item.contract_number) if part)),
        ("处置结果", item.disposal_result),
        ("剩余物", item.remains),
        ("代管协议", item.agreement_number),
        ("移交时状态", item.handover_state),
        ("移交时与登记不符之处", item.handover_difference),
        ("签收时不符之处", item.receipt_difference),
        ("终结依据", item.end_reference),
        ("终结说明", item.end_note),
    ]
    return [(label, value) for label, value in said if value]


def _context(item: PropertyItem, reader: User, now: datetime) -> dict[str, Any]:
    return {
        "custody": item.custody.select_related("by", "from_agency", "to_agency"),
        "costs": item.costs.select_related("recorded_by").prefetch_related("files"),
        "total": total_cost(item.costs.all()),
        "photographs": item.photographs.all(),
    }


PROPERTY = Procedure(
    table=TABLE,
    model=PropertyItem,
    argument="item",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    at_rest=AT_REST,
    blank=_blank,
    known=first_values,
    related=WITH,
    details=_details,
    template="property/item.html",
    context=_context,
)
