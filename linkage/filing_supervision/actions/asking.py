"""Reasons are demanded, given, and judged (检察规则第五百六十至五百六十二条; 刑事程序规定第一百八十二条)."""

from datetime import datetime

from linkage.accounts.models import User
from linkage.filing_supervision import papers
from linkage.filing_supervision.facts import VALID
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.states import SUPERVISION_TABLE
from linkage.procedure.carrying_out import Outcome, carry_out


def demand_reasons(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    demand: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police must say within seven days why they did not file (检察规则第五百六十条)."""
    return carry_out(
        SUPERVISION_TABLE, "demand_reasons", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"demand": demand, "served_at": served_at},
        columns={"demand": demand, "demand_received_at": served_at}, papers=papers.fill,
    )  # fmt: skip


def demand_overdue_reasons(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    demand: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police must say within seven days why they have not decided (检察规则第五百六十二条)."""
    return carry_out(
        SUPERVISION_TABLE, "demand_overdue_reasons", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"demand": demand, "served_at": served_at},
        columns={"demand": demand, "demand_received_at": served_at}, papers=papers.fill,
    )  # fmt: skip


def explain_reasons(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    situation: str,
    grounds: str,
    statement: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police state situation, grounds and reasons in writing (刑事程序规定第一百八十二条第一款)."""
    return carry_out(
        SUPERVISION_TABLE, "explain_reasons", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"situation": situation, "grounds": grounds, "statement": statement, "served_at": served_at},
        columns={"statement": statement}, papers=papers.fill,
    )  # fmt: skip


def find_reasons_valid(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    finding: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The reasons hold; the bureau is to be told within ten days (检察规则第五百六十一条第二款)."""
    return carry_out(
        SUPERVISION_TABLE, "find_reasons_valid", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"finding": finding}, columns={"finding": finding, "result": VALID},
    )  # fmt: skip


def reply_reasons_valid(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau is told that the reasons hold, and why."""
    return carry_out(
        SUPERVISION_TABLE, "reply_reasons_valid", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"served_at": served_at}, papers=papers.fill,
    )  # fmt: skip
