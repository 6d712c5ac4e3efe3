"""Which interpretation governs, what the milder result is, and the traps in the standards.

The numbers themselves are in `test_offence_boundaries.py`.
"""

from decimal import Decimal

import pytest

from linkage.law import Status, UnknownRule
from linkage.law.assessment import (
    FACTS,
    Assessment,
    Finding,
    Outcome,
    State,
    assess,
    clause,
    clauses,
    elements_of,
)
from linkage.law.offence_book import background, circumstances, criminal_law

DUMPED = {"unlawful": True, "conduct_mode": ["倾倒"]}
RELEASED = {"unlawful": True, "conduct_mode": ["排放"]}


def of(found: Assessment, clause_id: str) -> Finding:
    return next(f for v in found.versions for f in v.findings if f.clause_id == clause_id)


# Time: the five examples of the rule on time, then the edges.


def test_six_mu_of_basic_farmland_in_2022_is_no_longer_listed_and_goes_to_a_person() -> None:
    found = assess({"conduct_end": "2022-06-01", **DUMPED, "land_mu": {"永久基本农田": 6}})
    assert (of(found, "2016_1_12").state, of(found, "2023_2_6").state) == (State.MET, State.NOT_MET)
    assert (found.outcome, found.tier, found.governing) == (Outcome.REVIEW, None, ())
    assert "可能不构成，须人工复核" in found.summary and "第一条第十二项" in found.summary


def test_sixty_cubic_metres_of_timber_in_2022_stay_in_the_first_tier_of_the_old() -> None:
    found = assess({"conduct_end": "2022-06-01", **DUMPED, "timber_m3": 60})
    old, new = found.versions
    assert (old.tier, new.tier) == (1, 2)
    assert (found.outcome, found.tier, found.governing) == (Outcome.MET, 1, ("js2016",))
    assert found.tier_name == "严重污染环境"


def test_what_the_new_one_added_cannot_make_conduct_of_2022_a_crime() -> None:
    found = assess(
        {
            "conduct_end": "2022-06-01",
            **RELEASED,
            "zone": ["饮用水水源二级保护区"],
            "substance": ["有毒物质"],
            "toxic_kind": ["其他毒性物质"],
        }
    )
    assert (of(found, "2016_1_1").state, of(found, "2023_1_1").state) == (State.NOT_MET, State.MET)
    assert (found.outcome, found.tier) == (Outcome.REVIEW, None)


def test_one_badly_hurt_in_2022_is_the_first_tier() -> None:
    found = assess({"conduct_end": "2022-06-01", **DUMPED, "injury": {"重伤": 1}})
    assert [v.tier for v in found.versions] == [1, 2]
    assert (found.outcome, found.tier) == (Outcome.MET, 1)


def test_three_tonnes_dumped_in_2024_are_the_first_tier() -> None:
    found = assess({"conduct_end": "2024-06-01", **DUMPED, "hazardous_waste_t": 3})
    assert (found.outcome, found.tier, found.governing) == (Outcome.MET, 1, ("js2023",))


@pytest.mark.parametrize(
    ("end", "versions"),
    [
        ("2016-12-31", []),
        ("2017-01-01", ["js2016", "js2023"]),
        ("2023-08-14", ["js2016", "js2023"]),
        ("2023-08-15", ["js2023"]),
        ("2026-08-15", ["js2023"]),
    ],
)
def test_only_the_day_the_conduct_ended_chooses_the_version(end: str, versions: list[str]) -> None:
    found = assess({"conduct_end": end, "conduct_start": "2016-01-01", **DUMPED, "hazardous_waste_t": 3})
    assert [v.instrument.code for v in found.versions] == versions


def test_conduct_before_2017_goes_to_a_person() -> None:
    found = assess({"conduct_end": "2016-12-31", **DUMPED, "hazardous_waste_t": 300})
    assert (found.outcome, found.hits, found.criminal_law) == (Outcome.PERSON, (), None)
    assert any("没有收录" in text for text in found.cautions)


def test_without_the_day_both_are_shown_and_nothing_is_concluded() -> None:
    found = assess({**DUMPED, "hazardous_waste_t": 3})
    assert (found.outcome, found.tier) == (Outcome.UNKNOWN, None)
    assert [v.tier for v in found.versions] == [1, 1]
    assert found.missing[0] == "conduct_end"


def test_a_case_closed_before_the_new_one_is_not_touched_by_it() -> None:
    facts = {"conduct_end": "2022-06-01", **DUMPED, "land_mu": {"永久基本农田": 6}}
    closed = assess({**facts, "concluded_on": "2023-08-14"})
    assert (closed.outcome, closed.tier, closed.governing) == (Outcome.MET, 1, ("js2016",))
    assert assess({**facts, "concluded_on": "2023-08-15"}).outcome is Outcome.REVIEW


def test_conduct_across_the_day_is_judged_by_its_end_and_a_person_confirms() -> None:
    found = assess(
        {"conduct_start": "2023-08-01", "conduct_end": "2023-08-15", **DUMPED, "hazardous_waste_t": 3}
    )
    assert any("跨 2023-08-15" in text for text in found.cautions)


def test_same_tier_in_both_names_the_clauses_of_both() -> None:
    found = assess({"conduct_end": "2023-08-14", **DUMPED, "hazardous_waste_t": 3})
    assert (found.tier, found.governing) == (1, ("js2016", "js2023"))
    assert [f.clause_id for f in found.hits] == ["2016_1_2", "2023_1_2"]


def test_before_march_2021_there_is_no_third_tier() -> None:
    facts = {**DUMPED, "injury": {"死亡": 1}}
    old = assess({"conduct_end": "2021-02-28", **facts})
    assert [v.tier for v in old.versions] == [2, 2]
    assert old.tier_name == "后果特别严重"
    assert any("没有第三档" in text for text in old.cautions)
    later = assess({"conduct_end": "2021-03-01", **facts})
    assert ([v.tier for v in later.versions], later.tier, later.tier_name) == ([2, 3], 2, "情节严重")
    assert any("没有新解释" in text for text in later.cautions)


def test_a_clause_that_lacks_facts_but_is_pointed_at_is_not_counted_as_missed() -> None:
    """Evasion is known; whether the waste is toxic as the new one has it is not."""
    facts = {"conduct_end": "2022-06-01", **RELEASED, "evasion": ["暗管"], "substance": ["有毒物质"]}
    found = assess(facts)
    assert (of(found, "2016_1_5").state, of(found, "2023_1_5").state) == (State.MET, State.UNKNOWN)
    assert found.outcome is Outcome.UNKNOWN
    assert "toxic_kind" in found.missing
    assert assess({**facts, "toxic_kind": ["其他毒性物质"]}).outcome is Outcome.MET


def test_met_in_one_and_doubtful_in_the_other_is_doubtful() -> None:
    facts = {"conduct_end": "2022-06-01", **RELEASED, "water_cut_h": {"县级城区": 12}}
    found = assess(facts)
    assert [v.tier for v in found.versions] == [2, 2]
    doubtful = assess({"conduct_end": "2022-06-01", **RELEASED, "measured_over_standard": {"镉": "3.99"}})
    assert (doubtful.outcome, doubtful.tier, doubtful.leading.possible_tier) == (Outcome.DOUBTFUL, None, 1)


# Traps.


@pytest.mark.parametrize("modes", [["贮存"], ["收集"], ["运输"], ["收集", "贮存", "运输"]])
def test_storing_collecting_or_carrying_three_tonnes_is_not_dumping(modes: list[str]) -> None:
    found = assess(
        {"conduct_end": "2024-06-01", "unlawful": True, "conduct_mode": modes, "hazardous_waste_t": 300}
    )
    assert (of(found, "2023_1_2").state, found.outcome) == (State.NOT_MET, Outcome.NONE)
    assert any("不能单独作为移送的依据" in text for text in found.cautions)


def test_storing_that_polluted_is_for_a_person() -> None:
    found = assess(
        {
            "conduct_end": "2024-06-01",
            "unlawful": True,
            "conduct_mode": "贮存",
            "polluting_circumstance": True,
            "hazardous_waste_t": 3,
        }
    )
    assert (of(found, "2023_1_2").state, found.outcome) == (State.DOUBTFUL, Outcome.DOUBTFUL)


@pytest.mark.parametrize(
    ("polluting", "state"), [(True, State.MET), (False, State.NOT_MET), (None, State.UNKNOWN)]
)
def test_taking_material_out_of_waste_counts_as_disposal_only_where_it_polluted(
    polluting: bool | None, state: State
) -> None:
    found = assess(
        {
            "conduct_end": "2024-06-01",
            "unlawful": True,
            "conduct_mode": ["利用"],
            "polluting_circumstance": polluting,
            "hazardous_waste_t": 3,
        }
    )
    assert of(found, "2023_1_2").state is state


def test_disposal_without_pollution_brings_the_caution() -> None:
    facts = {"conduct_end": "2024-06-01", "unlawful": True, "conduct_mode": "处置", "hazardous_waste_t": 3}
    assert any("可以不认为是犯罪" in t for t in assess({**facts, "polluting_circumstance": False}).cautions)
    assert not any("可以不认为是犯罪" in t for t in assess(facts).cautions)


@pytest.mark.parametrize(
    ("ratio", "old", "new"),
    [("0.5", State.MET, State.NOT_MET), ("1", State.MET, State.NOT_MET), ("1.01", State.MET, State.MET)],
)
def test_heavy_metals_are_toxic_for_the_new_one_only_over_the_standard(
    ratio: str, old: State, new: State
) -> None:
    found = assess(
        {
            "conduct_end": "2023-08-14",
            **RELEASED,
            "evasion": ["渗坑"],
            "substance": ["有毒物质"],
            "toxic_kind": ["含重金属污染物"],
            "measured_over_standard": {"铅": ratio},
        }
    )
    assert (of(found, "2016_1_5").state, of(found, "2023_1_5").state) == (old, new)


@pytest.mark.parametrize(("solid", "new"), [(True, State.MET), (False, State.NOT_MET), (None, State.UNKNOWN)])
def test_hazardous_waste_is_toxic_for_the_new_one_only_as_solid_waste(solid: bool | None, new: State) -> None:
    found = assess(
        {
            "conduct_end": "2023-08-14",
            **RELEASED,
            "evasion": ["渗坑"],
            "substance": ["有毒物质"],
            "toxic_kind": ["危险废物"],
            "hazardous_waste_is_solid": solid,
        }
    )
    assert (of(found, "2016_1_5").state, of(found, "2023_1_5").state) == (State.MET, new)


def test_other_harmful_matter_is_not_one_of_the_three_kinds() -> None:
    found = assess(
        {"conduct_end": "2024-06-01", **RELEASED, "evasion": ["暗管"], "substance": ["其他有害物质"]}
    )
    assert of(found, "2023_1_5").state is State.NOT_MET


@pytest.mark.parametrize(
    ("fact", "value", "clause_old", "clause_new"),
    [
        ("evasion", ["非紧急情况开启大气应急排放通道"], "2016_1_5", "2023_1_5"),
        ("key_unit", ["排污许可重点管理单位"], "2016_1_7", "2023_1_7"),
        ("zone", ["自然保护地核心保护区"], "2016_1_1", "2023_1_1"),
    ],
)
def test_what_the_new_one_widened_is_not_met_under_the_old(
    fact: str, value: list[str], clause_old: str, clause_new: str
) -> None:
    found = assess(
        {
            "conduct_end": "2023-08-14",
            **RELEASED,
            "substance": ["放射性废物"],
            "monitor_fraud": ["伪造自动监测数据"],
            "monitored_pollutants": ["氨氮"],
            "key_unit": [],
            fact: value,
        }
    )
    assert (of(found, clause_old).state, of(found, clause_new).state) == (State.NOT_MET, State.MET)
    assert found.outcome is Outcome.REVIEW


@pytest.mark.parametrize("clause_id", [c.id for c in clauses() if c.catch_all])
def test_a_catch_all_clause_is_always_for_a_person(clause_id: str) -> None:
    end = "2018-06-01" if clause_id.startswith("2016") else "2024-06-01"
    found = assess({"conduct_end": end, **DUMPED, "hazardous_waste_t": 300})
    assert of(found, clause_id).state is State.PERSON
    assert clause_id not in {f.clause_id for f in found.hits}


def test_ten_times_over_has_its_band_too() -> None:
    found = assess({"conduct_end": "2024-06-01", **RELEASED, "measured_over_standard": {"镍": "10.5"}})
    finding = of(found, "2023_1_4")
    assert finding.state is State.DOUBTFUL
    assert "10.5 倍" in finding.reason and "超出 9.5 倍" in finding.reason


def test_each_version_that_is_met_brings_its_own_rule_on_mercy() -> None:
    found = assess({"conduct_end": "2022-06-01", **DUMPED, "land_mu": {"永久基本农田": 6}})
    (mercy,) = [t for t in found.cautions if "免予刑事处罚" in t]
    assert "法释〔2016〕29号第五条" in mercy
    new = assess({"conduct_end": "2024-06-01", **DUMPED, "hazardous_waste_t": 3})
    assert sum("第六条" in t or "第十二条" in t for t in new.cautions) == 2
    none = assess({"conduct_end": "2024-06-01", **DUMPED, "hazardous_waste_t": 2})
    assert not any("免予刑事处罚" in t for t in none.cautions)


# Other offences, circumstances, signs.


def test_other_offences_are_asked_only_where_their_first_fact_is_given() -> None:
    plain = assess({"conduct_end": "2024-06-01", **DUMPED, "hazardous_waste_t": 3})
    assert [r.offence for r in plain.results] == ["pollution"]
    assert len(plain.not_asked) == 4
    assert not any(f.offence != "pollution" for v in plain.versions for f in v.findings)
    papers = assess(
        {"conduct_end": "2024-06-01", "false_documents": ["环境监测"], "illegal_income_wan": "30"}
    )
    assert (papers.leading.offence, papers.outcome) == ("false_documents", Outcome.MET)
    assert "提供虚假证明文件罪" in papers.summary


def test_neglect_has_no_number_any_more_and_goes_to_a_person() -> None:
    facts = {"conduct_end": "2024-06-01", "official_neglect": True, "property_loss_wan": 300}
    found = assess(facts)
    assert of(found, "2023_408").state is State.PERSON
    old = assess({**facts, "conduct_end": "2020-06-01", "concluded_on": "2021-01-01"})
    assert of(old, "2016_2_408").state is State.MET


@pytest.mark.parametrize(("serious", "state"), [(True, State.MET), (False, State.NOT_MET)])
def test_tampering_with_the_quality_network_needs_serious_consequences_since_2023(
    serious: bool, state: State
) -> None:
    found = assess(
        {
            "conduct_end": "2023-08-14",
            "monitoring_system_acts": ["干扰采样致使数据严重失真"],
            "monitoring_system_serious": serious,
        }
    )
    assert (of(found, "2016_10").state, of(found, "2023_11").state) == (State.MET, state)


def test_the_smog_alert_aggravates_under_the_old_only() -> None:
    found = assess(
        {
            "conduct_end": "2023-08-14",
            **DUMPED,
            "heavy_pollution_alert": True,
            "aggravating": ["重点管理单位没有排污许可证"],
        }
    )
    met = {f.clause_id for f in found.aggravating if f.state is State.MET}
    assert met == {"2016_aggravating_3", "2023_aggravating_5"}


def test_signs_of_unit_crime_and_intent_are_told_with_their_basis() -> None:
    found = assess({"unit_crime_signs": ["单位决策机构决定"], "fault_signs": []})
    assert (found.unit_crime.state, found.fault.state) == (State.MET, State.NOT_MET)
    assert found.unit_crime.basis == "高检会〔2019〕3号第1项"
    assert assess({}).fault.state is State.UNKNOWN


# The data.


def test_every_clause_of_both_is_there() -> None:
    counted = {
        (edition, tier): len([c for c in clauses(edition) if c.offence == "pollution" and c.tier == tier])
        for edition in ("js2016", "js2023")
        for tier in (1, 2, 3)
    }
    assert counted == {
        ("js2016", 1): 18,
        ("js2016", 2): 13,
        ("js2016", 3): 0,
        ("js2023", 1): 11,
        ("js2023", 2): 11,
        ("js2023", 3): 4,
    }
    assert len({c.id for c in clauses()}) == len(clauses())
    assert [len(circumstances(code)) for code in ("js2016", "js2023")] == [4, 5]


def test_every_condition_asks_only_for_facts_and_values_of_the_schema() -> None:
    def walk(part: object) -> None:
        if isinstance(part, dict):
            for key in ("has", "true", "at_least", "sum"):
                if key in part:
                    fact = FACTS[part[key]]
                    assert set(part.get("of", ())) <= set(fact.values), part
            if "penalties" in part:
                assert part["penalties"] in FACTS["prior_penalties"].values
            if "metals" in part:
                assert set(part["metals"]) <= set(FACTS["measured_over_standard"].values)
            if "water" in part:
                assert {*part["water"], *part.get("above", ())} <= set(FACTS["water_cut_h"].values)
            for inner in (*part.get("all", ()), *part.get("any", ())):
                walk(inner)

    for item in (*clauses(), *circumstances("js2016"), *circumstances("js2023")):
        walk(item.condition)


@pytest.mark.parametrize("clause_id", [c.id for c in clauses()])
def test_every_clause_has_elements_with_proof_and_someone_who_can_close_the_gap(clause_id: str) -> None:
    elements = elements_of(clause_id)
    assert len({e.code for e in elements}) == len(elements) >= 3
    for element in elements:
        assert element.label and element.closers
        assert {p.material_class for p in element.proofs} <= {"1", "2", "3", "4", "5", "6", "7"}
        assert all(p.kind for p in element.proofs) and element.proofs


def test_the_quantity_of_waste_is_proved_by_records_lists_and_weighing() -> None:
    quantity = next(e for e in elements_of("2023_1_2") if e.code == "waste_quantity")
    assert {p.material_class for p in quantity.proofs} == {"3", "4", "7"}
    assert "生态环境部门" in quantity.closers


def test_an_unknown_clause_is_refused_by_name() -> None:
    with pytest.raises(UnknownRule, match="9999_1_1"):
        clause("9999_1_1")


def test_only_what_was_read_is_called_verified() -> None:
    assert {c.status for c in clauses()} == {Status.VERIFIED}
    assert criminal_law(assess({"conduct_end": "2020-01-01"}).facts["conduct_end"]).status is Status.MEMORY
    assert "凭记忆" in background()["caution"]["multiple"]


def test_the_outcome_keeps_the_digest_of_the_law_and_exact_numbers() -> None:
    found = assess(
        {"conduct_end": "2024-06-01", **DUMPED, "hazardous_waste_t": Decimal("2.9999999999999999")}
    )
    assert of(found, "2023_1_2").state is State.NOT_MET
    told = found.as_dict()
    assert told["facts"]["hazardous_waste_t"] == "2.9999999999999999"
    assert len(told["law_digest"]) == 64
    assert told["versions"][0]["findings"][1]["state"] == "not_met"
