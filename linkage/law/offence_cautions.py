"""What a handler must know beside the clauses: traps, doubts, and what the platform left to a person."""

from collections.abc import Iterator, Mapping
from datetime import date

from linkage.law.offence_answers import State
from linkage.law.offence_book import background, clause
from linkage.law.offence_facts import Facts
from linkage.law.offence_versions import VersionResult

NEW_LAW = date(2023, 8, 15)
"""法释〔2023〕7号第20条."""
_THIRD_TIER = date(2021, 3, 1)
"""刑法修正案（十一）第48条."""


def cautions(facts: Facts, versions: tuple[VersionResult, ...]) -> Iterator[str]:
    """What a handler must know beside the clauses."""
    texts: Mapping[str, str] = background()["caution"]
    start, end = facts.get("conduct_start"), facts.get("conduct_end")
    modes = facts.get("conduct_mode") or ()
    findings = [f for version in versions for f in version.findings]
    if not versions:
        yield texts["too_old"]
        return
    if end and end < NEW_LAW and len(versions) == 1:
        yield texts["concluded"]
    if start and end and start < NEW_LAW <= end:
        yield texts["continuing"]
    if facts.get("hazardous_waste_t"):
        if modes and not set(modes) - {"收集", "贮存", "运输"}:
            yield texts["storage"]
        if facts.get("polluting_circumstance") is False:
            yield texts["waste_trap"]
    if any(f.state is State.DOUBTFUL and "measured_over_standard" in f.used for f in findings):
        yield texts["multiple"]
    if end and _THIRD_TIER <= end < NEW_LAW and any(f.tier == 2 and f.state is State.MET for f in findings):
        yield texts["gap"]
    if (
        end
        and end < _THIRD_TIER
        and any(clause(f.clause_id).tier == 3 and f.state is State.MET for f in findings)
    ):
        yield texts["no_third_tier"]
    for version in versions:
        if version.tier:
            yield texts[f"mercy_{version.instrument.code}"]
    if any(version.tier and version.instrument.code == "js2023" for version in versions):
        yield texts["reverse"]
    yield texts["other_crimes"]
