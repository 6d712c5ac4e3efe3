"""Technical support is called for, promised or declined, delivered and confirmed (17号第二十五条)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from linkage.accounts.models import User
from linkage.consultations import papers
from linkage.consultations.actions.joining import attach, joins
from linkage.consultations.models import TechnicalSupport
from linkage.consultations.states import SUPPORT_TABLE
from linkage.consultations.status import SUPPORTING
from linkage.evidence.models import EvidenceItem
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def request_support(
    *,
    support: TechnicalSupport,
    by: User,
    at: datetime,
    background: str,
    liaison_officers: Sequence[User],
    served_at: datetime,
    site_survey: str = "",
    monitoring: str = "",
    determination: str = "",
    other_support: str = "",
    needed_on: date | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Police or procuratorate call upon the bureau, and say by which day they need it."""
    facts: dict[str, Any] = {
        "background": background, "site_survey": site_survey, "monitoring": monitoring,
        "determination": determination, "other_support": other_support, "needed_on": needed_on,
        "liaison_officers": list(liaison_officers), "served_at": served_at,
    }  # fmt: skip
    columns = {
        "background": background, "items": papers.requested(facts), "needed_on": needed_on, "received_at": served_at,
    }  # fmt: skip

    def before_entry(doing: Act) -> None:
        joins(doing, SUPPORTING)

    return carry_out(
        SUPPORT_TABLE, "request_support", support, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns=columns, papers=papers.fill, before_entry=before_entry,
    )  # fmt: skip


def answer_support(
    *,
    support: TechnicalSupport,
    by: User,
    at: datetime,
    decision: str,
    arrangements: Sequence[dict[str, str]],
    served_at: datetime,
    partly_unable_reason: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau says what it provides and how; the clock runs on until it has been provided."""
    reason = partly_unable_reason if decision == "部分提供" else ""
    return carry_out(
        SUPPORT_TABLE, "answer_support", support, by=by, at=at, occurred_at=occurred_at,
        facts={
            "decision": decision, "arrangements": list(arrangements),
            "partly_unable_reason": partly_unable_reason, "served_at": served_at,
        },
        columns={"arrangements": list(arrangements), "unable_reason": reason}, papers=papers.fill,
    )  # fmt: skip


def decline_support(
    *,
    support: TechnicalSupport,
    by: User,
    at: datetime,
    unable_reason: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau cannot provide it and says why."""
    return carry_out(
        SUPPORT_TABLE, "decline_support", support, by=by, at=at, occurred_at=occurred_at,
        facts={"unable_reason": unable_reason, "served_at": served_at},
        columns={"unable_reason": unable_reason}, papers=papers.fill,
    )  # fmt: skip


def deliver_support(
    *,
    support: TechnicalSupport,
    by: User,
    at: datetime,
    results: str,
    materials: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau has provided it: results, and the files that show them."""
    return carry_out(
        SUPPORT_TABLE, "deliver_support", support, by=by, at=at, occurred_at=occurred_at,
        facts={"results": results, "materials": list(materials)}, columns={"results": results},
        before_entry=attach,
    )  # fmt: skip


def confirm_support_done(
    *,
    support: TechnicalSupport,
    by: User,
    at: datetime,
    evaluation: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The requesting agency has what it needed."""
    return carry_out(
        SUPPORT_TABLE, "confirm_support_done", support, by=by, at=at, occurred_at=occurred_at,
        facts={"evaluation": evaluation}, columns={"evaluation": evaluation},
    )  # fmt: skip


def withdraw_support(
    *,
    support: TechnicalSupport,
    by: User,
    at: datetime,
    withdrawal_reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The requesting agency needs it no longer."""
    return carry_out(
        SUPPORT_TABLE, "withdraw_support", support, by=by, at=at, occurred_at=occurred_at,
        facts={"withdrawal_reason": withdrawal_reason}, columns={"withdrawal_reason": withdrawal_reason},
    )  # fmt: skip
