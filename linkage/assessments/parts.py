"""入罪评估 on the page of a dossier: what the record knows, clauses by tier in both versions, and elements beside evidence."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from linkage.accounts.models import User
from linkage.assessments.filling import Source, sourced_facts
from linkage.assessments.matrix import GAP, PROPOSED, matrix_of
from linkage.assessments.models import Assessment, AssessmentRound
from linkage.assessments.procedure import ASSESSMENT
from linkage.assessments.queries import of_dossier
from linkage.assessments.showing import part_url, shown_source
from linkage.assessments.stated import words_of
from linkage.dossiers.models import Dossier
from linkage.law.assessment import FACTS as SCHEMA
from linkage.law.assessment import Outcome, State
from linkage.law.exceedance import rounded
from linkage.procedure.parts import Part, openings_for
from linkage.procedure.showing import status_words, turn_words

STATE_TONES = {
    State.MET: "overdue",
    State.DOUBTFUL: "missing",
    State.UNKNOWN: "waiting",
    State.PERSON: "hint",
    State.NOT_MET: "done",
}
OUTCOME_TONES = {
    Outcome.MET: "overdue",
    Outcome.DOUBTFUL: "missing",
    Outcome.REVIEW: "missing",
    Outcome.UNKNOWN: "waiting",
    Outcome.PERSON: "hint",
    Outcome.NONE: "done",
}
"""Always beside the word: 命中, 存疑, …"""
ENTERED_IN = {
    "measured_over_standard": "sampling",
    "hazardous_waste_t": "waste",
    "prior_penalties": "penalties",
    "penalty_decided_on": "penalties",
    "property_loss_wan": "property",
}
"""fact -> the part of the dossier where the record that says it is kept; the others are stated in the assessment itself."""
TIERS = {1: "第一档", 2: "第二档", 3: "第三档", 0: "不分档"}
OPEN_AT_ONCE = (State.MET, State.DOUBTFUL)


def _context(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    """A number of statements that does not grow with clauses, elements or evidence."""
    return {
        "openings": openings_for(ASSESSMENT, reader, dossier, now),
        "known": _known_rows(dossier),
        "assessments": [_assessment(one, reader, dossier) for one in of_dossier(reader, dossier)],
        "evidence_url": part_url(dossier, "evidence"),
    }


def _known_rows(dossier: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "label": SCHEMA[name].label,
            "value": words_of(name, known.value),
            "sources": [shown_source(source, dossier) for source in known.sources],
        }
        for name, known in sourced_facts(dossier).items()
    ]


def _assessment(one: Assessment, reader: User, dossier: Dossier) -> dict[str, Any]:
    rounds = list(one.rounds.all())
    latest: AssessmentRound = rounds[-1]
    matrix = matrix_of(one)
    url = reverse("procedure:matter", args=[ASSESSMENT.table.code, one.pk])
    result, outcome = latest.result, Outcome(one.outcome)
    return {
        "assessment": one,
        "url": url,
        "status": status_words(ASSESSMENT, one.status),
        "whose_turn": turn_words(ASSESSMENT, one, reader),
        "outcome": {"word": outcome.label, "tone": OUTCOME_TONES[outcome]},
        "latest": latest,
        "rounds": rounds,
        "versions": [_version(version) for version in result["versions"]],
        "results": result["results"],
        "cautions": result["cautions"],
        "detention": _detention(latest.detention),
        "missing": [_missing(name, dossier, url, one) for name in result["missing"]],
        "metals": _metals(latest.facts.get("measured_over_standard") or {}),
        "facts": [_fact(name, latest, dossier) for name in SCHEMA if name in latest.facts],
        "matrix": matrix,
        "gaps": sum(row.state == GAP for row in matrix),
        "proposed": sum(row.state == PROPOSED for row in matrix),
    }


def _version(version: Mapping[str, Any]) -> dict[str, Any]:
    """One interpretation, its clauses by tier; where nothing was decided the clauses stand folded."""
    findings = [_finding(finding) for finding in version["findings"] if finding["offence"] == "pollution"]
    others = [_finding(finding) for finding in version["findings"] if finding["offence"] != "pollution"]
    tiers: list[dict[str, Any]] = [
        {"name": TIERS[tier], "findings": list(group)}
        for tier, group in groupby(sorted(findings, key=lambda f: f["tier"]), key=lambda f: f["tier"])
    ]
    if others:
        tiers.append({"name": "其他罪名", "findings": others})
    for tier in tiers:
        tier["told"] = [f for f in tier["findings"] if f["state"] in OPEN_AT_ONCE]
        tier["folded"] = [f for f in tier["findings"] if f["state"] not in OPEN_AT_ONCE]
        tier["counts"] = _counts(tier["findings"])
    return {"name": version["instrument"]["name"], "tiers": tiers, "code": version["instrument"]["code"]}


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    state = State(finding["state"])
    return {**finding, "state": state, "status": {"word": state.label, "tone": STATE_TONES[state]}}


def _counts(findings: list[dict[str, Any]]) -> str:
    told = [(state.label, sum(f["state"] is state for f in findings)) for state in State]
    return "，".join(f"{label} {count}" for label, count in told if count)


def _detention(result: Mapping[str, Any]) -> dict[str, Any]:
    hits = [f for f in result["findings"] if f["governs"] and State(f["state"]) in OPEN_AT_ONCE]
    return {"summary": result["summary"], "findings": [_finding(f) for f in hits]}


def _missing(name: str, dossier: Dossier, url: str, one: Assessment) -> dict[str, str]:
    """Where the fact can be entered: the register that records it, else the form of the next round."""
    part = ENTERED_IN.get(name)
    act = "revise_opinion" if one.status == "as_police_opinion" else "assess_again"
    here = f"{url}{act}/#id_{name}"
    return {"label": SCHEMA[name].label, "url": part_url(dossier, part) if part else here}


def _metals(measured: Mapping[str, str]) -> list[dict[str, str]]:
    """为限值的倍数 and 超标倍数 as two numbers, so that neither is read as the other."""
    return [
        {
            "metal": metal,
            "ratio": str(rounded(Decimal(ratio))),
            "excess": str(rounded(Decimal(ratio) - 1)) if Decimal(ratio) > 1 else "没有超标",
        }
        for metal, ratio in measured.items()
    ]


def _fact(name: str, latest: AssessmentRound, dossier: Dossier) -> dict[str, Any]:
    """A stated fact, and whether it is what the record said at that moment."""
    stored, kept = latest.facts[name], latest.sources.get(name)
    sources = [shown_source(Source(**one), dossier) for one in kept["sources"]] if kept else []
    same = bool(kept) and kept["value"] == stored
    return {
        "label": SCHEMA[name].label,
        "value": words_of(name, stored),
        "sources": sources if same else [],
        "typed": not same,
        "recorded": words_of(name, kept["value"]) if kept and not same else "",
    }


PART = Part("assessment", "入罪评估", "assessments/part.html", _context, rank=25)
