"""Facts as they are read: exact, from known values only, and every wrong field named in Chinese."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from linkage.law.assessment import FACTS, BadFacts, Kind, PriorPenalty, assess, read_facts

FIXED = [
    "conduct_end",
    "conduct_mode",
    "substance",
    "toxic_kind",
    "hazardous_waste_t",
    "zone",
    "evasion",
    "prior_penalties",
    "heavy_pollution_alert",
    "key_unit",
    "monitor_fraud",
    "saved_operating_cost_wan",
    "illegal_income_wan",
    "property_loss_wan",
    "water_cut_h",
    "land_mu",
    "timber_m3",
    "saplings",
    "evacuated",
    "poisoned",
    "injury",
    "measured_over_standard",
]


def test_the_fixed_names_are_there_each_with_label_and_kind() -> None:
    assert set(FIXED) <= set(FACTS)
    for name, fact in FACTS.items():
        assert fact.name == name and fact.label and fact.group
        assert bool(fact.values) == (
            fact.kind in (Kind.CHOICE, Kind.CHOICES, Kind.AMOUNTS, Kind.COUNTS, Kind.PENALTIES)
        )
        assert bool(fact.unit) == (fact.kind in (Kind.DECIMAL, Kind.COUNT, Kind.AMOUNTS, Kind.COUNTS))


def test_reads_each_kind() -> None:
    read = read_facts(
        {
            "conduct_end": "2024-06-01",
            "unlawful": True,
            "conduct_mode": "倾倒",
            "zone": [],
            "hazardous_waste_t": "3.00",
            "saplings": 2500,
            "circumstances": "较轻",
            "injury": {"轻伤": 2},
            "land_mu": {"其他土地": "4.99"},
            "prior_penalties": [{"effective_on": "2023-01-01", "conduct_kind": "三类物质"}],
            "poisoned": None,
        }
    )
    assert read["conduct_end"] == date(2024, 6, 1)
    assert (read["conduct_mode"], read["zone"]) == (("倾倒",), ())
    assert read["hazardous_waste_t"] == Decimal("3.00")
    assert read["land_mu"] == {"其他土地": Decimal("4.99")}
    assert read["prior_penalties"] == (PriorPenalty(date(2023, 1, 1), "三类物质"),)
    assert "poisoned" not in read
    assert read_facts(read) == read


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("tonnes", 3, "没有名为“tonnes”的事实"),
        ("conduct_end", "2024-13-01", "行为终了日（conduct_end）：“2024-13-01”不是日期"),
        ("conduct_end", 20240601, "不是日期"),
        ("unlawful", "是", "应为是（true）或者否（false）"),
        ("unlawful", 1, "应为是（true）或者否（false）"),
        ("hazardous_waste_t", 2.99, "不是精确的数"),
        ("hazardous_waste_t", True, "不是精确的数"),
        ("hazardous_waste_t", "三吨", "不是数"),
        ("hazardous_waste_t", -1, "不小于零"),
        ("hazardous_waste_t", "NaN", "不小于零"),
        ("hazardous_waste_t", "1e99", "不小于零"),
        ("poisoned", "1.5", "应是整数"),
        ("zone", ["一级保护区"], "所在区域（zone）：没有“一级保护区”，可用：饮用水水源一级保护区"),
        ("zone", 3, "应为一组内容"),
        ("circumstances", ["较轻"], "情节（circumstances）：没有"),
        ("land_mu", {"耕地": 5}, "没有“耕地”"),
        ("land_mu", 5, "应为名称和数量的对照"),
        ("injury", {"轻伤": "0.5"}, "应是整数"),
        ("prior_penalties", "无", "应为一组处罚"),
        ("prior_penalties", [{"effective_on": "2023-01-01"}], "每次处罚应有生效日"),
        ("prior_penalties", [{"effective_on": "2023", "conduct_kind": "其他"}], "不是日期"),
        ("prior_penalties", [{"effective_on": "2023-01-01", "conduct_kind": "罚款"}], "没有“罚款”"),
    ],
)
def test_a_wrong_field_is_named(name: str, value: Any, sentence: str) -> None:
    with pytest.raises(BadFacts) as refused:
        assess({name: value})
    assert list(refused.value.errors) == [name]
    assert sentence in refused.value.errors[name]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"conduct_start": "2024-06-02", "conduct_end": "2024-06-01"}, "conduct_start"),
        ({"substance": ["其他有害物质"], "toxic_kind": ["危险废物"]}, "toxic_kind"),
        ({"substance": ["有毒物质"], "toxic_kind": []}, "toxic_kind"),
        ({"hazardous_waste_is_solid": False, "hazardous_waste_t": 3}, "hazardous_waste_t"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFacts) as refused:
        assess(facts)
    assert field in refused.value.errors


def test_all_errors_are_told_at_once() -> None:
    with pytest.raises(BadFacts) as refused:
        read_facts({"conduct_end": "?", "poisoned": -1})
    assert set(refused.value.errors) == {"conduct_end", "poisoned"}


def test_something_else_than_an_object_is_refused() -> None:
    with pytest.raises(BadFacts, match="JSON 对象"):
        read_facts([])  # type: ignore[arg-type]
