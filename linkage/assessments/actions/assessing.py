"""The facts are compared with the clauses, the result is frozen, and the head decides on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from linkage.accounts.models import User
from linkage.assessments.filling import Known, sourced_facts
from linkage.assessments.matrix import wanted_elements
from linkage.assessments.models import Assessment, AssessmentRound, ProofElement
from linkage.assessments.stated import schema_facts
from linkage.assessments.states import TABLE
from linkage.assessments.status import BUREAU, POLICE, Decision
from linkage.audit.canonical import canonical
from linkage.audit.digests import sm3
from linkage.dossiers.facing import takes_part
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.inbox.actions import Note, send
from linkage.law.assessment import Assessment as Result
from linkage.law.assessment import BadFacts, DetentionAssessment, assess, assess_detention
from linkage.law.offence_findings import plain
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.carrying_out import Act, Outcome, carry_out

UNDECIDED = {"decision": "", "decision_reasons": "", "decided_at": None, "decided_by": None}


def assess_case(
    *, assessment: Assessment, by: User, at: datetime, occurred_at: datetime | None = None, **said: Any
) -> Outcome:
    """The bureau compares the facts of the case with every clause."""
    return _assess("assess_case", assessment, said, by=by, at=at, occurred_at=occurred_at, side=BUREAU)


def assess_as_police(
    *, assessment: Assessment, by: User, at: datetime, occurred_at: datetime | None = None, **said: Any
) -> Outcome:
    """The police compare them themselves; it is their own opinion."""
    return _assess("assess_as_police", assessment, said, by=by, at=at, occurred_at=occurred_at, side=POLICE)


def assess_again(
    *, assessment: Assessment, by: User, at: datetime, occurred_at: datetime | None = None, **said: Any
) -> Outcome:
    """New facts: another round, and the decision on the last one no longer stands."""
    return _assess("assess_again", assessment, said, by=by, at=at, occurred_at=occurred_at)


def revise_opinion(
    *, assessment: Assessment, by: User, at: datetime, occurred_at: datetime | None = None, **said: Any
) -> Outcome:
    """Another round of the police's own opinion."""
    return _assess("revise_opinion", assessment, said, by=by, at=at, occurred_at=occurred_at)


def decide_on_assessment(
    *,
    assessment: Assessment,
    by: User,
    at: datetime,
    decision: str,
    decision_reasons: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """310号第五条第二款: the head decides. Against a hit, the procuratorate learns of it and may look into the file (17号第十四条)."""
    against = assessment.calls_for_transfer and decision != Decision.TRANSFER.label

    def before_entry(doing: Act) -> None:
        procuratorate = doing.subject.agency_on(PROCURATORIAL)
        if not against or procuratorate is None:
            return
        dossier = doing.subject.dossier
        if not takes_part(dossier, procuratorate):
            take_part(dossier, procuratorate, ParticipationRole.PROCURATORIAL, doing.occurred_at)
        text = f"{dossier.title}：入罪评估有命中或者存疑的条款，负责人决定{decision}。理由：{decision_reasons.strip()}"
        send(dossier, [Note(procuratorate.pk, text)], at=at)

    chosen = next((choice.value for choice in Decision if choice.label == decision), "")
    return carry_out(
        TABLE, "decide_on_assessment", assessment, by=by, at=at, occurred_at=occurred_at,
        facts={"decision": decision, "decision_reasons": decision_reasons},
        columns={"decision": chosen, "decision_reasons": decision_reasons.strip()}, before_entry=before_entry,
    )  # fmt: skip


@dataclass(frozen=True)
class _Round:
    """One comparison, before it is written."""

    facts: Mapping[str, Any]
    result: Result
    detention: DetentionAssessment

    def frozen(self, sources: Mapping[str, Known]) -> dict[str, Any]:
        """The columns of its row, JSON values only."""
        result, detention = self.result.as_dict(), self.detention.as_dict()
        facts = plain(self.result.facts)
        whole = {"facts": facts, "result": result, "detention": detention}
        return {
            **whole,
            "sources": {name: plain(known) for name, known in sources.items()},
            "outcome": self.result.outcome.value,
            "law_digest": self.result.law_digest,
            "result_sm3": sm3(canonical(whole).encode()),
        }


def _assess(
    act: str,
    assessment: Assessment,
    said: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    side: str = "",
) -> Outcome:
    """Facts that cannot be read are for the row's rule to name; then nothing is compared."""
    done = _compared(said)
    columns: dict[str, Any] = {}
    facts = dict(said)
    frozen: dict[str, Any] = {}
    if side and (agency := assessment.agency_on(side)) is not None:
        assessment.assessing_agency = agency
    if done:
        frozen = done.frozen(sourced_facts(assessment.dossier))
        facts |= {name: frozen[name] for name in ("law_digest", "result_sm3")} | {
            "summary": done.result.summary
        }
        columns = {"outcome": frozen["outcome"], "summary": done.result.summary, **UNDECIDED}
        # It is named in the sentence of the act before it is stored.
        assessment.outcome = frozen["outcome"]

    def before_entry(doing: Act) -> None:
        if done:
            _keep(doing, frozen)
            _renew_elements(doing.subject, wanted_elements(done.result.hits))

    return carry_out(
        TABLE, act, assessment, by=by, at=at, occurred_at=occurred_at, facts=facts, columns=columns,
        before_entry=before_entry,
    )  # fmt: skip


def _compared(said: Mapping[str, Any]) -> _Round | None:
    known = schema_facts(said)
    try:
        return _Round(known, assess(known), assess_detention(known)) if known else None
    except BadFacts:
        return None


def _keep(doing: Act, frozen: Mapping[str, Any]) -> None:
    last = doing.subject.rounds.aggregate(last=Max("sequence"))["last"] or 0
    AssessmentRound(
        assessment=doing.subject, sequence=last + 1, made_at=doing.occurred_at, made_by=doing.by, **frozen
    ).save(force_insert=True)


def _renew_elements(assessment: Assessment, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """What is needed now is needed; what no longer is stays, marked, with what was linked to it."""
    known = {element.code: element for element in assessment.elements.all()}
    for element in known.values():
        element.is_needed = element.code in wanted
    fresh = []
    for place, (code, row) in enumerate(wanted.items(), start=1):
        element = known.get(code) or ProofElement(assessment=assessment, code=code)
        element.place = place
        for name, value in row.items():
            setattr(element, name, value)
        if code not in known:
            fresh.append(element)
    names = ("is_needed", "place", "label", "proofs", "closers", "clauses")
    ProofElement.objects.bulk_update(known.values(), names)
    ProofElement.objects.bulk_create(fresh)
