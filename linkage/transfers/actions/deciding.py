"""The police decide: file, decline, withdraw, and tell everyone who must be told; the longer tiers of the review."""

from datetime import datetime

from linkage.accounts.models import User
from linkage.deadlines.running import running_clocks, stop
from linkage.detentions.police_rules import TERMS as DETENTION_TERMS
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE


def use_seven_days(
    *, transfer: Transfer, by: User, at: datetime, reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """A criminal clue must be checked: seven days in all from acceptance (17号第九条)."""
    return carry_out(
        TABLE, "use_seven_days", transfer, by=by, at=at, occurred_at=occurred_at, facts={"reason": reason}
    )


def use_thirty_days(
    *, transfer: Transfer, by: User, at: datetime, reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """A major, difficult or complex case: thirty days in all, approved by the head (17号第九条)."""
    return carry_out(
        TABLE, "use_thirty_days", transfer, by=by, at=at, occurred_at=occurred_at, facts={"reason": reason},
        papers=papers.fill,
    )  # fmt: skip


def file_case(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    charge: str,
    police_case_number: str,
    handling_unit: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head decides to file; the notice is due within three days (17号第九条)."""
    facts = {"charge": charge, "police_case_number": police_case_number, "handling_unit": handling_unit}
    decided = {"charge": charge, "handling_unit": handling_unit, "filed_on": papers.day(occurred_at or at)}
    return carry_out(
        TABLE, "file_case", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill, facts=facts,
        columns={"police_case_number": police_case_number, "decision_facts": decided},
    )  # fmt: skip


def file_from_detention(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    charge: str,
    police_case_number: str,
    handling_unit: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """What was transferred for detention is a crime: the head files, without a second transfer (行政案件程序规定第六十五条)."""
    facts = {"charge": charge, "police_case_number": police_case_number, "handling_unit": handling_unit}
    decided = {"charge": charge, "handling_unit": handling_unit, "filed_on": papers.day(occurred_at or at)}

    def end_the_term_of_detention(doing: Act) -> None:
        running = [c for code, c in running_clocks(transfer.dossier).items() if code in DETENTION_TERMS]
        stop(running, at=doing.occurred_at, act=doing.row.act)
        doing.stopped = [*doing.stopped, *running]

    return carry_out(
        TABLE, "file_from_detention", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill, facts=facts,
        columns={"charge": charge, "police_case_number": police_case_number, "decision_facts": decided},
        before_entry=end_the_term_of_detention,
    )  # fmt: skip


def serve_filing_notice(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    property_requirements: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Serve the filing notice, with a copy to the procuratorate; the hand-over of property begins to run (17号第九、十条)."""
    return carry_out(
        TABLE, "serve_filing_notice", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"property_requirements": property_requirements, "served_at": served_at},
    )  # fmt: skip


def hand_over_property(
    *, transfer: Transfer, by: User, at: datetime, handover_note: str, occurred_at: datetime | None = None
) -> Outcome:
    """Property and related material are handed over within three days of the notice (17号第十条)."""
    return carry_out(
        TABLE, "hand_over_property", transfer, by=by, at=at, occurred_at=occurred_at,
        facts={"handover_note": handover_note},
    )  # fmt: skip


def decline_to_file(
    *, transfer: Transfer, by: User, at: datetime, reasons: str, occurred_at: datetime | None = None
) -> Outcome:
    """The head decides not to file, with reasons; notice and file go back within three days (17号第九条)."""
    return carry_out(
        TABLE, "decline_to_file", transfer, by=by, at=at, occurred_at=occurred_at, facts={"reasons": reasons},
        columns={"decision_reasons": reasons},
    )  # fmt: skip


def serve_no_filing_notice(
    *, transfer: Transfer, by: User, at: datetime, served_at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """Serve the notice with reasons and return the file; three working days for reconsideration begin (17号第九、十一条)."""
    return carry_out(
        TABLE, "serve_no_filing_notice", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"served_at": served_at}, columns={"decision_facts": {"notice_served_at": papers.iso(served_at)}},
    )  # fmt: skip


def withdraw_case(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    ground: str,
    reasons: str,
    suggests_penalty: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head withdraws the case on a ground of law; notice is due within three days (17号第九条)."""
    return carry_out(
        TABLE, "withdraw_case", transfer, by=by, at=at, occurred_at=occurred_at,
        facts={"ground": ground, "reasons": reasons, "suggests_penalty": suggests_penalty},
        columns={
            "decision_reasons": reasons,
            "decision_facts": {"ground": ground, "suggests_penalty": suggests_penalty},
        },
    )  # fmt: skip


def serve_withdrawal_notice(
    *, transfer: Transfer, by: User, at: datetime, served_at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """Serve the withdrawal notice with reasons and return the file (17号第九条)."""
    return carry_out(
        TABLE, "serve_withdrawal_notice", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"served_at": served_at},
    )  # fmt: skip
