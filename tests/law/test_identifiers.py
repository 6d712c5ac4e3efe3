"""Identifiers: the check digit bears them out, or a sentence says what is wrong and where. Nothing is repaired."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.law.identifiers import fault_of_person, fault_of_unit

TODAY = date(2026, 3, 2)
PERSON = "11010519491231002X"
"""The example of GB 11643 itself."""
UNIT = "91350100M000100Y43"
"""The example of GB 32100 itself."""
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_a_number_that_its_check_digit_bears_out_is_taken() -> None:
    assert fault_of_person(PERSON, TODAY) is None


def test_a_code_that_its_check_character_bears_out_is_taken() -> None:
    assert fault_of_unit(UNIT) is None


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_single_wrong_character_in_a_persons_number_slips_through(place: int, typed: str) -> None:
    wrong = PERSON[:place] + typed + PERSON[place + 1 :]
    assert (fault_of_person(wrong, TODAY) is None) == (wrong == PERSON)


@given(st.integers(0, 17), st.sampled_from(ALPHABET))
def test_no_single_wrong_character_in_a_units_code_slips_through(place: int, typed: str) -> None:
    wrong = UNIT[:place] + typed + UNIT[place + 1 :]
    assert (fault_of_unit(wrong) is None) == (wrong == UNIT)


@given(st.integers(0, 16))
def test_two_neighbours_that_changed_places_in_a_units_code_are_found(place: int) -> None:
    wrong = UNIT[:place] + UNIT[place + 1] + UNIT[place] + UNIT[place + 2 :]
    assert (fault_of_unit(wrong) is None) == (wrong == UNIT)


@given(st.text(max_size=20))
def test_whatever_is_typed_is_answered_by_a_sentence_or_by_nothing(typed: str) -> None:
    for fault in (fault_of_person(typed, TODAY), fault_of_unit(typed)):
        assert fault is None or fault.endswith("。")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "现在是0位"),
        (PERSON[:-1] + "x", "大写的 X"),
        (" " + PERSON, "空格"),
        (PERSON.replace("1", "１", 1), "全角"),
        (PERSON[:17], "17位"),
        ("110105491231002", "15位的旧号码"),
        ("99" + PERSON[2:], "行政区划"),
        ("110105194913310020", "第7至14位“19491331”不是一个日期"),
        ("110105202712310020", "不可能"),
        ("11010O194912310020", "第6位“O”不对"),
        ("1101051949123100AX", "第17位“A”不对"),
        ("11010519491231002A", "末位“A”不对"),
        (PERSON[:-1] + "1", "校验位不符"),
    ],
)
def test_what_is_wrong_with_a_persons_number_is_said(number: str, sentence: str) -> None:
    assert sentence in (fault_of_person(number, TODAY) or "")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (UNIT.lower(), "第9位“m”应写大写"),
        (UNIT[:-1], "17位"),
        ("I" + UNIT[1:], "第1位“I”不会出现"),
        (UNIT[:4] + "A" + UNIT[5:], "第5位“A”不对，第3至8位"),
        (UNIT + " ", "空格"),
        ("91350100M000100Y4Z", "第18位“Z”不会出现"),
        (UNIT[:-1] + "4", "校验位不符"),
    ],
)
def test_what_is_wrong_with_a_units_code_is_said(number: str, sentence: str) -> None:
    assert sentence in (fault_of_unit(number) or "")


def test_a_person_born_on_the_29th_of_february_exists_only_in_leap_years() -> None:
    assert "不是一个日期" in (fault_of_person("110105190002290020", TODAY) or "")
    assert "不是一个日期" not in (fault_of_person("110105200002290020", TODAY) or "")
