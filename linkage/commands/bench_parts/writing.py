"""Many rows at once, past the ORM but through every constraint and trigger: COPY on PostgreSQL, prepared inserts on SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from linkage.audit.models import AuditEntry


@contextmanager
def bulk() -> Iterator[None]:
    """While this lasts the database may trust the machine not to fail: nothing here outlives the run."""
    trusting, careful = (
        ("PRAGMA synchronous=OFF", "PRAGMA synchronous=NORMAL")
        if connection.vendor == "sqlite"
        else ("SET synchronous_commit=off", "SET synchronous_commit=on")
    )
    _between_transactions(trusting)
    yield
    _between_transactions(careful)


def _between_transactions(statement: str) -> None:
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def write(table: type[models.Model], rows: Sequence[Sequence[Any]]) -> None:
    """Insert these rows, each with all columns of the table in their order. In the caller's transaction."""
    if not rows:
        return
    columns = ", ".join(f'"{column.column}"' for column in table._meta.concrete_fields)
    name = table._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(rows[0]))
            cursor.cursor.connection.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)
        else:
            if _may_relax():
                # Of our tables only the chain has triggers of its own; on the others they check references, row by row.
                cursor.execute(
                    f"SET LOCAL session_replication_role = {'origin' if table is AuditEntry else 'replica'}"
                )
            with cursor.cursor.copy(f'COPY "{name}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)


@cache
def _may_relax() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def orphans(tables: Iterable[type[models.Model]]) -> list[str]:
    """References that lead nowhere, as table.column; checked all at once after loading. There should be none."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            for column in table._meta.concrete_fields:
                if column.related_model is None:
                    continue
                name, target = table._meta.db_table, column.related_model._meta.db_table
                cursor.execute(
                    f'SELECT 1 FROM "{name}" a WHERE a."{column.column}" IS NOT NULL AND NOT EXISTS '
                    f'(SELECT 1 FROM "{target}" b WHERE b.id = a."{column.column}") LIMIT 1'
                )
                found += [f"{name}.{column.column}"] if cursor.fetchone() else []
    return found


def settle(tables: Iterable[type[models.Model]]) -> None:
    """After loading: numbers go on behind the last row, and the planner knows how much there is."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
    # As PostgreSQL does by itself after so many rows: until then no index answers without the table.
    _between_transactions("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM")


def size_in_bytes() -> int:
    """How much room the database takes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
