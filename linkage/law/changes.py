"""What changed in the data of the law: between two folders of it, and on the days on which rules come into force or end.

Each entry of `statutes/`, `holidays/`, `offences/`, `sampling/` and `wastes/` is one item with an identity of its own, so that
a change is told entry by entry and field by field. It says what changed in our data; which cases that touches is for `screening`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from linkage.law.statute_book import LAW

FOLDERS = {
    "statutes": "时限",
    "holidays": "放假安排",
    "offences": "入罪标准和拘留依据",
    "sampling": "样品保存",
    "wastes": "危险废物名录",
}
_NOT_LAW = frozenset({"sources.toml", "elements.toml", "facts.toml"})
"""Where a text was read, what proves an element, how a question is put: no rule by which anything is counted or judged."""
_FIELDS = {
    "length": "长度",
    "unit": "单位",
    "counting": "算法",
    "nature": "性质",
    "actor": "谁办",
    "start_event": "起算",
    "instrument": "文件",
    "article": "条款",
    "status": "核对",
    "in_force_from": "施行",
    "in_force_to": "失效",
    "wording": "标准",
    "condition": "条件",
    "bands": "档次",
    "needs": "前提",
    "transferor": "移送主体",
    "transfer_mode": "移送方式",
    "day": "当日",
}
_UNITS = {"hour": "小时", "natural_day": "日", "working_day": "个工作日", "month": "个月"}


class ChangeKind(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    IN_FORCE = "in_force"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    ChangeKind.ADDED: "新收录",
    ChangeKind.REMOVED: "不再收录",
    ChangeKind.CHANGED: "内容改变",
    ChangeKind.IN_FORCE: "施行",
    ChangeKind.ENDED: "失效",
}


class NoLaw(ValueError):
    """A folder that holds no data of the law; the sentence says what should be there."""


@dataclass(frozen=True, slots=True)
class LawItem:
    """One entry of the data: a limit, a clause, a ground, a holiday, an edition."""

    folder: str
    key: str
    code: str
    name: str
    basis: str
    in_force_from: date | None
    in_force_to: date | None
    verified: bool
    content: Mapping[str, Any]

    @property
    def subject(self) -> str:
        """时限, 放假安排, …"""
        return FOLDERS[self.folder]


@dataclass(frozen=True, slots=True)
class LawChange:
    """One item that came, went or reads otherwise; `differences` are (field, before, after) in words."""

    kind: ChangeKind
    item: LawItem
    on: date | None = None
    differences: tuple[tuple[str, str, str], ...] = ()

    @property
    def words(self) -> str:
        """`长度：3 → 5；单位：日 → 个工作日`, or what came or went."""
        if self.differences:
            return "；".join(
                f"{field}：{before or '无'} → {after or '无'}" for field, before, after in self.differences
            )
        return f"{self.on} {self.kind.label}" if self.on else self.kind.label

    def as_dict(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "kind": str(self.kind),
            "kind_label": self.kind.label,
            "subject": self.item.subject,
            "code": self.item.code,
            "name": self.item.name,
            "basis": self.item.basis,
            "verified": self.item.verified,
            "on": self.on.isoformat() if self.on else None,
            "differences": [list(row) for row in self.differences],
        }


def law_items(folder: Path = LAW) -> tuple[LawItem, ...]:
    """Every entry in this folder of the law. Raises `NoLaw`."""
    if not any((folder / "statutes").glob("*.toml")):
        raise NoLaw(f"文件夹“{folder}”里没有法律数据：应有 statutes 等子文件夹，形式与 linkage/law 相同。")
    return tuple(
        item
        for name in FOLDERS
        for path in sorted((folder / name).glob("*.toml"))
        if path.name not in _NOT_LAW
        for item in _items(name, path)
    )


def changes_between(old: Path, new: Path = LAW) -> tuple[LawChange, ...]:
    """What the new data say otherwise than the old, in the order of the new; then what is no longer there. Raises `NoLaw`."""
    before = {item.key: item for item in law_items(old)}
    after = {item.key: item for item in law_items(new)}
    found = [
        LawChange(ChangeKind.CHANGED, item, None, differences)
        if key in before
        else LawChange(ChangeKind.ADDED, item)
        for key, item in after.items()
        if key not in before or (differences := tuple(_differences(before[key].content, item.content)))
    ]
    return (
        *found,
        *(LawChange(ChangeKind.REMOVED, item) for key, item in before.items() if key not in after),
    )


def coming_into_force(since: date, until: date, folder: Path = LAW) -> tuple[LawChange, ...]:
    """The items that come into force on one of these days, and those whose last day was the day before one; both days included."""
    found = []
    for item in law_items(folder):
        if item.in_force_from and since <= item.in_force_from <= until:
            found.append(LawChange(ChangeKind.IN_FORCE, item, item.in_force_from))
        ends = item.in_force_to + timedelta(days=1) if item.in_force_to else None
        if ends and since <= ends <= until:
            found.append(LawChange(ChangeKind.ENDED, item, ends))
    return tuple(sorted(found, key=lambda change: (change.on, change.item.folder, change.item.key)))


def _items(folder: str, path: Path) -> Iterator[LawItem]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NoLaw(f"法律数据“{path}”读不出来：{error}") from error
    for table, value in content.items():
        place = f"{folder}/{'' if folder == 'holidays' else path.stem + '/'}{table}"
        if isinstance(value, list) and all(isinstance(entry, Mapping) for entry in value):
            # Entries that name themselves alike (rows without a code) keep apart by their place.
            seen: dict[str, int] = {}
            for entry in value:
                own = _identity(entry)
                seen[own] = seen.get(own, 0) + 1
                yield _item(folder, f"{place}/{own}{'' if seen[own] == 1 else f'#{seen[own]}'}", table, entry)
        elif folder == "holidays" and isinstance(value, Mapping):
            for day, name in value.items():
                yield _item(
                    folder, f"holidays/{day}", day, {"name": str(name), "day": f"{name}（{_DAYS[table]}）"}
                )
        elif isinstance(value, Mapping):
            for key, entry in value.items():
                told = entry if isinstance(entry, Mapping) else {"value": entry}
                yield _item(folder, f"{place}/{key}", key, told)
        else:
            yield _item(
                folder, place if folder != "holidays" else f"{place}/{path.stem}", table, {"value": value}
            )


_DAYS = {
    "statutory": "法定节假日",
    "in_lieu": "调休休息日",
    "makeup": "调休上班日",
    "working": "工作日",
    "weekend": "周末",
}


def _item(folder: str, key: str, name: str, entry: Mapping[str, Any]) -> LawItem:
    instrument = entry.get("instrument") or entry.get("law") or ""
    article = entry.get("article") or entry.get("clause") or ""
    return LawItem(
        folder=folder,
        key=key,
        code=str(entry.get("code") or entry.get("id") or name),
        name=str(entry.get("name") or entry.get("wording") or name),
        basis=f"{instrument}{article}" or str(entry.get("basis", "")),
        in_force_from=_day(entry.get("in_force_from")),
        in_force_to=_day(entry.get("in_force_to")),
        verified=entry.get("status") == "VERIFIED",
        content=entry,
    )


def _identity(entry: Mapping[str, Any]) -> str:
    """A code with the first day of that version; rows without a code by what they are about."""
    own = entry.get("code") or entry.get("id")
    if own is None:
        about = entry.get("analytes") or entry.get("name") or entry.get("fact") or ""
        own = "、".join(about) if isinstance(about, Mapping) else str(about)
    return f"{own}@{entry['in_force_from']}" if entry.get("in_force_from") else str(own)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for field in dict.fromkeys((*after, *before)):
        old, new = before.get(field), after.get(field)
        if old != new:
            yield _FIELDS.get(field, field), _told(field, old), _told(field, new)


def _told(field: str, value: Any) -> str:
    if value is None:
        return ""
    return _UNITS.get(value, value) if field == "unit" else str(value)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
