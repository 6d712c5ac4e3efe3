"""The kinds of paper the procedures produce, and what each must state.

A kind is data: one file in `papers/kinds/` names its number word, who issues it, who receives it, the questions it
answers and the article it rests on; the sentence templates stand beside it in `papers/bodies/`. What a paper lacks
is a list of questions to its author (`missing_fields`), never a blank on the page.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

KINDS_FOLDER = Path(__file__).parent / "papers" / "kinds"

# The seven classes of material a transfer carries, by the code stored in a row: 环环监〔2017〕17号 art. 6.
MATERIAL_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "letter": "案件移送书",
        "investigation_report": "案件调查报告",
        "records": "现场检查（勘察）笔录、询问笔录、勘验图、采样记录",
        "property_list": "涉案物品清单",
        "media": "现场照片、录音录像及清单",
        "reports": "监测、检验报告、认定意见",
        "other": "其他材料（含行政处罚决定书）",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a field that holds rows: `key` in each row, `label` at its head, `width` its share of the line.

    `shape` is `text`, `date` or `datetime`, stored and worded as in a `Field`.
    """

    key: str
    label: str
    width: float = 1.0
    required: bool = True
    choices: tuple[str, ...] = ()
    shape: str = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One question a paper answers.

    `shape` says how the answer is stored: `text` one line; `paragraphs` text with line breaks; `date` and `datetime`
    ISO 8601 strings; `choice` one of `choices`; `rows` and `people` a list of dicts with the keys of `columns`.
    `duty` is the name of this item in the instrument's own list of what the paper must state, empty where the item
    is ours. A field with `when` is required only if the field it names holds one of the values it names.
    `minimum` is the least number of rows. `pattern` is the wording an instrument prescribes: each line must have it.
    """

    key: str
    label: str
    required: bool = True
    shape: str = "text"
    columns: tuple[Column, ...] = ()
    choices: tuple[str, ...] = ()
    when: tuple[str, tuple[str, ...]] | None = None
    minimum: int = 1
    pattern: str = ""
    duty: str = ""
    hint: str = ""

    def is_required_in(self, fields: Mapping[str, Any]) -> bool:
        """Whether this question must be answered, given the answers to the others."""
        if self.when is None:
            return self.required
        other, values = self.when
        return fields.get(other) in values

    def is_answered_by(self, value: Any) -> bool:
        """Whether `value` is an answer: not blank, one of the choices, in the prescribed words, enough complete rows."""
        if self.shape in ("rows", "people"):
            return self._has_complete_rows(value)
        if not isinstance(value, str) or not value.strip():
            return False
        if self.pattern:
            return all(re.fullmatch(self.pattern, line.strip()) for line in value.strip().splitlines())
        return value in self.choices if self.choices else True

    def _has_complete_rows(self, value: Any) -> bool:
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < self.minimum:
            return False
        return all(_row_is_complete(row, self.columns) for row in value)


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper.

    `word` is its part of the document number (移 in 晋环移〔2026〕1号), unique within the line of agencies that issues
    it. `issuer_line`, `addressee` and `copies` are lines of agencies (`ecology`, `police`, `procuratorate`);
    `also_issued_by` names the other lines that may issue the same paper, then to the other side. The addressee `self`
    is the issuing agency's own head; `outside` is a body without a place on the platform (a government), which the
    field `recipient` names. `status` says whether `basis` was checked against the stored text (`VERIFIED`); `form`
    whether the layout is an official specimen. `layout` is `letter` (red head), `decision` (a judicial paper: black
    head), `report` or `form`; `landscape` turns the page for lists of many columns.
    """

    code: str
    name: str
    word: str
    issuer_line: str
    addressee: str
    copies: tuple[str, ...]
    fields: tuple[Field, ...]
    basis: str
    status: str
    form: str
    layout: str = "letter"
    order: int = 0
    also_issued_by: tuple[str, ...] = ()
    landscape: bool = False

    def field(self, key: str) -> Field:
        """The field named `key`; KeyError if this kind has none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(f"{self.code}: {key}")


def paper_kind(code: str) -> PaperKind:
    """The kind with this code; KeyError if there is none."""
    return PAPER_KINDS[code]


def missing_fields(kind: PaperKind, fields: Mapping[str, Any]) -> tuple[Field, ...]:
    """The questions of `kind` that `fields` leaves without a usable answer, in the order the paper asks them."""
    return tuple(
        field
        for field in kind.fields
        if field.is_required_in(fields) and not field.is_answered_by(fields.get(field.key))
    )


def _row_is_complete(row: Any, columns: tuple[Column, ...]) -> bool:
    return isinstance(row, Mapping) and all(_cell_is_complete(row.get(c.key), c) for c in columns)


def _cell_is_complete(value: Any, column: Column) -> bool:
    text = "" if value is None else str(value).strip()
    if not text:
        return not column.required
    return text in column.choices if column.choices else True


def _column(row: Mapping[str, Any]) -> Column:
    return Column(**{**row, "choices": tuple(row.get("choices", ()))})


def _field(row: Mapping[str, Any]) -> Field:
    when = row.get("when")
    return Field(
        **{
            **row,
            "columns": tuple(_column(column) for column in row.get("columns", ())),
            "choices": tuple(row.get("choices", ())),
            "when": (when["key"], tuple(when["in"])) if when else None,
        }
    )


def _kind(path: Path) -> PaperKind:
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    fields = tuple(_field(field) for field in row.pop("fields"))
    lines = {"copies": tuple(row["copies"]), "also_issued_by": tuple(row.get("also_issued_by", ()))}
    return PaperKind(**{**row, **lines, "fields": fields})


def _load() -> Mapping[str, PaperKind]:
    kinds = sorted((_kind(path) for path in KINDS_FOLDER.glob("*.toml")), key=lambda kind: kind.order)
    return MappingProxyType({kind.code: kind for kind in kinds})


PAPER_KINDS: Mapping[str, PaperKind] = _load()
