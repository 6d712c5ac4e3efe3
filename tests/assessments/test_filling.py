"""Nobody types twice what the record says: facts come from samples, wastes, costs, penalties and the case, each with its source."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from linkage.assessments.filling import known_facts, metal_of, sourced_facts
from linkage.dossiers.models import Dossier
from linkage.sampling.status import Status as Tested
from tests.assessments.bench import Bench
from tests.browsing import browser, text_of
from tests.penalties.desk import Desk
from tests.property.store import Store
from tests.road import Road
from tests.sampling.bench import LABORATORY, RESULTS
from tests.sampling.bench import Bench as Samples
from tests.waste.bench import Bench as Wastes


def sources(dossier: Dossier, name: str) -> list[str]:
    return [source.words for source in sourced_facts(dossier)[name].sources]


def test_what_the_record_does_not_say_is_not_known(early_bench: Bench) -> None:
    assert known_facts(early_bench.dossier) == {}


def test_the_days_of_the_conduct_come_from_the_case(road: Road) -> None:
    case = road.open(conduct_from=date(2026, 1, 5), conduct_until=date(2026, 2, 20))
    facts = known_facts(case.dossier)
    assert facts == {"conduct_end": date(2026, 2, 20), "conduct_start": date(2026, 1, 5)}
    assert sources(case.dossier, "conduct_end") == ["案件登记：行为终了日"]


@pytest.fixture
def samples(road: Road) -> Samples:
    made = Samples(road, road.open().dossier)
    made.qualify(road.cast.officer, road.cast.second_officer)
    return made


def test_a_metal_over_its_limit_is_filled_in_as_times_of_the_limit_and_names_its_report(
    samples: Samples,
) -> None:
    sample = samples.to(Tested.TESTED)
    facts = known_facts(samples.dossier)
    assert facts["measured_over_standard"] == {"铅": Decimal("3.7")}
    assert (facts["substance"], facts["toxic_kind"]) == (["有毒物质"], ["含重金属污染物"])
    (said,) = sources(samples.dossier, "measured_over_standard")
    assert said == (
        f"样品{sample.number}检测报告检字record_result：铅 3.7 毫克/升，限值 1，为限值的 3.70 倍，超标 2.70 倍"
    )
    (source,) = sourced_facts(samples.dossier)["measured_over_standard"].sources
    assert (source.procedure, source.pk) == ("sample", sample.pk)
    assert LABORATORY not in said


def test_a_metal_within_its_limit_is_measured_but_no_toxic_substance(samples: Samples) -> None:
    _tested(samples, value="0.9")
    facts = known_facts(samples.dossier)
    assert facts == {"measured_over_standard": {"铅": Decimal("0.9")}}
    assert "没有超标" in sources(samples.dossier, "measured_over_standard")[0]


@pytest.mark.parametrize(
    ("value", "limit", "ratio"),
    [("3.999999", "1.0", "3.999999"), ("4", "1.0", "4"), ("2.999999", "0.75", "3.999998")],
)
def test_the_quotient_is_never_rounded_up_to_a_number_of_the_law(
    value: str, limit: str, ratio: str, samples: Samples
) -> None:
    _tested(samples, value=value, limit=limit)
    assert known_facts(samples.dossier)["measured_over_standard"] == {"铅": Decimal(ratio)}


def test_the_highest_of_several_samples_counts_and_river_water_is_no_discharge(samples: Samples) -> None:
    _tested(samples, value="3.2")
    _tested(samples, value="5")
    _tested(samples, value="90", medium="地表水")
    assert known_facts(samples.dossier)["measured_over_standard"] == {"铅": Decimal(5)}


def test_where_a_bottle_was_tested_again_the_retest_stands(samples: Samples) -> None:
    sample = samples.to(Tested.RETEST_REQUESTED)
    samples.do("record_retest", sample, results=[{**RESULTS[0], "value": "2"}, dict(RESULTS[1])])
    assert known_facts(samples.dossier)["measured_over_standard"] == {"铅": Decimal(2)}
    assert "复测报告" in sources(samples.dossier, "measured_over_standard")[0]


@pytest.mark.parametrize(
    ("analyte", "metal"),
    [
        ("铅", "铅"),
        ("总铅", "铅"),
        ("六价铬", "铬"),
        ("铅及其化合物", "铅"),
        ("pH值", ""),
        ("化学需氧量", ""),
        ("镉铅", ""),
    ],
)
def test_which_analyte_is_which_metal(analyte: str, metal: str) -> None:
    assert metal_of(analyte) == metal


def _tested(samples: Samples, **changes: str) -> None:
    medium = {"medium": changes.pop("medium")} if "medium" in changes else {}
    sample = samples.take(**medium)
    samples.to_laboratory(sample)
    samples.do("receive_at_laboratory", sample)
    samples.do("record_result", sample, results=[{**RESULTS[0], **changes}, dict(RESULTS[1])])


def test_tonnes_that_left_without_a_manifest_are_filled_in_stream_by_stream(road: Road) -> None:
    wastes = Wastes(road, road.open().dossier)
    oil = wastes.register()
    wastes.move(oil, "转出或者处置", "1.71")
    wastes.move(oil, "转出或者处置", "1.5")
    wastes.move(oil, "转出或者处置", "40", manifest="20261401070001")
    wastes.move(oil, "盘点结存", "8")
    assert "hazardous_waste_t" not in known_facts(wastes.dossier), "not identified as hazardous yet"
    wastes.do("identify_hazardous", oil)
    facts = known_facts(wastes.dossier)
    assert facts == {
        "hazardous_waste_t": Decimal("3.21"), "substance": ["有毒物质"], "toxic_kind": ["危险废物"],
    }  # fmt: skip
    (said,) = sources(wastes.dossier, "hazardous_waste_t")
    assert said.startswith("危险废物 废矿物油（900-249-08）：没有转移联单的转出、处置 3.21 吨")


def test_what_was_identified_as_not_hazardous_counts_nothing(road: Road) -> None:
    wastes = Wastes(road, road.open().dossier)
    oil = wastes.register()
    wastes.move(oil, "转出或者处置", "9")
    wastes.do("identify_not_hazardous", oil)
    assert known_facts(wastes.dossier) == {}


def test_the_cost_of_disposal_is_filled_in_as_loss_in_ten_thousands(road: Road) -> None:
    store = Store(road, road.open())
    item = store.blank()
    for act in ("register_property", "dispose_temporarily", "record_disposal_cost"):
        store.do(act, item)
    assert known_facts(store.dossier) == {"property_loss_wan": Decimal("1.28")}
    assert sources(store.dossier, "property_loss_wan") == [
        "废酸（3.2吨）的处置费用 12800.00 元（凭证发票00012345）"
    ]


def test_this_case_own_penalty_gives_its_day(road: Road) -> None:
    desk = Desk(road, road.open())
    desk.do("enter_decided_penalty", desk.blank())
    assert known_facts(desk.dossier)["penalty_decided_on"] == date(2026, 2, 26)


def test_an_earlier_penalty_elsewhere_counts_by_the_day_it_took_effect_and_gives_no_link_away(
    bench: Bench,
) -> None:
    road = bench.road
    elsewhere = Desk(road, road.open(title="某公司以前的案件"))
    elsewhere.do(
        "enter_decided_penalty",
        elsewhere.blank(),
        conduct_until=date(2025, 12, 1),
        decided_on=date(2026, 1, 4),
        served_on=date(2026, 1, 9),
    )
    case = bench.dossier.case
    case.conduct_until = date(2026, 2, 20)
    case.save(update_fields=["conduct_until"])
    known = sourced_facts(bench.dossier)["prior_penalties"]
    assert known.value == [{"effective_on": date(2026, 1, 9), "conduct_kind": "三类物质"}]
    (source,) = known.sources
    assert source.words.endswith("（太原市生态环境局杏花岭分局，2026-01-09 生效）")
    assert (source.procedure, source.pk, source.part) == ("", 0, "")
    page = _part(bench, road.cast.investigator)
    assert source.words in page
    assert elsewhere.dossier.number not in page and "某公司以前的案件" not in page
    unseen = browser(road.cast.investigator).get(f"/transfers/{elsewhere.dossier.number}/")
    assert unseen.status_code == 404, "the police may not see the dossier the penalty stands in"


def test_a_penalty_that_takes_effect_after_the_conduct_is_not_an_earlier_one(bench: Bench) -> None:
    road = bench.road
    elsewhere = Desk(road, road.open())
    elsewhere.do("enter_decided_penalty", elsewhere.blank())
    case = bench.dossier.case
    case.conduct_until = date(2026, 2, 27)
    case.save(update_fields=["conduct_until"])
    assert "prior_penalties" not in known_facts(bench.dossier), "served on the very day is not before it"
    case.conduct_until = date(2026, 2, 28)
    case.save(update_fields=["conduct_until"])
    assert "prior_penalties" in known_facts(bench.dossier)


def test_the_number_of_statements_does_not_grow_with_the_record(
    road: Road, django_assert_max_num_queries: Any
) -> None:
    wastes = Wastes(road, road.open().dossier)
    for tonnes in ("1", "2"):
        oil = wastes.register()
        wastes.move(oil, "转出或者处置", tonnes)
        wastes.do("identify_hazardous", oil)
    with django_assert_max_num_queries(40) as few:
        sourced_facts(wastes.dossier)
    for tonnes in ("3", "4", "5"):
        oil = wastes.register()
        wastes.move(oil, "转出或者处置", tonnes)
        wastes.do("identify_hazardous", oil)
    with django_assert_max_num_queries(len(few)) as many:
        assert sourced_facts(wastes.dossier)["hazardous_waste_t"].value == Decimal(15)
    assert len(many) == len(few) <= 7


def _part(bench: Bench, who: Any) -> str:
    return text_of(browser(who).get(f"/transfers/{bench.dossier.number}/?part=assessment"))
