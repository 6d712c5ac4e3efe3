"""Two interpretations on one conduct: each by itself, then the milder (从旧兼从轻).

For conduct before 2023-08-15 the old interpretation governs, unless the new one is better for the suspect (两高时间效力规定第3条). So
what the new one added cannot make old conduct a crime, and what it raised or dropped no longer is one without a person
looking at it: if a clause is met in one version and nothing points to any in the other, the outcome is `REVIEW`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkage.law.offence_answers import State
from linkage.law.offence_book import CriminalLaw, Instrument, background
from linkage.law.offence_findings import Finding

_TIERS = "一二三"
_COMMON = frozenset(
    {
        "unlawful",
        "conduct_mode",
        "polluting_circumstance",
        "substance",
        "toxic_kind",
        "hazardous_waste_is_solid",
        "official_neglect",
        "imported_waste",
        "false_documents",
        "monitoring_system_acts",
    }
)


class Outcome(StrEnum):
    """What one offence comes to."""

    MET = "met"
    """Some clause is met in every version that counts."""
    DOUBTFUL = "doubtful"
    """Met only on one reading of the words."""
    REVIEW = "review"
    """Met in one version, while nothing points to any clause of the other: perhaps no crime, a person looks."""
    UNKNOWN = "unknown"
    """Facts are missing."""
    PERSON = "person"
    """Left to judgement: no interpretation held, or no number in it."""
    NONE = "none"
    """No clause is met."""

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Outcome.MET: "命中",
    Outcome.DOUBTFUL: "存疑，须人工判断",
    Outcome.REVIEW: "可能不构成犯罪，须人工复核",
    Outcome.UNKNOWN: "缺事实，不能判断",
    Outcome.PERSON: "转人工办理",
    Outcome.NONE: "没有命中的条款",
}


@dataclass(frozen=True, slots=True)
class VersionResult:
    """One interpretation: its clauses as they come out. The tiers are those of 污染环境罪."""

    instrument: Instrument
    findings: tuple[Finding, ...]

    @property
    def tier(self) -> int | None:
        """The highest tier that is met."""
        return self.highest("pollution", State.MET)

    @property
    def possible_tier(self) -> int | None:
        """The highest tier that is met or doubtful."""
        return self.highest("pollution", State.MET, State.DOUBTFUL)

    def of(self, offence: str, *states: State) -> tuple[Finding, ...]:
        """The clauses of one offence in these states, without the catch-all clauses."""
        return tuple(
            f for f in self.findings if f.offence == offence and f.state in states and not f.catch_all
        )

    def highest(self, offence: str, *states: State) -> int | None:
        """The highest tier of one offence with a clause in one of these states."""
        return max((f.tier for f in self.of(offence, *states)), default=None)


@dataclass(frozen=True, slots=True)
class OffenceResult:
    """One offence over all versions that count. `tier` only where it is met; `possible_tier` where doubtful clauses count too."""

    offence: str
    name: str
    outcome: Outcome
    tier: int | None
    possible_tier: int | None
    tier_name: str
    governing: tuple[str, ...]
    summary: str


def milder(
    offence: str, versions: tuple[VersionResult, ...], law: CriminalLaw, conduct_end: date | None
) -> OffenceResult:
    """The result that is better for the suspect. Never a higher tier than either version by itself."""
    outcome = _outcome(offence, versions, conduct_end)
    tiers = [version.highest(offence, State.MET) for version in versions]
    possible = [version.highest(offence, State.MET, State.DOUBTFUL) for version in versions]
    tier = _lowest(tiers) if outcome is Outcome.MET else None
    return OffenceResult(
        offence=offence,
        name=background()["offence"][offence],
        outcome=outcome,
        tier=tier,
        possible_tier=_lowest(possible) if outcome in (Outcome.MET, Outcome.DOUBTFUL) else None,
        tier_name=law.tiers[tier - 1] if tier and offence == "pollution" else "",
        governing=_governing(outcome, versions, tiers, tier),
        summary=_summary(offence, outcome, versions, law, tier),
    )


def _outcome(offence: str, versions: tuple[VersionResult, ...], conduct_end: date | None) -> Outcome:
    if not versions:
        return Outcome.PERSON
    if conduct_end is None:
        return Outcome.UNKNOWN
    states = [_alone(offence, version) for version in versions]
    if len(set(states)) == 1:
        return states[0]
    if Outcome.MET in states or Outcome.DOUBTFUL in states:
        rest = [
            version
            for version, state in zip(versions, states, strict=True)
            if state in (Outcome.NONE, Outcome.UNKNOWN)
        ]
        if rest and not any(_pointed_at(f) for version in rest for f in version.of(offence, State.UNKNOWN)):
            return Outcome.REVIEW
    for outcome in (Outcome.UNKNOWN, Outcome.PERSON, Outcome.DOUBTFUL):
        if outcome in states:
            return outcome
    return Outcome.NONE


def _pointed_at(finding: Finding) -> bool:
    """Whether anything but what all pollution has in common speaks for a clause that lacks facts."""
    return bool(set(finding.used) - _COMMON)


def _alone(offence: str, version: VersionResult) -> Outcome:
    """One version by itself."""
    for state, outcome in (
        (State.MET, Outcome.MET),
        (State.DOUBTFUL, Outcome.DOUBTFUL),
        (State.UNKNOWN, Outcome.UNKNOWN),
        (State.PERSON, Outcome.PERSON),
    ):
        if version.of(offence, state):
            return outcome
    return Outcome.NONE


def _lowest(tiers: list[int | None]) -> int | None:
    known = [tier for tier in tiers if tier is not None]
    return min(known) if known and len(known) == len(tiers) else None


def _governing(
    outcome: Outcome, versions: tuple[VersionResult, ...], tiers: list[int | None], tier: int | None
) -> tuple[str, ...]:
    """The version whose tier is the lowest; both where they agree; for a person where one has no clause at all."""
    if outcome is Outcome.MET:
        return tuple(v.instrument.code for v, found in zip(versions, tiers, strict=True) if found == tier)
    return (versions[0].instrument.code,) if len(versions) == 1 else ()


def _summary(
    offence: str,
    outcome: Outcome,
    versions: tuple[VersionResult, ...],
    law: CriminalLaw,
    tier: int | None,
) -> str:
    name = background()["offence"][offence]
    told = "；".join(_told(offence, version) for version in versions)
    if outcome is Outcome.MET:
        where = (
            f"，第{_TIERS[tier - 1]}档（{law.tiers[tier - 1]}）" if tier and offence == "pollution" else ""
        )
        milder_one = "从旧兼从轻，" if len(versions) == 2 else ""
        return f"{told}：{milder_one}涉嫌{name}{where}。"
    if outcome is Outcome.PERSON and not versions:
        return f"{name}：行为终了日早于 2017-01-01，转人工办理。"
    if outcome is Outcome.REVIEW:
        return f"{told}：按有利于行为人的一版，{name}可能不构成，须人工复核；兜底条款和其他罪名另看。"
    if outcome is Outcome.NONE:
        return f"{told}：{name}没有命中的条款；兜底条款另看。"
    return f"{told}：{name}{outcome.label}。"


def _told(offence: str, version: VersionResult) -> str:
    """`法释〔2023〕7号命中第一条第二项（第一档）`."""
    name = version.instrument.name
    hits = version.of(offence, State.MET)
    doubts = version.of(offence, State.DOUBTFUL)
    if hits:
        top = max(f.tier for f in hits)
        tier = f"（第{_TIERS[top - 1]}档）" if offence == "pollution" else ""
        return f"{name}命中{_articles(hits, name)}{tier}"
    if doubts:
        return f"{name}{_articles(doubts, name)}存疑"
    if version.of(offence, State.UNKNOWN):
        return f"{name}没有命中的条款，部分条款缺事实"
    return f"{name}没有命中的条款"


def _articles(findings: tuple[Finding, ...], name: str) -> str:
    return "、".join(f.basis.removeprefix(name) for f in findings)
