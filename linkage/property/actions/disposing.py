"""What cannot be kept: temporary disposal and its costs, what spoils, what goes to the government (17号第十条, 310号第四条)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from linkage.accounts.models import User
from linkage.dossiers.facing import takes_part
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.law.transitions import RECEIVING, SENDING
from linkage.procedure.carrying_out import Act, Outcome
from linkage.property.actions.keeping import Hands, do
from linkage.property.models import DisposalCost, PropertyItem


def dispose_temporarily(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    disposal_plan: str,
    disposer: str,
    contract_number: str,
    disposal_place: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Dangerous or harmful items are disposed of by the bureau before the case is decided."""
    plan = {"disposal_plan": disposal_plan, "disposer": disposer, "contract_number": contract_number}
    return do(
        "dispose_temporarily", item, {**plan, "disposal_place": disposal_place}, by=by, at=at,
        occurred_at=occurred_at, columns=plan, into=Hands(item.agency_on(SENDING), disposer, disposal_place),
        reason="临时处置",
    )  # fmt: skip


def record_disposal_cost(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    cost_quantity: str,
    disposer: str,
    contract_number: str,
    voucher_number: str,
    amount: Decimal,
    cost_files: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """One payment with its contract and voucher."""
    facts = {
        "cost_quantity": cost_quantity, "disposer": disposer, "contract_number": contract_number,
        "voucher_number": voucher_number, "amount": amount, "cost_files": list(cost_files),
    }  # fmt: skip

    def also(doing: Act) -> None:
        cost = DisposalCost(
            item=doing.subject, quantity=cost_quantity, disposer=disposer, contract_number=contract_number,
            voucher_number=voucher_number, amount=amount, recorded_at=doing.occurred_at, recorded_by=by,
        )  # fmt: skip
        cost.save(force_insert=True)
        cost.files.set(cost_files)
        doing.evidence = [Attached(one.title, one.sm3, one.sha256) for one in cost_files]

    return do("record_disposal_cost", item, facts, by=by, at=at, occurred_at=occurred_at, also=also)


def finish_disposal(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    disposal_result: str,
    remains: str = "",
    remains_place: str = "",
    remains_keeper: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The disposal is done; a retained sample or remainder stays in custody."""
    facts = _left(remains, remains_place, remains_keeper)
    return do(
        "finish_disposal", item, {"disposal_result": disposal_result, **facts}, by=by, at=at,
        occurred_at=occurred_at, columns={"disposal_result": disposal_result, "remains": remains},
        into=_hands_of_remains(item, facts), reason="临时处置后的剩余物",
    )  # fmt: skip


def treat_perishable(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    spoils: str,
    treatment: str,
    remains: str = "",
    remains_place: str = "",
    remains_keeper: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """What spoils is treated after evidence of it was kept (310号第四条)."""
    facts = _left(remains, remains_place, remains_keeper)
    return do(
        "treat_perishable", item, {"spoils": spoils, "treatment": treatment, **facts}, by=by, at=at,
        occurred_at=occurred_at, columns={"disposal_result": treatment, "remains": remains},
        into=_hands_of_remains(item, facts), reason="留证处理后的剩余物",
    )  # fmt: skip


def report_to_government(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    government: str,
    ground: str,
    ground_reasons: str,
    suggestion: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Nobody answers for it, or can, or the bureau cannot: the government of the place disposes of it; the police get a copy."""

    def joins(doing: Act) -> None:
        dossier, police = doing.subject.dossier, doing.subject.agency_on(RECEIVING)
        if not takes_part(dossier, police):
            take_part(dossier, police, ParticipationRole.ASSISTING, doing.occurred_at)

    facts = {
        "government": government, "ground": ground, "ground_reasons": ground_reasons, "suggestion": suggestion,
    }  # fmt: skip
    return do("report_to_government", item, facts, by=by, at=at, occurred_at=occurred_at, also=joins)


def record_government_disposal(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    government_disposer: str,
    disposal_result: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The government has disposed of it."""
    return do(
        "record_government_disposal", item,
        {"government_disposer": government_disposer, "disposal_result": disposal_result}, by=by, at=at,
        occurred_at=occurred_at, columns={"disposal_result": disposal_result, "end_note": disposal_result},
        into=Hands(None, government_disposer), reason="政府处置",
    )  # fmt: skip


def resume_custody(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    to_place: str,
    to_keeper: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The government did not; somebody goes on keeping it."""
    return do(
        "resume_custody", item, {"to_place": to_place, "to_keeper": to_keeper, "reason": reason}, by=by, at=at,
        occurred_at=occurred_at, into=Hands(item.agency_on(SENDING), to_keeper, to_place), reason=reason,
    )  # fmt: skip


def _left(remains: str, place: str, keeper: str) -> dict[str, Any]:
    return {"remains": remains, "remains_place": place, "remains_keeper": keeper}


def _hands_of_remains(item: PropertyItem, facts: dict[str, Any]) -> Hands | None:
    """Without remains custody stays where it ended: with whoever disposed of the item."""
    if not facts["remains"]:
        return None
    return Hands(item.agency_on(SENDING), facts["remains_keeper"], facts["remains_place"])
