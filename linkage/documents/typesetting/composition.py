"""Composes a paper's content into the sheet that is set.

The body of each kind stands in `papers/bodies/<code>.txt` as the official wording with gaps. Line by line:
a plain line is a paragraph, `# ` a numbered heading, `> ` a line without indent, `@table key` the rows of a field,
`@form` … `@end` a bordered form (`label：value`, `||` between two cells, `^n` for n blank lines, `\\` for a line
break), `@slip title` begins the receipt. Answers are put into their gaps only after the lines have been read,
so nothing a person types can be taken for markup.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from linkage.documents.paper_kinds import MATERIAL_CLASSES, Column, PaperKind, paper_kind
from linkage.documents.typesetting import wording
from linkage.documents.typesetting.sheet import Block, Cell, Form, Paragraph, Sheet, Table

BODIES_FOLDER = Path(__file__).parent.parent / "papers" / "bodies"
UNNUMBERED = "（编号待定）"
SEAL = "（公章）"
CUT = "沿此线裁开，填写盖章后退回移送机关"
DRAFT_MARK = "预览　未编号"
_WORDED = {"date": wording.day, "datetime": wording.moment}

_GAP = re.compile("\ue000(\\d+)\ue001")
_LABEL = re.compile(r"^(?P<label>[^：]*?)(\^(?P<blank>\d))?：(?P<value>.*)$", re.DOTALL)


@pass_context
def _leave_gap(context: Context, value: Any) -> str:
    answers: list[str] = context["answers"]
    answers.append("" if value is None else str(value))
    return f"\ue000{len(answers) - 1}\ue001"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(BODIES_FOLDER),
        undefined=StrictUndefined,
        finalize=_leave_gap,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # what comes out is plain text, not HTML
    )
    for function in (
        wording.day,
        wording.moment,
        wording.people,
        wording.names,
        wording.count,
        wording.sentence,
    ):
        environment.filters[function.__name__] = function
    return environment


_BODIES = _environment()


def compose(content: Mapping[str, Any]) -> Sheet:
    """The sheet of `content`; the caller has checked that no required field is missing."""
    kind = paper_kind(content["kind"])
    lines, answers = _body_lines(kind, content)
    blocks, slip_title, slip = _Reader(kind, content["fields"], answers).read(lines)
    return Sheet(
        layout=kind.layout,
        agency=content["agency"]["name"],
        number=content["number"] or UNNUMBERED,
        title=kind.name,
        addressee=_addressee(kind, content),
        blocks=blocks,
        attachments=tuple(content["attachments"]),
        signature=_signature(kind, content),
        note=_note(kind, content),
        copies=f"抄送：{'，'.join(content['copies'])}。" if content["copies"] else "",
        issued_by=content["agency"]["name"],
        issued_on=f"{wording.day(content['made_at'])}印发",
        slip=slip,
        slip_title=slip_title,
        slip_cut=CUT if slip else "",
        mark=DRAFT_MARK if content["number"] is None else "",
        made_at=content["made_at"],
        landscape=kind.landscape,
    )


def _body_lines(kind: PaperKind, content: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The template's lines with numbered gaps, and the answers that belong into them."""
    answers: list[str] = []
    # An optional field that was not given is empty, not an error of the template.
    fields = {field.key: content["fields"].get(field.key) or "" for field in kind.fields}
    body = _BODIES.get_template(f"{kind.code}.txt").render(
        **fields, paper=_paper(content), answers=answers, seal=SEAL
    )
    return [line.strip() for line in body.splitlines()], answers


def _paper(content: Mapping[str, Any]) -> dict[str, Any]:
    approver, delivery = content.get("approver"), content.get("delivery")
    addressee = _addressee(paper_kind(content["kind"]), content)
    return {
        **content,
        "number": content["number"] or UNNUMBERED,
        "agency": content["agency"]["name"],
        "addressee": addressee,
        "we": "我" + wording.body_of(content["agency"]["name"]),
        "you": "你" + wording.body_of(addressee),
        "approval": f"{approver['name']}，{wording.moment(approver['at'])}" if approver else "",
        "delivery": _delivery(delivery) if delivery else "",
    }


def _addressee(kind: PaperKind, content: Mapping[str, Any]) -> str:
    """Whom the paper addresses; a body outside the platform is named among the answers."""
    return str(content["fields"]["recipient"] if kind.addressee == "outside" else content["addressee"] or "")


def _delivery(delivery: Mapping[str, Any]) -> str:
    return f"{delivery['method']}，{wording.moment(delivery['served_at'])}，签收人{delivery['recipient']}"


def _signature(kind: PaperKind, content: Mapping[str, Any]) -> tuple[str, ...]:
    made_on = wording.day(content["made_at"])
    if kind.layout == "form":
        return ()
    if kind.layout == "report":
        return (f"承办人：{wording.names(content['handler'])}", made_on)
    return (content["agency"]["name"], SEAL, made_on)


def _note(kind: PaperKind, content: Mapping[str, Any]) -> str:
    """The 附注 under the date (GB/T 9704-2012 7.3.6): the case and the people who answer for the paper."""
    if kind.layout == "form":
        return ""
    paper = _paper(content)
    parts = [f"案件编号：{content['dossier_number']}", f"承办人：{wording.people(content['handler'])}"]
    parts += [f"审批人：{paper['approval']}"] if paper["approval"] else []
    parts += [f"送达：{paper['delivery']}"] if paper["delivery"] else []
    return f"（{'；'.join(parts)}）"


class _Reader:
    """Reads the lines of one body into blocks, filling the gaps as it goes."""

    def __init__(self, kind: PaperKind, fields: Mapping[str, Any], answers: list[str]) -> None:
        self.kind, self.fields, self.answers = kind, fields, answers
        self.headings = 0

    def read(self, lines: list[str]) -> tuple[tuple[Block, ...], str, tuple[Block, ...]]:
        """The blocks of the body, the receipt's title and the receipt's blocks."""
        for at, line in enumerate(lines):
            if line.startswith("@slip "):
                title = line.removeprefix("@slip ")
                return tuple(self._blocks(lines[:at])), title, tuple(self._blocks(lines[at + 1 :]))
        return tuple(self._blocks(lines)), "", ()

    def _blocks(self, lines: list[str]) -> Iterator[Block]:
        form: list[tuple[Cell, ...]] | None = None
        for line in lines:
            if line == "@form":
                form = []
            elif line == "@end":
                yield Form(tuple(form or ()))
                form = None
            elif form is not None:
                form += [tuple(self._cell(cell) for cell in line.split("||"))] if line else []
            elif line.startswith("@table "):
                yield self._table(line.removeprefix("@table "))
            elif line:
                yield from self._paragraphs(line)

    def _paragraphs(self, line: str) -> Iterator[Paragraph]:
        if line.startswith("# "):
            self.headings += 1
            yield Paragraph(f"{wording.ordinal(self.headings)}、{self._fill(line[2:])}", "heading")
            return
        style, text = ("flush", line[2:]) if line.startswith("> ") else ("body", line)
        for part in _lines_of(self._fill(text)):
            yield Paragraph(part, style)

    def _cell(self, text: str) -> Cell:
        read = _LABEL.match(text.strip())
        if read is None:
            raise ValueError(f"{self.kind.code}: a cell without a label: {text}")
        value = self._fill(read["value"].replace("\\\\", "\n"))
        return Cell(self._fill(read["label"]), tuple(_lines_of(value)), int(read["blank"] or 0))

    def _table(self, key: str) -> Table:
        field = self.kind.field(key)
        columns = [c for c in field.columns if c.required or any(row.get(c.key) for row in self.fields[key])]
        return Table(
            heads=("序号", *(column.label for column in columns)),
            widths=(1.0, *(column.width for column in columns)),
            rows=tuple(
                (str(number), *(_shown(row.get(column.key), column) for column in columns))
                for number, row in enumerate(self.fields[key], start=1)
            ),
        )

    def _fill(self, text: str) -> str:
        return _GAP.sub(lambda gap: self.answers[int(gap[1])], text)


def _shown(value: Any, column: Column) -> str:
    text = "" if value is None else str(value).strip()
    if text and column.shape in _WORDED:
        return _WORDED[column.shape](text)
    return MATERIAL_CLASSES.get(text, text) if column.key == "material_class" else text


def _lines_of(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
