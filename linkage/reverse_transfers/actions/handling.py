"""The bureau looks at the limitation, takes the penalty up again or finds none due, and answers (法释〔2023〕7号第十二条)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from linkage.accounts.models import User
from linkage.penalties.actions import resume_penalty
from linkage.penalties.queries import unfinished_on
from linkage.penalties.status import Status as PenaltyStatus
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.reverse_transfers import papers
from linkage.reverse_transfers.actions.returning import measured
from linkage.reverse_transfers.limitation import limitation
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.rules import decisions_on
from linkage.reverse_transfers.states import RESULT, TABLE
from linkage.reverse_transfers.status import Origin

BACK_BECAUSE = {
    Origin.POLICE: "公安机关不予立案",
    Origin.NON_PROSECUTION: "检察机关不起诉",
    Origin.JUDGMENT: "人民法院免予刑罚或者判决无罪",
}
WITHDRAWN = "公安机关撤销案件"


def take_up_return(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    conduct_until: date,
    discovered_on: date,
    limitation_ground: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head takes the case up again once the limitation was looked at; what stood still for the police goes on."""
    facts = {
        "conduct_until": conduct_until,
        "discovered_on": discovered_on,
        "limitation_ground": limitation_ground,
    }
    with transaction.atomic(savepoint=False):
        outcome = carry_out(
            TABLE, "take_up_return", returned, by=by, at=at, occurred_at=occurred_at, facts=facts, columns=_counted(facts),
        )  # fmt: skip
        for penalty in unfinished_on(returned.dossier).filter(status=PenaltyStatus.SUSPENDED):
            penalty.dossier = returned.dossier
            resume_penalty(
                penalty=penalty, by=by, at=at, occurred_at=occurred_at, back_because=_why_back(returned),
                back_reference=returned.reference or returned.paper_numbers.get("return_for_penalty", ""),
                opinion="反向移送的案件没有超过追责期限，恢复办理。",
            )  # fmt: skip
    return outcome


def find_none_due(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    none_due_ground: str,
    none_due_reasons: str,
    conduct_until: date,
    discovered_on: date,
    limitation_ground: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head decides that no penalty is due, on one of the grounds of the law, with reasons."""
    counted = {
        "conduct_until": conduct_until,
        "discovered_on": discovered_on,
        "limitation_ground": limitation_ground,
    }
    said = {"none_due_ground": none_due_ground, "none_due_reasons": none_due_reasons}
    return carry_out(
        TABLE, "find_none_due", returned, by=by, at=at, occurred_at=occurred_at, facts={**said, **counted},
        columns={**said, **_counted(counted)}, papers=papers.fill,
    )  # fmt: skip


def report_result(
    *,
    returned: ReverseTransfer,
    by: User,
    at: datetime,
    result: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau writes back to whoever handed over; how promptly is measured from what it decided."""

    def before_entry(doing: Act) -> None:
        if not doing.subject.none_due_at:
            measured(doing, RESULT, _decided_at(returned))

    return carry_out(
        TABLE, "report_result", returned, by=by, at=at, occurred_at=occurred_at,
        facts={"result": result, "served_at": served_at}, columns={"result": result}, papers=papers.fill,
        before_entry=before_entry,
    )  # fmt: skip


def _decided_at(returned: ReverseTransfer) -> datetime | None:
    moments = [at for p in decisions_on(returned) if (at := p.decided_at or p.ended_at) is not None]
    return max(moments, default=None)


def _counted(facts: dict[str, Any]) -> dict[str, Any]:
    """What was counted is kept with the day it led to; days not all stated yet are refused before anything is kept."""
    if not all(facts.values()):
        return {}
    found = limitation(facts["conduct_until"], facts["discovered_on"], facts["limitation_ground"])
    return {**facts, "limitation_day": found.last_day}


def _why_back(returned: ReverseTransfer) -> str:
    origin = Origin(returned.origin)
    withdrawn = origin is Origin.POLICE and "撤销" in returned.grounds
    return WITHDRAWN if withdrawn else BACK_BECAUSE[origin]
