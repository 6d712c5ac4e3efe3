"""Sets a sheet as DOCX: the same words in the same order as the PDF, for offices that finish their papers in Word or WPS.

The file names the fonts of GB/T 9704-2012 and does not carry them. The line grid is `lines` with an exact pitch: the
grid `linesAndChars` is drawn with huge gaps by some readers.
"""

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from linkage.documents.typesetting import word_parts as parts
from linkage.documents.typesetting.sheet import Block, Form, Paragraph, Sheet, Table
from linkage.documents.typesetting.wording import utc

LINE_WIDTH, LANDSCAPE_WIDTH = Mm(156), Mm(225)
CHARACTER = Length(LINE_WIDTH // 28)
RED, GREY = RGBColor(0xE6, 0x00, 0x12), RGBColor(0x80, 0x80, 0x80)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(sheet: Sheet) -> bytes:
    """The sheet as DOCX; the same sheet gives the same bytes."""
    document = Document()
    _set_properties(document, sheet)
    parts.set_page(document, sheet.mark, landscape=sheet.landscape)
    _HEADS[sheet.layout](document, sheet)
    for at, block in enumerate(sheet.blocks):
        _add(document, block, sheet, sheet.blocks[at + 1 : at + 2])
    _add_attachments(document, sheet.attachments)
    _add_signature(document, sheet)
    if sheet.layout == "letter":
        _add_imprint(document, sheet)
    if sheet.slip:
        _add_slip(document, sheet)
    return _without_clock(document)


def _set_properties(document: DocumentFile, sheet: Sheet) -> None:
    properties, made = document.core_properties, utc(sheet.made_at).replace(tzinfo=None)
    properties.author = properties.last_modified_by = sheet.agency
    properties.title, properties.comments = sheet.title, ""
    properties.created = properties.modified = made


def _letter_head(document: DocumentFile, sheet: Sheet) -> None:
    size = Pt(
        min(40.0, LINE_WIDTH.pt / max(1, -(-len(sheet.agency) // (2 if len(sheet.agency) > 19 else 1))))
    )
    mark = _line(document, sheet.agency, "title", size, ALIGN.CENTER, exact=False, color=RED)
    mark.paragraph_format.space_before = Mm(35)
    number = _line(document, sheet.number, align=ALIGN.CENTER)
    number.paragraph_format.space_before = Mm(14)
    parts.add_rule(number, "bottom", "E60012", eighths=12, space=11)
    _title(document, sheet, before=parts.PITCH)
    _line(document, f"{sheet.addressee}：")


def _decision_head(document: DocumentFile, sheet: Sheet) -> None:
    _line(document, sheet.agency, "title", Pt(22), ALIGN.CENTER, exact=False)
    _line(
        document, sheet.title, "title", Pt(26), ALIGN.CENTER, exact=False
    ).paragraph_format.space_before = Pt(14)
    number = _line(document, sheet.number, "subheading", align=ALIGN.RIGHT)
    number.paragraph_format.space_before = Pt(14)


def _report_head(document: DocumentFile, sheet: Sheet) -> None:
    _title(document, sheet, before=Pt(0))
    _line(document, sheet.number, "subheading", align=ALIGN.CENTER)
    _line(document, f"{sheet.addressee}：").paragraph_format.space_before = Pt(14)


def _form_head(document: DocumentFile, sheet: Sheet) -> None:
    _title(document, sheet, before=Pt(0))
    _line(document, sheet.number, size=Pt(14), align=ALIGN.RIGHT)


_HEADS = {"letter": _letter_head, "decision": _decision_head, "report": _report_head, "form": _form_head}


def _title(document: DocumentFile, sheet: Sheet, before: Length) -> None:
    title = _line(document, sheet.title, "title", Pt(22), ALIGN.CENTER, exact=False)
    title.paragraph_format.space_before = before
    title.paragraph_format.space_after = Pt(14)


def _line(
    document: DocumentFile,
    text: str,
    role: str = "body",
    size: Length = parts.BODY_SIZE,
    align: ALIGN = ALIGN.JUSTIFY,
    exact: bool = True,
    color: RGBColor | None = None,
) -> WordParagraph:
    """A paragraph of its own without indent."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    parts.set_lines(paragraph, exact)
    parts.add_run(paragraph, text, role, size, color)
    return paragraph


def _add(document: DocumentFile, block: Block, sheet: Sheet, following: Sequence[Block] = ()) -> None:
    width = LANDSCAPE_WIDTH if sheet.landscape else LINE_WIDTH
    if isinstance(block, Paragraph):
        _add_paragraph(
            document, block, holds=sheet.layout == "form" and isinstance(next(iter(following), None), Form)
        )
    elif isinstance(block, Table):
        parts.add_table(document, block, width)
    else:
        parts.add_form(document, block, width)
    if isinstance(block, Table | Form):
        # Two tables that touch would become one; in a form the line between them is as thin as can be.
        touching = sheet.layout == "form" and not any(isinstance(b, Paragraph) for b in following)
        parts.add_gap(document, Pt(1) if touching else Pt(6))


def _add_paragraph(document: DocumentFile, block: Paragraph, *, holds: bool) -> None:
    role = block.style if block.style in ("heading", "subheading") else "body"
    paragraph = _line(document, block.text, role)
    paragraph.paragraph_format.keep_with_next = holds or role != "body"
    if block.style != "flush":
        parts.indent_first_line(paragraph, CHARACTER)


def _add_attachments(document: DocumentFile, names: Sequence[str]) -> None:
    for at, name in enumerate(names):
        number = f"{at + 1}." if len(names) > 1 else ""
        paragraph = _line(document, ("附件：" if at == 0 else "") + number + name, align=ALIGN.LEFT)
        paragraph.paragraph_format.space_before = parts.PITCH if at == 0 else Pt(0)
        hang = CHARACTER * (3 if at == 0 else 0) + CHARACTER * (1 if number else 0)
        paragraph.paragraph_format.left_indent = Length(CHARACTER * (5 + (1 if number else 0)))
        paragraph.paragraph_format.first_line_indent = Length(-hang)


def _add_signature(document: DocumentFile, sheet: Sheet) -> None:
    if not sheet.signature:
        return
    # A signature must not stand on a page without text: it holds on to the paragraph before it.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    right = 2 if sheet.layout == "report" else 4
    longest = min(28 - right, 1 + max(len(line) for line in sheet.signature))
    for at, text in enumerate(sheet.signature):
        line = _line(document, text, align=ALIGN.CENTER)
        line.paragraph_format.space_before = Length(2 * parts.PITCH) if at == 0 else Pt(0)
        line.paragraph_format.left_indent = Length(CHARACTER * (28 - right - longest))
        line.paragraph_format.right_indent = Length(CHARACTER * right)
        line.paragraph_format.keep_with_next = True
    note = _line(document, sheet.note, size=Pt(14), align=ALIGN.LEFT)
    note.paragraph_format.left_indent = Length(CHARACTER * 2)
    note.paragraph_format.space_before = Pt(14)
    note.paragraph_format.keep_together = True


def _add_imprint(document: DocumentFile, sheet: Sheet) -> None:
    """抄送 and 印发 between rules at the foot of the type area."""
    parts.add_imprint(document, sheet.copies, (sheet.issued_by, sheet.issued_on), LINE_WIDTH)
    parts.add_gap(document, Pt(1))  # what floats hangs on the paragraph that follows it


def _add_slip(document: DocumentFile, sheet: Sheet) -> None:
    cut = _line(document, sheet.slip_cut, size=Pt(10.5), align=ALIGN.CENTER, color=GREY)
    cut.paragraph_format.page_break_before = True
    parts.add_rule(cut, "bottom", "808080", eighths=6, space=2, kind="dashed")
    title = _line(document, sheet.slip_title, "title", Pt(22), ALIGN.CENTER, exact=False)
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(14)
    for block in sheet.slip:
        _add(document, block, sheet)


def _without_clock(document: DocumentFile) -> bytes:
    """The document's bytes with the hour of packing taken out of the archive."""
    packed, clean = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return clean.getvalue()
