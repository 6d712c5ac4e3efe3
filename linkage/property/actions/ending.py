"""How property comes to its end: returned, confiscated, destroyed, used up, or with the case to procuratorate and court."""

from datetime import datetime

from linkage.accounts.models import User
from linkage.law.transitions import PROCURATORIAL, SENDING
from linkage.procedure.carrying_out import Outcome
from linkage.property.actions.keeping import Hands, do
from linkage.property.models import PropertyItem


def return_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    decision_number: str,
    recipient: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau lifts its measure and gives the item back."""
    return _give_back("return_property", item, decision_number, recipient, reason, by, at, occurred_at)


def release_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    decision_number: str,
    recipient: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police lift the measure: the item has nothing to do with the case."""
    return _give_back("release_property", item, decision_number, recipient, reason, by, at, occurred_at)


def release_on_non_prosecution(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    decision_number: str,
    recipient: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Who is not prosecuted gets it back at the same time (刑事诉讼法第一百七十七条第三款)."""
    return _give_back(
        "release_on_non_prosecution", item, decision_number, recipient, reason, by, at, occurred_at
    )


def confiscate_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    decision_number: str,
    recipient: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau's penalty decision confiscates it."""
    return do(
        "confiscate_property", item, {"decision_number": decision_number, "recipient": recipient}, by=by, at=at,
        occurred_at=occurred_at, columns={"end_reference": decision_number}, into=Hands(None, recipient),
        reason="没收",
    )  # fmt: skip


def destroy_property(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    decision_number: str,
    method: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """What may not be kept or sold is destroyed, before witnesses."""
    return do(
        "destroy_property", item, {"decision_number": decision_number, "method": method}, by=by, at=at,
        occurred_at=occurred_at, columns={"end_reference": decision_number, "end_note": method},
        into=Hands(None, "已销毁"), reason="销毁",
    )  # fmt: skip


def finish_property(
    *, item: PropertyItem, by: User, at: datetime, closing_note: str, occurred_at: datetime | None = None
) -> Outcome:
    """Nothing of it is left that anybody would have to keep."""
    return do(
        "finish_property", item, {"closing_note": closing_note}, by=by, at=at, occurred_at=occurred_at,
        columns={"end_note": closing_note}, into=Hands(None, "已处置终结"), reason="处置终结",
    )  # fmt: skip


def accompany_case(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    list_number: str,
    to_place: str,
    to_keeper: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """It goes with the case to the procuratorate."""
    procuratorate = item.agency_on(PROCURATORIAL)
    return do(
        "accompany_case", item, {"list_number": list_number, "to_place": to_place, "to_keeper": to_keeper}, by=by,
        at=at, occurred_at=occurred_at, columns={"procuratorial_agency": procuratorate},
        into=Hands(procuratorate, to_keeper, to_place), reason=f"随案移送（{list_number}）",
    )  # fmt: skip


def pass_to_bureau(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    opinion_number: str,
    to_place: str,
    to_keeper: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Not prosecuted, but to be confiscated: by procuratorial opinion to the competent authority."""
    return do(
        "pass_to_bureau", item, {"opinion_number": opinion_number, "to_place": to_place, "to_keeper": to_keeper},
        by=by, at=at, occurred_at=occurred_at,
        columns={"receiving_agency": None, "procuratorial_agency": None},
        into=Hands(item.agency_on(SENDING), to_keeper, to_place), reason=f"检察意见（{opinion_number}）",
    )  # fmt: skip


def record_court_disposal(
    *,
    item: PropertyItem,
    by: User,
    at: datetime,
    judgment_number: str,
    court_disposal: str,
    recipient: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The judgment said what becomes of it, and so it was done."""
    return do(
        "record_court_disposal", item,
        {"judgment_number": judgment_number, "court_disposal": court_disposal, "recipient": recipient}, by=by,
        at=at, occurred_at=occurred_at, columns={"end_reference": judgment_number, "end_note": court_disposal},
        into=Hands(None, recipient), reason="依裁判处理",
    )  # fmt: skip


def _give_back(
    act: str,
    item: PropertyItem,
    decision_number: str,
    recipient: str,
    reason: str,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
) -> Outcome:
    return do(
        act, item, {"decision_number": decision_number, "recipient": recipient, "reason": reason}, by=by, at=at,
        occurred_at=occurred_at, columns={"end_reference": decision_number, "end_note": reason},
        into=Hands(None, recipient), reason=reason,
    )  # fmt: skip
