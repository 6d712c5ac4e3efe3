"""What the record already knows, as first values of a form. A suggestion: whoever acts may change it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.investigations import division
from linkage.investigations.completeness import class_states
from linkage.investigations.facts import standing_items
from linkage.investigations.models import Conclusion, Investigation, InvestigationRecord
from linkage.investigations.status import ASSISTING, LEADING
from linkage.law.transitions import NEW, Transition


def first_values(row: Transition, investigation: Investigation, by: User, now: datetime) -> dict[str, Any]:
    """Values for the facts this row asks; a fact nothing is known of is left out."""
    filled = {name: FILLED_BY[name](investigation, by, now) for name in row.asks if name in FILLED_BY}
    return {name: value for name, value in filled.items() if value not in (None, "", [])}


def aim(investigation: Investigation, by: User, now: datetime) -> str:
    """What was planned, or the aim of every joint investigation."""
    return investigation.aim or division.AIM


def starts_on(investigation: Investigation, by: User, now: datetime) -> Any:
    """The planned day, or today."""
    return investigation.starts_on or localdate(now)


def ends_on(investigation: Investigation, by: User, now: datetime) -> Any:
    """The planned day; no law gives one."""
    return investigation.ends_on


def leading_members(investigation: Investigation, by: User, now: datetime) -> list[int]:
    """Those who are on the team; at first, whoever makes the plan."""
    return _team(investigation, LEADING) or [by.pk]


def assisting_members(investigation: Investigation, by: User, now: datetime) -> list[int]:
    """Those whom the plan names: the agency itself confirms or changes them."""
    return _team(investigation, ASSISTING)


def division_of_labour(investigation: Investigation, by: User, now: datetime) -> str:
    """The tasks as planned, or as the notice divides them."""
    if investigation.pk is None:
        return division.first_division((investigation.leading_agency, investigation.assisting_agency))
    tasks = investigation.tasks.select_related("agency").order_by("pk")
    return "\n".join(f"{t.agency.name}｜{t.title}｜{t.persons}｜{t.due_on}" for t in tasks)


def sampling_and_records(investigation: Investigation, by: User, now: datetime) -> str:
    """What was planned, or the usual words."""
    return investigation.sampling_and_records or division.SAMPLING


def media_rules(investigation: Investigation, by: User, now: datetime) -> str:
    """What was planned, or the usual words."""
    return investigation.media_rules or division.MEDIA


def investigators(investigation: Investigation, by: User, now: datetime) -> list[int]:
    """The members of one's own agency."""
    members = investigation.members.filter(until__isnull=True, user__agency=by.agency_id)
    return list(members.order_by("pk").values_list("user_id", flat=True))


def place(investigation: Investigation, by: User, now: datetime) -> str:
    """Where the last record was made, or where the case is."""
    last = _last_record(investigation)
    return last.place if last else investigation.dossier.case.place


def longitude(investigation: Investigation, by: User, now: datetime) -> Any:
    """The longitude of the last record."""
    last = _last_record(investigation)
    return last.longitude if last else None


def latitude(investigation: Investigation, by: User, now: datetime) -> Any:
    """The latitude of the last record."""
    last = _last_record(investigation)
    return last.latitude if last else None


def role_class(investigation: Investigation, by: User, now: datetime) -> str:
    """The first class of which something is still missing."""
    return next((state.role.label for state in class_states(investigation) if state.missing), "")


def class_conclusion(investigation: Investigation, by: User, now: datetime) -> str:
    """已查明 where somebody stands in the class that comes first."""
    first = next((state for state in class_states(investigation) if state.missing), None)
    return Conclusion.FOUND.label if first and first.people else ""


def findings(investigation: Investigation, by: User, now: datetime) -> str:
    """What an earlier report said, or the facts as entered with the case."""
    return investigation.findings or investigation.dossier.case.summary


def report_evidence(investigation: Investigation, by: User, now: datetime) -> list[int]:
    """All the standing material."""
    return list(standing_items(investigation).values_list("pk", flat=True))


def outcome(investigation: Investigation, by: User, now: datetime) -> str:
    """What an earlier report proposed."""
    return investigation.outcome


def outcome_reasons(investigation: Investigation, by: User, now: datetime) -> str:
    """What an earlier report said."""
    return investigation.outcome_reasons


def _team(investigation: Investigation, side: str) -> list[int]:
    agency = investigation.agency_on(side)
    if investigation.status == NEW or agency is None:
        return []
    members = investigation.members.filter(until__isnull=True, user__agency=agency)
    return list(members.order_by("pk").values_list("user_id", flat=True))


def _last_record(investigation: Investigation) -> InvestigationRecord | None:
    return investigation.records.order_by("-pk").first()


FILLED_BY: dict[str, Callable[[Investigation, User, datetime], Any]] = {
    "aim": aim,
    "starts_on": starts_on,
    "ends_on": ends_on,
    "leading_members": leading_members,
    "assisting_members": assisting_members,
    "division": division_of_labour,
    "sampling_and_records": sampling_and_records,
    "media_rules": media_rules,
    "investigators": investigators,
    "place": place,
    "longitude": longitude,
    "latitude": latitude,
    "role_class": role_class,
    "class_conclusion": class_conclusion,
    "findings": findings,
    "report_evidence": report_evidence,
    "outcome": outcome,
    "outcome_reasons": outcome_reasons,
}
