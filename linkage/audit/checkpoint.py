"""Checkpoints: the Merkle root over the ends of all chains, signed. What is under one cannot vanish unnoticed.

An entry belongs to a checkpoint when its row number is at most `last_entry`. That number is read while no writer is
half-way, so the ends of the chains "as of then" can be worked out again at any later time.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import connections, router, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from linkage.audit.canonical import Json, canonical
from linkage.audit.chain import written
from linkage.audit.digests import sm3
from linkage.audit.merkle import leaf, root
from linkage.audit.models import GENESIS_HASH, AuditEntry, Checkpoint, CheckpointHead, CheckpointSignature
from linkage.audit.sm2 import Signer, fingerprint, verify

# Says what is being signed, so that a signature given here can stand under nothing else.
PURPOSE = "linkage.audit.checkpoint"
VERSION = 1
BATCH = 1000


class NothingToSign(Exception):
    """There is no entry yet."""


class SignatureRefused(Exception):
    """A signature that does not belong to this checkpoint; the message says why."""


def take_checkpoint(
    *, signer: Signer, at: datetime, agency_code: str = "", agency_name: str = ""
) -> Checkpoint:
    """Fix the present ends of all chains, signed by `signer` for the named agency. Raises `NothingToSign`.

    Writers wait only while the last row number is read; the tree is built afterwards, from rows that no longer change.
    """
    limit = _last_settled_entry()
    if not limit:
        raise NothingToSign("还没有任何审计记录。")
    with transaction.atomic(using=router.db_for_write(Checkpoint)):
        before = Checkpoint.objects.order_by("-sequence").first()
        checkpoint = _compose(before, limit, at)
        checkpoint.save(force_insert=True)
        _keep_heads_that_moved(checkpoint, before.last_entry if before else 0)
        _sign(checkpoint, signer, at, agency_code, agency_name)
    return checkpoint


def heads_at(last_entry: int) -> QuerySet[AuditEntry]:
    """The last entry of each chain when `last_entry` was the newest row, by chain: the leaves of the tree."""
    successors = AuditEntry.objects.filter(
        chain=OuterRef("chain"), previous_hash=OuterRef("hash"), id__lte=last_entry
    )
    return AuditEntry.objects.filter(~Exists(successors), id__lte=last_entry).order_by("chain")


def leaves_at(last_entry: int) -> Iterator[str]:
    """The digests of those leaves, in the order of the tree."""
    for row in heads_at(last_entry).values_list("chain", "sequence", "hash").iterator():
        yield leaf(*row)


def cosign(
    checkpoint: Checkpoint, *, signer: Signer, at: datetime, agency_code: str, agency_name: str
) -> CheckpointSignature:
    """Another agency that has seen the checkpoint signs the same text."""
    return _sign(checkpoint, signer, at, agency_code, agency_name)


def accept_signature(
    checkpoint: Checkpoint,
    *,
    public_key: str,
    signature: str,
    at: datetime,
    agency_code: str,
    agency_name: str,
) -> CheckpointSignature:
    """Keep a signature that another agency made on its own machine. Raises `SignatureRefused` if it does not verify."""
    if not verify(public_key, checkpoint.body.encode(), signature):
        raise SignatureRefused(f"签名与检查点 {checkpoint.sequence} 不符。")
    return CheckpointSignature.objects.create(
        checkpoint=checkpoint,
        agency_code=agency_code,
        agency_name=agency_name,
        public_key=public_key,
        fingerprint=fingerprint(public_key),
        signature=signature,
        signed_at=at,
    )


def copy_of(checkpoint: Checkpoint) -> dict[str, Json]:
    """The checkpoint as a document each agency keeps: text, digest and all signatures."""
    return {
        "body": checkpoint.body,
        "hash": checkpoint.hash,
        "signatures": [
            {
                "agency_code": each.agency_code,
                "agency_name": each.agency_name,
                "public_key": each.public_key,
                "fingerprint": each.fingerprint,
                "signature": each.signature,
                "signed_at": written(each.signed_at),
            }
            for each in checkpoint.signatures.order_by("id")
        ],
    }


def _last_settled_entry() -> int:
    """The highest row number below which no writer is half-way; 0 when there is none.

    On PostgreSQL a row with a lower number may still be uncommitted. The lock waits for such writers, and as rows get
    their number only after their own lock, whatever comes later has a higher one. SQLite has one writer at a time.
    """
    connection = connections[router.db_for_write(AuditEntry)]
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE audit_auditentry IN SHARE MODE")
        return AuditEntry.objects.aggregate(last=Max("id"))["last"] or 0


def _compose(before: Checkpoint | None, last_entry: int, at: datetime) -> Checkpoint:
    checkpoint = Checkpoint(
        sequence=before.sequence + 1 if before else 1,
        at=at,
        root=root(leaves_at(last_entry)),
        chains=heads_at(last_entry).count(),
        entries=AuditEntry.objects.filter(id__lte=last_entry).count(),
        last_entry=last_entry,
        previous_hash=before.hash if before else GENESIS_HASH,
    )
    checkpoint.body = body_of(checkpoint)
    checkpoint.hash = sm3(checkpoint.body.encode())
    return checkpoint


def body_of(checkpoint: Checkpoint) -> str:
    """The text that is signed, as the columns tell it."""
    return canonical(
        {
            "v": VERSION,
            "purpose": PURPOSE,
            "sequence": checkpoint.sequence,
            "at": written(checkpoint.at),
            "root": checkpoint.root,
            "chains": checkpoint.chains,
            "entries": checkpoint.entries,
            "last_entry": checkpoint.last_entry,
            "previous": checkpoint.previous_hash,
        }
    )


def _keep_heads_that_moved(checkpoint: Checkpoint, since: int) -> None:
    moved = heads_at(checkpoint.last_entry).filter(id__gt=since)
    rows = (
        CheckpointHead(checkpoint=checkpoint, chain=chain, sequence=sequence, hash=digest, label=label)
        for chain, sequence, digest, label in moved.values_list(
            "chain", "sequence", "hash", "label"
        ).iterator()
    )
    while batch := list(islice(rows, BATCH)):
        CheckpointHead.objects.bulk_create(batch)


def _sign(
    checkpoint: Checkpoint, signer: Signer, at: datetime, agency_code: str, agency_name: str
) -> CheckpointSignature:
    return accept_signature(
        checkpoint,
        public_key=signer.public_key,
        signature=signer.sign(checkpoint.body.encode()),
        at=at,
        agency_code=agency_code,
        agency_name=agency_name,
    )
