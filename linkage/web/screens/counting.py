"""Numbers on a screen: each counted no further than one above what is shown, all of them in one SQL statement."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

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


def counts_and_rows(
    queries: Mapping[str, QuerySet[Any]], rows: QuerySet[Any]
) -> tuple[dict[str, int], list[Any]]:
    """The same counts, and in the same single statement the rows of a (sliced) query, in no particular order.

    Annotated moments come as the database keeps them; the model's own fields as always.
    """
    select, params = _numbers(queries)
    model: type[Model] = rows.model
    try:
        body, more = rows.query.sql_with_params()
    except EmptyResultSet:
        return counts(queries), []
    statement = (
        f"SELECT numbers.*, work.* FROM (SELECT {select}) AS numbers LEFT JOIN ({body}) AS work ON 1 = 1"
    )
    found = list(model._default_manager.raw(statement, [*params, *more]))
    return {name: getattr(found[0], name) for name in queries}, [row for row in found if row.pk is not None]


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
