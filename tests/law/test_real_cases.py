"""Eight published cases: what the rules make of the facts that the source tells, beside what became of them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from linkage.law.assessment import State, assess, assess_detention

CASES = tomllib.loads((Path(__file__).parent / "offences" / "real_cases.toml").read_text(encoding="utf-8"))[
    "case"
]


def told(facts: Mapping[str, Any]) -> dict[str, Any]:
    crime, detention = assess(facts), assess_detention(facts)
    return {
        "outcome": str(crime.outcome),
        "tier": crime.tier,
        "clauses": [f.clause_id for f in crime.hits if f.state is State.MET],
        "detention": [f.conduct_id for f in detention.hits if f.state is State.MET],
    }


def expected(case: Mapping[str, Any]) -> dict[str, Any]:
    return {"tier": None, **{k: case[k] for k in ("outcome", "clauses", "detention")}} | (
        {"tier": case["tier"]} if "tier" in case else {}
    )


def test_all_eight_have_a_source_and_a_comparison() -> None:
    assert [case["id"] for case in CASES] == [f"RC-0{n}" for n in range(1, 9)]
    assert all("/" in case["source"] and case["source_says"] and case["compared"] for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_comes_out_as_compared_with_the_source(case: dict[str, Any]) -> None:
    assert told(case["facts"]) == expected(case), case["compared"]


@pytest.mark.parametrize("case", [case for case in CASES if "supplied" in case], ids=lambda case: case["id"])
def test_with_what_the_source_leaves_out(case: dict[str, Any]) -> None:
    assert told(case["facts"] | case["supplied"]["facts"]) == expected(case["supplied"]), case["compared"]


def test_stored_oil_brings_the_caution_and_the_band_of_the_twelve_days() -> None:
    case = CASES[5]
    assert any("只有收集、贮存、运输" in text for text in assess(case["facts"]).cautions)
    (ground,) = assess_detention(case["facts"] | {"circumstances": "一般"}).hits
    assert ground.days == (10, 15)


def test_lead_alone_is_doubtful_and_shows_ratio_and_excess() -> None:
    found = assess(CASES[7]["facts"] | {"measured_over_standard": {"铅": "3.7"}})
    lead = next(f for f in found.hits if f.clause_id == "2016_1_3")
    assert lead.state is State.DOUBTFUL
    assert "3.7 倍" in lead.reason and "超出 2.7 倍" in lead.reason
