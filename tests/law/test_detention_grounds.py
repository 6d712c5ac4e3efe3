"""Detention: the law of the day of the conduct, the milder one across 2026-08-15, and what must come first."""

from datetime import date
from typing import Any

import pytest

from linkage.law import Status
from linkage.law.assessment import FACTS, BadFacts, DetentionFinding, State, assess_detention
from linkage.law.detention_book import grounds

PIPE = {"evasion": ["暗管"], "penalty_decided_on": "2026-08-01"}
BEFORE, AFTER = date(2026, 8, 14), date(2026, 8, 15)


def met(facts: dict[str, Any], decided_on: date | None = None) -> dict[str, DetentionFinding]:
    found = assess_detention(facts, decided_on=decided_on)
    return {f.conduct_id: f for f in found.hits if f.state is State.MET}


# Which law.


def test_old_conduct_decided_before_the_code_falls_under_the_old_law() -> None:
    found = met({"conduct_end": "2026-08-01", **PIPE}, BEFORE)
    assert set(found) == {"hbf63_3", "pwxk44_2"}
    assert found["hbf63_3"].band == "拘留 10 日至 15 日，情节较轻的 5 日至 10 日"
    assert found["hbf63_3"].transfer_mode == "应当移送"


def test_conduct_from_the_day_of_the_code_falls_under_the_code() -> None:
    assert set(met({"conduct_end": "2026-08-14", **PIPE}, BEFORE)) == {"hbf63_3", "pwxk44_2"}
    found = met({"conduct_end": "2026-08-15", **PIPE}, AFTER)
    assert set(found) == {"fd1108"}
    assert found["fd1108"].band == "拘留 5 日至 10 日，情节严重的 10 日至 15 日"
    assert found["fd1108"].basis == "生态环境法典第1108条"


@pytest.mark.parametrize(
    ("circumstances", "governs", "days"),
    [
        ("较轻", {"hbf63_3", "pwxk44_2"}, (5, 10)),
        ("一般", {"fd1108"}, (5, 10)),
        ("严重", {"hbf63_3", "pwxk44_2"}, (10, 15)),
        (None, {"fd1108"}, None),
    ],
)
def test_old_conduct_decided_under_the_code_takes_the_milder_band(
    circumstances: str | None, governs: set[str], days: tuple[int, int] | None
) -> None:
    """The two articles run in opposite directions: ordinary cases are milder under the code, the others equal."""
    found = met({"conduct_end": "2026-08-14", **PIPE, "circumstances": circumstances}, AFTER)
    assert set(found) == governs
    assert {f.days for f in found.values()} == {days}
    both = assess_detention({"conduct_end": "2026-08-14", **PIPE}, decided_on=AFTER)
    assert any("从旧兼从轻" in text for text in both.cautions)


def test_what_the_code_added_does_not_reach_back() -> None:
    """Opening an emergency duct is named by the code only: under the old law it is doubtful, and so it stays."""
    facts = {**PIPE, "evasion": ["非紧急情况开启大气应急排放通道"]}
    across = assess_detention({"conduct_end": "2026-08-14", **facts}, decided_on=AFTER)
    assert {f.state for f in across.hits} == {State.DOUBTFUL}
    assert set(met({"conduct_end": "2026-08-15", **facts}, AFTER)) == {"fd1108"}


def test_where_transfer_became_a_duty_the_old_may_is_milder() -> None:
    facts = {"detention_conduct": "向农用地排放超标污水污泥等", "circumstances": "严重"}
    assert met({"conduct_end": "2026-08-14", **facts}, AFTER)["trf87"].transfer_mode == "可以移送"
    assert met({"conduct_end": "2026-08-15", **facts}, AFTER)["fd1160"].transfer_mode == "应当移送"


def test_without_the_day_of_decision_the_old_law_is_shown_and_the_day_is_asked_for() -> None:
    found = assess_detention({"conduct_end": "2026-08-14", **PIPE})
    assert "detention_decided_on" in found.missing
    assert {f.conduct_id for f in found.hits} == {"hbf63_3", "pwxk44_2"}
    assert any("没有填拘留决定日" in text for text in found.cautions)


def test_without_the_day_of_conduct_both_are_shown_and_the_day_is_asked_for() -> None:
    found = assess_detention(PIPE)
    assert {"hbf63_3", "fd1108"} <= {f.conduct_id for f in found.hits}
    assert found.missing[0] == "conduct_end"


def test_a_decision_before_the_conduct_ended_is_refused() -> None:
    with pytest.raises(BadFacts, match="早于行为终了日"):
        assess_detention({"conduct_end": "2026-08-14", **PIPE}, decided_on=date(2026, 8, 13))


@pytest.mark.parametrize(
    ("end", "there"), [("2025-12-31", False), ("2026-01-01", True), ("2026-08-15", True)]
)
def test_the_public_security_law_counts_from_2026_and_beside_the_code(end: str, there: bool) -> None:
    found = assess_detention({"conduct_end": end, "detention_conduct": "违反规定处置危险物质"})
    assert ("zaf36" in {f.conduct_id for f in found.hits}) is there
    assert any("没有收录" in text for text in found.cautions) is not there


@pytest.mark.parametrize(("end", "there"), [("2014-12-31", False), ("2015-01-01", True)])
def test_article_63_counts_from_2015(end: str, there: bool) -> None:
    assert ("hbf63_3" in met({"conduct_end": end, **PIPE})) is there


# What must come first.


@pytest.mark.parametrize(
    ("conduct", "end", "ground"),
    [
        ("未批先建拒不停止", "2026-08-14", "hbf63_1"),
        ("无排污许可证拒不停止排污", "2026-08-14", "hbf63_2"),
        ("生产使用禁用农药拒不改正", "2026-08-14", "hbf63_4"),
        ("未批先建拒不停止", "2026-08-15", "fd1095"),
        ("无排污许可证拒不停止排污", "2026-08-15", "fd1102"),
        ("生产使用禁用农药拒不改正", "2026-08-15", "fd1131"),
    ],
)
def test_an_order_must_have_been_served_and_defied(conduct: str, end: str, ground: str) -> None:
    base = {"conduct_end": end, "detention_conduct": conduct, "penalty_decided_on": "2026-08-20"}
    served = {"order_served_on": "2026-08-01", "order_defied": True}
    assert ground in met({**base, **served})

    def state(**facts: Any) -> DetentionFinding:
        found = assess_detention({**base, **facts})
        return next(f for f in found.findings if f.conduct_id == ground)

    assert state().state is State.UNKNOWN
    assert {"order_served_on", "order_defied"} <= set(state().missing)
    assert state(**served | {"order_defied": False}).state is State.NOT_MET
    assert state(**served | {"order_served_on": end}).state is State.MET
    late = state(**served | {"order_served_on": "2026-08-16"})
    assert late.state is State.NOT_MET
    assert "晚于行为终了日" in late.reason


def test_evasion_needs_no_order_but_a_penalty_decision() -> None:
    facts = {"conduct_end": "2026-08-14", "evasion": ["渗坑"]}
    ground = next(f for f in assess_detention(facts).findings if f.conduct_id == "hbf63_3")
    assert (ground.state, ground.missing) == (State.UNKNOWN, ("penalty_decided_on",))
    assert [p.clause_id for p in ground.preconditions] == ["penalty_853"]
    assert "公治〔2014〕853号第2条" in ground.reason


def test_under_the_code_penalty_first_is_doubtful_not_lacking() -> None:
    found = assess_detention({"conduct_end": "2026-08-15", "evasion": ["渗坑"]})
    (ground,) = found.hits
    assert ground.state is State.DOUBTFUL
    assert any("是否沿用" in text for text in found.cautions)


def test_tampered_data_are_evasion_too() -> None:
    facts = {
        "conduct_end": "2026-08-14",
        "monitor_fraud": ["伪造自动监测数据"],
        "penalty_decided_on": "2026-08-10",
    }
    assert "hbf63_3" in met(facts)


@pytest.mark.parametrize(("end", "ground"), [("2026-08-14", "trf94"), ("2026-08-15", "fd1165")])
def test_soil_needs_serious_circumstances(end: str, ground: str) -> None:
    facts = {"conduct_end": end, "detention_conduct": "不采取土壤风险管控或者不实施修复"}
    assert met({**facts, "circumstances": "严重"})[ground].days == (5, 15)
    assert met({**facts, "circumstances": "一般"}) == {}
    found = assess_detention(facts)
    assert "circumstances" in found.missing and not found.hits


# Who transfers.


def test_a_banned_pesticide_goes_through_the_agriculture_department() -> None:
    facts = {
        "detention_conduct": "生产使用禁用农药拒不改正",
        "order_served_on": "2026-08-01",
        "order_defied": True,
        "penalty_decided_on": "2026-08-20",
    }
    assert met({"conduct_end": "2026-08-15", **facts})["fd1131"].transferor == "农业农村部门"
    after = assess_detention({"conduct_end": "2026-08-15", **facts})
    assert any("移给农业农村部门" in text for text in after.cautions)
    before = assess_detention({"conduct_end": "2026-08-14", **facts})
    assert not any("移给农业农村部门" in text for text in before.cautions)


@pytest.mark.parametrize("end", ["2026-08-14", "2026-08-15"])
def test_solid_waste_has_six_conducts_and_reaches_the_legal_representative(end: str) -> None:
    six = [g for g in grounds() if g.id.startswith("gf120" if end == "2026-08-14" else "fd1179")]
    assert len({g.article for g in six}) == len({g.conduct for g in six}) == 6
    for ground in six:
        found = met({"conduct_end": end, "detention_conduct": ground.conduct, "circumstances": "一般"})
        assert set(found) == {ground.id}
        assert found[ground.id].targets.startswith("法定代表人、主要负责人")
        assert found[ground.id].days == (10, 15)


def test_nothing_known_is_nothing_met() -> None:
    found = assess_detention(
        {"conduct_end": "2026-08-14", "detention_conduct": [], "evasion": [], "monitor_fraud": []}
    )
    assert {f.state for f in found.findings} <= {State.NOT_MET, State.UNKNOWN}
    assert found.summary == "没有已经具备条件的行政拘留依据。"


# The data.


def test_every_ground_is_complete_and_asked_for_by_the_schema() -> None:
    conducts = FACTS["detention_conduct"].values
    assert {g.conduct for g in grounds()} == set(conducts)
    for ground in grounds():
        assert set(ground.named_evasion) <= set(FACTS["evasion"].values)
        assert all(5 <= low < high <= 15 for low, high in ground.bands) and len(ground.bands) == 3
        assert ground.status is Status.VERIFIED
        assert ground.name and ground.targets and ground.transferor
        if ground.regime == "before":
            assert ground.in_force_to == date(2026, 8, 14)


def test_as_dict_is_json_with_the_articles_that_may_be_cited() -> None:
    told = assess_detention({"conduct_end": "2026-08-15", **PIPE}).as_dict()
    assert told["governing"] == ["生态环境法典第1108条"]
    assert told["findings"][0]["status"] == "VERIFIED"
