"""The pieces a Word paper is made of: page, run, rule, table, form. Measures in EMU (`docx.shared.Length`)."""

from collections.abc import Sequence

from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from linkage.documents.typesetting.sheet import Cell, Form, Table

BODY_SIZE = Pt(16)
PITCH = Pt(28.95)
FONTS = {
    "body": "仿宋_GB2312",
    "title": "方正小标宋简体",
    "heading": "黑体",
    "subheading": "楷体_GB2312",
    "page": "宋体",
}
LATIN = "Times New Roman"
_TABLE_SIZE, _SMALL_TABLE_SIZE = Pt(12), Pt(10.5)
_IMPRINT_SIZE = Pt(14)
_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FIRST_LABEL, _SECOND_LABEL = Mm(30), Mm(25)


def set_page(document: DocumentFile, mark: str, *, landscape: bool) -> None:
    """A4, 版心 156 mm × 225 mm, page numbers outside left and right, the mark of a draft in the head."""
    section = document.sections[0]
    _set_margins(section, landscape)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = _append(section._sectPr, "w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH.pt * 20)))
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, ALIGN.RIGHT)
    _number_pages(section.even_page_footer, ALIGN.LEFT)
    for header in (section.header, section.even_page_header):
        _mark_page(header, mark)


def _set_margins(section: Section, landscape: bool) -> None:
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin, section.right_margin = Mm(35), Mm(37)
        section.header_distance, section.footer_distance = Mm(15), Mm(16)
        return
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)


def _mark_page(header: _Header, mark: str) -> None:
    paragraph = header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    if mark:
        add_run(paragraph, mark, "heading", Pt(22), RGBColor(0xBB, 0xBB, 0xBB))


def _number_pages(footer: _Footer, align: ALIGN) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    add_run(paragraph, "— ", "page", Pt(14))
    field = _append(paragraph._p, "w:fldSimple", instr="PAGE")
    run = add_run(paragraph, "1", "page", Pt(14))
    field.append(run)
    add_run(paragraph, " —", "page", Pt(14))


def add_run(
    paragraph: WordParagraph, text: str, role: str, size: Length, color: RGBColor | None = None
) -> BaseOxmlElement:
    """Text in the font of its role."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name = size, LATIN
    if color is not None:
        run.font.color.rgb = color
    properties = run._r.get_or_add_rPr()
    properties.find(qn("w:rFonts")).set(qn("w:eastAsia"), FONTS[role])
    if size == BODY_SIZE:
        # 28 characters of 16 pt are 6 pt wider than the line: each gives a little.
        tighter = OxmlElement("w:spacing")
        tighter.set(qn("w:val"), "-4")
        properties.insert_element_before(tighter, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    return run._r


def set_lines(paragraph: WordParagraph, exact: bool) -> None:
    """Line pitch 28.95 pt (22 lines a page), or that of the font where the size is larger."""
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = False
    if exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    else:
        shape.line_spacing = 1.0


def indent_first_line(paragraph: WordParagraph, character: Length) -> None:
    """Two characters, both as a length and as a count: readers differ in which one they believe."""
    paragraph.paragraph_format.first_line_indent = Length(2 * character)
    paragraph._p.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def add_rule(
    paragraph: WordParagraph, side: str, color: str, *, eighths: int, space: int, kind: str = "single"
) -> None:
    """A rule above or below the paragraph, `eighths` of a point thick, `space` points away."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders,
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:rPr",
        )
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", eighths), ("space", space), ("color", color)):
        rule.set(qn(f"w:{name}"), str(value))
    borders.insert(0 if side == "top" else len(borders), rule)


def add_gap(document: DocumentFile, height: Length) -> None:
    """An empty line of the given height."""
    paragraph = document.add_paragraph()
    set_lines(paragraph, exact=True)
    paragraph.paragraph_format.line_spacing = height
    _leave_grid(paragraph)


def add_table(document: DocumentFile, table: Table, width: Length) -> None:
    """A ruled table; its head is repeated on each page and no row is torn."""
    size = _SMALL_TABLE_SIZE if len(table.heads) > 5 else _TABLE_SIZE
    share = width / sum(table.widths)
    widths = [Length(int(part * share)) for part in table.widths]
    made = _ruled(document, len(table.rows) + 1, widths)
    for cell, head in zip(_cells(made, 0), table.heads, strict=True):
        _write(cell, [head], size, ALIGN.CENTER)
    _mark_row(made, 0, "w:tblHeader")
    for at, row in enumerate(table.rows, start=1):
        _mark_row(made, at, "w:cantSplit")
        for cell, text, part in zip(_cells(made, at), row, table.widths, strict=True):
            _write(cell, [text], size, ALIGN.CENTER if part < 2 else ALIGN.LEFT)


def add_form(document: DocumentFile, form: Form, width: Length) -> None:
    """A bordered form of one or two labelled cells a row."""
    answer = Length((width - _FIRST_LABEL - _SECOND_LABEL) // 2)
    made = _ruled(document, len(form.rows), (_FIRST_LABEL, answer, _SECOND_LABEL, answer))
    for at, row in enumerate(form.rows):
        cells = _cells(made, at)
        if sum(len(line) for cell in row for line in cell.lines) < 300:
            _mark_row(made, at, "w:cantSplit")
        if len(row) == 1:
            cells = [cells[0], cells[1].merge(cells[3])]
        for entry, label, value in zip(row, cells[::2], cells[1::2], strict=True):
            _fill_pair(entry, label, value)


def add_imprint(document: DocumentFile, copies: str, issued: tuple[str, str], width: Length) -> None:
    """A floating table at the foot of the type area: the copies above, who issued it and when below."""
    widths = (Length(width * 3 // 5), Length(width * 2 // 5))
    made = _ruled(document, 2 if copies else 1, widths, sides=("top", "bottom", "insideH"))
    place = OxmlElement("w:tblpPr")
    for name, value in (
        ("vertAnchor", "margin"),
        ("horzAnchor", "margin"),
        ("tblpXSpec", "left"),
        ("tblpYSpec", "bottom"),
    ):
        place.set(qn(f"w:{name}"), value)
    made._tbl.tblPr.insert_element_before(place, "w:tblW", "w:jc", "w:tblBorders", "w:tblLayout", "w:tblLook")
    if copies:
        first = _cells(made, 0)
        _write(first[0].merge(first[1]), [copies], _IMPRINT_SIZE, ALIGN.LEFT)
    left, right = _cells(made, -1)
    _write(left, [issued[0]], _IMPRINT_SIZE, ALIGN.LEFT)
    _write(right, [issued[1]], _IMPRINT_SIZE, ALIGN.RIGHT)


def _fill_pair(entry: Cell, label: _Cell, value: _Cell) -> None:
    _write(label, [entry.label], _TABLE_SIZE, ALIGN.CENTER)
    _write(value, [*entry.lines, *[""] * entry.blank_lines], _TABLE_SIZE, ALIGN.LEFT)


def _ruled(
    document: DocumentFile, rows: int, widths: Sequence[Length], sides: Sequence[str] = _ALL_SIDES
) -> WordTable:
    made = document.add_table(rows, len(widths))
    made.autofit = False
    borders = OxmlElement("w:tblBorders")
    made._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for side in sides:
        _append(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    for column, part in zip(made.columns, widths, strict=True):
        column.width = part
        for cell in column.cells:
            cell.width = part
    return made


def _cells(made: WordTable, row: int) -> list[_Cell]:
    return list(made.rows[row].cells)


def _mark_row(made: WordTable, row: int, mark: str) -> None:
    _append(made.rows[row]._tr.get_or_add_trPr(), mark)


def _write(cell: _Cell, lines: Sequence[str], size: Length, align: ALIGN) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for at, text in enumerate(lines or [""]):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = align
        set_lines(paragraph, exact=False)
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(3)
        _leave_grid(paragraph)
        add_run(paragraph, text, "body", size)


def _leave_grid(paragraph: WordParagraph) -> None:
    """Small print is neither stretched to the pitch of the page nor spaced between Chinese and digits."""
    for name in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        off = OxmlElement(f"w:{name}")
        off.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _append(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child
