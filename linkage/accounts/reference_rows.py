"""Reads and checks the reference tables of one province: regions, agencies, pairings. Pure, no database.

Every complaint names the file and the row, because the people who correct these tables open them in a spreadsheet.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from linkage.accounts.roles import Level, Line

REFERENCE = Path(__file__).parent / "reference"
DATE_STATUS = frozenset({"VERIFIED", "MEMORY", "HORIZON"})
SUPERIOR = {Level.PROVINCE: None, Level.CITY: Level.PROVINCE, Level.COUNTY: Level.CITY}


class BadReference(ValueError):
    """A reference table that cannot be loaded: one sentence with file and row."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(f"{where}：{sentence}")


@dataclass(frozen=True)
class RegionRow:
    """One region between two days, both included."""

    where: str
    code: str
    name: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None
    successor: str
    date_status: str
    date_basis: str


@dataclass(frozen=True)
class AgencyRow:
    """One agency of one line between two days, both included."""

    where: str
    line: str
    code: str
    name: str
    short_name: str
    level: str
    region: str
    parent: str
    document_prefix: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class PairingRow:
    """Which police and which procuratorate face an ecology agency between two days, both included."""

    where: str
    ecology: str
    police: str
    procuratorate: str
    valid_from: date
    valid_to: date | None
    basis: str


@dataclass(frozen=True)
class Reference:
    """The whole set, checked."""

    regions: tuple[RegionRow, ...]
    agencies: tuple[AgencyRow, ...]
    pairings: tuple[PairingRow, ...]


Dated = RegionRow | AgencyRow | PairingRow


def holds(row: Dated, on: date) -> bool:
    """Whether the row holds on this day."""
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def read_reference(folder: Path = REFERENCE) -> Reference:
    """All tables of the folder. Raises `BadReference` at the first row that cannot be right."""
    regions = tuple(RegionRow(where, **cells) for where, cells in _rows(folder / "regions.csv", RegionRow))
    agencies = tuple(
        AgencyRow(where, line.value, **cells)
        for line in Line
        for where, cells in _rows(folder / f"agencies_{line.value}.csv", AgencyRow)
    )
    pairings = tuple(
        PairingRow(where, **cells) for where, cells in _rows(folder / "pairings.csv", PairingRow)
    )
    _check_regions(regions)
    _check_agencies(agencies, {row.code: row for row in regions})
    _check_pairings(pairings, {row.code: row for row in agencies})
    return Reference(regions, agencies, pairings)


def _rows(file: Path, kind: type) -> Iterator[tuple[str, dict]]:
    if not file.exists():
        raise BadReference(file.name, "缺少这个文件。")
    columns = [field.name for field in fields(kind) if field.name not in {"where", "line"}]
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text)
        if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
            raise BadReference(f"{file.name} 第 1 行", f"缺少列 {'、'.join(missing)}。")
        for raw in reader:
            where = f"{file.name} 第 {reader.line_num} 行"
            yield where, {name: _cell(where, name, (raw[name] or "").strip()) for name in columns}


def _cell(where: str, name: str, text: str) -> str | date | None:
    if name == "valid_to" and not text:
        return None
    if name in {"valid_from", "valid_to"}:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise BadReference(where, f"{name} 应写作 2019-04-17 这样的日期，现为“{text}”。") from None
    if not text and name not in {"parent", "successor", "date_basis", "basis"}:
        raise BadReference(where, f"{name} 不能为空。")
    return text


def _unique(rows: Iterable[Dated], key: Callable, what: str) -> None:
    seen: dict = {}
    for row in rows:
        if (value := key(row)) in seen:
            raise BadReference(row.where, f"{what}“{value}”与{seen[value]}重复。")
        seen[value] = row.where


def _in_order(rows: Iterable[Dated]) -> None:
    for row in rows:
        if row.valid_to is not None and row.valid_to < row.valid_from:
            raise BadReference(row.where, "停用日期早于启用日期。")


def _superior(row: RegionRow | AgencyRow, rows: dict) -> None:
    """The row stands directly under one of the next level, or at the top under none."""
    if row.level not in Level.values:
        raise BadReference(row.where, f"层级“{row.level}”不是 province、city、county 之一。")
    wanted = SUPERIOR[Level(row.level)]
    if wanted is None and not row.parent:
        return
    parent = rows.get(row.parent)
    if parent is None:
        raise BadReference(row.where, f"上级“{row.parent}”不存在。")
    if parent.level != wanted:
        raise BadReference(row.where, f"上级“{row.parent}”的层级不对。")


def _check_regions(rows: tuple[RegionRow, ...]) -> None:
    by_code = {row.code: row for row in rows}
    _unique(rows, lambda row: row.code, "区划代码")
    _in_order(rows)
    for row in rows:
        if not (len(row.code) == 6 and row.code.isdigit()):
            raise BadReference(row.where, f"区划代码“{row.code}”不是六位数字。")
        if row.date_status not in DATE_STATUS:
            raise BadReference(row.where, f"date_status“{row.date_status}”不认识。")
        if bool(row.successor) != (row.valid_to is not None):
            raise BadReference(row.where, "停用日期和后继代码应当同时有或者同时没有。")
        if row.successor and row.successor not in by_code:
            raise BadReference(row.where, f"后继代码“{row.successor}”不存在。")
        _superior(row, by_code)


def _check_agencies(rows: tuple[AgencyRow, ...], regions: dict[str, RegionRow]) -> None:
    by_code = {row.code: row for row in rows}
    _unique(rows, lambda row: row.code, "机构代码")
    _unique(rows, lambda row: row.document_prefix, "机关代字")
    _in_order(rows)
    for row in rows:
        region = regions.get(row.region)
        if region is None:
            raise BadReference(row.where, f"区划“{row.region}”不存在。")
        if region.level != row.level:
            raise BadReference(row.where, f"机构层级与区划“{row.region}”的层级不一致。")
        _superior(row, by_code)
        if row.parent and by_code[row.parent].line != row.line:
            raise BadReference(row.where, f"上级“{row.parent}”不在同一系统。")


def _check_pairings(rows: tuple[PairingRow, ...], agencies: dict[str, AgencyRow]) -> None:
    _in_order(rows)
    for row in rows:
        for line in Line:
            code = getattr(row, line.value)
            if code not in agencies or agencies[code].line != line:
                raise BadReference(row.where, f"“{code}”不是{line.label}系统的机构。")
    last: dict[str, PairingRow] = {}
    for row in sorted(rows, key=lambda row: (row.ecology, row.valid_from)):
        before = last.get(row.ecology)
        if before is not None and holds(before, row.valid_from):
            raise BadReference(row.where, f"与{before.where}对同一机构的有效期重叠。")
        last[row.ecology] = row
