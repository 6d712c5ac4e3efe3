"""What screening found of each dossier, and how far the sweep of a day has come.

A projection, not a fact of the case: one row a dossier, written anew whenever the dossier's chain or the law has moved, never
an entry on the chain. A list worked out per request would put some ten statements on every dossier of a province; a row
that says under which head of the chain and which law it was worked out can be stale for a worker's round, and shows it.
"""

from django.db import models
from django.db.models import Q

from linkage.accounts.models import Agency
from linkage.dossiers.models import Dossier


class Duty(models.TextChoices):
    """Which transfer the record calls for; detention only where no crime is met (行政拘留以尚不构成犯罪为前提)."""

    NONE = "none", "没有"
    CRIME = "crime", "刑事移送"
    DETENTION = "detention", "行政拘留移送"


class WhyNot(models.TextChoices):
    """What the record says of why nothing was handed over."""

    SILENT = "silent", "没有记载理由"
    REFUSED = "refused", "负责人不批准移送"
    DECIDED = "decided", "评估后决定不移送"
    IN_HAND = "in_hand", "移送正在办理"


class Screened(models.Model):
    """筛查结果 of one dossier. `chain_head` and `law_digest` say what it was worked out from."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="screened")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="移送机关")
    duty = models.CharField("应作移送", max_length=10, choices=Duty.choices, default=Duty.NONE)
    is_doubtful = models.BooleanField("存疑", default=False)
    clauses = models.JSONField("条款", default=list)
    facts = models.JSONField("事实", default=list)
    remark = models.TextField("说明", blank=True)
    why_not = models.CharField("未移送", max_length=8, choices=WhyNot.choices, blank=True)
    why_words = models.TextField("未移送的理由", blank=True)
    since = models.DateField("自何日", null=True, blank=True)
    found_at = models.DateTimeField("筛出时间", null=True, blank=True)
    chain_head = models.PositiveIntegerField("依据的链序号")
    law_digest = models.CharField("依据的法律数据", max_length=64)
    screened_at = models.DateTimeField("筛查时间")

    class Meta:
        verbose_name = "筛查结果"
        constraints = (
            models.CheckConstraint(
                condition=Q(duty=Duty.NONE, since__isnull=True, found_at__isnull=True, why_not="")
                | ~Q(duty=Duty.NONE) & Q(since__isnull=False, found_at__isnull=False) & ~Q(why_not=""),
                name="screened_hit_is_whole",
            ),
            models.CheckConstraint(condition=Q(duty__in=Duty.values), name="screened_known_duty"),
        )
        indexes = (models.Index(fields=["since", "id"], condition=~Q(duty=Duty.NONE), name="screened_hits"),)

    def __str__(self) -> str:
        return f"{self.dossier_id}:{self.duty}"


class ScreeningSweep(models.Model):
    """每日筛查 of one day: up to which dossier it has come. Workers share it by compare-and-set."""

    day = models.DateField("日期", unique=True)
    next_dossier = models.PositiveBigIntegerField("下一卷宗", default=0)
    screened = models.PositiveIntegerField("已筛查", default=0)
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "每日筛查"

    def __str__(self) -> str:
        return f"{self.day}"
