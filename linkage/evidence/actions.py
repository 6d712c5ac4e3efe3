"""The acts on evidence: add, withdraw, declare a class absent, seal for a transfer, open. Each stands on the dossier's chain."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from linkage.accounts.models import User
from linkage.accounts.standing import Post
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import Attached, actor_of, record
from linkage.evidence.completeness import MAY_BE_DECLARED, REQUIREMENTS
from linkage.evidence.models import ClassDeclaration, EvidenceItem, FileOpening, MaterialClass
from linkage.evidence.queries import standing
from linkage.evidence.rules import (
    NOT_A_CONTRIBUTOR,
    Description,
    Received,
    contributing_post,
    faults_of,
    faults_of_files,
    withdrawal_refused,
)
from linkage.evidence.sniffing import Verdict
from linkage.law.refusal import Reason, Refused
from linkage.storage import current_storage
from linkage.storage.incoming import Stored

ADD, WITHDRAW, DECLARE = "add_evidence", "withdraw_evidence", "declare_material_absent"
ACT_LABELS = {ADD: "加入证据材料", WITHDRAW: "撤下证据材料", DECLARE: "说明本案无某类材料"}


def add_item(
    *, dossier: Dossier, stored: Stored, verdict: Verdict, description: Description, by: User, at: datetime
) -> EvidenceItem:
    """加入一份材料 (17号第六条). Refused with all the reasons; see `add_items`."""
    files = [Received(stored, verdict)]
    return add_items(dossier=dossier, files=files, description=description, by=by, at=at)[0]


def add_items(
    *, dossier: Dossier, files: Sequence[Received], description: Description, by: User, at: datetime
) -> list[EvidenceItem]:
    """加入材料 (17号第六条): one act, one entry on the chain, however many files; each digest stands in the entry.

    A declaration that this class does not exist is lifted by it. Adding stays possible after a transfer: that is how
    material is supplemented. Refused with all the reasons at once.
    """
    with transaction.atomic():
        post = _at_the_dossier(dossier, by)
        already = EvidenceItem.objects.filter(
            dossier=dossier, material_class=description.material_class, withdrawn_at__isnull=True
        )
        reasons = [*faults_of(description, at), *faults_of_files(files, description.material_class, already)]
        if reasons:
            raise Refused(reasons)
        items = EvidenceItem.objects.bulk_create(new_items(dossier, files, description, by, at))
        _lift_declaration(dossier, description.material_class, by, at)
        record(
            dossier,
            act=ADD,
            actor=actor_of(by, post.for_name),
            at=at,
            facts={"material_class": description.material_class, "items": [_facts(item) for item in items]},
            law=_law(description.material_class),
            evidence=[_attached(item) for item in items],
        )
    return items


def withdraw_item(*, item: EvidenceItem, reason: str, by: User, at: datetime) -> EvidenceItem:
    """撤下一份材料, with a reason; the file and its row stay. Refused once it went with a transfer."""
    with transaction.atomic():
        post = _at_the_dossier(item.dossier, by)
        item.refresh_from_db(fields=["submitted_at", "withdrawn_at"])
        reasons = [r for r in (withdrawal_refused(item, by), _no_reason(reason)) if r]
        if reasons:
            raise Refused(reasons)
        item.withdrawn_at, item.withdrawn_by, item.withdrawn_reason = at, by, reason.strip()
        item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
        record(
            item.dossier,
            act=WITHDRAW,
            actor=actor_of(by, post.for_name),
            at=at,
            facts={"item": _facts(item), "reason": item.withdrawn_reason},
            law=_law(item.material_class),
            evidence=[_attached(item)],
        )
    return item


def declare_absent(
    *, dossier: Dossier, material_class: int, reason: str, by: User, at: datetime
) -> ClassDeclaration:
    """说明本案没有某一类材料 (class 4, 5 or 6), with a reason; an earlier statement on the class is replaced by it."""
    with transaction.atomic():
        post = _at_the_dossier(dossier, by)
        reasons = [r for r in (_undeclarable(dossier, material_class), _no_reason(reason)) if r]
        if reasons:
            raise Refused(reasons)
        _lift_declaration(dossier, material_class, by, at)
        declaration = ClassDeclaration.objects.create(
            dossier=dossier,
            material_class=material_class,
            reason=reason.strip(),
            declared_by=by,
            declared_at=at,
        )
        record(
            dossier,
            act=DECLARE,
            actor=actor_of(by, post.for_name),
            at=at,
            facts={"material_class": material_class, "reason": declaration.reason},
            law=_law(material_class),
        )
    return declaration


def seal_items(*, dossier: Dossier, at: datetime) -> tuple[EvidenceItem, ...]:
    """Mark what goes with a transfer: from now on it can no longer be withdrawn. Returns all that has gone, in order.

    Part of the act of transferring, in its transaction: that act's own entry carries the digests.
    """
    items = standing(dossier)
    items.filter(submitted_at__isnull=True).update(submitted_at=at)
    return tuple(items)


def open_file(*, item: EvidenceItem, by: User, at: datetime) -> BinaryIO:
    """Open the original to be read, and note who did, and when. NotStored if storage has lost it."""
    content = current_storage().open(item.sha256)
    note_opening(item=item, by=by, at=at)
    return content


def note_opening(*, item: EvidenceItem, by: User, at: datetime) -> None:
    """Note that somebody was shown the original. Kept beside the chain: reading is no act on the case."""
    FileOpening.objects.create(item=item, opened_by=by, opened_at=at)


def attached(items: Sequence[EvidenceItem]) -> list[Attached]:
    """Name and digests of items, as another act's entry carries them."""
    return [_attached(item) for item in items]


def _at_the_dossier(dossier: Dossier, by: User) -> Post:
    """The post this person acts by. Locks the dossier and takes its newest head, so that two who add at once both succeed."""
    newest = Dossier.objects.select_for_update().values("head_sequence", "head_hash").get(pk=dossier.pk)
    dossier.head_sequence, dossier.head_hash = newest["head_sequence"], newest["head_hash"]
    post = contributing_post(by, dossier)
    if post is None:
        raise Refused([NOT_A_CONTRIBUTOR])
    return post


def new_items(
    dossier: Dossier, files: Sequence[Received], description: Description, by: User, at: datetime
) -> list[EvidenceItem]:
    """The rows of these files, not stored yet; the description has been found faultless (`rules.faults_of`)."""
    said = asdict(description)
    title = said.pop("title").strip()
    return [
        EvidenceItem(
            dossier=dossier,
            title=_title(title, file.verdict.name, number if len(files) > 1 else 0),
            file_name=file.verdict.name,
            sm3=file.stored.sm3,
            sha256=file.stored.sha256,
            size=file.stored.size,
            media_type=file.verdict.type.media_type,
            cautions="；".join(file.verdict.cautions),
            added_by=by,
            added_at=at,
            **said,
        )
        for number, file in enumerate(files, start=1)
    ]


def _title(title: str, file_name: str, number: int) -> str:
    """The title given, numbered when it is for several files; without one, the file's name is its title."""
    if not title:
        return file_name.rpartition(".")[0][:120]
    return f"{title}（{number}）" if number else title


def _lift_declaration(dossier: Dossier, material_class: int, by: User, at: datetime) -> None:
    ClassDeclaration.objects.filter(
        dossier=dossier, material_class=material_class, lifted_at__isnull=True
    ).update(lifted_at=at, lifted_by=by)


def _undeclarable(dossier: Dossier, material_class: int) -> Reason | None:
    if material_class not in MAY_BE_DECLARED:
        return Reason(
            "这一类材料不能用说明代替。", basis="17号第六条", remedy="请上传材料。", code="declaration_class"
        )
    there = EvidenceItem.objects.filter(
        dossier=dossier, material_class=material_class, withdrawn_at__isnull=True
    )
    if count := there.count():
        label = MaterialClass(material_class).label
        return Reason(
            f"“{label}”中已有 {count} 份材料，不能说明本案没有。",
            remedy="确属误加的，请先撤下。",
            code="declaration_class",
        )
    return None


def _no_reason(reason: str) -> Reason | None:
    return (
        None if reason.strip() else Reason("请写明原因。", remedy="原因会记入案卷。", code="reason_missing")
    )


def _facts(item: EvidenceItem) -> dict[str, str | int]:
    return {"id": str(item.public_id), "title": item.title, "file_name": item.file_name, "size": item.size}


def _attached(item: EvidenceItem) -> Attached:
    return Attached(name=item.title, sm3=item.sm3, sha256=item.sha256)


def _law(material_class: int) -> dict[str, str]:
    return {"basis": REQUIREMENTS[material_class - 1].basis}
