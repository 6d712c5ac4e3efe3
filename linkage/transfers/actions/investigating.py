"""The special team's own report: material of the second class of a transfer (17号第六条第二项)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from linkage.accounts.models import User
from linkage.procedure.carrying_out import Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE


def write_investigation_report(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    discovery: str,
    suspect_details: str,
    established_facts: str,
    report_evidence: Sequence[Mapping[str, str]],
    provisions: str,
    unit_crime: str,
    intent: str,
    suggestion: str,
    unit_crime_signs: Sequence[str] = (),
    fault_signs: Sequence[str] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """Who, what, by which evidence, under which provisions; whether a unit's crime, and with what intent."""
    facts = {
        "discovery": discovery, "suspect_details": suspect_details, "established_facts": established_facts,
        "report_evidence": list(report_evidence), "provisions": provisions, "unit_crime_signs": list(unit_crime_signs),
        "unit_crime": unit_crime, "fault_signs": list(fault_signs), "intent": intent, "suggestion": suggestion,
    }  # fmt: skip
    return carry_out(
        TABLE, "write_investigation_report", transfer, by=by, at=at, occurred_at=occurred_at, facts=facts,
        papers=papers.fill,
    )  # fmt: skip
