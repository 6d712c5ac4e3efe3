"""One file that is material of a case, and the statement that a class of material does not exist in it."""

import uuid

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier


class MaterialClass(models.IntegerChoices):
    """The seven classes of 17号第六条, by the number of the item in that article."""

    LETTER = 1, "案件移送书"
    INVESTIGATION_REPORT = 2, "案件调查报告"
    RECORDS = 3, "现场检查（勘察）笔录、询问笔录、勘验图、采样记录"
    PROPERTY_LIST = 4, "涉案物品清单"
    MEDIA = 5, "现场照片、录音录像及清单"
    REPORTS = 6, "监测、检验报告、认定意见"
    OTHER = 7, "其他有关材料（含行政处罚决定书）"


class Form(models.TextChoices):
    """Whether the file shows an original or a copy."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"


def _together(*fields: str) -> Q:
    """All of these moments and persons stand, or none: half a fact cannot be stored."""
    none, every = Q(), Q()
    for field in fields:
        none &= Q(**{f"{field}__isnull": True})
        every &= Q(**{f"{field}__isnull": False})
    return none | every


class EvidenceItem(models.Model):
    """证据材料: one file, as it came. Never deleted; what was added in error is withdrawn, with a reason, and stays readable.

    `proves`, `shot_by`, `shot_at`, `shot_place` are what 17号第六条第（五）项 wants listed for photographs and recordings.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="evidence")
    material_class = models.PositiveSmallIntegerField("材料类别", choices=MaterialClass.choices)
    title = models.CharField("名称", max_length=120)
    file_name = models.CharField("文件名", max_length=200)
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=80)
    cautions = models.CharField("提示", max_length=200, blank=True)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    form = models.CharField("原件/复印件", max_length=10, choices=Form.choices)
    source = models.CharField("来源", max_length=120)
    made_on = models.DateField("制作日期", null=True, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    is_penalty_decision = models.BooleanField("行政处罚决定书", default=False)
    proves = models.CharField("证明对象", max_length=200, blank=True)
    shot_by = models.CharField("拍摄人", max_length=60, blank=True)
    shot_at = models.DateTimeField("拍摄时间", null=True, blank=True)
    shot_place = models.CharField("拍摄地点", max_length=120, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("加入时间")
    submitted_at = models.DateTimeField("随案移送时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField("撤下原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "证据材料"
        ordering = ("material_class", "added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(material_class__range=(1, 7)), name="evidence_class_is_one_of_seven"
            ),
            models.CheckConstraint(
                condition=_together("withdrawn_at", "withdrawn_by")
                & (
                    Q(withdrawn_at__isnull=True, withdrawn_reason="")
                    | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                ),
                name="evidence_withdrawn_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(submitted_at__isnull=True),
                name="evidence_submitted_stays",
            ),
            models.CheckConstraint(
                condition=~Q(material_class=MaterialClass.MEDIA)
                | Q(shot_at__isnull=False) & ~Q(proves="") & ~Q(shot_by="") & ~Q(shot_place=""),
                name="evidence_media_says_who_when_where",
            ),
            models.CheckConstraint(
                condition=Q(is_penalty_decision=False) | Q(material_class=MaterialClass.OTHER),
                name="evidence_penalty_decision_is_other",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(file_name="") & ~Q(source="") & Q(size__gt=0, copies__gt=0),
                name="evidence_is_described",
            ),
            models.CheckConstraint(
                condition=Q(pages__isnull=True) | Q(pages__gt=0), name="evidence_pages_positive"
            ),
            models.UniqueConstraint(
                fields=["dossier", "material_class", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_once_per_class",
            ),
        )
        indexes = (
            models.Index(fields=["dossier", "material_class", "added_at"], name="evidence_by_dossier"),
            models.Index(fields=["sha256"], name="evidence_by_content"),
        )

    def __str__(self) -> str:
        return self.title


class ClassDeclaration(models.Model):
    """说明: a class of material that this case does not have, and why. One is current per class; a later act lifts it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="class_declarations")
    material_class = models.PositiveSmallIntegerField("材料类别", choices=MaterialClass.choices)
    reason = models.CharField("说明", max_length=200)
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField("说明时间")
    lifted_at = models.DateTimeField("取代时间", null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "材料说明"
        ordering = ("material_class", "declared_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(material_class__range=(4, 6)), name="declaration_class_may_be_absent"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="declaration_gives_a_reason"),
            models.CheckConstraint(
                condition=_together("lifted_at", "lifted_by")
                & (Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("declared_at"))),
                name="declaration_lifted_whole",
            ),
            models.UniqueConstraint(
                fields=["dossier", "material_class"],
                condition=Q(lifted_at__isnull=True),
                name="declaration_one_current",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_material_class_display()}：{self.reason}"


class FileOpening(models.Model):
    """查阅记录: who was shown an original, and when."""

    item = models.ForeignKey(EvidenceItem, models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("查阅时间")

    class Meta:
        verbose_name = "查阅记录"
        indexes = (models.Index(fields=["item", "-opened_at"], name="opening_by_item"),)

    def __str__(self) -> str:
        return f"{self.item_id}:{self.opened_by_id}"
