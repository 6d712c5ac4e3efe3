"""Identity numbers on the form of parties: each error names its row. What a number must be is tested in tests/law."""

from datetime import date

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


def test_what_is_wrong_is_said_as_a_sentence():
    assert "校验位" in fault_of_person(PERSON[:-1] + "1", TODAY)
    assert "校验位" in fault_of_unit(UNIT[:-1] + "4")


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
