"""复议 of a decision not to file: applied for by the bureau, decided by the police that made it (17号第十一条)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from linkage.accounts.models import User
from linkage.procedure.carrying_out import Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE


def apply_for_reconsideration(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    reasons: str,
    grounds_evidence: Sequence[Mapping[str, str]],
    request: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Apply within three working days of receiving the notice (17号第十一条; 310号 says three days)."""
    facts = {
        "reasons": reasons,
        "grounds_evidence": list(grounds_evidence),
        "request": request,
        "served_at": served_at,
    }
    decided = {**transfer.decision_facts, "application_served_at": papers.iso(served_at)}
    return carry_out(
        TABLE, "apply_for_reconsideration", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts=facts, columns={"decision_facts": decided},
    )  # fmt: skip


def overturn(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    reasons: str,
    charge: str,
    police_case_number: str,
    handling_unit: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """On reconsideration the police file the case after all (17号第十一条)."""
    facts = {
        "reasons": reasons,
        "charge": charge,
        "police_case_number": police_case_number,
        "handling_unit": handling_unit,
        "served_at": served_at,
    }
    decided = {
        **transfer.decision_facts,
        "charge": charge,
        "handling_unit": handling_unit,
        "filed_on": papers.day(occurred_at or at),
    }
    return carry_out(
        TABLE, "overturn", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill, facts=facts,
        columns={
            "decision_facts": decided,
            "police_case_number": police_case_number,
            "filed_at": occurred_at or at,
            "filed_by": by,
        },
    )  # fmt: skip


def uphold(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    reasons: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The decision not to file stands; filing supervision remains (17号第十一、十二条)."""
    return carry_out(
        TABLE, "uphold", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"reasons": reasons, "served_at": served_at}, columns={"decision_reasons": reasons},
    )  # fmt: skip
