"""The plan, the agreement of the other agency, the team, and the division of labour."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from linkage.accounts.models import Agency, User
from linkage.clues.actions import pass_on
from linkage.clues.status import Status as ClueStatus
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.investigations.actions.doing import done
from linkage.investigations.division import due_day
from linkage.investigations.models import Investigation, InvestigationMember, InvestigationTask
from linkage.procedure.carrying_out import Act, Outcome

PLAN_COLUMNS = ("aim", "starts_on", "ends_on", "sampling_and_records", "media_rules")


def plan_investigation(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The leading agency plans; the clue ends in the investigation, in which the other takes part (通知三；17号第二十七条)."""

    def begin(doing: Act) -> None:
        pass_on(doing, ClueStatus.INVESTIGATED)
        _keep_plan(doing)
        guest = investigation.guest_agency
        take_part(investigation.dossier, guest, ParticipationRole.ASSISTING, doing.occurred_at)

    return done(
        "plan_investigation", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={name: facts.get(name) for name in PLAN_COLUMNS}, before_entry=begin,
    )  # fmt: skip


def revise_plan(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Until the other agency has agreed, the plan may be changed; it is issued anew."""

    def change(doing: Act) -> None:
        investigation.tasks.all().delete()
        _keep_plan(doing)

    return done(
        "revise_plan", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={name: facts.get(name) for name in PLAN_COLUMNS}, before_entry=change,
    )  # fmt: skip


def agree_plan(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The assisting agency agrees, and says itself which of its people take part."""

    def confirm(doing: Act) -> None:
        _set_members(doing, investigation.assisting_agency, facts["assisting_members"])

    return done(
        "agree_plan", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=confirm
    )


def change_team(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The leading agency changes its own people; who leaves records nothing more."""

    def change(doing: Act) -> None:
        _set_members(doing, investigation.leading_agency, facts["leading_members"])

    return done(
        "change_team", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=change
    )


def assist_change_team(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The assisting agency changes its own people."""

    def change(doing: Act) -> None:
        _set_members(doing, investigation.assisting_agency, facts["assisting_members"])

    return done(
        "assist_change_team", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts,
        before_entry=change,
    )  # fmt: skip


def add_task(
    *, investigation: Investigation, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """A task the plan did not foresee, for either agency."""

    def add(doing: Act) -> None:
        _add_tasks(investigation, facts["new_tasks"])

    return done(
        "add_task", investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=add
    )


def _keep_plan(doing: Act) -> None:
    investigation: Investigation = doing.subject
    _set_members(doing, investigation.leading_agency, doing.facts["leading_members"])
    _set_members(doing, investigation.assisting_agency, doing.facts["assisting_members"])
    _add_tasks(investigation, doing.facts["division"])


def _set_members(doing: Act, agency: Agency, users: Iterable[User]) -> None:
    """From now on these people of the agency, and no others: who stays keeps the day they came."""
    investigation: Investigation = doing.subject
    wanted = {user.pk: user for user in users}
    standing = investigation.members.filter(until__isnull=True, user__agency=agency)
    standing.exclude(user__in=wanted).update(until=doing.occurred_at)
    already = set(standing.values_list("user_id", flat=True))
    InvestigationMember.objects.bulk_create(
        InvestigationMember(investigation=investigation, user=user, since=doing.occurred_at)
        for pk, user in wanted.items()
        if pk not in already
    )


def _add_tasks(investigation: Investigation, lines: Iterable[Mapping[str, str]]) -> None:
    agencies = {a.name: a for a in (investigation.leading_agency, investigation.assisting_agency)}
    InvestigationTask.objects.bulk_create(
        InvestigationTask(
            investigation=investigation,
            agency=agencies[line["agency"]],
            title=line["task"],
            persons=line["persons"],
            due_on=due_day(line["due"], investigation.ends_on),
        )
        for line in lines
    )
