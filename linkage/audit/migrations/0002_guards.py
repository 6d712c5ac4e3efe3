"""The database itself refuses to change, delete or fork what the chain and the checkpoints hold."""

from django.db import migrations

TABLES = ("audit_auditentry", "audit_checkpoint", "audit_checkpointhead", "audit_checkpointsignature")

SQLITE_REFUSES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}_no_{verb}: what is recorded stays'); END
"""

# INSERT OR REPLACE deletes the row it replaces without asking the DELETE trigger, so it is refused by name.
SQLITE_STAYS = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{table}_no_replace: what is recorded stays'); END
"""

SQLITE_FOLLOWS = """
CREATE TRIGGER audit_entry_follows BEFORE INSERT ON audit_auditentry
WHEN EXISTS (SELECT 1 FROM audit_auditentry WHERE chain = NEW.chain AND sequence = NEW.sequence)
  OR (NEW.sequence = 1 AND NEW.previous_hash <> '{genesis}')
  OR (NEW.sequence > 1 AND NOT EXISTS (
        SELECT 1 FROM audit_auditentry
        WHERE chain = NEW.chain AND sequence = NEW.sequence - 1 AND hash = NEW.previous_hash))
BEGIN SELECT RAISE(ABORT, 'audit_entry_follows: not the next entry of its chain'); END
"""

SQLITE_CHECKPOINT_FOLLOWS = """
CREATE TRIGGER audit_checkpoint_follows BEFORE INSERT ON audit_checkpoint
WHEN EXISTS (SELECT 1 FROM audit_checkpoint WHERE sequence = NEW.sequence)
  OR (NEW.sequence = 1 AND NEW.previous_hash <> '{genesis}')
  OR (NEW.sequence > 1 AND NOT EXISTS (
        SELECT 1 FROM audit_checkpoint WHERE sequence = NEW.sequence - 1 AND hash = NEW.previous_hash))
BEGIN SELECT RAISE(ABORT, 'audit_checkpoint_follows: not the next checkpoint'); END
"""

# The same for the two tables whose rows could be replaced by another of their unique keys.
SQLITE_HEAD_STAYS = """
CREATE TRIGGER audit_checkpointhead_once BEFORE INSERT ON audit_checkpointhead
WHEN EXISTS (SELECT 1 FROM audit_checkpointhead WHERE checkpoint_id = NEW.checkpoint_id AND chain = NEW.chain)
BEGIN SELECT RAISE(ABORT, 'audit_checkpointhead_once: what is recorded stays'); END
"""

SQLITE_SIGNATURE_STAYS = """
CREATE TRIGGER audit_checkpointsignature_once BEFORE INSERT ON audit_checkpointsignature
WHEN EXISTS (
  SELECT 1 FROM audit_checkpointsignature WHERE checkpoint_id = NEW.checkpoint_id AND fingerprint = NEW.fingerprint)
BEGIN SELECT RAISE(ABORT, 'audit_checkpointsignature_once: what is recorded stays'); END
"""

POSTGRES_REFUSES = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: what is recorded stays', TG_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

POSTGRES_FOLLOWS = """
CREATE FUNCTION audit_entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence = 1 AND NEW.previous_hash = '{genesis}' THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM audit_auditentry
    WHERE chain = NEW.chain AND sequence = NEW.sequence - 1 AND hash = NEW.previous_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'audit_entry_follows: not the next entry of its chain'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""

POSTGRES_CHECKPOINT_FOLLOWS = """
CREATE FUNCTION audit_checkpoint_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence = 1 AND NEW.previous_hash = '{genesis}' THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM audit_checkpoint WHERE sequence = NEW.sequence - 1 AND hash = NEW.previous_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'audit_checkpoint_follows: not the next checkpoint'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""

FOLLOWS = (("audit_entry_follows", "audit_auditentry"), ("audit_checkpoint_follows", "audit_checkpoint"))


def sqlite_guards():
    genesis = "0" * 64
    for table in TABLES:
        for verb in ("update", "delete"):
            yield f"{table}_no_{verb}", SQLITE_REFUSES.format(table=table, verb=verb)
        yield f"{table}_no_replace", SQLITE_STAYS.format(table=table)
    yield "audit_entry_follows", SQLITE_FOLLOWS.format(genesis=genesis)
    yield "audit_checkpoint_follows", SQLITE_CHECKPOINT_FOLLOWS.format(genesis=genesis)
    yield "audit_checkpointhead_once", SQLITE_HEAD_STAYS
    yield "audit_checkpointsignature_once", SQLITE_SIGNATURE_STAYS


def postgres_guards():
    for table in TABLES:
        for verb in ("update", "delete", "truncate"):
            each = "STATEMENT" if verb == "truncate" else "ROW"
            yield f"{table}_no_{verb}", table, f"BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION audit_refuse()"
    for name, table in FOLLOWS:
        yield name, table, f"BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def put_up(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    genesis = "0" * 64
    if vendor == "sqlite":
        for _, sql in sqlite_guards():
            schema_editor.execute(sql)
    elif vendor == "postgresql":
        for function in (POSTGRES_REFUSES, POSTGRES_FOLLOWS, POSTGRES_CHECKPOINT_FOLLOWS):
            schema_editor.execute(function.replace("{genesis}", genesis), params=None)
        for name, _, rest in postgres_guards():
            schema_editor.execute(f"CREATE TRIGGER {name} {rest}")
    else:
        raise RuntimeError(f"The audit chain has no guards for {vendor}: use SQLite or PostgreSQL")


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, _ in sqlite_guards():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        for name, table, _ in postgres_guards():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        for function in ("audit_refuse", "audit_entry_follows", "audit_checkpoint_follows"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()")


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(put_up, take_down),)
