"""Notice, decision, service, execution: the bureau's own road through a penalty."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.deadlines.running import extend
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.law.limits import Unit
from linkage.penalties.actions.entering import kinds_of
from linkage.penalties.models import Penalty
from linkage.penalties.rules import DECISION_CLOCK
from linkage.penalties.states import TABLE
from linkage.procedure.carrying_out import Act, Outcome, carry_out

EXTENSION_DAYS = 30


def notify_penalty(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    intended: str,
    hearing: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The party is told the facts, the reasons and what is intended, and whether it may ask for a hearing."""
    return carry_out(
        TABLE, "notify_penalty", penalty, by=by, at=at, occurred_at=occurred_at,
        facts={"intended": intended, "hearing": hearing}, columns={"intended": intended},
    )  # fmt: skip


def extend_penalty_term(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    extension_ground: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Thirty days more: by the head, and once again after collective discussion (MEMORY)."""

    def lengthen(doing: Act) -> None:
        extend(
            doing.clocks[DECISION_CLOCK], length=EXTENSION_DAYS, unit=Unit.NATURAL_DAY,
            approved_by=f"{by.name}（{extension_ground}）", reason=reason, at=doing.occurred_at,
        )  # fmt: skip

    return carry_out(
        TABLE, "extend_penalty_term", penalty, by=by, at=at, occurred_at=occurred_at,
        facts={"extension_ground": extension_ground, "reason": reason}, before_entry=lengthen,
    )  # fmt: skip


def decide_penalty(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    penalty_kinds: Sequence[str],
    decision_number: str,
    decision_files: Iterable[EvidenceItem],
    fine_yuan: Decimal | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head decides; the day of the decision is the day of the act, and service is due in seven working days."""
    files, number = list(decision_files), decision_number.strip()

    def attach(doing: Act) -> None:
        doing.evidence = [Attached(one.title, one.sm3, one.sha256) for one in files]

    return carry_out(
        TABLE, "decide_penalty", penalty, by=by, at=at, occurred_at=occurred_at, before_entry=attach,
        facts={
            "penalty_kinds": list(penalty_kinds), "fine_yuan": fine_yuan, "decision_number": number,
            "decision_files": files,
        },
        columns={
            "penalty_kinds": kinds_of(penalty_kinds), "fine_yuan": fine_yuan, "decision_number": number,
            "decided_on": localdate(occurred_at or at),
        },
    )  # fmt: skip


def decide_no_penalty(
    *, penalty: Penalty, by: User, at: datetime, no_penalty_reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """The head decides that there is no penalty, with facts, reasons and provision."""
    return carry_out(
        TABLE, "decide_no_penalty", penalty, by=by, at=at, occurred_at=occurred_at,
        facts={"no_penalty_reason": no_penalty_reason}, columns={"ending_reason": no_penalty_reason},
    )  # fmt: skip


def serve_penalty(
    *, penalty: Penalty, by: User, at: datetime, served_on: date, occurred_at: datetime | None = None
) -> Outcome:
    """The decision is served, and takes effect with its service (行政处罚法第六十一条)."""
    return carry_out(
        TABLE, "serve_penalty", penalty, by=by, at=at, occurred_at=occurred_at, facts={"served_on": served_on},
        columns={"served_on": served_on, "effective_on": served_on},
    )  # fmt: skip


def record_execution(
    *, penalty: Penalty, by: User, at: datetime, execution: str, occurred_at: datetime | None = None
) -> Outcome:
    """What was carried out, each time beneath what was recorded before."""
    so_far = "\n".join(part for part in (penalty.execution, execution) if part)
    return carry_out(
        TABLE, "record_execution", penalty, by=by, at=at, occurred_at=occurred_at, facts={"execution": execution},
        columns={"execution": so_far},
    )  # fmt: skip


def close_penalty(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    ending: str,
    ending_note: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """Everything was carried out, or the execution has ended for a reason."""
    return carry_out(
        TABLE, "close_penalty", penalty, by=by, at=at, occurred_at=occurred_at,
        facts={"ending": ending, "ending_note": ending_note},
        columns={"ending_reason": "：".join(part for part in (ending, ending_note) if part)},
    )  # fmt: skip


def withdraw_penalty(
    *, penalty: Penalty, by: User, at: datetime, reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """What was filed or decided in error is withdrawn by the head, with reasons; it counts as no penalty any more."""
    return carry_out(
        TABLE, "withdraw_penalty", penalty, by=by, at=at, occurred_at=occurred_at, facts={"reason": reason},
        columns={"ending_reason": reason},
    )  # fmt: skip
