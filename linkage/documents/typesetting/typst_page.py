"""Sets a sheet with Typst: `official.typ` holds the layout, the sheet reaches it as data."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

from linkage.documents.typesetting.fonts import families
from linkage.documents.typesetting.sheet import Sheet
from linkage.documents.typesetting.wording import local

LAYOUT_FILE = Path(__file__).parent / "official.typ"

# A compiler keeps the fonts it has read (a compile costs some 30 ms instead of 140), but sets one paper at a time.
_ONE_AT_A_TIME = Lock()


def pdf(sheet: Sheet, folders: tuple[Path, ...]) -> bytes:
    """The sheet as PDF/A-2b."""
    with _ONE_AT_A_TIME:
        made = _compiler(folders).compile(
            format="pdf", sys_inputs=_inputs(sheet, folders), pdf_standards=["a-2b"]
        )
    return _files(made)[0]


def pages_png(sheet: Sheet, folders: tuple[Path, ...], ppi: int) -> list[bytes]:
    """The sheet's pages as PNG, at `ppi` pixels per inch."""
    with _ONE_AT_A_TIME:
        made = _compiler(folders).compile(format="png", ppi=float(ppi), sys_inputs=_inputs(sheet, folders))
    return _files(made)


def _files(made: bytes | list[bytes] | None) -> list[bytes]:
    """Typst answers one file bare and several as a list."""
    return [made] if isinstance(made, bytes) else list(made or ())


@lru_cache(maxsize=4)
def _compiler(folders: tuple[Path, ...]) -> typst.Compiler:
    return typst.Compiler(
        str(LAYOUT_FILE),
        root=str(LAYOUT_FILE.parent),
        font_paths=[str(folder) for folder in folders],
        ignore_system_fonts=True,
    )


def _inputs(sheet: Sheet, folders: tuple[Path, ...]) -> dict[str, str]:
    made = local(sheet.made_at)
    # The date inside the file is the paper's own, not the moment of printing: same content, same bytes.
    date = {"year": made.year, "month": made.month, "day": made.day}
    return {
        "sheet": json.dumps({**asdict(sheet), "date": date}, ensure_ascii=False),
        "fonts": json.dumps(families(folders), ensure_ascii=False),
    }
