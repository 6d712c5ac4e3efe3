"""Writes one year's calendar file from the development libraries; not used at run time.

    .venv/bin/python linkage/law/holidays/generate.py 2027 > linkage/law/holidays/2027.toml

Whether a day works comes from `chinesecalendar`, which refuses a year whose notice has not been published.
Whether a day off is a holiday by law or only in lieu comes from `holidays`, which tells the two apart. The two
must agree on every day, otherwise nothing is written. Compare the result with the published notice by eye.
"""

import sys
from datetime import date, timedelta

import chinese_calendar
import holidays

_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗日战争胜利纪念日",
}
_TABLES = ("statutory", "in_lieu", "weekend", "makeup")
_SATURDAY = 5


def calendar_file(year: int) -> str:
    """The file's text. Raises `ValueError` where the two libraries disagree or do not know the year."""
    days: dict[str, list[str]] = {table: [] for table in _TABLES}
    second = holidays.country_holidays("CN", years=year, language="zh_CN")
    on = date(year, 1, 1)
    while on.year == year:
        if chinese_calendar.is_workday(on) != second.is_working_day(on):
            raise ValueError(f"{on}: chinesecalendar and holidays disagree")
        if (table := _table(on, second)) is not None:
            days[table].append(f'{on} = "{_name(on)}"')
        on += timedelta(days=1)
    tables = "\n".join(f"\n[{table}]\n" + "\n".join(rows) for table, rows in days.items() if rows)
    return f"# 国务院办公厅关于{year}年部分节假日安排的通知（由 generate.py 生成，勿手改）\n\nofficial_years = [{year}]\n{tables}\n"


def _table(on: date, second: holidays.HolidayBase) -> str | None:
    constants = chinese_calendar.constants
    if on in constants.workdays:
        return "makeup"
    if on not in constants.holidays:
        return None
    name = second.get(on) or ""
    if name and "补假" not in name and "休息日" not in name:
        return "statutory"
    return "weekend" if on.weekday() >= _SATURDAY else "in_lieu"


def _name(on: date) -> str:
    constants = chinese_calendar.constants
    return _NAMES[constants.holidays.get(on) or constants.workdays[on]]


if __name__ == "__main__":
    sys.stdout.write(calendar_file(int(sys.argv[1])))
