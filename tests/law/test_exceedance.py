"""A result against its limit: two numbers, never one for the other; and where there is no multiple, a sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.law.exceedance import (
    TimesOver,
    Verdict,
    compare,
    compare_range,
    compare_undetected,
    in_words,
    rounded,
    times_over,
    times_over_in_words,
)

D = Decimal
limits = st.decimals("0.0001", "10000", places=4)
values = st.decimals("0", "1000000", places=4)


def test_lead_of_3_point_2_against_a_limit_of_1_is_3_point_2_times_the_limit_and_over_by_2_point_2() -> None:
    found = compare(D("3.2"), D("1.0"))
    assert (found.verdict, found.ratio, found.multiple) == (Verdict.OVER, D("3.2"), D("2.2"))
    assert in_words(found) == "超标：为限值的 3.20 倍，超标 2.20 倍。"


def test_a_value_equal_to_its_limit_is_within_it() -> None:
    found = compare(D("0.50"), D("0.5"))
    assert found.verdict is Verdict.WITHIN and found.multiple is None
    assert in_words(found) == "达标：实测值 0.50，限值 0.5。"


def test_a_value_over_by_less_than_the_words_can_show_is_still_over() -> None:
    assert in_words(compare(D("1.001"), D(1))) == "超标：超过限值不足 0.01 倍（实测值 1.001，限值 1）。"


def test_what_the_method_could_not_have_seen_is_not_within_the_limit() -> None:
    assert compare_undetected(D("0.05"), D("0.1")).verdict is Verdict.WITHIN
    blind = compare_undetected(D("0.2"), D("0.1"))
    assert blind.verdict is Verdict.UNDECIDED
    assert in_words(blind).startswith("不能判定：方法检出限 0.2 高于限值 0.1")


def test_a_result_below_the_detection_limit_has_no_multiple() -> None:
    found = compare_undetected(D("0.05"), D("0.1"))
    assert found.ratio is None and found.multiple is None
    assert "没有可以计算倍数的浓度" in in_words(found)


@pytest.mark.parametrize(
    ("measured", "verdict"),
    [
        ("5.9", Verdict.OVER),
        ("6", Verdict.WITHIN),
        ("9.0", Verdict.WITHIN),
        ("9.1", Verdict.OVER),
        ("2", Verdict.OVER),
    ],
)
def test_ph_is_judged_by_its_range_and_never_has_a_multiple(measured: str, verdict: Verdict) -> None:
    found = compare_range(D(measured), D(6), D(9))
    assert found.verdict is verdict
    assert found.ratio is None and found.multiple is None
    assert "不计算倍数" in in_words(found)


def test_a_range_turned_round_a_negative_value_or_a_limit_of_nothing_is_not_compared() -> None:
    with pytest.raises(ValueError, match="下限"):
        compare_range(D(7), D(9), D(6))
    with pytest.raises(ValueError, match="限值"):
        compare(D(1), D(0))
    with pytest.raises(ValueError, match="实测值"):
        compare(D(-1), D(1))


@pytest.mark.parametrize(
    ("measured", "reached"),
    [
        ("2.999", TimesOver.BELOW),
        ("3", TimesOver.DISPUTED),
        ("3.999", TimesOver.DISPUTED),
        ("4", TimesOver.REACHED),
    ],
)
def test_between_three_and_four_times_the_limit_it_is_for_a_person_to_decide(
    measured: str, reached: TimesOver
) -> None:
    assert times_over(compare(D(measured), D(1)), 3) is reached


def test_a_value_that_only_rounds_to_three_times_the_limit_has_not_reached_it() -> None:
    found = compare(D("2.999"), D(1))
    assert "3.00 倍" in in_words(found)
    assert times_over_in_words(found, 3) == "没有达到“超过标准3倍以上”。"


def test_the_two_readings_of_three_times_over_are_both_named() -> None:
    told = times_over_in_words(compare(D("3.2"), D(1)), 3)
    assert "限值的3倍" in told and "限值的4倍" in told and "人工判断" in told
    assert "两种理解下都成立" in times_over_in_words(compare(D("11"), D(1)), 10)


def test_ph_never_reaches_a_multiple() -> None:
    assert times_over(compare_range(D(1), D(6), D(9)), 3) is TimesOver.BELOW


@pytest.mark.parametrize(
    ("value", "step", "shown"),
    [
        ("12.1498", "1", "12"),
        ("12.1498", "0.1", "12.1"),
        ("10.5002", "1", "11"),
        ("1.050", "0.1", "1.0"),
        ("0.35", "0.1", "0.4"),
        ("-0.0365", "0.001", "-0.036"),
    ],
)
def test_rounding_follows_the_examples_given_for_gb_8170(value: str, step: str, shown: str) -> None:
    assert str(rounded(D(value), D(step))) == shown


@given(values, limits)
def test_over_exactly_where_the_value_is_larger(measured: Decimal, limit: Decimal) -> None:
    found = compare(measured, limit)
    assert (found.verdict is Verdict.OVER) == (measured > limit)
    assert (found.multiple is not None) == (measured > limit)


@given(values, limits)
def test_the_two_numbers_shown_always_differ_by_one(measured: Decimal, limit: Decimal) -> None:
    found = compare(measured, limit)
    if found.ratio is not None and found.multiple is not None:
        assert abs(found.ratio - found.multiple - 1) < D("1e-15")
        assert abs(rounded(found.ratio) - rounded(found.multiple) - 1) <= D("0.01")


@given(values, values, limits, st.sampled_from([3, 10]))
def test_more_is_never_judged_milder(one: Decimal, other: Decimal, limit: Decimal, times: int) -> None:
    order = [TimesOver.BELOW, TimesOver.DISPUTED, TimesOver.REACHED]
    less, more = sorted((one, other))
    assert order.index(times_over(compare(less, limit), times)) <= order.index(
        times_over(compare(more, limit), times)
    )
