"""Are the database's own guards of the chain in place? A table rebuilt, or a hand on the database, can lose them."""

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLES = ("audit_auditentry", "audit_checkpoint", "audit_checkpointhead", "audit_checkpointsignature")
_BOTH = tuple(f"{table}_no_{verb}" for table in _TABLES for verb in ("update", "delete")) + (
    "audit_entry_follows",
    "audit_checkpoint_follows",
)
GUARDS = {
    "sqlite": (
        *_BOTH,
        *(f"{table}_no_replace" for table in _TABLES),
        "audit_checkpointhead_once",
        "audit_checkpointsignature_once",
    ),
    "postgresql": (*_BOTH, *(f"{table}_no_truncate" for table in _TABLES)),
}

_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    # A trigger that was switched off (tgenabled 'D') or serves replication only ('R') guards nothing.
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should guard the chain and do not. Empty when the database is as it should be."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in GUARDS[connection.vendor] if name not in present]
