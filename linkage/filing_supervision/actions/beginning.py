"""Supervision begins: the bureau suggests it, or the procuratorate takes it up itself; a suggestion can be taken back."""

from collections.abc import Sequence
from datetime import datetime

from linkage.accounts.models import User
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.running import project, stop
from linkage.dossiers.models import Dossier, ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.filing_supervision import papers
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.overdue import filing_is_overdue, proof
from linkage.filing_supervision.states import SUPERVISION_TABLE
from linkage.filing_supervision.status import Ground
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.carrying_out import Act, Outcome, carry_out

RIGHT_TO_SUGGEST = "filing_supervision_suggest_after_reconsider"


def suggest_supervision(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    ground: str,
    background: str,
    reasons: str,
    served_at: datetime,
    materials: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau suggests supervision, with the case's material and the decision or the proof of delay (17号第十二、十三条)."""

    def before_entry(doing: Act) -> None:
        _procuratorate_takes_part(doing)
        _right_was_used(doing)
        doing.evidence = [Attached(i.title, i.sm3, i.sha256) for i in materials]

    facts = {
        "ground": ground, "background": background, "reasons": reasons, "materials": list(materials),
        "served_at": served_at,
    }  # fmt: skip
    return carry_out(
        SUPERVISION_TABLE, "suggest_supervision", supervision, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={
            "ground": ground, "reasons": reasons, "overdue": _proof(supervision, ground, occurred_at or at),
        },
        papers=papers.fill, before_entry=before_entry,
    )  # fmt: skip


def take_up_supervision(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    ground: str,
    finding_reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The procuratorate itself finds that the police should have decided or filed (检察规则第五百五十九条)."""
    return carry_out(
        SUPERVISION_TABLE, "take_up_supervision", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"ground": ground, "finding_reason": finding_reason},
        columns={
            "ground": ground, "reasons": finding_reason,
            "overdue": _proof(supervision, ground, occurred_at or at),
        },
        before_entry=_procuratorate_takes_part,
    )  # fmt: skip


def withdraw_suggestion(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    withdrawal_reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau takes its suggestion back before it was accepted."""
    return carry_out(
        SUPERVISION_TABLE, "withdraw_suggestion", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"withdrawal_reason": withdrawal_reason}, columns={"withdrawal_reason": withdrawal_reason},
    )  # fmt: skip


def _proof(supervision: FilingSupervision, ground: str, at: datetime) -> list[dict[str, str]]:
    return proof(filing_is_overdue(supervision.dossier, at), at) if ground == Ground.OVERDUE else []


def _procuratorate_takes_part(doing: Act) -> None:
    agency = doing.agency(PROCURATORIAL)
    take_part(doing.subject.dossier, agency, ParticipationRole.PROCURATORIAL, doing.occurred_at)


def _right_was_used(doing: Act) -> None:
    """The bureau's right to suggest, a clock of the case itself, ends with its use: it must not lapse as if unused."""
    dossier = doing.subject.dossier
    used = list(
        Clock.objects.filter(dossier=dossier, line="", code=RIGHT_TO_SUGGEST, state=ClockState.RUNNING)
    )
    if not used:
        return
    stop(used, at=doing.occurred_at, act=doing.row.act)
    doing.stopped = [*doing.stopped, *used]
    changes = project(dossier, "")
    Dossier.objects.filter(pk=dossier.pk).update(**changes)
    for name, value in changes.items():
        setattr(dossier, name, value)
