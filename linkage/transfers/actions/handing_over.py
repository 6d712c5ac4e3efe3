"""The bureau's side: verify, report, approve or refuse, hand over, correct, supplement, conclude."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from linkage.accounts.models import User
from linkage.dossiers.models import Participation, ParticipationRole
from linkage.evidence.actions import attached, seal_items
from linkage.penalties.actions import suspend_all_for_transfer
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.transfers import papers
from linkage.transfers.models import TeamMember, Transfer
from linkage.transfers.states import TABLE


def assign_team(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    members: Sequence[User],
    occurred_at: datetime | None = None,
) -> Outcome:
    """Appoint the team of two or more that verifies the case (310号第五条第一款)."""

    def team(doing: Act) -> None:
        TeamMember.objects.bulk_create(
            TeamMember(transfer=transfer, user=user, assigned_at=doing.occurred_at) for user in members
        )

    return carry_out(
        TABLE, "assign_team", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"members": list(members)}, before_entry=team,
    )  # fmt: skip


def report(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    verification: str,
    charge: str,
    provisions: str,
    condition_lawful: str,
    condition_evidence: str,
    suggestion: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The team's written report with its view on the two conditions (17号第五条)."""
    facts = {
        "verification": verification,
        "charge": charge,
        "provisions": provisions,
        "condition_lawful": condition_lawful,
        "condition_evidence": condition_evidence,
        "suggestion": suggestion,
    }
    return carry_out(
        TABLE, "report", transfer, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={
            "charge": charge,
            "provisions": provisions,
            "conditions_met": condition_lawful == condition_evidence == "符合",
        },
    )  # fmt: skip


def approve(
    *, transfer: Transfer, by: User, at: datetime, team_opinion: str = "", occurred_at: datetime | None = None
) -> Outcome:
    """The head approves within three days; the twenty-four hours for the hand-over begin (17号第五、六条)."""
    return carry_out(
        TABLE, "approve", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"team_opinion": team_opinion},
    )  # fmt: skip


def refuse(
    *, transfer: Transfer, by: User, at: datetime, refusal_reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """The head does not approve; the reasons go on record (310号第五条第二款).

    What was not transferred is for the procuratorate of the same level to consult (17号第十四条): it takes part from now on.
    """

    def let_the_procuratorate_see(doing: Act) -> None:
        join(transfer, {ParticipationRole.PROCURATORIAL: transfer.procuratorate_id}, doing.occurred_at)

    return carry_out(
        TABLE, "refuse", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"refusal_reason": refusal_reason}, columns={"decision_reasons": refusal_reason},
        before_entry=let_the_procuratorate_see,
    )  # fmt: skip


def verify_again(
    *, transfer: Transfer, by: User, at: datetime, reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """New facts or evidence: the same team verifies again. Platform design, no article prescribes the step."""
    return carry_out(
        TABLE, "verify_again", transfer, by=by, at=at, occurred_at=occurred_at, facts={"reason": reason}
    )


@transaction.atomic(savepoint=False)
def submit(
    *, transfer: Transfer, by: User, at: datetime, served_at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """Hand the seven classes of material to the police of the same level, with a copy to the procuratorate (17号第六条).

    The bureau's penalties on this dossier that are not decided stand still from the same moment on (17号第十六条).
    """

    def hand_over(doing: Act) -> None:
        doing.evidence = attached(seal_items(dossier=transfer.dossier, at=doing.occurred_at))
        join(transfer, {ParticipationRole.RECEIVING: transfer.receiving_agency_id,
                        ParticipationRole.PROCURATORIAL: transfer.procuratorate_id}, doing.occurred_at)  # fmt: skip

    outcome = carry_out(
        TABLE, "submit", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"served_at": served_at}, before_entry=hand_over,
    )  # fmt: skip
    suspend_all_for_transfer(
        dossier=transfer.dossier, agency=transfer.sending_agency, by=by, at=at, occurred_at=occurred_at
    )
    return outcome


def correct(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    outcome: str,
    corrected: Sequence[Mapping[str, str]] = (),
    objective_reason: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """Correct the materials within three days, or explain in writing why it cannot be done (17号第八条)."""
    return carry_out(
        TABLE, "correct", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"outcome": outcome, "corrected": list(corrected), "objective_reason": objective_reason},
    )  # fmt: skip


def report_investigation(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    results: str,
    unable_reason: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """Report the result of the supplementary investigation promptly (17号第八条)."""
    return carry_out(
        TABLE, "report_investigation", transfer, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"results": results, "unable_reason": unable_reason},
    )  # fmt: skip


def conclude(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    disposition: str,
    disposition_number: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Back to administrative handling: nothing ends without a disposition (17号第十七条, 行政处罚法第二十七条)."""
    return carry_out(
        TABLE, "conclude", transfer, by=by, at=at, occurred_at=occurred_at,
        facts={"disposition": disposition, "disposition_number": disposition_number},
    )  # fmt: skip


def join(transfer: Transfer, agencies: Mapping[str, int], since: datetime) -> None:
    """These agencies take part from now on; one already taking part stays as it is."""
    Participation.objects.bulk_create(
        [
            Participation(dossier=transfer.dossier, agency_id=a, role=role, since=since)
            for role, a in agencies.items()
        ],
        ignore_conflicts=True,
    )
