"""The time limits, held one by one against the lawyer's table: code, length, unit, counting, nature, status, dates."""

import json
from datetime import date

import pytest

from linkage.law import (
    NotInForce,
    Status,
    Unit,
    UnknownRule,
    counting_rule,
    law_digest,
    rule,
    rules,
    snapshot,
)
from linkage.law.limits import COUNTED_UNITS, PERIOD_UNITS

# code, length, unit, counting rule, nature, status, in force from, to
TABLE = [
    "crime_special_team_assign - immediate R310 duty VERIFIED 2001-07-09 -",
    "crime_transfer_approval 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "crime_transfer_handover 24 hour R17 duty VERIFIED 2017-01-25 -",
    "police_receipt - immediate - duty VERIFIED 2017-01-25 -",
    "police_incomplete_notice 24 hour R17 conditional VERIFIED 2017-01-25 -",
    "crime_materials_correction 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "crime_supplement_investigation - promptly - duty VERIFIED 2017-01-25 -",
    "police_filing_decision_normal 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "police_filing_decision_clue 7 natural_day R17 duty VERIFIED 2017-01-25 -",
    "police_filing_decision_complex 30 natural_day R17 duty VERIFIED 2017-01-25 -",
    "police_jurisdiction_transfer 24 hour R17 conditional VERIFIED 2017-01-25 -",
    "police_not_competent_return 24 hour R17 conditional VERIFIED 2017-01-25 -",
    "police_decision_notice 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "police_mid_investigation_transfer_notice 3 natural_day RXS duty VERIFIED 2020-09-01 -",
    "property_handover 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "reconsider_apply 3 working_day R17 right VERIFIED 2017-01-25 -",
    "reconsider_decide 3 working_day R17 duty VERIFIED 2017-01-25 -",
    "filing_supervision_suggest_after_reconsider 3 natural_day R310 right VERIFIED 2001-07-09 -",
    "filing_supervision_suggest_direct - no_limit - right VERIFIED 2017-01-25 -",
    "police_explain_non_filing 7 natural_day RXS duty VERIFIED 2019-12-30 -",
    "police_explain_overdue 7 natural_day RXS duty VERIFIED 2019-12-30 -",
    "procuratorate_reply_reason_valid 10 natural_day RXS duty VERIFIED 2019-12-30 -",
    "police_file_on_notice 15 natural_day RXS duty VERIFIED 2019-12-30 -",
    "supervised_case_urge 3 month RXS conditional VERIFIED 2019-12-30 -",
    "transfer_on_procuratorate_opinion 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "non_prosecution_notice 3 natural_day R17 duty VERIFIED 2017-01-25 -",
    "reverse_link_review 10 working_day RTEXT duty VERIFIED 2024-11-26 -",
    "reverse_link_opinion_delivery 3 natural_day RXS conditional MEMORY 2021-09-06 -",
    "reverse_link_agency_reply 2 month RXS duty MEMORY 2021-09-06 -",
    "admin_result_feedback_to_judicial - promptly - duty VERIFIED 2023-08-15 -",
    "police_return_for_admin_penalty - promptly - duty VERIFIED 2017-01-25 -",
    "supplementary_investigation 1 month RXS duty VERIFIED 2017-01-25 -",
    "prosecution_review 1 month RXS duty VERIFIED 2019-12-30 -",
    "consult_written_reply 7 natural_day R17 duty VERIFIED 2017-01-25 -",
    "technical_support - follow_criminal_limit - duty VERIFIED 2017-01-25 -",
    "platform_entry 7 natural_day R17 duty VERIFIED 2017-01-25 -",
    "obvious_crime_report - promptly - duty VERIFIED 2017-01-25 -",
    "duty_crime_clue - promptly - duty VERIFIED 2017-01-25 -",
    "detention_transfer_submit 3 working_day R853 duty VERIFIED 2015-01-01 -",
    "detention_police_accept - promptly - duty VERIFIED 2015-01-01 -",
    "detention_jurisdiction_transfer 24 hour RXZ conditional VERIFIED 2013-01-01 -",
    "detention_supplement_notice 3 working_day R853 conditional VERIFIED 2015-01-01 -",
    "detention_not_meet_return 5 working_day R853 conditional VERIFIED 2015-01-01 -",
    "detention_decision_copy 3 working_day R853 duty VERIFIED 2015-01-01 -",
    "detention_case_limit_pre2026 30 natural_day RXZ duty VERIFIED 2013-01-01 2025-12-31",
    "detention_case_limit_2026 30 natural_day RXZ duty VERIFIED 2026-01-01 -",
    "detention_family_notice - promptly - duty VERIFIED 2013-01-01 -",
    "detention_suspend_execution_decide 24 hour RXZ duty VERIFIED 2013-01-01 -",
    "admin_penalty_decision 90 natural_day RCFF duty VERIFIED 2021-07-15 -",
    "admin_penalty_service 7 working_day RCFF duty VERIFIED 2021-07-15 -",
    "admin_limitation_pre_code 24 month RLIM right VERIFIED 2021-07-15 2026-08-14",
    "admin_limitation_code 60 month RLIM right VERIFIED 2026-08-15 -",
    "joint_meeting_province 1 per_half_year RCAL cadence VERIFIED 2019-04-17 -",
    "joint_meeting_city_county 1 per_quarter RCAL cadence VERIFIED 2019-04-17 -",
    "joint_training_province 1 per_year RCAL cadence VERIFIED 2019-04-17 -",
    "joint_training_city 1 per_year RCAL cadence VERIFIED 2019-04-17 -",
]


def test_each_time_limit_of_the_table_is_there_with_its_length_unit_counting_status_and_dates() -> None:
    told = [
        f"{limit.code} {'-' if limit.length is None else limit.length} {limit.unit} {limit.counting or '-'} "
        f"{limit.nature} {limit.status} {limit.in_force_from} {limit.in_force_to or '-'}"
        for limit in rules()
    ]
    assert len(TABLE) == 56
    assert sorted(told) == sorted(TABLE)


@pytest.mark.parametrize("limit", rules(), ids=lambda limit: limit.code)
def test_each_time_limit_says_who_from_when_on_which_article_and_where_it_was_read(limit) -> None:
    assert limit.name
    assert limit.start_event
    assert limit.actor
    assert limit.instrument
    assert limit.article.startswith("第")
    assert limit.sources
    assert all(source.address for source in limit.sources)
    assert limit.in_force_to is None or limit.in_force_to > limit.in_force_from


@pytest.mark.parametrize("limit", rules(), ids=lambda limit: limit.code)
def test_each_length_in_days_names_the_rule_it_is_counted_by(limit) -> None:
    assert (limit.length is None) == (limit.unit not in COUNTED_UNITS | PERIOD_UNITS)
    if limit.length is not None:
        assert counting_rule(limit.counting)


@pytest.mark.parametrize("limit", rules(), ids=lambda limit: limit.code)
def test_what_is_only_remembered_is_never_called_statutory(limit) -> None:
    if limit.status is Status.MEMORY:
        assert not limit.statutory
        assert limit.confidence in {"high", "medium", "low"}


def test_no_text_for_readers_shows_a_code_of_ours() -> None:
    codes = {limit.code for limit in rules()}
    texts = (
        "name",
        "start_event",
        "conditions",
        "consequence",
        "extension",
        "interpretation",
        "difference",
        "doubt",
    )
    shown = [
        f"{limit.code}.{field}: {code}"
        for limit in rules()
        for field in texts
        for code in codes
        if code in getattr(limit, field)
    ]
    assert not shown


def test_limits_without_number_have_a_reminder_of_the_platforms_own() -> None:
    immediate = rule("police_receipt").internal_reminder
    promptly = rule("obvious_crime_report").internal_reminder
    assert immediate is not None
    assert (immediate.length, immediate.unit) == (24, Unit.HOUR)
    assert promptly is not None
    assert (promptly.length, promptly.unit) == (7, Unit.NATURAL_DAY)
    assert rule("police_filing_decision_normal").internal_reminder is None


def test_the_three_tiers_of_the_filing_decision_point_at_the_first() -> None:
    assert rule("police_filing_decision_normal").tier_of == ""
    assert rule("police_filing_decision_clue").tier_of == "police_filing_decision_normal"
    assert rule("police_filing_decision_complex").tier_of == "police_filing_decision_normal"


def test_reconsideration_keeps_both_readings_of_three_days() -> None:
    for code in ("reconsider_apply", "reconsider_decide"):
        limit = rule(code)
        assert (limit.length, limit.unit, limit.article) == (3, Unit.WORKING_DAY, "第11条")
        assert [(t.instrument, t.length, str(t.unit)) for t in limit.other_terms] == [
            ("国务院令第310号", 3, "natural_day"),
            ("公安机关办理刑事案件程序规定", 3, "natural_day"),
        ]


def test_asking_the_procuratorate_is_never_barred_by_time() -> None:
    barred = {limit.code for limit in rules() if limit.never_bars}
    assert barred == {"filing_supervision_suggest_after_reconsider", "filing_supervision_suggest_direct"}


def test_extensions_say_how_long_who_approves_and_how_often() -> None:
    (two,) = rule("detention_case_limit_2026").extensions
    assert (two.length, str(two.unit), two.max_times) == (30, "natural_day", 2)
    assert "上一级公安机关" in two.approver
    assert [option.status for option in rule("admin_penalty_decision").extensions] == [Status.MEMORY] * 2
    assert rule("crime_transfer_approval").extensions == ()


def test_a_rule_is_only_given_for_a_day_on_which_it_was_in_force() -> None:
    assert rule("detention_case_limit_pre2026", date(2025, 12, 31)).in_force_to == date(2025, 12, 31)
    with pytest.raises(NotInForce, match="2026-01-01 不适用"):
        rule("detention_case_limit_pre2026", date(2026, 1, 1))
    with pytest.raises(NotInForce, match="自 2026-01-01 起施行"):
        rule("detention_case_limit_2026", date(2025, 12, 31))


def test_an_unknown_code_is_answered_with_the_closest_ones() -> None:
    with pytest.raises(UnknownRule) as caught:
        rule("police_filing_decision_normol")
    assert isinstance(caught.value, KeyError)
    assert str(caught.value).startswith(
        "没有编号为“police_filing_decision_normol”的时限。相近的编号：police_filing_decision_normal"
    )


def test_the_snapshot_kept_beside_an_act_is_small_plain_json() -> None:
    kept = snapshot("crime_transfer_handover", date(2026, 3, 1))
    assert json.loads(json.dumps(kept, ensure_ascii=False)) == {
        "code": "crime_transfer_handover",
        "name": "向同级公安机关移交案件材料",
        "instrument": "环环监〔2017〕17号",
        "article": "第6条",
        "status": "VERIFIED",
        "length": 24,
        "unit": "hour",
        "in_force_from": "2017-01-25",
    }


def test_the_digest_of_the_law_is_a_sha256_and_does_not_wander() -> None:
    assert len(law_digest()) == 64
    assert law_digest() == law_digest()
