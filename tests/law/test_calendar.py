"""The calendar against two independent lists of holidays, and the file by which an office corrects it."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from linkage.law import Calendar, CalendarFileError, DayKind, default_calendar, due
from linkage.law.holidays.generate import calendar_file


def days_of(year: int):
    on = date(year, 1, 1)
    while on.year == year:
        yield on
        on += timedelta(days=1)


@pytest.mark.parametrize("year", range(2015, 2027))
def test_every_day_since_2015_works_or_rests_as_two_other_lists_say(year: int) -> None:
    china = holidays.country_holidays("CN", years=year)
    calendar = Calendar.load()
    assert calendar.known(year)
    different = [
        on
        for on in days_of(year)
        if len({calendar.is_working_day(on), china.is_working_day(on), chinese_calendar.is_workday(on)}) > 1
    ]
    assert different == []


@pytest.mark.parametrize("year", range(2027, 2031))
def test_a_year_not_yet_announced_has_the_holidays_the_law_fixes_and_no_others(year: int) -> None:
    china = holidays.country_holidays("CN", years=year, language="zh_CN")
    fixed = {on for on, name in china.items() if "补假" not in name}
    calendar = Calendar.load()
    assert not calendar.known(year)
    assert {on for on in days_of(year) if calendar.day(on).kind is DayKind.STATUTORY} == fixed
    assert all(not calendar.day(on).known for on in days_of(year))


@pytest.mark.parametrize("year", [2018, 2026])
def test_the_year_files_are_what_the_generator_writes(year: int) -> None:
    from_file = Calendar.load()
    text = calendar_file(year)
    assert f"official_years = [{year}]" in text
    for on in days_of(year):
        entry = from_file.day(on)
        assert (f'{on} = "{entry.name}"' in text) == bool(entry.name)


@pytest.mark.parametrize(
    ("on", "kind", "label"),
    [
        (date(2026, 2, 14), DayKind.MAKEUP, "春节（调休上班日）"),
        (date(2026, 2, 17), DayKind.STATUTORY, "春节（法定节假日）"),
        (date(2026, 2, 23), DayKind.IN_LIEU, "春节（调休休息日）"),
        (date(2026, 3, 7), DayKind.WEEKEND, "周末"),
        (date(2026, 3, 9), DayKind.WORKING, "工作日"),
    ],
)
def test_a_day_says_what_it_is(on: date, kind: DayKind, label: str) -> None:
    day = Calendar.load().day(on)
    assert (day.kind, day.label) == (kind, label)


def test_the_next_working_day_is_later_than_the_day_asked_about() -> None:
    calendar = Calendar.load()
    assert calendar.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert calendar.next_working_day(date(2026, 10, 9)) == date(2026, 10, 10)
    assert calendar.first_working_day(date(2026, 10, 9)) == date(2026, 10, 9)


def test_the_office_adds_a_newly_announced_year_by_a_file(tmp_path, monkeypatch) -> None:
    file = tmp_path / "2027.toml"
    file.write_text(
        'official_years = [2027]\n[statutory]\n2027-02-06 = "春节"\n[makeup]\n2027-02-13 = "春节"\n',
        encoding="utf-8",
    )
    before = due("police_filing_decision_normal", date(2027, 2, 10))
    assert before.provisional
    assert before.due_at.date() == date(2027, 2, 15)
    monkeypatch.setenv("LINKAGE_CALENDAR_FILE", str(file))
    after = due("police_filing_decision_normal", date(2027, 2, 10))
    assert not after.provisional
    assert after.due_at.date() == date(2027, 2, 13)
    # What had only been expected of the year gives way to what was announced.
    assert default_calendar().is_working_day(date(2027, 2, 5))


def test_a_later_file_cancels_a_day_off(tmp_path) -> None:
    file = tmp_path / "local.toml"
    file.write_text('[working]\n2026-10-08 = ""\n2026-10-05 = "救灾"\n', encoding="utf-8")
    assert Calendar.load(file).is_working_day(date(2026, 10, 5))
    assert not Calendar.load().is_working_day(date(2026, 10, 5))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[statutory]\n2027-13-01 = "元旦"\n', "第2行：日期“2027-13-01”不存在"),
        ('[makeup]\n\n2027-02-10 = "春节"\n', "第3行：2027-02-10 不是周六或周日"),
        ("[statutory]\n2027-01-01 = 1\n", "第2行：日期 2027-01-01 的名称须用引号"),
        ('[holiday]\n2027-01-01 = "元旦"\n', "第1行：“holiday”不是可用的栏目"),
        ('[statutory]\n2027-01-01 = "元旦\n', "第2行不能识别"),
        ('official_years = "2027"\n', "第1行：official_years 须是年份的列表"),
        ('[statutory]\n2027-01-02 = "元旦"\n[makeup]\n2027-01-02 = "元旦"\n', "重复出现在"),
    ],
)
def test_a_bad_file_is_refused_with_the_row_named(tmp_path, text: str, complaint: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CalendarFileError, match="节假日文件") as caught:
        Calendar.load(file)
    assert complaint in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(CalendarFileError, match="读不到"):
        Calendar.load(tmp_path / "none.toml")
