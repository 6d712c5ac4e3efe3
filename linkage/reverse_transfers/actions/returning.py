"""What is no crime, or is not prosecuted or punished as one, comes back (17号第十七、十八条, 法释〔2023〕7号第十二条)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from linkage.accounts.models import User
from linkage.deadlines.running import Begin, extend, planned, start, stop
from linkage.dossiers.facing import takes_part
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.law import Unit
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.carrying_out import Act, Outcome, carry_out, line_of
from linkage.reverse_transfers import papers
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.queries import transfer_of
from linkage.reverse_transfers.rules import ORIGINS, REVIEW
from linkage.reverse_transfers.states import TABLE
from linkage.reverse_transfers.status import ECOLOGY
from linkage.transfers.models import Transfer

JOINING = {ECOLOGY: ParticipationRole.ASSISTING, PROCURATORIAL: ParticipationRole.PROCURATORIAL}


def return_for_penalty(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    grounds: str,
    returned_materials: Sequence[dict[str, str]],
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police hand back what is no crime but calls for a penalty; how promptly is measured from their conclusion."""

    def before_entry(doing: Act) -> None:
        _joins(doing)
        measured(doing, "police_return_for_admin_penalty", doing.subject.concluded_at)

    facts = {"grounds": grounds, "returned_materials": list(returned_materials), "served_at": served_at}
    return carry_out(
        TABLE, "return_for_penalty", returned, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={**_opened("return_for_penalty", returned), "grounds": grounds, "delivered_at": served_at},
        before_entry=before_entry,
    )  # fmt: skip


def begin_penalty_review(
    *, returned: ReverseTransfer, by: User, at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """The procuratorate begins to examine whether a penalty is to be proposed (指引第十二条)."""
    return carry_out(
        TABLE, "begin_penalty_review", returned, by=by, at=at, occurred_at=occurred_at,
        columns=_opened("begin_penalty_review", returned), before_entry=_joins,
    )  # fmt: skip


def extend_penalty_review(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    extended_days: int,
    approver: str,
    reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The chief procurator extends the review of a difficult case; the guide does not say by how much."""

    def before_entry(doing: Act) -> None:
        extend(
            doing.clocks[REVIEW], length=extended_days, unit=Unit.WORKING_DAY, approved_by=f"检察长{approver}",
            reason=reason, at=doing.occurred_at,
        )  # fmt: skip

    return carry_out(
        TABLE, "extend_penalty_review", returned, by=by, at=at, occurred_at=occurred_at,
        facts={"extended_days": extended_days, "approver": approver, "reason": reason}, before_entry=before_entry,
    )  # fmt: skip


def give_penalty_opinion(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    decision_number: str,
    grounds: str,
    measures: str,
    served_at: datetime,
    reply_by: date | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The procuratorate proposes a penalty; the bureau answers by the day the letter names, else within two months."""
    facts = {
        "decision_number": decision_number, "grounds": grounds, "measures": measures, "reply_by": reply_by,
        "served_at": served_at,
    }  # fmt: skip
    return carry_out(
        TABLE, "give_penalty_opinion", returned, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={"grounds": grounds, "reference": decision_number, "reply_by": reply_by, "delivered_at": served_at},
    )  # fmt: skip


def pass_on_judgment(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    judgment_outcome: str,
    court: str,
    judgment_number: str,
    effective_on: date,
    grounds: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """What a court acquitted or exempted is passed on to the bureau with the judgment."""
    facts = {
        "judgment_outcome": judgment_outcome, "court": court, "judgment_number": judgment_number,
        "effective_on": effective_on, "grounds": grounds, "served_at": served_at,
    }  # fmt: skip
    columns = {
        **_opened("pass_on_judgment", returned), "grounds": grounds, "reference": judgment_number, "delivered_at": served_at,
    }  # fmt: skip
    return carry_out(
        TABLE, "pass_on_judgment", returned, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns=columns, before_entry=_joins,
    )  # fmt: skip


def measured(doing: Act, code: str, since: datetime | None) -> None:
    """A duty that began before this matter and ends with this act: how long it took stands among the clocks."""
    if since is None or since > doing.occurred_at:
        return
    agency = doing.agency(doing.row.who.side)
    clocks = planned(doing.subject.dossier, [Begin(code, agency, since)], line_of(doing.table, doing.subject))
    start(clocks)
    stop(clocks, at=doing.occurred_at, act=doing.row.act)
    doing.stopped = [*doing.stopped, *clocks]


def _opened(act: str, returned: ReverseTransfer) -> dict[str, Any]:
    transfer = transfer_of(returned.dossier)
    return {"origin": ORIGINS[act], "concluded_at": concluded_at(transfer) if transfer else None}


def concluded_at(transfer: Transfer) -> datetime | None:
    """When the criminal side came to its last conclusion on this transfer."""
    ends = (
        transfer.declined_at, transfer.reconsideration_decided_at, transfer.withdrawn_at, transfer.non_prosecuted_at,
        transfer.judged_at,
    )  # fmt: skip
    return max((at for at in ends if at is not None), default=None)


def _joins(doing: Act) -> None:
    """Whoever must answer, or watches that it is answered, takes part from now on."""
    dossier = doing.subject.dossier
    for side, role in JOINING.items():
        agency = doing.subject.agency_on(side)
        if not takes_part(dossier, agency):
            take_part(dossier, agency, role, doing.occurred_at)
