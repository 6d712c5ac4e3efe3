"""What stands on a paper, in reading order, without saying in which file format."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `style`: `body` indented by two characters, `heading` 黑体, `subheading` 楷体, `flush` unindented."""

    text: str
    style: str = "body"
    block: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head row is repeated on each page. `widths` are shares of the line."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    block: str = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled answer in a form; `blank_lines` leaves room below it for a signature."""

    label: str
    lines: tuple[str, ...]
    blank_lines: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A bordered form; each row holds one or two labelled cells."""

    rows: tuple[tuple[Cell, ...], ...]
    block: str = "form"


Block = Paragraph | Table | Form


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole paper. `slip` is the receipt on a page of its own behind a cut line; `mark` lies under a draft.

    A `landscape` sheet is a list of many columns on a page turned on its side.
    """

    layout: str
    agency: str
    number: str
    title: str
    addressee: str
    blocks: tuple[Block, ...]
    attachments: tuple[str, ...]
    signature: tuple[str, ...]
    note: str
    copies: str
    issued_by: str
    issued_on: str
    slip: tuple[Block, ...]
    slip_title: str
    slip_cut: str
    mark: str
    made_at: str
    landscape: bool = False

    def texts(self) -> Iterator[str]:
        """Every string the sheet shows, for the check of glyphs."""
        yield from (self.agency, self.number, self.title, self.addressee, self.note, self.copies)
        yield from (self.issued_by, self.issued_on, self.slip_title, self.slip_cut, self.mark)
        yield from self.attachments
        yield from self.signature
        for block in self.blocks + self.slip:
            yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        yield from block.heads
        for row in block.rows:
            yield from row
    else:
        for cells in block.rows:
            for cell in cells:
                yield cell.label
                yield from cell.lines
