"""After filing: to the procuratorate and back at most twice, prosecution or not, judgment."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from linkage.accounts.models import User
from linkage.deadlines.running import extend
from linkage.law.limits import Unit
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE

REVIEW_EXTENSION_DAYS = 15
"""检察规则第三百五十一条."""


def send_for_prosecution(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    opinion_number: str,
    suspects: str,
    charge: str,
    crime_facts: str,
    main_evidence: str,
    volumes: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Investigation is concluded; the procuratorate has one month (刑事诉讼法第一百六十二条, 检察规则第三百五十一条)."""
    facts = {
        "opinion_number": opinion_number,
        "suspects": suspects,
        "charge": charge,
        "crime_facts": crime_facts,
        "main_evidence": main_evidence,
        "volumes": volumes,
        "served_at": served_at,
    }
    return carry_out(
        TABLE, "send_for_prosecution", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts=facts, columns={"review_extended": False},
    )  # fmt: skip


def return_for_supplement(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    direction: str,
    requirements: str,
    items: Sequence[Mapping[str, str]],
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Back for supplementary investigation: one month, at most twice (17号第十九条, 刑事诉讼法第一百七十五条)."""
    facts = {
        "direction": direction,
        "requirements": requirements,
        "items": list(items),
        "served_at": served_at,
    }
    return carry_out(
        TABLE, "return_for_supplement", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts=facts, columns={"supplement_rounds": transfer.supplement_rounds + 1},
    )  # fmt: skip


def extend_review(
    *, transfer: Transfer, by: User, at: datetime, reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """A major or complex case: fifteen days more, once (检察规则第三百五十一条)."""

    def lengthen(doing: Act) -> None:
        extend(
            doing.clocks["prosecution_review"], length=REVIEW_EXTENSION_DAYS, unit=Unit.NATURAL_DAY,
            approved_by=by.name, reason=reason, at=doing.occurred_at,
        )  # fmt: skip

    return carry_out(
        TABLE, "extend_review", transfer, by=by, at=at, occurred_at=occurred_at, facts={"reason": reason},
        columns={"review_extended": True}, before_entry=lengthen,
    )  # fmt: skip


def prosecute(
    *, transfer: Transfer, by: User, at: datetime, indictment_number: str, occurred_at: datetime | None = None
) -> Outcome:
    """The procuratorate prosecutes (刑事诉讼法第一百七十六条)."""
    return carry_out(
        TABLE, "prosecute", transfer, by=by, at=at, occurred_at=occurred_at,
        facts={"indictment_number": indictment_number},
    )  # fmt: skip


def decide_non_prosecution(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    decision_number: str,
    suspects: str,
    non_prosecution_ground: str,
    reasons: str,
    penalty_opinion: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """No prosecution; the bureau must be told within three days (17号第十八条)."""
    facts = {
        "decision_number": decision_number,
        "suspects": suspects,
        "non_prosecution_ground": non_prosecution_ground,
        "penalty_opinion": penalty_opinion,
    }
    return carry_out(
        TABLE, "decide_non_prosecution", transfer, by=by, at=at, occurred_at=occurred_at,
        facts={**facts, "reasons": reasons}, columns={"decision_reasons": reasons, "decision_facts": facts},
    )  # fmt: skip


def serve_non_prosecution_notice(
    *, transfer: Transfer, by: User, at: datetime, served_at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """Tell the bureau in writing within three days (17号第十八条)."""
    return carry_out(
        TABLE, "serve_non_prosecution_notice", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"served_at": served_at},
    )  # fmt: skip


def record_judgment(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    court: str,
    judgment_number: str,
    judgment_result: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The procuratorate enters the judgment within seven days (17号第三十四条)."""
    facts = {"court": court, "judgment_number": judgment_number, "judgment_result": judgment_result}
    return carry_out(TABLE, "record_judgment", transfer, by=by, at=at, occurred_at=occurred_at, facts=facts)
