"""A list one works through: one description gives the screen, the sheet of paper and the spreadsheet.

Each list says its columns, its orders and where a row leads; filters are a GET form, so that every state has an address.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from linkage.accounts.models import User
from linkage.law.wording import date_with_weekday
from linkage.web.screens.counting import counts, in_words
from linkage.web.screens.paging import SIZE, Order, leaf

ON_PAPER = 500
PLACES = ("after", "before")
OFF_SCREEN = (*PLACES, "export", "paper")


@dataclass(frozen=True)
class Glance:
    """Who looks, when, and what was gathered for the rows of this page in a fixed number of statements."""

    user: User
    now: datetime
    more: Mapping[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column; `cell` gives what components/table.html documents, `order` names the order its head sorts by."""

    key: str
    label: str
    cell: Callable[[Any, Glance], Any]
    order: str = ""
    numeric: bool = False
    grow: bool = False
    chosen: bool = True


@dataclass(frozen=True)
class Listing:
    """What is listed. The first order holds unless the address names another."""

    code: str
    title: str
    measure: str
    columns: tuple[Column, ...]
    orders: tuple[Order, ...]
    url: Callable[[Any], str]
    late: Callable[[Any, Glance], bool] = lambda row, glance: False
    dress: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    """Joins and annotations that only the rows shown need."""
    gather: Callable[[Sequence[Any], Glance], Mapping[Any, Any]] = lambda rows, glance: {}
    choosable: bool = True


class Sieve(forms.Form):
    """The filters of a list. The sort and the columns chosen travel along, hidden."""

    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    columns = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, data: QueryDict, listing: Listing) -> None:
        super().__init__(data, label_suffix="")
        chosen = self.fields["columns"]
        chosen.choices = [(c.key, c.label) for c in listing.columns]  # type: ignore[attr-defined]
        chosen.hidden_widget = chosen.widget = forms.MultipleHiddenInput()  # type: ignore[assignment]
        self.prepare()
        self.is_valid()

    def prepare(self) -> None:
        """What the fields still need before the answers are read."""

    def value(self, name: str) -> Any:
        """What was asked for; None where nothing or nothing usable was."""
        return self.cleaned_data.get(name) or None

    def told(self) -> list[tuple[str, str]]:
        """(field, `状态：待审批`) of each filter that is set."""
        return [
            (name, f"{self.fields[name].label}：{self._in_words(name)}")
            for name in self.fields
            if name not in ("sort", "columns") and self.value(name)
        ]

    def _in_words(self, name: str) -> str:
        value, choices = self.cleaned_data[name], getattr(self.fields[name], "choices", None)
        if isinstance(value, date):
            return date_with_weekday(value)
        return str(dict(flat(choices)).get(str(value), value)) if choices else str(value)


def flat(choices: Any) -> list[tuple[str, Any]]:
    """The choices of a field without their groups."""
    pairs: list[tuple[str, Any]] = []
    for value, label in choices:
        pairs += (
            [(str(v), words) for v, words in label]
            if isinstance(label, list | tuple)
            else [(str(value), label)]
        )
    return pairs


def address(request: HttpRequest, *, without: Sequence[str] = OFF_SCREEN, **changes: str) -> str:
    """This list's address with changes, by default back on its first page."""
    query = request.GET.copy()
    for name in (*without, *(name for name in query if not query[name])):
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def order_of(listing: Listing, sieve: Sieve) -> Order:
    """The order the address asks for: `sort=opened`, or `sort=-opened` for the other way round."""
    asked = sieve.value("sort") or ""
    for order in listing.orders:
        if order.key == asked.lstrip("-"):
            return Order(order.key, order.field, asked.startswith("-"), order.parse)
    return listing.orders[0]


def columns_of(listing: Listing, sieve: Sieve) -> list[Column]:
    """The columns chosen, in the list's order; the first always stays, for it carries the link."""
    chosen = set(sieve.value("columns") or [c.key for c in listing.columns if c.chosen])
    return [c for i, c in enumerate(listing.columns) if i == 0 or c.key in chosen]


def table(
    request: HttpRequest,
    listing: Listing,
    rows: QuerySet[Any],
    sieve: Sieve,
    glance: Glance,
    *,
    empty: Mapping[str, str],
    **more: Any,
) -> dict[str, Any]:
    """The list in the shape components/table.html documents. On paper it runs on to ON_PAPER rows."""
    on_paper = "paper" in request.GET
    order, columns = order_of(listing, sieve), columns_of(listing, sieve)
    places = {} if on_paper else {name: request.GET.get(name, "") for name in PLACES}
    page = leaf(listing.dress(rows), order, **places, size=ON_PAPER if on_paper else SIZE)
    number = counts({"total": rows})["total"] if page.before or page.after else len(page.rows)
    filtered = bool(sieve.told())
    return {
        "caption": listing.title,
        "columns": [_head(request, listing, column, order) for column in columns],
        "rows": drawn(listing, columns, page.rows, glance),
        "total_words": _total(listing, number, on_paper),
        "filters": None if on_paper or not sieve.visible_fields() else sieve,
        "applied": [
            {"words": words, "remove_url": address(request, without=(*OFF_SCREEN, name))}
            for name, words in sieve.told()
        ],
        "clear_url": request.path if filtered else "",
        "column_choice": _choice(request, listing, columns) if listing.choosable and not on_paper else None,
        "export_url": address(request, export="1") if page.rows else "",
        "print": True,
        "prev_url": address(request, before=page.before) if page.before and not on_paper else "",
        "next_url": address(request, after=page.after) if page.after and not on_paper else "",
        "page_words": f"本页 {len(page.rows)} {listing.measure}",
        "empty": _nothing_found(request, listing) if filtered else empty,
        **more,
    }


def drawn(
    listing: Listing, columns: Sequence[Column], rows: Sequence[Any], glance: Glance
) -> list[dict[str, Any]]:
    """The rows as the table component takes them."""
    known = Glance(glance.user, glance.now, listing.gather(rows, glance))
    return [
        {
            "url": listing.url(row),
            "cells": [c.cell(row, known) for c in columns],
            "late": listing.late(row, known),
        }
        for row in rows
    ]


def _head(request: HttpRequest, listing: Listing, column: Column, order: Order) -> dict[str, Any]:
    head: dict[str, Any] = {
        "key": column.key,
        "label": column.label,
        "numeric": column.numeric,
        "grow": column.grow,
    }
    own = next((o for o in listing.orders if o.key == column.order), None)
    if own is None:
        return head
    sorted_now = own.key == order.key
    descending = not order.descending if sorted_now else own.descending
    head["sort_url"] = address(request, sort=f"{'-' if descending else ''}{own.key}")
    head["sorted"] = ("descending" if order.descending else "ascending") if sorted_now else ""
    return head


def _total(listing: Listing, number: int, on_paper: bool) -> str:
    words = f"共 {in_words(number)} {listing.measure}"
    return (
        f"{words}，纸面列出前 {ON_PAPER} {listing.measure}，全部请导出"
        if on_paper and number > ON_PAPER
        else words
    )


def _choice(request: HttpRequest, listing: Listing, columns: Sequence[Column]) -> dict[str, Any]:
    shown = {c.key for c in columns}
    return {
        "hidden": [
            {"name": name, "value": value}
            for name, values in request.GET.lists()
            for value in values
            if value and name not in ("columns", *OFF_SCREEN)
        ],
        "choices": [{"key": c.key, "label": c.label, "checked": c.key in shown} for c in listing.columns],
    }


def _nothing_found(request: HttpRequest, listing: Listing) -> dict[str, str]:
    return {
        "why": f"没有符合这些条件的{listing.title}。",
        "what_to_do": "换一个条件再找；看不到的，可能不在您可以查阅的范围内。",
        "url": request.path,
        "action": "清除全部条件",
    }
