"""How long a sample may be held, on the day it was taken; the shorter of two times; and rows that name their source."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.law.limits import Status
from linkage.law.sample_portions import least_portions
from linkage.law.sampling_rules import ANY, HoldRule, Medium, analytes, hold_rule, hold_rules, hold_until
from linkage.law.statute_book import NotInForce, UnknownRule
from linkage.law.wording import SHANGHAI

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI)
ASKED_FOR = [
    "ph",
    "cod",
    "bod5",
    "ammonia_nitrogen",
    "suspended_solids",
    "total_phosphorus",
    "total_nitrogen",
    "petroleum",
    "cyanide",
    "sulfide",
    "chromium_vi",
    "total_chromium",
    "mercury",
    "arsenic",
    "lead",
    "cadmium",
    "copper",
    "zinc",
    "nickel",
    "volatile_organics",
]


@pytest.mark.parametrize("medium", [Medium.SURFACE_WATER, Medium.WASTE_WATER])
def test_each_analyte_of_water_that_cases_are_about_has_a_row_with_a_volume_and_a_time(
    medium: Medium,
) -> None:
    assert {code for code, _ in analytes(medium)} == set(ASKED_FOR)
    for code in ASKED_FOR:
        rule = hold_rule(code, medium, DAY)
        assert rule.container and rule.min_volume_ml and rule.shortest


def test_oxygen_demand_is_kept_two_days_from_the_minute_of_sampling() -> None:
    assert hold_until(hold_rule("cod", Medium.WASTE_WATER, DAY), NOON) == NOON + timedelta(hours=48)


def test_the_method_for_hexavalent_chromium_sets_a_day_and_that_counts() -> None:
    rule = hold_rule("chromium_vi", Medium.WASTE_WATER, DAY)
    assert rule.hold and rule.hold.in_words == "14日"
    assert rule.shortest and (rule.shortest.in_words, rule.shortest.instrument) == (
        "24小时",
        "GB/T 7467—1987",
    )
    assert hold_until(rule, NOON) == NOON + timedelta(days=1)


def test_soil_taken_under_the_old_standard_is_kept_by_its_table() -> None:
    kept = {
        "lead": 180,
        "arsenic": 180,
        "mercury": 28,
        "chromium_vi": 1,
        "cyanide": 2,
        "volatile_organics": 7,
    }
    for code, days in kept.items():
        until = hold_until(hold_rule(code, Medium.SOIL, date(2026, 5, 31)), NOON)
        assert until == NOON + timedelta(days=days)


def test_soil_taken_under_the_new_standard_gets_no_outdated_time() -> None:
    with pytest.raises(NotInForce, match="HJ 166—2026") as refused:
        hold_rule("lead", Medium.SOIL, date(2026, 6, 1))
    assert "180日，仅供参考" in refused.value.sentence


def test_before_the_first_standard_held_there_is_a_sentence_too() -> None:
    with pytest.raises(NotInForce, match="此前的标准没有收录"):
        hold_rule("cod", Medium.WASTE_WATER, date(2009, 10, 31))


def test_what_has_no_row_of_its_own_falls_back_on_the_general_one_of_its_medium() -> None:
    rule = hold_rule("lead", Medium.SOLID_WASTE, DAY)
    assert rule.code == ANY and hold_until(rule, NOON) is None
    assert hold_rule("ammonia", Medium.EXHAUST_GAS, DAY).name == "氨"


def test_what_has_no_row_at_all_is_said_to_have_none() -> None:
    with pytest.raises(UnknownRule, match="没有土壤中“unheard_of”的样品保存要求"):
        hold_rule("unheard_of", Medium.SOIL, DAY)


def test_a_moment_without_a_time_zone_is_not_counted_from() -> None:
    with pytest.raises(ValueError, match="时区"):
        hold_until(hold_rule("ph", Medium.WASTE_WATER, DAY), datetime(2026, 3, 2))


@pytest.mark.parametrize("rule", hold_rules(), ids=lambda rule: f"{rule.media[0]}-{rule.code}")
def test_each_row_names_instrument_clause_and_source(rule: HoldRule) -> None:
    assert rule.instrument and rule.clause and rule.sources and rule.name
    assert all(source.title and source.address for source in rule.sources)
    assert rule.confidence or rule.status is Status.VERIFIED
    assert rule.in_force_to is None or (rule.in_force_from <= rule.in_force_to and rule.succeeded_by)


def test_no_two_rows_for_one_analyte_hold_on_the_same_day() -> None:
    for one, other in combinations(hold_rules(), 2):
        if one.code == other.code and set(one.media) & set(other.media):
            early, late = sorted((one, other), key=lambda rule: rule.in_force_from)
            assert early.in_force_to is not None and early.in_force_to < late.in_force_from


def test_a_row_whose_text_was_not_read_is_shown_as_to_be_checked() -> None:
    assert all(rule.to_be_checked for rule in hold_rules() if rule.status is Status.MEMORY)


@given(
    st.sampled_from([rule for rule in hold_rules() if rule.shortest]),
    st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([SHANGHAI, UTC])),
)
def test_no_instrument_would_call_a_sample_spent_before_ours_does(
    rule: HoldRule, sampled_at: datetime
) -> None:
    until = hold_until(rule, sampled_at)
    assert until is not None and until > sampled_at
    holds = [hold for hold in (rule.hold, *rule.method_holds) if hold]
    assert all(until <= sampled_at + hold.span for hold in holds)


@pytest.mark.parametrize(
    ("tonnes", "portions"),
    [
        ("0.1", 5),
        ("5", 5),
        ("5.01", 8),
        ("25", 8),
        ("50", 13),
        ("90", 20),
        ("150", 32),
        ("500", 50),
        ("1000", 80),
        ("1000.5", 100),
    ],
)
def test_the_more_waste_the_more_portions(tonnes: str, portions: int) -> None:
    found = least_portions(Decimal(tonnes), DAY)
    assert (found.count, found.status) == (portions, Status.MEMORY)


def test_for_a_dumping_incident_urgency_may_reduce_it_to_five() -> None:
    found = least_portions(Decimal(800), DAY, incident=True)
    assert (found.count, found.basis, found.status) == (5, "HJ 298—2019第4.2.4 f)", Status.VERIFIED)


def test_before_2020_and_for_no_waste_at_all_there_is_no_number() -> None:
    with pytest.raises(NotInForce):
        least_portions(Decimal(1), date(2019, 12, 31))
    with pytest.raises(ValueError, match="大于零"):
        least_portions(Decimal(0), DAY)
