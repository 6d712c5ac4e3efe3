"""Numbers without gaps: taken inside the act's transaction, so an act that fails gives its number back."""

from django.db import connection, transaction

_NEXT = """
    INSERT INTO dossiers_counter (scope, year, last) VALUES (%s, %s, %s)
    ON CONFLICT (scope, year) DO UPDATE SET last = dossiers_counter.last + %s
    RETURNING last
"""


def take(scope: str, year: int, how_many: int = 1) -> int:
    """The first of `how_many` consecutive numbers of this series (1-based). One SQL statement.

    Must run inside a transaction: RuntimeError otherwise, since a number taken outside could be lost.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are taken inside the act's transaction")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [scope, year, how_many, how_many])
        return cursor.fetchone()[0] - how_many + 1
