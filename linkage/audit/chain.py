"""Appending to a chain: one inserted row, one SQL statement when the end of the chain is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import DatabaseError, IntegrityError, models, router, transaction

from linkage.audit.canonical import Json, canonical
from linkage.audit.digests import sha256, sm3
from linkage.audit.models import GENESIS_HASH, AuditEntry

VERSION = 1
SHANGHAI = ZoneInfo("Asia/Shanghai")

# The words by which the database says that this place in the chain is taken: constraint, columns, or trigger.
_TAKEN = (
    "audit_entry_one_per_sequence",
    "audit_entry_one_successor",
    "audit_entry_follows",
    "audit_auditentry.chain",
)


@dataclass(frozen=True)
class Head:
    """The end of a chain: the last entry's number and its SM3 digest."""

    sequence: int
    hash: str


GENESIS = Head(0, GENESIS_HASH)


@dataclass(frozen=True)
class Actor:
    """Who acts, for which agency. `id` is None when the platform itself does (a clock that ran out)."""

    id: int | None
    name: str
    agency_code: str = ""
    agency_name: str = ""


PLATFORM = Actor(None, "平台")


class ChainConflict(Exception):
    """Another act came first. The transaction is marked to be rolled back; read the dossier anew and decide again."""


def append(
    *,
    chain: UUID,
    label: str,
    act: str,
    actor: Actor,
    at: datetime,
    occurred_at: datetime,
    facts: dict[str, Json],
    law: dict[str, Json],
    documents: Sequence[Json] = (),
    evidence: Sequence[Json] = (),
    head: Head | None = None,
) -> Head:
    """Enter one act after `head` (read from the database when None) and return the new end of the chain.

    `at` is the moment of entry, `occurred_at` that of the act, both aware. `facts` and `law` (the snapshot of the rules
    it was done under) hold only what canonical JSON knows. `documents` and `evidence` name what the act rests on, each
    with its digest: `{"id": …, "sm3": …}`. Runs inside the caller's transaction and raises `RuntimeError` without one,
    `ChainConflict` when another act took this place, `ValueError` for an entry that cannot be written.
    """
    using = router.db_for_write(AuditEntry)
    if not transaction.get_connection(using).in_atomic_block:
        raise RuntimeError(
            "append() needs the transaction of the act it records: call it inside transaction.atomic()"
        )
    entry = compose(
        chain=chain, label=label, act=act, actor=actor, at=at, occurred_at=occurred_at, facts=facts, law=law,
        documents=documents, evidence=evidence, head=current_head(chain) if head is None else head,
    )  # fmt: skip
    try:
        entry.save(force_insert=True, using=using)
    except IntegrityError as error:
        if _place_is_taken(error):
            raise ChainConflict(f"{label}: another act came first as number {entry.sequence}") from error
        raise
    return Head(entry.sequence, entry.hash)


def current_head(chain: UUID) -> Head:
    """The end of `chain` as stored now; `GENESIS` for a chain without entries."""
    last = (
        AuditEntry.objects.filter(chain=chain).order_by("-sequence").values_list("sequence", "hash").first()
    )
    return Head(*last) if last else GENESIS


def compose(
    *,
    chain: UUID,
    label: str,
    act: str,
    actor: Actor,
    at: datetime,
    occurred_at: datetime,
    facts: dict[str, Json],
    law: dict[str, Json],
    documents: Sequence[Json],
    evidence: Sequence[Json],
    head: Head,
) -> AuditEntry:
    """The entry that would follow `head`, hashed but not stored. Raises `ValueError` for what cannot be written."""
    body = canonical(
        {
            "v": VERSION,
            "chain": str(chain),
            "label": label,
            "sequence": head.sequence + 1,
            "act": act,
            "actor": {"id": actor.id, "name": actor.name},
            "agency": {"code": actor.agency_code, "name": actor.agency_name},
            "at": written(at),
            "occurred_at": written(occurred_at),
            "facts": facts,
            "digests": {"documents": list(documents), "evidence": list(evidence)},
            "law": law,
            "previous": head.hash,
        }
    )
    text = body.encode()
    entry = AuditEntry(
        chain=chain, sequence=head.sequence + 1, label=label, act=act, actor_id=actor.id, actor_name=actor.name,
        agency_code=actor.agency_code, agency_name=actor.agency_name, at=at, occurred_at=occurred_at,
        body=body, previous_hash=head.hash, hash=sm3(text), sha256=sha256(text),
    )  # fmt: skip
    _refuse_what_a_column_would_change(entry)
    return entry


def written(moment: datetime) -> str:
    """A moment as the body writes it: in Asia/Shanghai, to the microsecond, with its offset."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; an entry's moment must say which")
    return moment.astimezone(SHANGHAI).isoformat(timespec="microseconds")


def _refuse_what_a_column_would_change(entry: AuditEntry) -> None:
    # SQLite keeps an overlong text and PostgreSQL refuses it: say it here, the same on both.
    for name, limit in _LIMITS.items():
        value = getattr(entry, name)
        if len(value) > limit or "\0" in value or not (value or name in _MAY_BE_EMPTY):
            raise ValueError(
                f"{name} must be text of at most {limit} characters, neither empty nor with NUL: {value!r}"
            )


_LIMITS = {
    column.name: column.max_length
    for column in AuditEntry._meta.concrete_fields
    if isinstance(column, models.CharField) and column.max_length
}
_MAY_BE_EMPTY = {"agency_code", "agency_name"}


def _place_is_taken(error: DatabaseError) -> bool:
    return any(word in str(error) for word in _TAKEN)
