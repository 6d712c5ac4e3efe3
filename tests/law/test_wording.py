"""Dates and lengths as they are read on the screen."""

from datetime import date, datetime, timedelta

import pytest

from linkage.law import rule
from linkage.law.wording import (
    SHANGHAI,
    date_with_weekday,
    deadline_in_words,
    duration,
    limit_length,
    moment,
    remaining,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_a_date_carries_its_weekday() -> None:
    assert date_with_weekday(date(2026, 10, 8)) == "2026-10-08 周四"
    assert date_with_weekday(datetime.fromisoformat("2026-10-07T17:00:00+00:00")) == "2026-10-08 周四"


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("2026-10-08T23:59:59", "2026-10-08 周四 24:00前"),
        ("2026-03-06T16:30:00", "2026-03-06 周五 16:30"),
        ("2026-03-06T16:30:07", "2026-03-06 周五 16:30:07"),
        ("2026-03-06T00:00:00", "2026-03-06 周五 00:00"),
    ],
)
def test_the_last_second_of_a_day_is_its_midnight(time: str, told: str) -> None:
    assert moment(at(time)) == told


def test_a_deadline_in_a_sentence_names_the_year_only_where_it_differs() -> None:
    assert deadline_in_words(at("2026-10-08T23:59:59")) == "10月8日（周四）24:00前"
    assert (
        deadline_in_words(at("2026-10-08T16:30:00"), now=at("2026-01-01T00:00:00"))
        == "10月8日（周四）16:30前"
    )
    assert (
        deadline_in_words(at("2027-01-04T23:59:59"), now=at("2026-12-30T00:00:00"))
        == "2027年1月4日（周一）24:00前"
    )


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(days=1, hours=6), "1天 6小时"),
        (timedelta(days=2), "2天"),
        (timedelta(hours=3, minutes=5), "3小时 5分钟"),
        (timedelta(hours=3), "3小时"),
        (timedelta(minutes=25), "25分钟"),
        (timedelta(seconds=30), "不足1分钟"),
        (timedelta(days=-1, hours=-6), "1天 6小时"),
    ],
)
def test_a_span_is_told_in_two_words_at_most(span: timedelta, told: str) -> None:
    assert duration(span) == told


def test_what_is_left_counts_to_midnight() -> None:
    assert remaining(at("2026-03-09T23:59:59"), at("2026-03-07T00:00:00")) == "还剩3天"
    assert remaining(at("2026-03-09T23:59:59"), at("2026-03-11T02:00:00")) == "已超1天 2小时"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("reconsider_apply", "3个工作日"),
        ("police_filing_decision_normal", "3日"),
        ("crime_transfer_handover", "24小时"),
        ("prosecution_review", "1个月"),
        ("police_receipt", "立即"),
        ("obvious_crime_report", "及时"),
        ("technical_support", "随刑事办案时限"),
        ("filing_supervision_suggest_direct", "无法定期限"),
        ("joint_meeting_province", "每半年1次"),
        ("joint_meeting_city_county", "每季度至少1次"),
        ("joint_training_city", "每年1次"),
    ],
)
def test_a_length_is_told_with_its_unit(code: str, told: str) -> None:
    assert limit_length(rule(code)) == told


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="没有时区"):
        moment(datetime(2026, 3, 6, 16, 30))
