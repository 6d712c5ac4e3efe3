"""Leafing by key: the next page starts behind the last row shown, so page 5,000 costs what page 2 costs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet

SIZE = 20


@dataclass(frozen=True)
class Order:
    """One way to sort a list: by a field, ties by primary key. `parse` turns the text of an address into its value."""

    key: str
    field: str
    descending: bool = False
    parse: Callable[[str], Any] = datetime.fromisoformat

    def applied(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """The rows in this order, or in the opposite one."""
        minus = "-" if self.descending is not backwards else ""
        return rows.order_by(f"{minus}{self.field}", f"{minus}pk")

    def cursor(self, row: Model) -> str:
        """The place of this row in the order, as it stands in an address."""
        value = getattr(row, self.field)
        return f"{value.isoformat() if isinstance(value, datetime) else value}~{row.pk}"

    def behind(self, rows: QuerySet[Any], cursor: str, *, backwards: bool = False) -> QuerySet[Any]:
        """The rows behind (or before) this place. ValueError for a place nobody could have been given."""
        text, _, key = cursor.rpartition("~")
        value, pk = self.parse(text), int(key)
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError(f"no time zone: {text}")
        way = "lt" if self.descending is not backwards else "gt"
        # The first condition says nothing new, but lets the database seek in its index.
        near = Q(**{f"{self.field}__{way}e": value})
        return rows.filter(
            near & (Q(**{f"{self.field}__{way}": value}) | Q(**{self.field: value, f"pk__{way}": pk}))
        )


@dataclass(frozen=True)
class Page:
    """The rows of one page and the places of its neighbours; empty where there is no such page."""

    rows: list[Any]
    before: str
    after: str


def leaf(rows: QuerySet[Any], order: Order, *, after: str = "", before: str = "", size: int = SIZE) -> Page:
    """The page behind `after`, before `before`, or the first one. A mangled place gives the first page."""
    try:
        if before:
            return _backwards(rows, order, before, size)
        found = order.applied(order.behind(rows, after) if after else rows)
    except (ValueError, OverflowError):
        after, found = "", order.applied(rows)
    shown = list(found[: size + 1])
    more, shown = len(shown) > size, shown[:size]
    return Page(
        shown, order.cursor(shown[0]) if after and shown else "", order.cursor(shown[-1]) if more else ""
    )


def _backwards(rows: QuerySet[Any], order: Order, before: str, size: int) -> Page:
    found = list(order.applied(order.behind(rows, before, backwards=True), backwards=True)[: size + 1])
    more, shown = len(found) > size, found[:size][::-1]
    if not shown:
        return leaf(rows, order, size=size)
    return Page(shown, order.cursor(shown[0]) if more else "", order.cursor(shown[-1]))
