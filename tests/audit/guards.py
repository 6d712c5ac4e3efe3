"""Taking the database's guards down for a moment: what only someone with the database's own password can do.

Tests use it to play that person, and to empty the tables between tests that commit. The product has no such road.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

TABLES = ("audit_auditentry", "audit_checkpoint", "audit_checkpointhead", "audit_checkpointsignature")


@contextmanager
def guards_lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within, the chain's tables can be changed like any others; afterwards the guards stand as before."""
    lift = _lifted_on_postgresql if connection.vendor == "postgresql" else _lifted_on_sqlite
    with lift(connection):
        yield


@contextmanager
def _lifted_on_postgresql(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def _lifted_on_sqlite(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit\\_%' ESCAPE '\\'"
        )
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in guards:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def _tests_that_commit_can_be_cleared_away() -> Iterator[None]:
    """Django empties the tables after a test that commits; the guards, rightly, would refuse that."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_with_guards_lifted(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with guards_lifted(operations.connection):
            flush(operations, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_with_guards_lifted)
        yield
