"""What the chain and its checkpoints keep. No reference to other apps: the chain outlives the rows it speaks of.

Rows here are only ever inserted. The migration `0002_guards` gives the database triggers that refuse all else.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

models.CharField.register_lookup(Length)

GENESIS_HASH = "0" * 64


class AuditEntry(models.Model):
    """One act. `body` is the canonical JSON text that was hashed; the other columns repeat it to be searched by.

    `at` is when it was entered, `occurred_at` the moment of the act itself. `actor_id` is empty when the platform acted.
    """

    chain = models.UUIDField("链")
    sequence = models.PositiveIntegerField("序号")
    label = models.CharField("编号", max_length=64, db_index=True)
    act = models.CharField("行为", max_length=64)
    actor_id = models.BigIntegerField("行为人", null=True, blank=True)
    actor_name = models.CharField("行为人姓名", max_length=100)
    agency_code = models.CharField("机构代码", max_length=64, blank=True)
    agency_name = models.CharField("机构名称", max_length=200, blank=True)
    at = models.DateTimeField("录入时间")
    occurred_at = models.DateTimeField("行为时间")
    body = models.TextField("正文")
    previous_hash = models.CharField("上一条摘要", max_length=64)
    hash = models.CharField("摘要（SM3）", max_length=64)
    sha256 = models.CharField("摘要（SHA-256）", max_length=64)

    class Meta:
        verbose_name = "审计记录"
        constraints = (
            models.UniqueConstraint(fields=["chain", "sequence"], name="audit_entry_one_per_sequence"),
            models.UniqueConstraint(fields=["chain", "previous_hash"], name="audit_entry_one_successor"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_entry_counts_from_one"),
            models.CheckConstraint(
                condition=Q(previous_hash__length=64, hash__length=64, sha256__length=64),
                name="audit_entry_digests_are_whole",
            ),
            models.CheckConstraint(
                condition=~Q(hash=F("previous_hash")), name="audit_entry_not_its_own_parent"
            ),
        )
        # (chain, sequence) is indexed by its constraint.
        indexes = (models.Index(fields=["at"], name="audit_entry_at"),)

    def __str__(self) -> str:
        return f"{self.label} #{self.sequence} {self.act}"


class Checkpoint(models.Model):
    """检查点: the signed Merkle root over the ends of all chains at one moment.

    `last_entry` is the highest row of `AuditEntry` counted in. `body` is the canonical JSON text that is signed.
    """

    sequence = models.PositiveIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    root = models.CharField("默克尔根", max_length=64)
    chains = models.PositiveBigIntegerField("链数")
    entries = models.PositiveBigIntegerField("记录数")
    last_entry = models.PositiveBigIntegerField("截至")
    body = models.TextField("正文")
    previous_hash = models.CharField("上一检查点摘要", max_length=64, unique=True)
    hash = models.CharField("摘要（SM3）", max_length=64)

    class Meta:
        verbose_name = "检查点"
        constraints = (
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_checkpoint_counts_from_one"),
            models.CheckConstraint(
                condition=~Q(hash=F("previous_hash")), name="audit_checkpoint_not_its_own_parent"
            ),
        )

    def __str__(self) -> str:
        return f"检查点 {self.sequence}"


class CheckpointHead(models.Model):
    """The end of one chain that had moved since the checkpoint before: names the dossier whose tail was cut off."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="heads")
    chain = models.UUIDField("链")
    sequence = models.PositiveIntegerField("序号")
    hash = models.CharField("摘要（SM3）", max_length=64)
    label = models.CharField("编号", max_length=64)

    class Meta:
        verbose_name = "检查点链尾"
        constraints = (
            models.UniqueConstraint(
                fields=["checkpoint", "chain"], name="audit_checkpoint_head_once_per_chain"
            ),
        )
        indexes = (models.Index(fields=["chain", "sequence"], name="audit_checkpoint_head_chain"),)

    def __str__(self) -> str:
        return f"{self.label} #{self.sequence}"


class CheckpointSignature(models.Model):
    """One agency's SM2 signature under a checkpoint: the operating agency's first, then those who saw it."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="signatures")
    agency_code = models.CharField("机构代码", max_length=64, blank=True)
    agency_name = models.CharField("机构名称", max_length=200, blank=True)
    public_key = models.CharField("公钥", max_length=128)
    fingerprint = models.CharField("公钥指纹", max_length=64)
    signature = models.CharField("签名", max_length=128)
    signed_at = models.DateTimeField("签名时间")

    class Meta:
        verbose_name = "检查点签名"
        constraints = (
            models.UniqueConstraint(
                fields=["checkpoint", "fingerprint"], name="audit_checkpoint_signed_once_per_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency_name or self.fingerprint[:16]} @ {self.checkpoint_id}"
