"""Every read of assessments, starting from the dossiers this reader may see; and what transfers and screening read of a dossier."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.assessments.models import Assessment, AssessmentRound
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible
from linkage.law.assessment import State

WITH = ("dossier", "assessing_agency", "decided_by")
HITS = (State.MET.value, State.DOUBTFUL.value)


def visible_to(user: User) -> QuerySet[Assessment]:
    """The assessments `user` may see."""
    return Assessment.objects.filter(visible(user, "dossier")).select_related(*WITH)


def of_dossier(user: User, dossier: Dossier) -> QuerySet[Assessment]:
    """One dossier's assessments with all their rounds, the bureau's first."""
    rounds = AssessmentRound.objects.select_related("made_by__agency").order_by("sequence")
    found = visible_to(user).filter(dossier=dossier).prefetch_related(Prefetch("rounds", rounds))
    return found.order_by("assessing_agency__line", "pk")


def latest_for(dossier: Dossier, line: str = Line.ECOLOGY.value) -> Assessment | None:
    """The assessment of the bureau (or another line) on a dossier that was found through `visible_to`; its newest if several."""
    found = Assessment.objects.filter(dossier=dossier, assessing_agency__line=line).select_related(*WITH)
    return found.order_by("-status_since", "-pk").first()


def last_round(assessment: Assessment) -> AssessmentRound | None:
    """The facts and the result as they stand now; None before the first."""
    return assessment.rounds.order_by("-sequence").first() if assessment.pk else None


def hits_of(dossier: Dossier, line: str = Line.ECOLOGY.value) -> list[dict[str, Any]]:
    """The clauses met or doubtful in the latest round: `clause_id`, `basis`, `title`, `state`, `reason`, `tier_name`."""
    assessment = latest_for(dossier, line)
    latest = last_round(assessment) if assessment else None
    return hits_in(latest.result) if latest else []


def governing_provisions(dossier: Dossier) -> str:
    """刑法第338条 and the clauses met under the interpretation that governs; empty where none is met."""
    assessment = latest_for(dossier)
    latest = last_round(assessment) if assessment else None
    if latest is None:
        return ""
    governing = set(latest.result["governing"])
    met = [
        finding["basis"]
        for version in latest.result["versions"]
        if version["instrument"]["code"] in governing
        for finding in version["findings"]
        if finding["state"] == State.MET and finding["offence"] == "pollution"
    ]
    return "；".join(("《中华人民共和国刑法》第三百三十八条", *met)) if met else ""


def hits_in(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The same of a stored result."""
    return [f for version in result["versions"] for f in version["findings"] if f["state"] in HITS]
