import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from linkage.audit.chain import GENESIS_HASH, compose, current_head
from linkage.audit.checkpoint import take_checkpoint
from linkage.audit.guards import GUARDS, missing_guards
from linkage.audit.models import AuditEntry
from tests.audit.conftest import MORNING, OFFICER, a_chain, entries
from tests.audit.guards import TABLES, guards_lifted

pytestmark = pytest.mark.django_db


def _refused(sql, *params):
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(refused.value)


@pytest.fixture
def a_checkpoint(key):
    a_chain(3)
    return take_checkpoint(signer=key, at=timezone.now())


@pytest.mark.parametrize("table", TABLES)
def test_what_is_recorded_cannot_be_changed(a_checkpoint, table):
    assert f"{table}_no_update" in _refused(f"UPDATE {table} SET id = id")


@pytest.mark.parametrize("table", TABLES)
def test_what_is_recorded_cannot_be_deleted(a_checkpoint, table):
    assert f"{table}_no_delete" in _refused(f"DELETE FROM {table}")


# Each database has its own road around UPDATE and DELETE.
ROADS_AROUND = {
    "postgresql": ("TRUNCATE {table} CASCADE",),
    "sqlite": (
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} LIMIT 1",
    ),
}[connection.vendor]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("road", ROADS_AROUND)
def test_nor_emptied_nor_replaced(a_checkpoint, table, road):
    model = next(m for m in apps.get_app_config("audit").get_models() if m._meta.db_table == table)
    names = ", ".join(field.column for field in model._meta.concrete_fields if not field.primary_key)
    connection.check_constraints()
    assert "audit_" in _refused(road.format(table=table, names=names))


def test_the_next_entry_cannot_be_written_over_an_old_row():
    chain = a_chain(2)
    entry = _entry(chain, id=entries(chain)[0].id)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
    fields = entry._meta.concrete_fields
    names, marks = ", ".join(f.column for f in fields), ", ".join("%s" for _ in fields)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    values = [f.get_db_prep_save(getattr(entry, f.attname), connection) for f in fields]
    _refused(f"{verb} INTO audit_auditentry ({names}) VALUES ({marks})", *values)
    assert len(entries(chain)) == 2


def _entry(chain, **changed):
    entry = compose(
        chain=chain, label="1", act="x", actor=OFFICER, at=MORNING, occurred_at=MORNING, facts={}, law={},
        documents=(), evidence=(), head=current_head(chain),
    )  # fmt: skip
    for name, value in changed.items():
        setattr(entry, name, value)
    return entry


def test_the_next_entry_is_taken_as_it_is():
    chain = a_chain(2)
    _entry(chain).save(force_insert=True)
    assert len(entries(chain)) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"sequence": 2},  # a fork
        {"sequence": 4},  # a gap
        {"previous_hash": "c" * 64},  # a parent that is not
        {"sequence": 1, "previous_hash": GENESIS_HASH},  # a second beginning
        {"sequence": 0},
        {"hash": "abc"},
        {"sha256": ""},
    ],
)
def test_the_database_stores_neither_fork_nor_gap_nor_half_a_digest(changed):
    chain = a_chain(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        _entry(chain, **changed).save(force_insert=True)
    assert len(entries(chain)) == 2


def test_an_entry_is_not_its_own_parent():
    chain = a_chain(2)
    with pytest.raises(IntegrityError, match="not_its_own_parent"), transaction.atomic():
        _entry(chain, hash=current_head(chain).hash).save(force_insert=True)


def test_all_guards_stand_after_migration():
    assert missing_guards(connection) == []


def test_guards_that_were_taken_down_are_named():
    with guards_lifted(connection):
        assert set(missing_guards(connection)) == set(GUARDS[connection.vendor])
    assert missing_guards(connection) == []


def test_the_list_of_guards_covers_every_table_of_this_app():
    tables = {model._meta.db_table for model in apps.get_app_config("audit").get_models()}
    assert tables == set(TABLES)
    assert AuditEntry._meta.db_table in tables
