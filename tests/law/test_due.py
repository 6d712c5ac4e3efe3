"""One clock at a time: the lawyer's vectors, two instruments that differ, pauses, extensions, years not yet known."""

from datetime import date, datetime

import pytest

from linkage.law import Calendar, Extension, NotInForce, Pause, UnknownRule, due, due_by_unit
from linkage.law.wording import SHANGHAI


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def day_of(moment: datetime | None) -> str:
    assert moment is not None
    assert (moment.hour, moment.minute, moment.second) == (23, 59, 59)
    return moment.date().isoformat()


def texts(result, *kinds: str) -> list[str]:
    return [step.text for step in result.steps if step.kind in kinds]


@pytest.mark.parametrize(
    ("code", "start", "falls_due"),
    [
        ("police_filing_decision_normal", "2026-03-06", "2026-03-09"),
        ("police_filing_decision_normal", "2026-03-04", "2026-03-09"),
        ("reconsider_apply", "2026-03-05", "2026-03-10"),
        ("detention_not_meet_return", "2026-03-05", "2026-03-12"),
        ("police_filing_decision_normal", "2026-09-29", "2026-10-08"),
    ],
)
def test_the_lawyers_vectors_in_days(code: str, start: str, falls_due: str) -> None:
    assert day_of(due(code, date.fromisoformat(start)).due_at) == falls_due


def test_the_lawyers_vector_in_hours_ends_on_a_saturday() -> None:
    result = due("crime_transfer_handover", at("2026-03-06T16:30"))
    assert result.due_at == result.remind_by == result.overdue_after == at("2026-03-07T16:30")


def test_310_has_no_rule_of_counting_so_the_reminder_does_not_roll_over_but_lateness_does() -> None:
    result = due("filing_supervision_suggest_after_reconsider", date(2026, 3, 5))
    assert day_of(result.remind_by) == "2026-03-08"
    assert day_of(result.overdue_after) == "2026-03-09"
    assert texts(result, "nature") == ["期满不影响继续提出"]


def test_where_instruments_differ_remind_by_the_shorter_and_judge_by_the_longer_and_show_all() -> None:
    result = due("reconsider_decide", date(2026, 3, 5))
    assert day_of(result.remind_by) == "2026-03-08"
    assert day_of(result.overdue_after) == "2026-03-10"
    assert [(t.term.instrument, day_of(t.due_at)) for t in result.terms] == [
        ("环环监〔2017〕17号", "2026-03-10"),
        ("国务院令第310号", "2026-03-09"),
        ("公安机关办理刑事案件程序规定", "2026-03-09"),
    ]
    assert len(texts(result, "term")) == 3


def test_the_tiers_of_three_seven_and_thirty_days_count_from_the_same_start() -> None:
    codes = ("normal", "clue", "complex")
    found = [day_of(due(f"police_filing_decision_{tier}", date(2026, 3, 2)).due_at) for tier in codes]
    assert found == ["2026-03-05", "2026-03-09", "2026-04-01"]


def test_the_day_is_shanghais_day_whatever_zone_the_start_is_told_in() -> None:
    late = datetime.fromisoformat("2026-03-05T16:30:00+00:00")
    assert day_of(due("police_filing_decision_normal", late).due_at) == "2026-03-09"
    assert texts(due("police_filing_decision_normal", late), "count")[0].startswith("2026-03-07")


def test_a_moment_without_zone_is_refused() -> None:
    for code in ("crime_transfer_handover", "police_filing_decision_normal"):
        with pytest.raises(ValueError, match="没有时区"):
            due(code, datetime(2026, 3, 6, 16, 30))


def test_hours_cannot_be_counted_from_a_bare_date() -> None:
    with pytest.raises(ValueError, match="须给出起算的时刻"):
        due("crime_transfer_handover", date(2026, 3, 6))


def test_every_day_off_is_told_while_counting_working_days() -> None:
    result = due("detention_transfer_submit", date(2026, 2, 12))
    assert [(step.on, step.number) for step in result.steps if step.kind in {"count", "skip"}] == [
        (date(2026, 2, 13), 1),
        (date(2026, 2, 14), 2),
        *[(date(2026, 2, day), None) for day in range(15, 24)],
        (date(2026, 2, 24), 3),
    ]
    assert "2026-02-14 周六 第2个工作日（春节（调休上班日））" in texts(result, "count")


def test_the_roll_over_is_told_from_the_last_day_to_the_first_working_day() -> None:
    result = due("police_filing_decision_normal", date(2026, 3, 4))
    assert texts(result, "count", "roll", "skip", "rolled", "result") == [
        "2026-03-05 周四 第1日",
        "2026-03-06 周五 第2日",
        "2026-03-07 周六 第3日（周末，照常计算）",
        "末日 2026-03-07 周六 是周末，顺延",
        "2026-03-08 周日 周末，继续顺延",
        "2026-03-09 周一 是其后第一个工作日，期满日移到这一天",
        "届满：2026-03-09 周一 24:00前",
    ]


def test_a_paused_span_takes_out_whole_days_both_ends_included() -> None:
    plain = due("admin_penalty_decision", date(2026, 3, 2))
    paused = due(
        "admin_penalty_decision", date(2026, 3, 2), pauses=[(date(2026, 3, 10), date(2026, 3, 19), "移送")]
    )
    assert day_of(plain.due_at) == "2026-06-01"  # 第90日5月31日是周日
    assert day_of(paused.due_at) == "2026-06-10"
    assert texts(paused, "pause") == [
        "暂停：2026-03-10 周二 至 2026-03-19 周四（移送），首尾两日在内，整日不计"
    ]


def test_overlapping_pauses_take_no_day_out_twice() -> None:
    spans = [Pause(date(2026, 3, 10), date(2026, 3, 19)), Pause(date(2026, 3, 15), date(2026, 3, 19))]
    assert day_of(due("admin_penalty_decision", date(2026, 3, 2), pauses=spans).due_at) == "2026-06-10"


def test_a_pause_in_hours_is_taken_out_to_the_second() -> None:
    spans = [Pause(at("2026-03-06T20:00:00"), at("2026-03-06T21:10:05"))]
    assert due("crime_transfer_handover", at("2026-03-06T16:30"), pauses=spans).due_at == at(
        "2026-03-07T17:40:05"
    )


def test_a_pause_after_the_end_revives_nothing() -> None:
    spans = [Pause(date(2026, 3, 10), date(2026, 3, 20))]
    assert day_of(due("police_filing_decision_normal", date(2026, 3, 4), pauses=spans).due_at) == "2026-03-09"


def test_a_pause_that_still_stands_needs_a_day_of_asking() -> None:
    spans = [Pause(date(2026, 3, 10), None, "移送")]
    with pytest.raises(ValueError, match="暂停尚未结束"):
        due("admin_penalty_decision", date(2026, 3, 2), pauses=spans)
    result = due("admin_penalty_decision", date(2026, 3, 2), pauses=spans, as_of=date(2026, 3, 19))
    assert day_of(result.due_at) == "2026-06-10"


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="早于开始"):
        due("admin_penalty_decision", date(2026, 3, 2), pauses=[Pause(date(2026, 3, 10), date(2026, 3, 9))])


def test_an_extension_goes_on_from_the_last_day_not_from_the_rolled_over_one() -> None:
    granted = [Extension(30, "natural_day", "上一级公安机关", "案情重大", date(2026, 3, 20))]
    plain = due("detention_case_limit_2026", date(2026, 2, 19))
    longer = due("detention_case_limit_2026", date(2026, 2, 19), extensions=granted)
    assert day_of(plain.due_at) == "2026-03-23"  # 第30日3月21日是周六
    assert day_of(longer.due_at) == "2026-04-20"  # 第60日，不是3月23日之后30日
    assert texts(longer, "caution") == []
    assert "上一级公安机关批准，理由：案情重大" in texts(longer, "extension")[0]


def test_days_added_to_a_month_are_counted_from_that_months_last_day() -> None:
    granted = [Extension(15, "natural_day", "检察长")]
    assert day_of(due("prosecution_review", date(2026, 3, 10), extensions=granted).due_at) == "2026-04-27"


@pytest.mark.parametrize(
    ("code", "granted", "caution"),
    [
        ("detention_case_limit_2026", [(30, "natural_day", "上级")] * 3, "延长3次，超过允许的2次"),
        ("police_filing_decision_normal", [(4, "natural_day", "局长")], "没有写明可以延长"),
        ("admin_penalty_decision", [(30, "natural_day", "局长")], "凭记忆"),
        ("detention_case_limit_2026", [(30, "natural_day", "上级", "", date(2026, 12, 1))], "届满"),
    ],
)
def test_an_extension_the_law_does_not_carry_is_counted_but_questioned(code, granted, caution) -> None:
    result = due(code, date(2026, 3, 2), extensions=granted)
    assert any(caution in text for text in texts(result, "caution"))


def test_hours_and_days_are_not_added_up() -> None:
    with pytest.raises(ValueError, match="不能"):
        due("crime_transfer_handover", at("2026-03-06T16:30"), extensions=[(1, "natural_day", "局长")])
    with pytest.raises(ValueError, match="不能"):
        due("police_filing_decision_normal", date(2026, 3, 6), extensions=[(24, "hour", "局长")])


def test_what_touches_a_year_not_yet_announced_is_provisional_and_says_which() -> None:
    result = due("detention_transfer_submit", date(2026, 12, 30))
    assert result.provisional
    assert texts(result, "provisional") == ["暂定：2027年放假安排尚未公布或者没有录入，录入后须重算"]
    assert day_of(result.due_at) == "2027-01-05"
    assert not due("detention_transfer_submit", date(2026, 12, 28)).provisional
    assert not due("crime_transfer_handover", at("2026-12-31T16:30")).provisional


def test_a_last_day_in_a_known_year_that_rolls_into_an_unknown_one_is_provisional(tmp_path) -> None:
    file = tmp_path / "local.toml"
    file.write_text('[in_lieu]\n2026-12-31 = "元旦"\n', encoding="utf-8")
    result = due_by_unit(date(2026, 12, 28), 3, "natural_day", calendar=Calendar.load(file))
    assert day_of(result.due_at) == "2027-01-04"
    assert result.provisional


def test_promptly_has_no_due_moment_only_a_reminder_that_says_it_is_not_the_laws() -> None:
    result = due("obvious_crime_report", at("2026-03-04T09:00"))
    assert result.due_at is result.overdue_after is None
    assert day_of(result.remind_by) == "2026-03-11"
    assert texts(result, "reminder") == ["平台内部提醒：2026-03-11 周三 24:00前，不是法定期限"]


def test_at_once_is_reminded_of_after_twenty_four_hours() -> None:
    assert due("police_receipt", at("2026-03-06T16:30")).remind_by == at("2026-03-07T16:30")
    assert day_of(due("police_receipt", date(2026, 3, 6)).remind_by) == "2026-03-07"


def test_a_limit_that_follows_the_other_sides_has_neither_due_moment_nor_reminder() -> None:
    result = due("technical_support", date(2026, 3, 6))
    assert result.due_at is result.remind_by is None


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("joint_meeting_city_county", "2026-03-31", "2026-03-31"),
        ("joint_meeting_city_county", "2026-04-01", "2026-06-30"),
        ("joint_meeting_province", "2026-02-10", "2026-06-30"),
        ("joint_meeting_province", "2026-12-31", "2026-12-31"),
        ("joint_training_city", "2026-05-01", "2026-12-31"),
    ],
)
def test_a_rhythm_ends_with_its_calendar_period(code: str, start: str, end: str) -> None:
    assert day_of(due(code, date.fromisoformat(start)).due_at) == end


def test_limitation_runs_to_the_same_day_and_does_not_roll_over() -> None:
    result = due("admin_limitation_pre_code", date(2024, 2, 29))
    assert day_of(result.due_at) == "2026-02-28"
    assert day_of(due("admin_limitation_pre_code", date(2024, 10, 3)).due_at) == "2026-10-03"
    assert not due("admin_limitation_code", date(2026, 9, 1)).provisional


def test_what_is_only_remembered_says_so() -> None:
    result = due("reverse_link_opinion_delivery", date(2026, 3, 5))
    assert texts(result, "caution") == ["条文未核对（凭记忆，把握中），不得标注法定，使用前由法制人员确认"]


def test_the_version_is_the_one_of_the_start_day() -> None:
    with pytest.raises(NotInForce, match="不适用"):
        due("detention_case_limit_pre2026", date(2026, 1, 1))
    with pytest.raises(NotInForce, match="不适用"):
        due("detention_case_limit_2026", date(2025, 12, 20))
    late = due("detention_case_limit_2026", date(2025, 12, 20), as_of=date(2026, 1, 5))
    assert "起算日该规定尚未施行" in texts(late, "caution")[0]
    ended = due("admin_limitation_pre_code", date(2026, 1, 1), as_of=date(2026, 11, 1))
    assert day_of(ended.due_at) == "2028-01-01"


def test_an_unknown_clock_is_refused() -> None:
    with pytest.raises(UnknownRule, match="没有编号"):
        due("police_tea_break", date(2026, 3, 5))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (date(2026, 3, 9), "今天到期"),
        (date(2026, 3, 6), "还剩3天"),
        (date(2026, 3, 11), "已超2天"),
        (at("2026-03-09T20:00"), "还剩4小时"),
        (at("2026-03-10T02:30"), "已超2小时 30分钟"),
    ],
)
def test_the_day_of_asking_tells_what_is_left(asked, told: str) -> None:
    result = due("police_filing_decision_normal", date(2026, 3, 4), as_of=asked)
    assert texts(result, "as_of")[0].endswith(told)


@pytest.mark.parametrize("number", [-1, 10**9, 1.5, True])
def test_an_absurd_length_is_refused(number) -> None:
    for unit in ("hour", "natural_day", "working_day", "month"):
        with pytest.raises(ValueError, match="期限长度"):
            due_by_unit(at("2026-03-04T09:00"), number, unit)


def test_a_limit_of_no_days_ends_with_its_own_day_or_the_next_that_works() -> None:
    assert day_of(due_by_unit(date(2026, 3, 7), 0, "natural_day").due_at) == "2026-03-09"
    assert day_of(due_by_unit(date(2026, 3, 7), 0, "working_day").due_at) == "2026-03-09"
    assert due_by_unit(at("2026-03-07T09:00"), 0, "hour").due_at == at("2026-03-07T09:00")


def test_the_answer_as_json_carries_offsets() -> None:
    told = due("police_filing_decision_normal", at("2026-03-04T09:00")).as_dict()
    assert told["due_at"] == "2026-03-09T23:59:59+08:00"
    assert told["start"] == "2026-03-04T09:00:00+08:00"
    assert told["steps"][-1] == {
        "kind": "result",
        "on": "2026-03-09T23:59:59+08:00",
        "text": "届满：2026-03-09 周一 24:00前",
        "number": None,
    }
