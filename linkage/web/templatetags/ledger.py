"""Draws the rows of a table in Python: in a template each of a page's many cells costs ten times as much."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

register = Library()


@register.filter
def rows_under(rows: Iterable[Mapping[str, Any]], columns: Sequence[Mapping[str, Any]]) -> SafeString:
    """The <tr>s, as components/table.html describes them; a short row ends in empty cells."""
    heads = [_Head(column) for column in columns]
    return mark_safe("".join(_row(row, heads) for row in rows))  # noqa: S308  every part is escaped below


class _Head:
    """What the cells of one column share."""

    def __init__(self, column: Mapping[str, Any]) -> None:
        self._numeric, self._grown = bool(column.get("numeric")), bool(column.get("grow"))
        self._label = escape(str(column["label"]))
        self._openings: dict[str, str] = {}

    def opening(self, kind: str) -> str:
        """The <td> up to its title."""
        if kind not in self._openings:
            self._openings[kind] = f'<td class="{self._classes(kind)}" data-label="{self._label}" title="'
        return self._openings[kind]

    def _classes(self, kind: str) -> str:
        names = {
            "is-number": self._numeric or kind == "number",
            "is-grown": self._grown,
            "is-date": kind == "date",
        }
        return " ".join(name for name, holds in names.items() if holds)


def _row(row: Mapping[str, Any], heads: Sequence[_Head]) -> str:
    url, cells = row.get("url"), row["cells"]
    drawn = ['<tr class="is-late">' if row.get("late") else "<tr>"]
    for place, head in enumerate(heads):
        drawn.append(_cell(head, cells[place] if place < len(cells) else "", url if place == 0 else None))
    drawn.append("</tr>")
    return "".join(drawn)


def _cell(head: _Head, cell: Any, url: str | None) -> str:
    if isinstance(cell, Mapping):
        kind, text = cell.get("kind", "text"), escape(str(cell.get("text", "")))
        title = escape(str(said)) if (said := cell.get("title")) else text
        inner = _inner(kind, cell, text)
    else:
        kind, inner = "text", escape(str(cell))
        title = inner
    if url:
        inner = f'<a class="ledger-link" href="{escape(str(url))}">{inner}</a>'
    return f'{head.opening(kind)}{title}">{inner}</td>'


def _inner(kind: str, cell: Mapping[str, Any], text: str) -> str:
    if kind == "status":
        return _marked("stateword stateword", cell["tone"], text)
    if kind == "clock":
        return _marked("clockline clock", cell["state"], text)
    if kind == "link":
        return f'<a href="{escape(str(cell["url"]))}">{text}</a>'
    return text


def _marked(name: str, shape: str, text: str) -> str:
    """A word with its shape: `stateword stateword-done`, `clockline clock-near`."""
    tone = escape(str(shape))
    return f'<span class="{name}-{tone}"><svg class="shape" aria-hidden="true"><use href="#shape-{tone}"/></svg>{text}</span>'
