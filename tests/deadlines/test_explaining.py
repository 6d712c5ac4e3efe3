"""为什么是这一天: the page says what a person finds who counts along on a wall calendar."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from linkage.deadlines.explaining import COUNTS_TOLD, explain
from linkage.law import due

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def day(why: dict[str, Any], month: int, number: int) -> dict[str, Any]:
    """The cell of one day."""
    shown = next(m for m in why["months"] if m["title"].endswith(f"年{month}月"))
    return next(cell for week in shown["weeks"] for cell in week if cell.get("day") == number)


def test_accepted_two_days_before_national_day_falls_due_on_the_first_day_after_it():
    why = explain(due("police_filing_decision_normal", at("2026-09-29T10:20")))
    assert [month["title"] for month in why["months"]] == ["2026年9月", "2026年10月"]
    assert day(why, 9, 29)["kind"] == "start"
    assert (day(why, 9, 30)["kind"], day(why, 9, 30)["count"]) == ("counted", 1)
    assert (day(why, 10, 1)["kind"], day(why, 10, 1)["count"]) == ("statutory", 2)
    assert (day(why, 10, 2)["kind"], day(why, 10, 2)["count"]) == ("statutory", 3)
    assert day(why, 10, 8)["kind"] == "due"
    assert day(why, 10, 9)["kind"] == "work"
    assert day(why, 10, 10)["kind"] == "makeup"
    assert "接受案件" in why["start_words"]
    assert why["start_words"].startswith("2026-09-29 周二 10:20")
    assert "第9条" in why["article"]
    assert any("顺延" in step for step in why["steps"])
    assert any(step.startswith("届满：2026-10-08 周四") for step in why["steps"])


def test_each_week_has_seven_days_and_each_month_all_of_its_own():
    why = explain(due("police_filing_decision_normal", at("2026-09-29T10:20")))
    for month, length in zip(why["months"], (30, 31), strict=True):
        assert all(len(week) == 7 for week in month["weeks"])
        assert [c["day"] for week in month["weeks"] for c in week if c["kind"] != "none"] == list(
            range(1, length + 1)
        )


def test_hours_name_the_time_of_day_at_which_they_end():
    why = explain(due("crime_transfer_handover", at("2026-03-05T16:30")))
    assert day(why, 3, 5)["kind"] == "start"
    assert day(why, 3, 6) == {"day": 6, "kind": "due", "count": "", "note": "届满 16:30"}


def test_working_days_pass_over_the_weekend_and_say_so():
    why = explain(due("reconsider_apply", at("2026-03-05T10:00")))
    assert day(why, 3, 6)["count"] == 1
    assert day(why, 3, 7) == {"day": 7, "kind": "rest", "count": "", "note": ""}
    assert day(why, 3, 10)["kind"] == "due"
    assert any("不计" in step for step in why["steps"])


def test_a_long_count_is_told_by_its_ends_and_drawn_day_by_day():
    why = explain(due("police_filing_decision_complex", at("2026-03-02T10:00")))
    assert len([step for step in why["steps"] if "周" in step and "第" in step]) <= COUNTS_TOLD
    assert any("逐日计算" in step for step in why["steps"])
    assert day(why, 3, 20)["count"] == 18


def test_where_instruments_differ_both_are_named():
    why = explain(due("reconsider_apply", at("2026-03-05T10:00")))
    told = {term["instrument"]: term["due_words"] for term in why["terms"]}
    assert told["环环监〔2017〕17号第11条"] == "3月10日（周二）24:00前"
    # 310号 has no rule for a last day that is a Sunday: its rolling over is only an argument, so the reminder does not wait.
    assert told["国务院令第310号第9条第1款"] == "3月9日（周一）24:00前，提醒按3月8日（周日）24:00前"


def test_an_extension_says_who_approved_it():
    granted = [(15, "natural_day", "郑演直", "案情复杂", at("2026-03-20T09:00"))]
    why = explain(due("prosecution_review", at("2026-03-02T10:00"), extensions=granted))
    assert "郑演直" in why["extensions"][0]


def test_a_year_whose_holidays_are_not_published_is_provisional():
    why = explain(due("police_filing_decision_normal", at("2031-09-29T10:20")))
    assert "2031年" in why["provisional_sentence"]


def test_a_limit_without_a_number_shows_where_it_began_and_no_day_on_which_it_ends():
    why = explain(due("police_receipt", at("2026-03-02T10:00")))
    cells = [cell for month in why["months"] for week in month["weeks"] for cell in week]
    assert [cell["day"] for cell in cells if cell["kind"] == "start"] == [2]
    assert not [cell for cell in cells if cell["kind"] == "due"]
