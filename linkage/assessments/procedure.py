"""The assessment as a procedure: table, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.assessments import actions, papers
from linkage.assessments.facts import ASKED, FACTS
from linkage.assessments.filling import sourced_facts
from linkage.assessments.models import Assessment
from linkage.assessments.queries import WITH, last_round
from linkage.assessments.showing import Hint, hit_hints, known_hints
from linkage.assessments.stated import first_values
from linkage.assessments.states import TABLE
from linkage.assessments.status import DUTIES, TONES
from linkage.dossiers.models import Dossier
from linkage.law.assessment import Outcome
from linkage.law.transitions import Transition
from linkage.law.wording import moment
from linkage.procedure.procedures import Procedure


def _blank(dossier: Dossier, by: User, now: datetime) -> Assessment:
    return Assessment(dossier=dossier, assessing_agency=by.agency)


def _known(row: Transition, subject: Assessment, by: User, now: datetime) -> dict[str, Any]:
    """What the record says, and what was stated last time where that was not from the record."""
    if row.asks != ASKED:
        return {}
    facts = {name: known.value for name, known in sourced_facts(subject.dossier).items()}
    last = last_round(subject)
    typed = (
        {} if last is None else {n: v for n, v in last.facts.items() if v != _from_record(last.sources, n)}
    )
    return first_values({**facts, **typed})


def _from_record(sources: dict[str, Any], name: str) -> Any:
    known = sources.get(name)
    return known["value"] if known else None


def _hints(row: Transition, subject: Assessment, by: User) -> list[Hint]:
    """Above the form of an assessment what the record fills in; above the decision the clauses it is about."""
    if row.asks == ASKED:
        return known_hints(subject.dossier)
    return hit_hints(subject.dossier) if row.act == "decide_on_assessment" else []


def _details(subject: Assessment, reader: User) -> Sequence[tuple[str, Any]]:
    said: list[tuple[str, Any]] = [
        ("评估机关", subject.assessing_agency.name),
        ("评估结果", f"{Outcome(subject.outcome).label}。{subject.summary}"),
        ("决定", subject.get_decision_display()),
        ("决定理由", subject.decision_reasons),
    ]
    if subject.decided_at and subject.decided_by:
        said.append(("决定人", f"{subject.decided_by.name}，{moment(subject.decided_at)}"))
    return [(label, value) for label, value in said if value]


ASSESSMENT = Procedure(
    table=TABLE,
    model=Assessment,
    argument="assessment",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    blank=_blank,
    known=_known,
    hints=_hints,
    related=WITH,
    details=_details,
)
