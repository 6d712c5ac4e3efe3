"""How good the screening is, on labelled cases: precision and recall are held, and each case on which it errs is named."""

from dataclasses import replace

import pytest

from linkage.commands.main import main
from linkage.screening.judging import Punished, judge
from linkage.screening.measuring import labelled_cases, measure
from linkage.screening.models import Duty

CASES = labelled_cases()
KNOWN_MISTAKES = {"L-71": Duty.NONE, "L-72": Duty.NONE, "L-73": Duty.CRIME}
"""A clause left to judgement, a way of disposal that was not entered, and fault: what numbers cannot say."""


def test_there_are_cases_enough_of_each_label_and_each_says_why() -> None:
    assert len(CASES) >= 60
    assert len({case.code for case in CASES}) == len({case.title for case in CASES}) == len(CASES)
    assert all(case.why.endswith("。") and len(case.why) >= 6 for case in CASES)
    many = {duty: sum(case.expected is duty for case in CASES) for duty in Duty}
    assert many == {Duty.NONE: 34, Duty.CRIME: 29, Duty.DETENTION: 10}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_each_case_comes_out_as_labelled_unless_it_is_a_known_mistake(case) -> None:
    assert judge(case.facts, case.penalties).duty is KNOWN_MISTAKES.get(case.code, case.expected), case.why


def test_precision_and_recall_stand_at_what_was_measured() -> None:
    result = measure(CASES)
    assert (result.cases, result.expected, result.found, result.right) == (73, 39, 38, 37)
    assert (round(result.precision, 3), round(result.recall, 3)) == (0.974, 0.949)
    assert {m.case.code for m in result.mistakes} == set(KNOWN_MISTAKES)


def test_a_case_found_as_the_wrong_duty_counts_against_both_figures() -> None:
    crime = next(case for case in CASES if case.expected is Duty.CRIME and case.code not in KNOWN_MISTAKES)
    result = measure((replace(crime, expected=Duty.DETENTION),))
    assert (result.precision, result.recall) == (0.0, 0.0)
    assert "错报" in result.mistakes[0].words


def test_measuring_nothing_is_no_division_by_nought() -> None:
    assert (measure(()).precision, measure(()).recall) == (1.0, 1.0)


def test_the_command_tells_figures_and_each_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screening", "measure"]) == 0
    told = capsys.readouterr().out
    assert "查准率 97.4%，查全率 94.9%。" in told
    assert [line.split(" ")[:1][0] for line in told.splitlines() if line.startswith("L-")] == [
        "L-71",
        "L-72",
        "L-73",
    ]
    assert "L-73 误报" in told
    assert "L-71 漏报" in told


def test_one_of_three_substances_counts_only_where_all_three_agree() -> None:
    penalty = Punished("three_substances", None, None)
    twice = [{"effective_on": day, "conduct_kind": "三类物质"} for day in ("2024-01-01", "2024-06-01")]
    known = judge({"conduct_end": "2025-01-01", "prior_penalties": twice}, (penalty,))
    assert (known.duty, known.is_doubtful) == (Duty.CRIME, False)
    assert known.remark.startswith("处罚决定没有载明是三类物质中的哪一种，逐种对照结果相同。")
    assert judge({"conduct_end": "2025-01-01", "prior_penalties": twice[:1]}, (penalty,)).duty is Duty.NONE


def test_what_is_known_otherwise_is_not_overruled_by_the_penalty() -> None:
    lawful = judge({"conduct_end": "2025-01-01", "hazardous_waste_t": "9", "unlawful": False}, (
        Punished("three_substances", None, None),))  # fmt: skip
    assert lawful.duty is Duty.NONE
