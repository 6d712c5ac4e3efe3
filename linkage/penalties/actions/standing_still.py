"""While the criminal case is with the police a penalty stands still, and goes on when the case has come back (17号第十六条)."""

from datetime import datetime

from django.utils.timezone import localdate

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.dossiers.facing import facing, takes_part
from linkage.dossiers.models import Dossier
from linkage.penalties import papers
from linkage.penalties.models import Penalty
from linkage.penalties.queries import unfinished_on
from linkage.penalties.states import TABLE
from linkage.penalties.status import Status
from linkage.procedure.carrying_out import Outcome, carry_out


def suspend_for_transfer(
    *, penalty: Penalty, by: User, at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """The case went to the police: the ninety days stand still from now on."""
    police = facing(penalty.dossier, Line.POLICE.value, localdate(at))
    told = police if police and takes_part(penalty.dossier, police) else None
    return carry_out(
        TABLE, "suspend_for_transfer", penalty, by=by, at=at, occurred_at=occurred_at,
        columns={"police_agency": told},
    )  # fmt: skip


def suspend_all_for_transfer(
    *, dossier: Dossier, agency: Agency, by: User, at: datetime, occurred_at: datetime | None = None
) -> list[Outcome]:
    """Every penalty of this bureau on the dossier that is not decided stands still; called by the hand-over itself.

    A penalty filed after the moment that the hand-over states stands still from its own last step on.
    """
    found = unfinished_on(dossier).filter(punishing_agency=agency).exclude(status=Status.SUSPENDED)
    outcomes = []
    for penalty in found:
        penalty.dossier = dossier
        since = penalty.status_since
        when = max(occurred_at, since) if occurred_at and since else None
        outcomes.append(suspend_for_transfer(penalty=penalty, by=by, at=at, occurred_at=when))
    return outcomes


def resume_penalty(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    back_because: str,
    back_reference: str,
    opinion: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The head lets it go on; the time with the police is not counted, and the party is told anew what is intended."""
    return carry_out(
        TABLE, "resume_penalty", penalty, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"back_because": back_because, "back_reference": back_reference, "opinion": opinion},
        columns={"intended": "", "notified_at": None, "notified_by": None},
    )  # fmt: skip
