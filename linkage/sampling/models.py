"""The sample, who took it, through whose hands it went, what was found in it; and who is qualified to take one."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.evidence.models import EvidenceItem
from linkage.law.sampling_rules import Medium
from linkage.procedure.models import Proceeding
from linkage.sampling.status import Status

MARKS = ("retest_requested", "disposed")
"""The acts whose moment and person are columns: both or neither."""
HANDOVER_MARKS = ("signed", "ended")
"""The same of a hand-over: signed for, or ended without."""
MEDIA = [(medium.value, medium.label) for medium in Medium]


def _both_or_neither(mark: str) -> Q:
    none = Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
    return none | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False})


def _person(label: str, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=label, **more)


class SamplingQualification(models.Model):
    """采样资格: who may take samples of which media, from when to when. Revoked, never deleted: old samples rest on it."""

    person = models.ForeignKey(
        User, models.PROTECT, related_name="sampling_qualifications", verbose_name="持证人"
    )
    issuer = models.CharField("发证机构", max_length=120)
    scope = models.JSONField("可采样品类型")
    number = models.CharField("证书编号", max_length=60)
    valid_from = models.DateField("有效期自")
    valid_to = models.DateField("有效期至（含当日）")
    registered_at = models.DateTimeField("登记时间")
    registered_by = _person("登记人")
    revoked_on = models.DateField("自何日起失效", null=True, blank=True)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    revoked_by = _person("撤销人", null=True, blank=True)
    revoked_reason = models.CharField("撤销原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "采样资格"
        ordering = ("person__name", "-valid_from", "pk")
        constraints = (
            models.UniqueConstraint(fields=["person", "number"], name="qualification_once"),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="qualification_dates_in_order"
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(issuer=""), name="qualification_is_named"),
            models.CheckConstraint(
                condition=Q(
                    revoked_on__isnull=True,
                    revoked_at__isnull=True,
                    revoked_by__isnull=True,
                    revoked_reason="",
                )
                | Q(revoked_on__isnull=False, revoked_at__isnull=False, revoked_by__isnull=False)
                & ~Q(revoked_reason=""),
                name="qualification_revoked_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person.name}（{self.number}）"

    def holds(self, on: date) -> bool:
        """Whether it was valid on this day."""
        return self.valid_from <= on <= self.last_day

    @property
    def last_day(self) -> date:
        """The last day on which it holds: the end of its term, or the day before it was revoked."""
        if self.revoked_on is None:
            return self.valid_to
        return min(self.valid_to, date.fromordinal(self.revoked_on.toordinal() - 1))

    @property
    def scope_words(self) -> str:
        """污水、土壤."""
        return "、".join(Medium(code).label for code in self.scope)


class Sample(Proceeding):
    """样品: one bottle with one seal. Its spare (备用样) is a sample of its own, sealed at the same point."""

    number = models.CharField("样品编号", max_length=40, unique=True)
    sending_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="samples_taken", verbose_name="采样机关"
    )
    receiving_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="共同办案机关"
    )
    medium = models.CharField("样品类型", max_length=20, choices=MEDIA)
    point = models.CharField("采样点位", max_length=120)
    place = models.CharField("采样地点", max_length=200)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6)
    container = models.CharField("容器", max_length=60)
    preservative = models.CharField("固定和保存", max_length=120, blank=True)
    amount = models.DecimalField("采样量", max_digits=12, decimal_places=3)
    amount_unit = models.CharField("单位", max_length=6)
    analytes = models.JSONField("检测项目")
    sampled_at = models.DateTimeField("采样时间")
    ends_at = models.DateTimeField("采样结束时间")
    seal_number = models.CharField("封签号", max_length=40)
    keeper = models.CharField("采样后保管人", max_length=30)
    reserve_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reserves", verbose_name="所备用的样品"
    )
    taking = models.JSONField("采样记录要素", default=dict)
    laboratory = models.CharField("检测机构", max_length=120, blank=True)
    cma_number = models.CharField("资质认定证书编号", max_length=40, blank=True)
    cma_scope = models.JSONField("资质范围内的项目", default=list, blank=True)
    cma_valid_from = models.DateField("资质有效期自", null=True, blank=True)
    cma_valid_to = models.DateField("资质有效期至", null=True, blank=True)
    retest_reserve = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="用于复测的备用样"
    )
    retest_reason = models.TextField("复测理由", blank=True)
    retest_requested_at = models.DateTimeField("申请复测时间", null=True, blank=True)
    retest_requested_by = _person("申请复测人", null=True, blank=True, db_index=False)
    disposal = models.CharField("处置方式", max_length=30, blank=True)
    disposal_note = models.TextField("处置情况", blank=True)
    disposed_at = models.DateTimeField("处置时间", null=True, blank=True)
    disposed_by = _person("处置人", null=True, blank=True, db_index=False)

    class Meta:
        verbose_name = "样品"
        constraints = (
            *(
                models.CheckConstraint(condition=_both_or_neither(mark), name=f"sample_{mark}_at_by_whom")
                for mark in MARKS
            ),
            models.UniqueConstraint(fields=["sending_agency", "seal_number"], name="sample_seal_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0)
                & ~Q(seal_number="")
                & ~Q(point="")
                & ~Q(container="")
                & ~Q(keeper=""),
                name="sample_is_described",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("sampled_at")), name="sample_taken_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(laboratory="", cma_number="", cma_valid_to__isnull=True)
                | ~Q(laboratory="") & ~Q(cma_number="") & Q(cma_valid_to__isnull=False),
                name="sample_laboratory_with_its_licence",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DISPOSED)
                | Q(disposed_at__isnull=False) & ~Q(disposal="") & ~Q(disposal_note=""),
                name="sample_ends_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(retest_requested_at__isnull=True, retest_reserve__isnull=True)
                | Q(retest_requested_at__isnull=False, retest_reserve__isnull=False),
                name="sample_retest_names_its_reserve",
            ),
        )

    def __str__(self) -> str:
        return f"样品{self.number}"

    @property
    def is_reserve(self) -> bool:
        """Whether it was taken as the spare of another sample."""
        return self.reserve_of_id is not None


class SampleSampler(models.Model):
    """采样人, with the qualification that was checked when the sample was taken."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="samplers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    qualification = models.ForeignKey(SamplingQualification, models.PROTECT, related_name="+")
    qualification_number = models.CharField("证书编号", max_length=60)

    class Meta:
        verbose_name = "采样人"
        constraints = (models.UniqueConstraint(fields=["sample", "user"], name="sampler_once"),)

    def __str__(self) -> str:
        return f"{self.sample_id}:{self.user_id}"


class SampleHandover(Proceeding):
    """样品交接单: one or more samples offered to a named person. Until that person has signed, the giver has custody."""

    number = models.CharField("交接编号", max_length=40, unique=True)
    sending_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="交出机关")
    receiving_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="签收机关")
    """Whose people sign or enter the signature: the receiver's agency, or the giver's where nobody there has an account."""
    samples = models.ManyToManyField(Sample, through="OfferedSample", related_name="handovers")
    handed_by = models.CharField("交出人", max_length=30)
    receiver = _person("接收人（有账号）", null=True, blank=True)
    received_unit = models.CharField("接收单位", max_length=120)
    received_by = models.CharField("接收人", max_length=30)
    handed_at = models.DateTimeField("交出时间")
    seal_intact = models.BooleanField("交出时封签完好")
    custody_note = models.CharField("交出说明", max_length=300, blank=True)
    received_at = models.DateTimeField("接收时间", null=True)
    receipt = models.JSONField("核对要素", default=dict)
    scans = models.ManyToManyField(EvidenceItem, related_name="+", verbose_name="签字的交接单")
    signed_at = models.DateTimeField("签收时间", null=True)
    signed_by = _person("签收人", null=True, db_index=False)
    ended_at = models.DateTimeField("未接收时间", null=True)
    ended_by = _person("退回或者撤回的人", null=True, db_index=False)
    end_reason = models.CharField("未接收的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "样品交接单"
        constraints = (
            *(
                models.CheckConstraint(
                    condition=_both_or_neither(mark), name=f"sample_handover_{mark}_at_by_whom"
                )
                for mark in HANDOVER_MARKS
            ),
            models.CheckConstraint(
                condition=~Q(handed_by="") & ~Q(received_unit="") & ~Q(received_by=""),
                name="sample_handover_names_both",
            ),
            models.CheckConstraint(
                condition=Q(seal_intact=True) | ~Q(custody_note=""), name="sample_handover_says_why_broken"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, received_at__isnull=True)
                | Q(signed_at__isnull=False, received_at__isnull=False),
                name="sample_handover_received_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(ended_at__isnull=True),
                name="sample_handover_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""),
                name="sample_handover_ends_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"样品交接单{self.number}"

    @property
    def on_paper(self) -> bool:
        """Whether the receiver has no account and signs the printed sheet."""
        return self.receiver_id is None


class OfferedSample(models.Model):
    """交接的样品: a sample on one hand-over. One bottle is offered to one person at a time."""

    handover = models.ForeignKey(SampleHandover, models.PROTECT, related_name="offered")
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="offers")
    is_open = models.BooleanField("待签收", default=True)

    class Meta:
        verbose_name = "交接的样品"
        ordering = ("handover", "sample")
        constraints = (
            models.UniqueConstraint(fields=["handover", "sample"], name="sample_once_on_a_handover"),
            models.UniqueConstraint(
                fields=["sample"], condition=Q(is_open=True), name="sample_offered_to_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.handover_id}:{self.sample_id}"


class SampleCustody(models.Model):
    """样品交接: from one named hand to another. Only the last holder can hand on, so the entries are one line."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="custody")
    place_in_line = models.PositiveSmallIntegerField("次序")
    from_unit = models.CharField("交出单位", max_length=120)
    from_person = models.CharField("交出人", max_length=30)
    to_unit = models.CharField("接收单位", max_length=120)
    to_person = models.CharField("接收人", max_length=30)
    to_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name="接收机关"
    )
    """Empty where it went to somebody without a seat on the platform: a laboratory, a carrier."""
    handover = models.ForeignKey(
        "SampleHandover", models.PROTECT, null=True, related_name="entries", verbose_name="样品交接单"
    )
    handed_at = models.DateTimeField("交接时间")
    seal_intact = models.BooleanField("封签完好")
    note = models.CharField("说明", max_length=300, blank=True)
    entered_by = _person("登记人", db_index=False)

    class Meta:
        verbose_name = "样品交接"
        ordering = ("sample", "place_in_line")
        constraints = (
            models.UniqueConstraint(fields=["sample", "place_in_line"], name="sample_custody_one_line"),
            models.CheckConstraint(
                condition=Q(place_in_line__gt=0)
                & ~Q(from_unit="")
                & ~Q(from_person="")
                & ~Q(to_unit="")
                & ~Q(to_person=""),
                name="sample_custody_names_both",
            ),
            models.CheckConstraint(
                condition=Q(seal_intact=True) | ~Q(note=""), name="sample_custody_says_why_broken"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sample_id}#{self.place_in_line}"


class LaboratoryReport(models.Model):
    """检测报告: the first test of a sample, or its retest from the spare."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="reports")
    is_retest = models.BooleanField("复测")
    number = models.CharField("报告编号", max_length=60)
    laboratory = models.CharField("检测机构", max_length=120)
    cma_number = models.CharField("资质认定证书编号", max_length=40)
    files = models.ManyToManyField(EvidenceItem, related_name="+", verbose_name="报告原件")
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = _person("登记人", db_index=False)

    class Meta:
        verbose_name = "检测报告"
        constraints = (
            models.UniqueConstraint(fields=["sample", "is_retest"], name="laboratory_report_once_each"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(laboratory=""), name="laboratory_report_is_named"
            ),
        )

    def __str__(self) -> str:
        return self.number


class SampleResult(models.Model):
    """检测结果 of one analyte. 为限值的倍数 and 超标倍数 are two numbers and are never mixed up (`law.exceedance`)."""

    report = models.ForeignKey(LaboratoryReport, models.PROTECT, related_name="results")
    analyte = models.CharField("检测项目", max_length=60)
    value = models.DecimalField("结果", max_digits=18, decimal_places=6, null=True, blank=True)
    detection_limit = models.DecimalField("检出限", max_digits=18, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=30)
    method = models.CharField("方法", max_length=120)
    lowest = models.DecimalField("范围下限", max_digits=18, decimal_places=6, null=True, blank=True)
    limit = models.DecimalField("限值", max_digits=18, decimal_places=6, null=True, blank=True)
    standard = models.CharField("执行标准", max_length=160, blank=True)
    verdict = models.CharField("判定", max_length=10, blank=True)
    ratio = models.DecimalField("为限值的倍数", max_digits=28, decimal_places=6, null=True, blank=True)
    multiple = models.DecimalField("超标倍数", max_digits=28, decimal_places=6, null=True, blank=True)
    words = models.CharField("判定说明", max_length=200, blank=True)
    analysed_at = models.DateTimeField("分析开始时间")
    held_until = models.DateTimeField("应在何时前分析", null=True, blank=True)
    after_hold = models.BooleanField("超过保存期", default=False)

    class Meta:
        verbose_name = "检测结果"
        ordering = ("report", "pk")
        constraints = (
            models.UniqueConstraint(fields=["report", "analyte"], name="result_once_per_analyte"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, detection_limit__isnull=True)
                | Q(value__isnull=True, detection_limit__isnull=False),
                name="result_is_a_value_or_undetected",
            ),
            models.CheckConstraint(
                condition=Q(limit__isnull=True, lowest__isnull=True, standard="", verdict="")
                | Q(limit__isnull=False) & ~Q(standard="") & ~Q(verdict=""),
                name="result_limit_with_its_standard",
            ),
        )

    def __str__(self) -> str:
        return self.analyte
