"""Reads one calendar file and says, in Chinese and naming the row, what is wrong with it.

official_years = [2027]          # these years' arrangements are complete and published
[statutory]                      # 法定节假日
2027-01-01 = "元旦"
[in_lieu]                        # 调休形成的休息日
[makeup]                         # 调休上班日
[working]                        # cancels an entry of an earlier file
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DAY_TABLES = ("statutory", "in_lieu", "makeup", "weekend", "working")
_WEEKEND = (5, 6)


class CalendarFileError(ValueError):
    """A calendar file that cannot be used; the sentence names the file and the row."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The content of one file: date → (kind, name), and the years it declares official."""

    days: dict[date, tuple[str, str]]
    official_years: frozenset[int]


def read_calendar_file(path: Path) -> CalendarFile:
    """Read and check one file. Raises `CalendarFileError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CalendarFileError(f"节假日文件“{path}”读不到：请确认文件存在并可读取。") from error
    except UnicodeDecodeError as error:
        raise CalendarFileError(f"节假日文件“{path}”不是 UTF-8 编码：请另存为 UTF-8。") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CalendarFileError(f"节假日文件“{path}”格式有误：{_where(error)}。") from error
    return _Reader(path, text).check(content)


def _where(error: tomllib.TOMLDecodeError) -> str:
    """tomllib tells the place only inside its English message: "… (at line 3, column 5)"."""
    words = str(error).rpartition("(at line ")[2]
    line = words.partition(",")[0]
    return f"第{line}行不能识别" if line.isdigit() else "文件末尾不完整"


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    text: str

    def check(self, content: dict[str, object]) -> CalendarFile:
        days: dict[date, tuple[str, str]] = {}
        for table, rows in content.items():
            if table == "official_years":
                continue
            if table not in DAY_TABLES or not isinstance(rows, dict):
                raise self._error(table, f"“{table}”不是可用的栏目，可用：{'、'.join(DAY_TABLES)}")
            for key, name in rows.items():
                on = self._date(key, name)
                if on in days:
                    raise self._error(key, f"日期 {key} 重复出现在“{days[on][0]}”和“{table}”两栏")
                days[on] = (self._kind(table, on, key), name)
        return CalendarFile(days, self._years(content))

    def _date(self, key: str, name: object) -> date:
        try:
            on = date.fromisoformat(key)
        except ValueError:
            raise self._error(key, f"日期“{key}”不存在或写法不对，应写成 2027-01-01") from None
        if not isinstance(name, str):
            raise self._error(key, f'日期 {key} 的名称须用引号括起，如 "元旦"')
        return on

    def _kind(self, table: str, on: date, key: str) -> str:
        if table == "makeup" and on.weekday() not in _WEEKEND:
            raise self._error(key, f"{key} 不是周六或周日，不能列为调休上班日")
        return table

    def _years(self, content: dict[str, object]) -> frozenset[int]:
        years = content.get("official_years", [])
        if not isinstance(years, list) or not all(type(year) is int for year in years):
            raise self._error("official_years", "official_years 须是年份的列表，如 [2027]")
        return frozenset(years)

    def _error(self, key: str, sentence: str) -> CalendarFileError:
        rows = self.text.splitlines()
        place = next((n for n, row in enumerate(rows, 1) if row.lstrip("[ \"'").startswith(key)), 0)
        return CalendarFileError(f"节假日文件“{self.path}”第{place}行：{sentence}。")
