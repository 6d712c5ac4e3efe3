"""The joint report, its confirmation with one of four outcomes, and the end of the rights that came with the investigation."""

from datetime import datetime
from functools import partial
from typing import Any

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import leave, take_part
from linkage.evidence.actions import attached
from linkage.investigations.actions.doing import done
from linkage.investigations.models import Investigation, InvestigationMember
from linkage.investigations.status import Status as S
from linkage.procedure.carrying_out import Act, Outcome

POLICE_DECIDE_NEXT = (S.TO_TRANSFER, S.TO_DETENTION)


def report_investigation_result(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """What was found and what shall come of it, once nobody is left out and no task is left open (通知三)."""

    def attach(doing: Act) -> None:
        doing.evidence = attached(facts["report_evidence"])

    return done(
        "report_investigation_result", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={name: facts.get(name) for name in ("findings", "outcome", "outcome_reasons")},
        before_entry=attach,
    )  # fmt: skip


def _confirm(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """The other agency confirms; the team is dissolved, and who has no part in what follows sees the dossier no more."""
    return done(
        act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=_end_rights
    )


def reopen_investigation(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """New facts before anything was handed over: the same team goes on, and the other agency takes part again."""
    return done(
        "reopen_investigation", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"outcome": ""}, before_entry=_give_rights_back,
    )  # fmt: skip


def _end_rights(doing: Act) -> None:
    """The bureau goes on with whatever is not unfounded; the police with a transfer or a detention, as its receiver.

    What ends, ends when it is entered: nobody's reading of yesterday becomes unlawful afterwards.
    """
    investigation: Investigation = doing.subject
    guest, dossier = investigation.guest_agency, investigation.dossier
    investigation.members.filter(until__isnull=True).update(until=doing.occurred_at)
    goes_on = investigation.status != S.UNFOUNDED and guest.line == Line.ECOLOGY
    if not goes_on:
        leave(dossier, [guest], ParticipationRole.ASSISTING, doing.at)
    if investigation.status in POLICE_DECIDE_NEXT and guest.line == Line.POLICE:
        take_part(dossier, guest, ParticipationRole.RECEIVING, doing.at)


def _give_rights_back(doing: Act) -> None:
    investigation: Investigation = doing.subject
    guest, dossier = investigation.guest_agency, investigation.dossier
    last = investigation.members.filter(until=investigation.confirmed_at).values_list("user_id", flat=True)
    InvestigationMember.objects.bulk_create(
        InvestigationMember(investigation=investigation, user_id=pk, since=doing.occurred_at)
        for pk in sorted(set(last))
    )
    leave(dossier, [guest], ParticipationRole.RECEIVING, doing.at)
    take_part(dossier, guest, ParticipationRole.ASSISTING, doing.at)


confirm_transfer = partial(_confirm, "confirm_transfer")
confirm_detention = partial(_confirm, "confirm_detention")
confirm_penalty = partial(_confirm, "confirm_penalty")
confirm_unfounded = partial(_confirm, "confirm_unfounded")
