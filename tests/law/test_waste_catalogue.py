"""The catalogue of the day of the conduct: what a code can be, what it cannot, and the conclusion in its prescribed form."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.law.limits import Status
from linkage.law.refusal import Refused
from linkage.law.statute_book import NotInForce
from linkage.law.waste_catalogue import (
    CODE,
    category_of,
    codes_on,
    conclusion,
    conclusion_not_hazardous,
    edition_on,
    editions,
    fault_of_code,
    hint_of_code,
)

IN_2019, IN_2022, IN_2026 = date(2019, 5, 1), date(2022, 5, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("on", "edition"),
    [
        (date(2016, 8, 1), "2016"),
        (date(2020, 12, 31), "2016"),
        (date(2021, 1, 1), "2021"),
        (date(2024, 12, 31), "2021"),
        (date(2025, 1, 1), "2025"),
    ],
)
def test_each_edition_begins_on_its_day(on: date, edition: str) -> None:
    assert edition_on(on).code == edition


def test_a_conduct_of_july_2016_falls_under_a_catalogue_we_do_not_hold() -> None:
    with pytest.raises(NotInForce, match="平台没有收录"):
        edition_on(date(2016, 7, 31))


def test_the_editions_follow_each_other_without_a_gap_or_an_overlap() -> None:
    for earlier, later in pairwise(editions()):
        assert earlier.in_force_to is not None
        assert earlier.in_force_to + timedelta(days=1) == later.in_force_from
    assert editions()[-1].in_force_to is None


def test_each_edition_has_46_categories_and_none_from_41_to_44() -> None:
    for edition in editions():
        assert len(edition.categories) == 46
        assert not {"41", "42", "43", "44"} & set(edition.categories)
        assert edition.status is Status.VERIFIED and edition.sources


def test_smelting_waste_took_in_mining_with_the_edition_of_2021() -> None:
    before, after = category_of("321-002-48", IN_2019), category_of("321-002-48", IN_2022)
    assert before and before.label == "HW48 有色金属冶炼废物"
    assert after and after.label == "HW48 有色金属采选和冶炼废物"


def test_a_lead_battery_has_its_own_code_only_since_2021() -> None:
    assert fault_of_code("900-052-31", IN_2022) is None
    told = fault_of_code("900-052-31", IN_2019) or ""
    assert "从2021年版起才有" in told and "当时用 900-044-49" in told


def test_infectious_waste_changed_its_code_with_the_industries() -> None:
    assert fault_of_code("831-001-01", IN_2019) is None
    assert "现用 841-001-01" in (fault_of_code("831-001-01", IN_2026) or "")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "HW08",
        "900-249-8",
        "90024908",
        "900－249－08",
        "９００-249-08",
        " 900-249-08",
        "HW08 900-249-08",
        "900-249-08\n",
    ],
)
def test_what_is_no_code_is_told_the_form_and_not_mended(typed: str) -> None:
    assert "应为八位数字" in (fault_of_code(typed, IN_2022) or "")
    assert category_of(typed, IN_2022) is None


def test_a_category_that_does_not_exist_is_found_by_the_last_two_digits() -> None:
    assert "没有第43类" in (fault_of_code("900-001-43", IN_2022) or "")


def test_a_code_we_do_not_hold_is_a_hint_and_no_fault() -> None:
    assert fault_of_code("261-001-11", IN_2022) is None
    assert hint_of_code("261-001-11", IN_2022) == "261-001-11 未收录，请核对名录。"


def test_a_waste_established_by_tests_is_coded_900_000_and_needs_no_hint() -> None:
    assert fault_of_code("900-000-31", IN_2022) is None
    assert hint_of_code("900-000-31", IN_2022) is None


def test_a_code_we_hold_needs_no_hint_and_a_faulty_one_gets_none_beside_its_fault() -> None:
    assert hint_of_code("900-249-08", IN_2022) is None
    assert hint_of_code("900-001-43", IN_2022) is None


def test_the_conclusion_has_the_prescribed_form() -> None:
    told = conclusion("涉案废铅蓄电池", "900-052-31", IN_2022)
    assert told == "经认定，涉案废铅蓄电池属于HW31类（含铅废物）危险废物，废物代码900-052-31。"
    assert re.fullmatch(r"经认定，.+属于.+危险废物，废物代码\d{3}-\d{3}-\d{2}。", told)


def test_the_conclusion_that_it_is_none_has_the_form_too() -> None:
    assert conclusion_not_hazardous("涉案炉渣") == "经认定，涉案炉渣不属于危险废物，废物代码无。"


def test_a_conclusion_without_a_thing_or_with_a_code_of_another_edition_is_refused_with_both_reasons() -> (
    None
):
    with pytest.raises(Refused) as refused:
        conclusion(" ", "900-052-31", IN_2019)
    assert len(refused.value.reasons) == 2
    assert all(reason.basis == "环环监〔2017〕17号第22条" for reason in refused.value.reasons)
    with pytest.raises(Refused):
        conclusion_not_hazardous("")


def test_each_code_we_hold_has_the_form_a_name_and_a_source_and_offers_itself_only_when_listed() -> None:
    for on in (IN_2019, IN_2022, IN_2026):
        for known in codes_on(on):
            assert CODE.fullmatch(known.code) and known.name and known.sources
            assert known.status is Status.VERIFIED or known.confidence
            assert fault_of_code(known.code, on) is None
            assert category_of(known.code, on)
    assert "900-052-31" not in {known.code for known in codes_on(IN_2019)}


@given(st.from_regex(CODE, fullmatch=True), st.dates(date(2016, 8, 1), date(2030, 1, 1)))
def test_the_category_is_always_that_of_the_last_two_digits(code: str, on: date) -> None:
    category = category_of(code, on)
    assert (category is None) == (code[-2:] not in edition_on(on).categories)
    assert category is None or category.number == code[-2:]


@given(st.text(max_size=12), st.dates(date(2016, 8, 1), date(2030, 1, 1)))
def test_there_is_never_a_hint_beside_a_fault(typed: str, on: date) -> None:
    assert not (fault_of_code(typed, on) and hint_of_code(typed, on))
