"""Many bare lengths at once: `id,unit,n,event_datetime` in, `id,due_datetime` out.

All or nothing: with one bad row nothing is written, and the sentence names the row and the column.
"""

import csv
import io
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from linkage.law import Unit, due_by_unit
from linkage.law.limits import COUNTED_UNITS
from linkage.law.wording import SHANGHAI

COLUMNS = ("id", "unit", "n", "event_datetime")
_SPREADSHEET_FORMS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
_SPREADSHEET_DATES = ("%Y/%m/%d", "%Y-%m-%d")


class BatchError(ValueError):
    """A file that cannot be used; the sentence names row and column where there is one."""


def run_batch(source: Path, target: Path) -> tuple[int, int]:
    """Reckon every row of `source` into `target`. Returns how many rows, and how many of them are provisional."""
    results = list(_results(_read(source)))
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("id", "due_datetime"))
    writer.writerows((name, at.isoformat(timespec="seconds")) for name, at, _ in results)
    _write(target, lines.getvalue())
    return len(results), sum(provisional for _, _, provisional in results)


def _write(target: Path, text: str) -> None:
    """Whole or not at all: written beside the target, then moved over it."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BatchError(f"结果文件“{target}”写不进去：请确认文件夹存在并可写。") from error


def _read(source: Path) -> str:
    """UTF-8 with or without mark, or what a Chinese spreadsheet program saves (GB 18030)."""
    try:
        content = source.read_bytes()
    except OSError as error:
        raise BatchError(f"文件“{source}”读不到：请确认文件存在并可读取。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BatchError(f"文件“{source}”的编码不能识别：请另存为 UTF-8。")


def _results(text: str) -> Iterator[tuple[str, datetime, bool]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    header = [name.strip() for name in reader.fieldnames or ()]
    if missing := [name for name in COLUMNS if name not in header]:
        raise BatchError(f"第1行缺少列：{'、'.join(missing)}。须有 {','.join(COLUMNS)}。")
    reader.fieldnames = header
    for row in reader:
        place = f"第{reader.line_num}行"
        if any(isinstance(value, list) for value in row.values()):
            raise BatchError(f"{place}的列数多于标题行。")
        yield _result(place, {name: (row[name] or "").strip() for name in COLUMNS})


def _result(place: str, row: dict[str, str]) -> tuple[str, datetime, bool]:
    for name in COLUMNS:
        if not row[name]:
            raise BatchError(f"{place} {name} 列为空。")
    unit, start = _unit(place, row["unit"]), _event(place, row["event_datetime"])
    if unit is Unit.HOUR and not isinstance(start, datetime):
        raise BatchError(
            f"{place} event_datetime 列：按小时计算须有时刻，“{row['event_datetime']}”只有日期。"
        )
    try:
        reckoning = due_by_unit(start, _number(place, row["n"]), unit)
    except OverflowError:
        raise BatchError(f"{place} n 列：日期超出可以推算的范围。") from None
    except ValueError as error:
        raise BatchError(f"{place} n 列：{error}") from None
    return row["id"], reckoning.due_at, reckoning.provisional


def _unit(place: str, text: str) -> Unit:
    if text not in COUNTED_UNITS:
        raise BatchError(
            f"{place} unit 列：“{text}”不是可用的单位，可用 hour、natural_day、working_day、month。"
        )
    return Unit(text)


def _number(place: str, text: str) -> int:
    if not text.isdecimal():
        raise BatchError(f"{place} n 列：“{text}”须是不小于 0 的整数。")
    return int(text)


def _event(place: str, text: str) -> date | datetime:
    """ISO, or as a spreadsheet writes it; a moment without offset is read on a Shanghai clock."""
    for read in (date.fromisoformat, datetime.fromisoformat, _spreadsheet_date, _spreadsheet_moment):
        try:
            at = read(text)
        except ValueError:
            continue
        if isinstance(at, datetime) and at.tzinfo is None:
            return at.replace(tzinfo=SHANGHAI)
        return at
    raise BatchError(f"{place} event_datetime 列：“{text}”不是时间，应写成 2026-03-06T16:30:00+08:00。")


def _spreadsheet_date(text: str) -> date:
    return _first_form(text, _SPREADSHEET_DATES).date()


def _spreadsheet_moment(text: str) -> datetime:
    return _first_form(text, _SPREADSHEET_FORMS)


def _first_form(text: str, forms: tuple[str, ...]) -> datetime:
    for form in forms:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise ValueError(text)
