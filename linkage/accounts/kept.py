"""Statements kept: the ORM writes the SQL of a read once, with marks where ids and moments stand; each reader's own then
take their place.

So a page that is read all day is written once, and what it counts stays said once, in the queries the lists use too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

from linkage.accounts.models import User

PERSON, AGENCY, ELSEWHERE = 7_203_685_477_580_701, 7_203_685_477_580_702, 7_203_685_477_580_703
PATH, TEXT = f"/{AGENCY}/", "mark of a text"
DAY, MOMENT = date(1601, 2, 3), datetime(1601, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
"""The marks: values that no row has."""
Values = Mapping[Any, Any]


def values_of(user: User, *, now: datetime | None = None) -> Values:
    """What takes the place of the marks of a person, and of the moment."""
    marks = {PERSON: user.pk, AGENCY: user.agency_id, PATH: user.agency.path}
    return marks if now is None else {**marks, MOMENT: now}


@dataclass(frozen=True)
class Kept:
    """One SQL statement, its parameters with the marks in them, and how the columns of its answer are read."""

    sql: str
    params: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]] = ()

    def rows(self, values: Values) -> list[tuple[Any, ...]]:
        """The answer for one reader. One SQL statement."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, bound(self.params, values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [self.read(row) for row in found] if self.converters else found

    def read(self, row: Sequence[Any], offset: int = 0) -> tuple[Any, ...]:
        """A row as the fields' own types. Its columns begin at `offset` where the statement is part of another."""
        plain = list(row[offset:])
        for place, chain, expression in self.converters:
            for convert in chain:
                plain[place] = convert(plain[place], expression, connection)
        return tuple(plain)


def keep(query: QuerySet[Any]) -> Kept:
    """The statement of a `values_list` query of a reader of marks. EmptyResultSet for one that can find nothing."""
    compiler = query.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column[0] for column in compiler.select])
    return Kept(*with_constants(sql, params), [(place, *each) for place, each in converters.items()])


@dataclass(frozen=True)
class KeptModels:
    """A kept statement whose rows are model instances with what they select along."""

    statement: Kept
    model: type[Model]
    fields: Sequence[str]
    related: Sequence[Any]
    locks: bool

    def first(self, values: Values) -> Any:
        """The first instance, or None. One SQL statement; a lock would not outlive it without a transaction."""
        if self.locks and not connection.in_atomic_block:
            raise TransactionManagementError("a kept statement that locks needs a transaction")
        found = self.statement.rows(values)
        if not found:
            return None
        row = found[0]
        made = self.model.from_db("default", self.fields, row[: len(self.fields)])
        for each in self.related:
            each.populate(row, made)
        return made


def keep_models(query: QuerySet[Any]) -> KeptModels:
    """The statement of a query with `select_related`, whose own columns come first."""
    compiler = query.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column[0] for column in compiler.select])
    own = [compiler.select[place][0].target.attname for place in compiler.klass_info["select_fields"]]
    related = get_related_populators(compiler.klass_info, compiler.select, "default")  # type: ignore[call-arg]  # the stubs are of the next release
    kept = Kept(*with_constants(sql, params), [(place, *each) for place, each in converters.items()])
    return KeptModels(kept, query.model, own, related, bool(query.query.select_for_update))


def with_constants(sql: str, params: Sequence[Any]) -> tuple[str, list[Any]]:
    """On PostgreSQL what is the same for every reader is written out, so that a plan made once still knows it.

    `state = 'running'` opens the index of running clocks; `state = $1` does not. SQLite looks at the value itself.
    """
    if connection.vendor != "postgresql":
        return sql, list(params)
    marks = [_is_mark(param) for param in params]
    words = ("%s" if mark else _literal(param) for param, mark in zip(params, marks, strict=True))
    return sql.replace("%%", "%%%%") % tuple(words), [
        param for param, mark in zip(params, marks, strict=True) if mark
    ]


def _is_mark(param: Any) -> bool:
    return param in (PERSON, AGENCY, DAY, MOMENT, TEXT) or (isinstance(param, str) and PATH in param)


def _literal(constant: Any) -> str:
    composed: str = connection.ops.compose_sql("%s", [constant])  # type: ignore[attr-defined]  # PostgreSQL's only
    return composed.replace("%", "%%")


def bound(params: Sequence[Any], values: Values) -> list[Any]:
    """The parameters for one reader, as the driver takes them."""
    adapted = {_adapted(mark): _adapted(value) for mark, value in values.items()}
    path = values.get(PATH, "")
    return [_bound(param, adapted, path) for param in params]


def _bound(param: Any, adapted: Values, path: str) -> Any:
    if isinstance(param, str) and PATH in param:
        return param.replace(PATH, path)
    if param not in adapted:
        return param
    # The driver's own kinds of number say how wide the column is.
    return type(param)(adapted[param]) if isinstance(param, int) else adapted[param]


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
