"""The police file what they had declined or withdrawn, because the procuratorate asked or notified them."""

from datetime import datetime

from linkage.accounts.models import User
from linkage.procedure.carrying_out import Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE


def file_on_notice(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    charge: str,
    police_case_number: str,
    handling_unit: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head decides to file under supervision; the bureau is told within three days (刑事程序规定第一百八十二条)."""
    facts = {"charge": charge, "police_case_number": police_case_number, "handling_unit": handling_unit}
    decided = {"charge": charge, "handling_unit": handling_unit, "filed_on": papers.day(occurred_at or at)}
    return carry_out(
        TABLE, "file_on_notice", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill, facts=facts,
        columns={"police_case_number": police_case_number, "decision_facts": decided},
    )  # fmt: skip
