"""Draws the cells of a table row in Python: in a template each of a page's many cells costs ten times as much."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.template import Library
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = Library()


@register.filter
def cells_under(row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]]) -> SafeString:
    """The <td>s of one row, as components/table.html describes them; a short row ends in empty cells."""
    url = row.get("url")
    cells = [*row["cells"], *[""] * len(columns)]
    drawn = []
    for column, cell in zip(columns, cells, strict=False):
        drawn.append(_cell(column, cell, url))
        url = None
    return mark_safe("".join(drawn))  # noqa: S308  every part is escaped below


def _cell(column: Mapping[str, Any], cell: Any, url: str | None) -> str:
    known = cell if isinstance(cell, Mapping) else {"text": cell}
    kind = known.get("kind", "text")
    text = escape(known.get("text", ""))
    title = escape(known.get("title") or known.get("text", ""))
    inner = _inner(kind, known, text)
    if url:
        inner = f'<a class="ledger-link" href="{escape(url)}">{inner}</a>'
    return f'<td class="{_classes(column, kind)}" data-label="{escape(column["label"])}" title="{title}">{inner}</td>'


def _classes(column: Mapping[str, Any], kind: str) -> str:
    names = []
    if column.get("numeric") or kind == "number":
        names.append("is-number")
    if column.get("grow"):
        names.append("is-grown")
    if kind == "date":
        names.append("is-date")
    return " ".join(names)


def _inner(kind: str, cell: Mapping[str, Any], text: str) -> str:
    if kind == "status":
        return _marked("stateword stateword", cell["tone"], text)
    if kind == "clock":
        return _marked("clockline clock", cell["state"], text)
    if kind == "link":
        return f'<a href="{escape(cell["url"])}">{text}</a>'
    return text


def _marked(name: str, shape: str, text: str) -> str:
    """A word with its shape: `stateword stateword-done`, `clockline clock-near`."""
    tone = escape(shape)
    return f'<span class="{name}-{tone}"><svg class="shape" aria-hidden="true"><use href="#shape-{tone}"/></svg>{text}</span>'
