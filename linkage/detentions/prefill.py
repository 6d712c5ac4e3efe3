"""What the record already knows, as first values of a form. A suggestion: whoever acts may change it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.detentions.facts import EVIDENCE, OTHER, PENALTY, PROPERTY, REPORT
from linkage.detentions.models import DetentionTransfer
from linkage.evidence.models import MaterialClass
from linkage.evidence.queries import standing
from linkage.law.transitions import Transition
from linkage.penalties.queries import decided_on
from linkage.property.queries import unsettled

KIND_OF_CLASS = {
    MaterialClass.INVESTIGATION_REPORT: REPORT,
    MaterialClass.RECORDS: EVIDENCE,
    MaterialClass.MEDIA: EVIDENCE,
    MaterialClass.REPORTS: EVIDENCE,
    MaterialClass.PROPERTY_LIST: PROPERTY,
    MaterialClass.OTHER: OTHER,
}
"""The classes of 17号第六条 as those of 853号第十一条."""


def first_values(row: Transition, detention: DetentionTransfer, by: User, now: datetime) -> dict[str, Any]:
    """Values for the facts this row asks; a fact nothing is known of is left out."""
    filled = {name: FILLED_BY[name](detention, by, now) for name in row.asks if name in FILLED_BY}
    return {name: value for name, value in filled.items() if value not in (None, "", [])}


def _case(detention: DetentionTransfer) -> Any:
    return getattr(detention.dossier, "case", None)


def conduct_until(detention: DetentionTransfer, by: User, now: datetime) -> Any:
    """As stated before, or as entered with the case."""
    case = _case(detention)
    return detention.conduct_until or (case.conduct_until if case else None)


def brief(detention: DetentionTransfer, by: User, now: datetime) -> str:
    """The facts as entered with the case."""
    case = _case(detention)
    return case.summary if case else ""


def materials(detention: DetentionTransfer, by: User, now: datetime) -> str:
    """The standing material, the decided penalties, and 无 for what does not exist in this case."""
    own, dossier = detention.sending_agency.short_name, detention.dossier
    rows = [
        (KIND_OF_CLASS[MaterialClass(item.material_class)], item.title, f"{item.copies}份", own)
        for item in standing(dossier)
        if item.material_class in KIND_OF_CLASS
    ]
    rows += [(PENALTY, f"行政处罚决定书（{one.decision_number}）", "1份", own) for one in decided_on(dossier)]
    case = _case(detention)
    if case and case.penalty_number and not any(kind == PENALTY for kind, *_ in rows):
        rows.append((PENALTY, f"行政处罚决定书（{case.penalty_number}）", "1份", own))
    rows += [(PROPERTY, item.name, "1份", own) for item in unsettled(dossier)]
    named = {kind for kind, *_ in rows}
    rows += [(kind, "无", "0", own) for kind in (PROPERTY, OTHER) if kind not in named]
    return "\n".join("｜".join(row) for row in rows)


def execution(detention: DetentionTransfer, by: User, now: datetime) -> str:
    """The usual words."""
    return f"由{detention.receiving_agency.name}送拘留所执行。"


def remedies(detention: DetentionTransfer, by: User, now: datetime) -> str:
    """The usual words (行政复议法第二十条, 行政诉讼法第四十六条)."""
    return "不服本决定的，可以自收到决定书之日起六十日内申请行政复议，或者自收到之日起六个月内提起行政诉讼。"


def circumstances(detention: DetentionTransfer, by: User, now: datetime) -> str:
    """What was stated before; the police may find otherwise."""
    said: str = detention.decision_facts.get("conduct", {}).get("circumstances", "")
    return said


def accepting_unit(detention: DetentionTransfer, by: User, now: datetime) -> str:
    """The agency itself."""
    return detention.receiving_agency.name


FILLED_BY: dict[str, Callable[[DetentionTransfer, User, datetime], Any]] = {
    function.__name__: function
    for function in (conduct_until, brief, materials, execution, remedies, circumstances, accepting_unit)
}
