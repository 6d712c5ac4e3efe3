"""Identity numbers: the check digit bears them out, or a sentence says what is wrong. Nothing is repaired."""

from datetime import date

import pytest

from linkage.cases.forms import PartyFormSet
from linkage.cases.identity import fault_of_person, fault_of_unit

TODAY = date(2026, 3, 2)
PERSON = "11010519491231002X"
"""The example of GB 11643 itself."""
UNIT = "91350100M000100Y43"
"""The example of GB 32100 itself."""


def test_a_number_that_its_check_digit_bears_out_is_taken():
    assert fault_of_person(PERSON, TODAY) == ""


def test_a_code_that_its_check_character_bears_out_is_taken():
    assert fault_of_unit(UNIT) == ""


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_digit_in_a_persons_number_is_found_wherever_it_stands(place: int):
    wrong = "1" if PERSON[place] != "1" else "2"
    assert fault_of_person(PERSON[:place] + wrong + PERSON[place + 1 :], TODAY)


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_character_in_a_units_code_is_found_wherever_it_stands(place: int):
    wrong = "7" if UNIT[place] != "7" else "8"
    assert "校验位" in fault_of_unit(UNIT[:place] + wrong + UNIT[place + 1 :])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (PERSON[:-1] + "x", "大写的 X"),
        (" " + PERSON, "空格"),
        (PERSON.replace("1", "１", 1), "全角"),
        (PERSON[:17], "17位"),
        ("110105491231002", "15位的旧号码"),
        ("99" + PERSON[2:], "行政区划"),
        ("110105194913310020", "不是一个日期"),
        ("110105202712310020", "不可能"),
        ("1101051949123100A0", "数字"),
    ],
)
def test_what_is_wrong_with_a_persons_number_is_said(number: str, sentence: str):
    assert sentence in fault_of_person(number, TODAY)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(UNIT.lower(), "大写"), (UNIT[:-1], "17位"), ("I" + UNIT[1:], "I"), (UNIT + " ", "空格")],
)
def test_what_is_wrong_with_a_units_code_is_said(number: str, sentence: str):
    assert sentence in fault_of_unit(number)


def rows(*typed: dict[str, str]) -> PartyFormSet:
    data = {"parties-TOTAL_FORMS": "3", "parties-INITIAL_FORMS": "0"}
    for number, row in enumerate(typed):
        data |= {f"parties-{number}-{name}": value for name, value in row.items()}
    return PartyFormSet(data, prefix="parties")


def test_blank_rows_are_passed_over_and_the_others_come_in_order():
    parties = rows(
        {"kind": "unit", "name": "某公司", "identity_number": UNIT},
        {"kind": "unit"},
        {"kind": "person", "name": "刘某"},
    )
    assert parties.is_valid()
    assert [row["name"] for row in parties.entered()] == ["某公司", "刘某"]


def test_an_error_names_its_row():
    parties = rows(
        {"kind": "unit", "name": "某公司"}, {"kind": "person", "identity_number": PERSON[:-1] + "1"}
    )
    assert not parties.is_valid()
    told = [sentence for _, sentence in parties.faults()]
    assert any(s.startswith("当事人第2行，名称/姓名") for s in told)
    assert any(s.startswith("当事人第2行，统一社会信用代码/公民身份号码：校验位不符") for s in told)


def test_no_party_at_all_is_an_error():
    parties = rows({"kind": "unit"})
    assert not parties.is_valid()
    assert "还没有当事人" in parties.faults()[0][1]


def test_a_blank_before_a_number_is_not_mended_unseen():
    parties = rows({"kind": "person", "name": "刘某", "identity_number": f" {PERSON}"})
    assert not parties.is_valid()
