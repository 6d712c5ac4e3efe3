"""A paper: its number and frozen content (made by an act), its files (made by the worker), and its deliveries."""

from django.db import models
from django.db.models import Q

from linkage.accounts.models import Agency, User
from linkage.dossiers.models import Dossier


class Making(models.TextChoices):
    """How far the worker has come with the files."""

    PENDING = "pending", "待生成"
    READY = "ready", "已生成"
    FAILED = "failed", "生成失败"


class Document(models.Model):
    """文书. Content and number are fixed by the act; its digest is in the chain before any file exists.

    The worker typesets the files from the content afterwards and adds their digests to the chain as an entry of its own.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents")
    kind = models.CharField("文书种类", max_length=40)
    name = models.CharField("名称", max_length=60)
    number = models.CharField("文号", max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("制作时间")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    content = models.JSONField("内容")
    content_sm3 = models.CharField("内容摘要", max_length=64)
    state = models.CharField("文件", max_length=8, choices=Making.choices, default=Making.PENDING)
    claimed_until = models.DateTimeField("生成占用至", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField("失败原因", max_length=300, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sm3 = models.CharField(max_length=64, blank=True)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    docx_sm3 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField("生成时间", null=True, blank=True)

    class Meta:
        verbose_name = "文书"
        constraints = (
            models.UniqueConstraint(fields=["agency", "number"], name="document_number_once"),
            models.CheckConstraint(
                condition=Q(state="ready", ready_at__isnull=False)
                & ~Q(pdf_sha256="")
                & ~Q(pdf_sm3="")
                & ~Q(docx_sha256="")
                & ~Q(docx_sm3="")
                | ~Q(state="ready")
                & Q(ready_at__isnull=True, pdf_sha256="", pdf_sm3="", docx_sha256="", docx_sm3=""),
                name="document_ready_has_its_files",
            ),
        )
        indexes = (
            models.Index(fields=["dossier", "made_at"], name="document_by_dossier"),
            models.Index(fields=["id"], condition=Q(state="pending"), name="document_to_make"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Delivery(models.Model):
    """送达: to which agency, as addressee or copy, when served. The moment of service starts clocks; it is not when it was made."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="deliveries")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    is_copy = models.BooleanField("抄送")
    method = models.CharField("送达方式", max_length=30, default="平台送达")
    served_at = models.DateTimeField("送达时间")

    class Meta:
        verbose_name = "送达"
        constraints = (models.UniqueConstraint(fields=["document", "agency"], name="delivery_once"),)

    def __str__(self) -> str:
        return f"{self.document_id}→{self.agency_id}"
