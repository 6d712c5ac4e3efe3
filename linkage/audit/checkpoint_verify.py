"""Are the chains still what the signed checkpoints say? Shows a cut-off tail and a chain rewritten from end to end."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef

from linkage.audit.checkpoint import body_of, leaves_at
from linkage.audit.digests import sm3
from linkage.audit.merkle import root
from linkage.audit.models import GENESIS_HASH, AuditEntry, Checkpoint, CheckpointHead
from linkage.audit.sm2 import fingerprint, verify
from linkage.audit.verify import Finding

LABEL = "检查点"


def verify_checkpoints(trusted: Collection[str]) -> list[Finding]:
    """What does not fit: a checkpoint itself, the ends of chains it recorded, or the root worked out anew.

    `trusted` are the fingerprints of the keys whose signatures count. Only the newest root is worked out: it stands on
    all entries before it, and each older checkpoint on the ends it recorded.
    """
    findings = [found for found in (_first_bad_checkpoint(trusted), *lost_heads()) if found]
    newest = Checkpoint.objects.order_by("-sequence").first()
    if newest and not findings:
        findings += _root_differs(newest)
    return findings


def verify_copy(copy: dict, trusted: Collection[str]) -> Finding | None:
    """Hold a checkpoint that an agency kept (`checkpoint.copy_of`) against this database.

    Shows that checkpoints, too, were removed or made anew after the copy was handed out.
    """
    body = copy["body"]
    told = json.loads(body)
    kept = Checkpoint(sequence=told["sequence"], body=body, hash=copy["hash"])
    if sm3(body.encode()) != kept.hash:
        return _about(kept, "copy", "留存的副本自身已被改动：正文与摘要不符。")
    if not any(_counts(each, body, trusted) for each in copy["signatures"]):
        return _about(kept, "copy", "留存的副本上没有可信任的有效签名。")
    stored = Checkpoint.objects.filter(sequence=kept.sequence).first()
    if not stored:
        return _about(kept, "missing", "留存的副本已签名，数据库中却没有这个检查点：检查点被删除。")
    if stored.body != body:
        return replace(
            _about(kept, "replaced", "数据库中的检查点与留存的副本不同：检查点被重做。"), at=stored.at
        )
    return next(iter(_root_differs(stored)), None)


def _first_bad_checkpoint(trusted: Collection[str]) -> Finding | None:
    before, due = GENESIS_HASH, 1
    for checkpoint in (
        Checkpoint.objects.order_by("sequence").prefetch_related("signatures").iterator(chunk_size=500)
    ):
        if problem := _problem(checkpoint, before, due, trusted):
            return _about(checkpoint, *problem)
        before, due = checkpoint.hash, checkpoint.sequence + 1
    return None


def _problem(
    checkpoint: Checkpoint, before: str, due: int, trusted: Collection[str]
) -> tuple[str, str] | None:
    if sm3(checkpoint.body.encode()) != checkpoint.hash:
        return "body", "正文与摘要不符：检查点被改动。"
    if body_of(checkpoint) != checkpoint.body:
        return "column", "栏目与正文不符：检查点的栏目被改动。"
    if checkpoint.sequence != due:
        return "gap", f"之前缺少第 {due} 个检查点：检查点被删除。"
    if checkpoint.previous_hash != before:
        return "link", "不接续上一个检查点：该检查点被重做。"
    signatures, text = checkpoint.signatures.all(), checkpoint.body.encode()
    if not all(fits(each.public_key, each.fingerprint, text, each.signature) for each in signatures):
        return "signature", "有签名无效：签名或公钥被改动。"
    if not any(each.fingerprint in trusted for each in signatures):
        return "untrusted", "没有可信任密钥的签名：检查点系他人重做，或所用公钥尚未放入 keys/trusted。"
    return None


def _counts(signature: dict, body: str, trusted: Collection[str]) -> bool:
    named = signature["fingerprint"]
    return named in trusted and fits(signature["public_key"], named, body.encode(), signature["signature"])


def fits(public_key: str, named: str, text: bytes, signature: str) -> bool:
    """Whether the signature verifies and the key is the one its fingerprint names."""
    return verify(public_key, text, signature) and fingerprint(public_key) == named


def lost_heads(chain: UUID | None = None) -> Iterator[Finding]:
    """Ends of chains (of all, or of `chain`) that a checkpoint recorded and that no longer stand; one for each chain."""
    standing = AuditEntry.objects.filter(
        chain=OuterRef("chain"), sequence=OuterRef("sequence"), hash=OuterRef("hash")
    )
    lost = (
        CheckpointHead.objects.filter(~Exists(standing))
        .select_related("checkpoint")
        .order_by("chain", "sequence")
    )
    if chain:
        lost = lost.filter(chain=chain)
    told = None
    for head in lost.iterator(chunk_size=500):
        if head.chain != told:
            told = head.chain
            problem = f"检查点 {head.checkpoint.sequence} 签名时记录在案，现已不存在或被换过。"
            yield Finding(
                head.label, head.sequence, "", head.checkpoint.at, "checkpoint", problem, head.chain
            )


def _root_differs(checkpoint: Checkpoint) -> Iterator[Finding]:
    leaves = list(leaves_at(checkpoint.last_entry))
    entries = AuditEntry.objects.filter(id__lte=checkpoint.last_entry).count()
    if len(leaves) != checkpoint.chains or entries != checkpoint.entries:
        counted = f"签名时 {checkpoint.chains} 条链 {checkpoint.entries} 条记录，现为 {len(leaves)} 条链 {entries} 条记录"
        yield _about(checkpoint, "count", f"{counted}：有记录被删除或插入。")
    elif root(leaves) != checkpoint.root:
        yield _about(checkpoint, "root", "由现有记录重新计算的默克尔根与签名的不同：有记录被换过。")


def _about(checkpoint: Checkpoint, code: str, problem: str) -> Finding:
    return Finding(LABEL, checkpoint.sequence, "", checkpoint.at, code, problem)
