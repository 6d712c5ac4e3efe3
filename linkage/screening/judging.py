"""From facts to a verdict: which transfer they call for. Pure; the comparing is `law.assessment`'s.

A crime is called for where a clause is met, or met on one reading of the words (命中, 存疑): 310号第三条. Detention is called for where
an article names our side as the one that transfers and does not leave it to choice (853号第二、十七条).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from linkage.law.assessment import (
    FACTS,
    DetentionFinding,
    Outcome,
    State,
    assess,
    assess_detention,
)
from linkage.penalties.status import ConductKind
from linkage.screening.models import Duty

OURS, BY_CHOICE = "生态环境", "可以移送"
CRIMES = (Outcome.MET, Outcome.DOUBTFUL)
_RELEASE: dict[str, Any] = {"unlawful": True, "conduct_mode": ["排放"]}
SAID_BY_PENALTY: Mapping[str, Mapping[str, Any]] = {
    ConductKind.THREE_SUBSTANCES: _RELEASE,
    ConductKind.ALERT_EMISSION: {**_RELEASE, "heavy_pollution_alert": True},
    ConductKind.EVASION: {**_RELEASE, "detention_conduct": ["逃避监管排污"]},
    ConductKind.FALSE_MONITORING: {**_RELEASE, "detention_conduct": ["逃避监管排污"]},
    ConductKind.NO_PERMIT: _RELEASE,
    ConductKind.HAZARDOUS_WASTE: {"unlawful": True},
    ConductKind.UNAPPROVED_BUILDING: {},
    ConductKind.FALSE_PAPERS: {},
    ConductKind.OTHER: {},
}
"""What a penalty that was decided has already found. The three ways of 刑法第338条 weigh the same; 排放 stands for them."""


ONE_OF_THREE: tuple[Mapping[str, Any], ...] = (
    {"substance": ["放射性废物"]},
    {"substance": ["含传染病病原体废物"]},
    {"substance": ["有毒物质"], "toxic_kind": ["其他毒性物质"]},
)


@dataclass(frozen=True)
class Punished:
    """Of a penalty in this case, what its decision found."""

    conduct_kind: str
    conduct_until: date | None
    decided_on: date | None


@dataclass(frozen=True)
class Verdict:
    """What the facts call for: clauses with the sentence that says why, the facts used, and what a reader should know besides."""

    duty: Duty
    is_doubtful: bool = False
    clauses: tuple[dict[str, str], ...] = ()
    used: tuple[str, ...] = ()
    remark: str = ""


def with_penalties(facts: Mapping[str, Any], penalties: Iterable[Punished]) -> dict[str, Any]:
    """The facts completed by what the penalties of this case found; what is known otherwise is not overruled."""
    found: dict[str, Any] = {}
    for penalty in penalties:
        for name, value in SAID_BY_PENALTY[penalty.conduct_kind].items():
            found[name] = (
                [*dict.fromkeys([*found.get(name, []), *value])] if isinstance(value, list) else value
            )
        if penalty.conduct_until:
            found["conduct_end"] = max(found.get("conduct_end", date.min), penalty.conduct_until)
        if penalty.decided_on:
            found["penalty_decided_on"] = min(found.get("penalty_decided_on", date.max), penalty.decided_on)
    return {**found, **facts}


def judge(facts: Mapping[str, Any], penalties: Iterable[Punished] = ()) -> Verdict:
    """The transfer these facts, and what the penalties of this case found, call for.

    A decision on the three kinds of substances leaves open which it was: then each is tried, and only what all agree on stands.
    Raises `BadFacts` where facts cannot be read or contradict each other.
    """
    decided = tuple(penalties)
    known = with_penalties(facts, decided)
    one_of_three = any(p.conduct_kind == ConductKind.THREE_SUBSTANCES for p in decided)
    if not one_of_three or "substance" in known or "toxic_kind" in known:
        return _judged(known)
    verdicts = [_judged({**known, **kind}) for kind in ONE_OF_THREE]
    if len({verdict.duty for verdict in verdicts}) > 1:
        return Verdict(Duty.NONE, remark="处罚决定没有载明是三类物质中的哪一种，不同的物质结果不同，须查明。")
    last = verdicts[-1]
    return replace(last, remark=f"处罚决定没有载明是三类物质中的哪一种，逐种对照结果相同。{last.remark}")


def _judged(facts: Mapping[str, Any]) -> Verdict:
    found = assess(facts)
    if found.outcome in CRIMES:
        hits = [f for f in found.hits if not f.catch_all]
        return Verdict(
            Duty.CRIME,
            found.outcome is Outcome.DOUBTFUL,
            tuple(_clause(f.basis, f.title, f.state, f.reason) for f in hits),
            tuple(name for name in FACTS if any(name in f.used for f in hits)),
            found.summary,
        )
    detention = assess_detention(facts)
    owed = [f for f in detention.hits if _is_our_duty(f)]
    if not owed:
        return Verdict(Duty.NONE, remark=found.summary)
    return Verdict(
        Duty.DETENTION,
        all(f.state is State.DOUBTFUL for f in owed),
        tuple(_clause(f.basis, f.name, f.state, f.reason) for f in owed),
        _grounds_of(facts),
        detention.summary,
    )


def _is_our_duty(finding: DetentionFinding) -> bool:
    return OURS in finding.transferor and finding.transfer_mode != BY_CHOICE


def _clause(basis: str, title: str, state: State, reason: str) -> dict[str, str]:
    return {"basis": basis, "title": title, "state": state.label, "reason": reason}


def _grounds_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Of the facts on detention, those that are known."""
    about = (
        "conduct_end",
        "evasion",
        "monitor_fraud",
        "detention_conduct",
        "order_served_on",
        "order_defied",
    )
    return tuple(
        name for name in (*about, "circumstances", "penalty_decided_on") if facts.get(name) is not None
    )
