"""Sets a paper's content as PDF, DOCX and preview pictures, in the layout of GB/T 9704-2012.

A paper's sentences are composed once (`composition`) into a sheet that knows no file format (`sheet`); the two
renderers (`typst_page`, `word_page`) set the same sheet, so both files always say the same in the same order.
"""

from linkage.documents.typesetting.fonts import MissingGlyph, font_folders
from linkage.documents.typesetting.setting import IncompletePaper, docx, missing_glyphs, pages_png, pdf

__all__ = [
    "IncompletePaper",
    "MissingGlyph",
    "docx",
    "font_folders",
    "missing_glyphs",
    "pages_png",
    "pdf",
]
