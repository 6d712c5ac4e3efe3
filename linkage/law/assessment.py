"""Which clauses on pollution crimes the known facts meet, and why: thresholds as rules that explain themselves.

It proposes and a person decides: whether to transfer is for the head of the agency, whether to file for the police. Two
interpretations lie side by side, 法释〔2016〕29号 (2017-01-01 to 2023-08-14) and 法释〔2023〕7号 (from 2023-08-15); only the day on which
the conduct ended chooses between them, and for older conduct the milder one governs (刑法第12条, 两高时间效力规定第3、4条;
`offence_versions`). The data are `offences/*.toml`; the facts are those of `FACTS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.law.detention_grounds import DetentionAssessment, DetentionFinding, assess_detention
from linkage.law.offence_answers import Answer, State, all_of, no, yes
from linkage.law.offence_book import (
    Circumstance,
    Clause,
    CriminalLaw,
    Element,
    Proof,
    background,
    circumstances,
    clause,
    clauses,
    criminal_law,
    elements_of,
    instrument,
)
from linkage.law.offence_cautions import NEW_LAW, cautions
from linkage.law.offence_conditions import answer, pollution_conduct
from linkage.law.offence_facts import FACTS, BadFacts, Fact, Facts, Kind, PriorPenalty, read_facts
from linkage.law.offence_findings import Finding, plain
from linkage.law.offence_versions import OffenceResult, Outcome, VersionResult, milder
from linkage.law.statute_book import law_digest

__all__ = [
    "FACTS",
    "Assessment",
    "BadFacts",
    "Clause",
    "DetentionAssessment",
    "DetentionFinding",
    "Element",
    "Fact",
    "Facts",
    "Finding",
    "Kind",
    "OffenceResult",
    "Outcome",
    "PriorPenalty",
    "Proof",
    "State",
    "VersionResult",
    "assess",
    "assess_detention",
    "clause",
    "clauses",
    "elements_of",
    "read_facts",
]

FIRST_DAY = date(2017, 1, 1)
"""Conduct that ended earlier falls under an interpretation the platform does not hold."""
_OUTCOMES = (
    Outcome.MET,
    Outcome.DOUBTFUL,
    Outcome.REVIEW,
    Outcome.UNKNOWN,
    Outcome.PERSON,
    Outcome.NONE,
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the facts come to: every clause of every version that counts, and the milder result.

    `tier` and `tier_name` belong to the leading result (污染环境罪 unless only another offence is met); both are empty unless
    `outcome` is met. `not_asked` names the offences that were left aside because their first fact was not given.
    """

    facts: Facts
    versions: tuple[VersionResult, ...]
    results: tuple[OffenceResult, ...]
    aggravating: tuple[Finding, ...]
    unit_crime: Finding
    fault: Finding
    cautions: tuple[str, ...]
    not_asked: tuple[str, ...]
    criminal_law: CriminalLaw | None
    law_digest: str

    @property
    def leading(self) -> OffenceResult:
        """The result that says most."""
        return min(self.results, key=lambda result: _OUTCOMES.index(result.outcome))

    @property
    def outcome(self) -> Outcome:
        return self.leading.outcome

    @property
    def tier(self) -> int | None:
        return self.leading.tier

    @property
    def tier_name(self) -> str:
        return self.leading.tier_name

    @property
    def governing(self) -> tuple[str, ...]:
        """Codes of the interpretations that govern; empty where that is for a person."""
        return self.leading.governing

    @property
    def summary(self) -> str:
        """One sentence for each offence that was looked at."""
        return "".join(result.summary for result in self.results)

    @property
    def hits(self) -> tuple[Finding, ...]:
        """Clauses met or doubtful, in any version that counts."""
        wanted = (State.MET, State.DOUBTFUL)
        return tuple(f for version in self.versions for f in version.findings if f.state in wanted)

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts without which some clause cannot be told, in the order of `FACTS`."""
        names = {n for version in self.versions for f in version.findings for n in f.missing}
        if self.versions and "conduct_end" not in self.facts:
            names.add("conduct_end")
        return tuple(name for name in FACTS if name in names)

    def as_dict(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "outcome": str(self.outcome),
            "tier": self.tier,
            "tier_name": self.tier_name,
            "summary": self.summary,
            "governing": list(self.governing),
            "missing": list(self.missing),
            **{name: plain(getattr(self, name)) for name in self.__dataclass_fields__},
        }


def assess(facts: Mapping[str, Any]) -> Assessment:
    """Every clause against these facts, in the versions that count on the day the conduct ended.

    Raises `BadFacts` where facts cannot be read. Facts that are not known are left out, and show up as `missing`.
    """
    known = read_facts(facts)
    end = known.get("conduct_end")
    law = criminal_law(end or NEW_LAW)
    versions = tuple(_version(code, known, law) for code in _editions(known))
    return Assessment(
        facts=known,
        versions=versions,
        results=tuple(
            milder(offence, versions, law, end)
            for offence in background()["offence"]
            if _asked(offence, known)
        ),
        aggravating=tuple(
            _circumstance(item, known) for v in versions for item in circumstances(v.instrument.code)
        ),
        unit_crime=_sign("unit_crime", known),
        fault=_sign("fault", known),
        cautions=tuple(cautions(known, versions)),
        not_asked=tuple(
            name for offence, name in background()["offence"].items() if not _asked(offence, known)
        ),
        criminal_law=law if versions else None,
        law_digest=law_digest(),
    )


def _editions(facts: Facts) -> tuple[str, ...]:
    """两高时间效力规定第3、4条: both where the conduct is older than the new interpretation, unless the case was closed by then."""
    end, concluded = facts.get("conduct_end"), facts.get("concluded_on")
    if end is None:
        return ("js2016", "js2023")
    if end < FIRST_DAY:
        return ()
    if end >= NEW_LAW:
        return ("js2023",)
    return ("js2016",) if concluded and concluded < NEW_LAW else ("js2016", "js2023")


def _asked(offence: str, facts: Facts) -> bool:
    """Other offences than pollution only where their first fact is given and says so."""
    gate = background()["asked_by"].get(offence)
    return gate is None or bool(facts.get(gate))


def _version(code: str, facts: Facts, law: CriminalLaw) -> VersionResult:
    findings = tuple(
        _finding(item, facts, law) for item in clauses(code) if not item.only_if or facts.get(item.only_if)
    )
    return VersionResult(instrument(code), findings)


def _finding(item: Clause, facts: Facts, law: CriminalLaw) -> Finding:
    """One clause; on pollution none stands without unlawful release, dumping or disposal (刑法第338条)."""
    own = answer(item.condition, facts)
    found = all_of((pollution_conduct(facts), own)) if item.offence == "pollution" else own
    tier = min(item.tier, len(law.tiers))
    return Finding(
        clause_id=item.id,
        title=item.wording,
        basis=item.basis,
        state=found.state,
        reason=_reason(item, own, found),
        offence=item.offence,
        tier=tier,
        tier_name=law.tiers[tier - 1] if item.offence == "pollution" else "",
        catch_all=item.catch_all,
        missing=found.missing,
        used=found.used,
        note=item.note,
        status=item.status,
    )


def _reason(item: Clause, own: Answer, found: Answer) -> str:
    """One sentence: the values looked at, and what follows for this clause. A clause met names its own values only."""
    why = own.why if found.state is own.state else found.why
    return f"{why}：{found.state.label}{item.basis}。" if found.state in _ABOUT else f"{why}。"


_ABOUT = (State.MET, State.NOT_MET)


def _circumstance(item: Circumstance, facts: Facts) -> Finding:
    found = answer(item.condition, facts)
    reason = f"{found.why}：{found.state.label}{item.basis}。" if found.state in _ABOUT else f"{found.why}。"
    return Finding(
        clause_id=item.id,
        title=item.wording,
        basis=item.basis,
        state=found.state,
        reason=reason,
        missing=found.missing,
        used=found.used,
        status=item.status,
    )


def _sign(sign_id: str, facts: Facts) -> Finding:
    """单位犯罪 and 主观故意: one sign is enough to point to it; a person decides."""
    sign = next(entry for entry in background()["sign"] if entry["id"] == sign_id)
    fact = FACTS[sign["fact"]]
    given = facts.get(fact.name)
    if given is None:
        found = Answer(State.UNKNOWN, f"{fact.label}没有填", missing=(fact.name,))
    elif given:
        found = yes(f"{fact.label}：{'、'.join(given)}", fact.name)
    else:
        found = no(f"{fact.label}：都没有", fact.name)
    return Finding(
        clause_id=sign_id,
        title=sign["wording"],
        basis=sign["basis"],
        state=found.state,
        reason=f"{found.why}（{sign['basis']}）。",
        missing=found.missing,
        used=found.used,
        status=sign["status"],
    )
