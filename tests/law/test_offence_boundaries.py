"""Each number in the two interpretations at its edge: one sentence, the facts, and what must come out.

The tables are `offences/boundaries_2016.csv` and `…_2023.csv`; a lawyer checks the sentence, the test checks the rest.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from linkage.law.assessment import assess, clauses

CASES = [
    case
    for edition in ("2016", "2023")
    for case in csv.DictReader(
        (Path(__file__).parent / "offences" / f"boundaries_{edition}.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
]
NOT_APPLICABLE = "not_applicable"
SAID = {
    "met": "命中",
    "not_met": "未命中",
    "unknown": "缺事实",
    "doubtful": "存疑",
    "person": "须人工判断",
    NOT_APPLICABLE: "不适用",
}


def test_every_numeric_clause_has_ten_cases() -> None:
    counted = Counter(case["clause"] for case in CASES)
    assert {c.id: counted[c.id] for c in clauses() if c.numeric and counted[c.id] < 10} == {}


def test_no_sentence_stands_twice() -> None:
    assert [s for s, n in Counter(case["sentence"] for case in CASES).items() if n > 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_comes_out_as_the_sentence_says(case: dict[str, str]) -> None:
    found = assess(json.loads(case["facts"]))
    by_clause = {f.clause_id: f for version in found.versions for f in version.findings}
    finding = by_clause.get(case["clause"])
    assert (str(finding.state) if finding else NOT_APPLICABLE) == case["state"], case["sentence"]
    assert SAID[case["state"]] in case["sentence"]
    if finding:
        assert finding.reason.endswith("。")
