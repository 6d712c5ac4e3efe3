"""The way in: a paper's content in, bytes out. Nothing is set that lacks an answer or a glyph."""

from collections.abc import Mapping
from typing import Any

from linkage.documents.paper_kinds import Field, missing_fields, paper_kind
from linkage.documents.typesetting import typst_page, word_page
from linkage.documents.typesetting.composition import compose
from linkage.documents.typesetting.fonts import MissingGlyph, font_folders, uncovered
from linkage.documents.typesetting.sheet import Sheet
from linkage.law.refusal import Reason, Refused

PREVIEW_PPI = 96


class IncompletePaper(Refused):
    """A paper lacks answers; `fields` are the questions to its author."""

    def __init__(self, name: str, fields: tuple[Field, ...]) -> None:
        self.fields = fields
        super().__init__(
            Reason(f"《{name}》还缺“{field.label}”。", remedy="请补填后再生成。", code="missing_field")
            for field in fields
        )


def pdf(content: Mapping[str, Any]) -> bytes:
    """The paper as PDF/A-2b. The same content gives the same bytes. Raises IncompletePaper, MissingGlyph."""
    return typst_page.pdf(_sheet(content), font_folders())


def docx(content: Mapping[str, Any]) -> bytes:
    """The paper as DOCX, same words in the same order. The same content gives the same bytes. Raises as `pdf`."""
    return word_page.docx(_sheet(content))


def pages_png(content: Mapping[str, Any], ppi: int = PREVIEW_PPI) -> list[bytes]:
    """The paper's pages as pictures at `ppi` pixels per inch; marked 预览 while it has no number. Raises as `pdf`."""
    return typst_page.pages_png(_sheet(content), font_folders(), ppi)


def missing_glyphs(content: Mapping[str, Any]) -> set[str]:
    """The characters of the paper that no configured font can draw. Raises IncompletePaper."""
    return uncovered(_complete_sheet(content).texts(), font_folders())


def _sheet(content: Mapping[str, Any]) -> Sheet:
    sheet = _complete_sheet(content)
    lacking = uncovered(sheet.texts(), font_folders())
    if lacking:
        raise MissingGlyph(lacking)
    return sheet


def _complete_sheet(content: Mapping[str, Any]) -> Sheet:
    kind = paper_kind(content["kind"])
    missing = missing_fields(kind, content["fields"])
    if missing:
        raise IncompletePaper(kind.name, missing)
    return compose(content)
