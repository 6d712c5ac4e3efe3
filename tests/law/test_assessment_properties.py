"""What holds for all facts, looked for by hypothesis: more is never less, less known is never surer, milder is milder."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from linkage.law.assessment import FACTS, Assessment, BadFacts, Fact, Kind, Outcome, State, assess

_DAYS = st.dates().filter(lambda day: 2015 <= day.year <= 2027) | st.sampled_from(
    ["2016-12-31", "2017-01-01", "2021-02-28", "2021-03-01", "2023-08-14", "2023-08-15"]
)
_AMOUNTS = st.sampled_from(
    ["0", "1", "2.99", "3", "4", "5", "10", "12", "29.99", "30", "50", "100", "5000", "15000"]
)
_COUNTS = st.sampled_from([0, 1, 3, 5, 10, 29, 30, 100, 2500, 5000, 15000])
# Without a start the conduct is one of a single day: leaving it out says something.
_SAYS_SOMETHING_BY_ABSENCE = {"conduct_start", "concluded_on"}


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    values = st.sampled_from(fact.values or ("",))
    return {
        Kind.DATE: st.dates().filter(lambda day: 2015 <= day.year <= 2027),
        Kind.BOOLEAN: st.booleans(),
        Kind.CHOICE: values,
        Kind.CHOICES: st.lists(values, max_size=3),
        Kind.DECIMAL: _AMOUNTS,
        Kind.COUNT: _COUNTS,
        Kind.AMOUNTS: st.dictionaries(values, _AMOUNTS, max_size=3),
        Kind.COUNTS: st.dictionaries(values, _COUNTS, max_size=3),
        Kind.PENALTIES: st.lists(
            st.fixed_dictionaries(
                {
                    "effective_on": st.sampled_from(["2021-01-01", "2022-01-01", "2022-08-14"]),
                    "conduct_kind": values,
                }
            ),
            max_size=3,
        ),
    }[fact.kind]


def _likely(name: str, value: Any) -> st.SearchStrategy[Any]:
    return st.just(value) | value_of(FACTS[name])


FACT_SETS = st.fixed_dictionaries(
    {
        "conduct_end": _DAYS,
        "unlawful": _likely("unlawful", True),
        "conduct_mode": _likely("conduct_mode", ["倾倒"]),
    },
    optional={
        name: value_of(fact)
        for name, fact in FACTS.items()
        if fact.group != "行政拘留"
        and name not in {"conduct_end", "unlawful", "conduct_mode", *_SAYS_SOMETHING_BY_ABSENCE}
    },
)


def assessed(facts: dict[str, Any]) -> Assessment | None:
    """None where the facts contradict each other."""
    try:
        return assess(facts)
    except BadFacts:
        return None


def states(found: Assessment) -> dict[str, State]:
    return {f.clause_id: f.state for version in found.versions for f in version.findings}


@given(
    FACT_SETS,
    st.sampled_from([n for n, f in FACTS.items() if f.kind in (Kind.DECIMAL, Kind.COUNT)]),
    st.data(),
)
def test_more_never_unmeets(facts: dict[str, Any], name: str, data: st.DataObject) -> None:
    more = str(Decimal(facts.get(name, 0)) + data.draw(st.integers(0, 20000)))
    before, after = assessed({**facts, name: str(facts.get(name, 0))}), assessed({**facts, name: more})
    if before and after:
        later = states(after)
        assert all(later[c] is State.MET for c, s in states(before).items() if s is State.MET)
        assert after.outcome is Outcome.MET or before.outcome is not Outcome.MET
        assert (after.tier or 0) >= (before.tier or 0)


@given(FACT_SETS, st.data())
def test_knowing_less_is_never_surer(facts: dict[str, Any], data: st.DataObject) -> None:
    removable = [name for name in facts if name != "conduct_end"]
    gone = set(data.draw(st.lists(st.sampled_from(removable), max_size=4)))
    whole, less = assessed(facts), assessed({n: v for n, v in facts.items() if n not in gone})
    if whole and less:
        known = states(whole)
        for clause_id, state in states(less).items():
            if state is State.MET:
                assert known[clause_id] is State.MET, (clause_id, gone)
        if less.outcome is Outcome.MET:
            assert whole.outcome is Outcome.MET
            assert (less.tier or 0) <= (whole.tier or 0)


@given(FACT_SETS)
def test_the_milder_result_is_never_above_either_version(facts: dict[str, Any]) -> None:
    if (found := assessed(facts)) is None:
        return
    for result in found.results:
        if result.outcome is Outcome.MET:
            tiers = [v.highest(result.offence, State.MET) for v in found.versions]
            assert None not in tiers
            assert result.tier == min(tier for tier in tiers if tier is not None)
        else:
            assert result.tier is None


@given(FACT_SETS)
def test_what_cannot_be_told_names_a_fact_that_is_really_missing(facts: dict[str, Any]) -> None:
    if (found := assessed(facts)) is None:
        return
    for version in found.versions:
        for finding in version.findings:
            assert bool(finding.missing) == (finding.state is State.UNKNOWN)
            assert not set(finding.missing) & set(found.facts)
            assert set(finding.used) <= set(found.facts)
            assert finding.reason.endswith("。")
