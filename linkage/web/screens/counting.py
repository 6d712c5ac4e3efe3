"""Numbers on a screen: each counted no further than one above what is shown, all of them in one SQL statement."""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from linkage.accounts.kept import Kept, Values, keep, with_constants

CAP = 1000


def in_words(number: int) -> str:
    """`128`, or `1000+` for what was not counted to its end."""
    return str(number) if number <= CAP else f"{CAP}+"


def counts(queries: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each query has, at most CAP + 1. One SQL statement."""
    if not queries:
        return {}
    select, params = _numbers(queries)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {select}", params)
        row = cursor.fetchone()
    return dict(zip(queries, row, strict=True))


@dataclass(frozen=True)
class CountsAndRows:
    """One kept statement that answers with several counts and, beside them, the rows of one (sliced) query."""

    names: Sequence[str]
    statement: Kept
    columns: Kept
    """How a row is read, after the counts."""
    row: type[Any]

    def fetch(self, values: Values) -> tuple[dict[str, int], list[Any]]:
        """The counts, and the rows in no particular order. One SQL statement."""
        found = self.statement.rows(values)
        many = len(self.names)
        rows = [self.row._make(self.columns.read(each, many)) for each in found if each[many] is not None]
        return dict(zip(self.names, found[0], strict=False)), rows


def keep_counts_and_rows(
    queries: Mapping[str, QuerySet[Any]], rows: QuerySet[Any], columns: Sequence[str]
) -> CountsAndRows:
    """The statement for these queries of a reader of marks. The first of the columns is never NULL."""
    select, params = with_constants(*_numbers(queries))
    row = namedtuple("Row", columns)  # type: ignore[misc]  # noqa: PYI024  the columns are the caller's
    try:
        work = keep(rows.values_list(*columns))
    except EmptyResultSet:
        nothing = ", ".join(["NULL"] * len(columns))
        return CountsAndRows(list(queries), Kept(f"SELECT {select}, {nothing}", params), Kept("", ()), row)
    sql = (
        f"SELECT numbers.*, work.* FROM (SELECT {select}) AS numbers LEFT JOIN ({work.sql}) AS work ON 1 = 1"  # noqa: S608
    )
    return CountsAndRows(list(queries), Kept(sql, [*params, *work.params]), work, row)


def _numbers(queries: Mapping[str, QuerySet[Any]]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    params: list[Any] = []
    for name, query in queries.items():
        try:
            body, more = query.order_by().values("pk")[: CAP + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append(f"0 AS {name}")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({body}) AS counted) AS {name}")
        params += more
    return ", ".join(parts), params
