"""导出: the whole list behind a filter as a spreadsheet that says who took it, when, and under which conditions.

Rows are written as they are read, to a file and not to memory; no text ever becomes a formula.
"""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse

from linkage.law.wording import SHANGHAI, moment
from linkage.web.screens.listing import Column, Glance, Listing, Sieve, columns_of, drawn, order_of

CAP = 50_000
BATCH = 500
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDTHS = {"number": 18, "title": 44, "case": 44, "sender": 26, "receiver": 26, "name": 36}


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, not even after it was saved as CSV and opened again."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def export(listing: Listing, rows: QuerySet[Any], sieve: Sieve, glance: Glance) -> FileResponse:
    """All rows of the filter in its order and columns, up to CAP; the head of the sheet says when there are more."""
    columns = columns_of(listing, sieve)
    found = order_of(listing, sieve).applied(listing.dress(rows))[: CAP + 1]
    file = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(
        file.name, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    _write(book, listing, columns, found, sieve, glance)
    book.close()
    day = glance.now.astimezone(SHANGHAI)
    response = FileResponse(open(file.name, "rb"), content_type=TYPE)  # noqa: SIM115
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{listing.title}{day:%Y%m%d-%H%M}.xlsx')}"
    )
    response["Cache-Control"] = "no-store"
    response._resource_closers.append(file.close)  # type: ignore[attr-defined]
    return response


def _write(
    book: Any, listing: Listing, columns: Sequence[Column], found: QuerySet[Any], sieve: Sieve, glance: Glance
) -> None:
    sheet = book.add_worksheet(listing.title[:31])
    bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": False})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, WIDTHS.get(column.key, 18), plain)
    head = _said_on_top(listing, sieve, glance)
    for at, line in enumerate(head):
        sheet.write_string(at, 0, line, bold if at == 0 else plain)
    below = len(head) + 2
    # Rows go to the file as they come, so the line that says how many there were is written last, at the end.
    for at, column in enumerate(columns):
        sheet.write_string(below - 1, at, column.label, bold)
    sheet.freeze_panes(below, 1)
    sheet.repeat_rows(below - 1)
    number = 0
    for number, cells in enumerate(_cells(listing, columns, found, glance), 1):
        if number > CAP:
            break
        for at, text in enumerate(cells):
            sheet.write_string(below + number - 1, at, harmless(text))
    sheet.write_string(below + min(number, CAP) + 1, 0, _said_below(listing, number))
    sheet.set_footer("&C— &P / &N —&R" + f"{glance.user.name}　{moment(glance.now)}")


def _said_on_top(listing: Listing, sieve: Sieve, glance: Glance) -> list[str]:
    conditions = "；".join(words for _, words in sieve.told()) or "无（本人可以查阅的全部）"
    return [
        listing.title,
        f"导出人：{glance.user.name}（{glance.user.agency.name}）　导出时间：{moment(glance.now)}",
        harmless(f"条件：{conditions}"),
        f"内部工作资料，不得外传。最多导出 {CAP} {listing.measure}，实际数量见表末。",
    ]


def _said_below(listing: Listing, number: int) -> str:
    if number > CAP:
        return f"符合条件的超过 {CAP} {listing.measure}，本表只列出前 {CAP} {listing.measure}；请缩小条件分次导出。"
    return f"以上共 {number} {listing.measure}，已全部列出。"


def _cells(
    listing: Listing, columns: Sequence[Column], found: QuerySet[Any], glance: Glance
) -> Iterator[list[str]]:
    rows = iter(found.iterator(chunk_size=BATCH))
    while batch := list(islice(rows, BATCH)):
        for row in drawn(listing, columns, batch, glance):
            yield [str(cell["text"] if isinstance(cell, dict) else cell) for cell in row["cells"]]
