"""联合调查 with its team, its division of labour, and what was done on the spot."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.evidence.models import EvidenceItem
from linkage.investigations.status import ASSISTING, ECOLOGY, LEADING, Status
from linkage.procedure.models import Proceeding

MARKS = ("planned", "agreed", "reported", "confirmed")
"""The acts whose moment and person are columns: `<mark>_at` and `<mark>_by`, both or neither."""


def together(*names: str) -> Q:
    """All of these columns stand, or none."""
    return Q(**{f"{name}__isnull": True for name in names}) | Q(
        **{f"{name}__isnull": False for name in names}
    )


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=f"{label}人",
        db_index=False,
    )


def _side(label: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        Agency, models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class Investigation(Proceeding):
    """联合调查. One a dossier; it leads the dossier between the clue and what comes of it."""

    leading_agency = _side("牵头机关")
    assisting_agency = _side("协办机关")
    procuratorial_agency = _side("检察机关", null=True)
    aim = models.TextField("调查目标", blank=True)
    starts_on = models.DateField("开始日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True)
    sampling_and_records = models.TextField("采样与笔录规范", blank=True)
    media_rules = models.TextField("影像留存", blank=True)
    findings = models.TextField("查明事实", blank=True)
    outcome = models.CharField("处理去向", max_length=30, blank=True)
    outcome_reasons = models.TextField("理由和依据", blank=True)

    planned_at, planned_by = _at("制定方案"), _by("制定方案")
    agreed_at, agreed_by = _at("同意方案"), _by("同意方案")
    reported_at, reported_by = _at("报告"), _by("报告")
    confirmed_at, confirmed_by = _at("确认"), _by("确认")

    class Meta:
        verbose_name = "联合调查"
        constraints = (
            models.UniqueConstraint(fields=["dossier"], name="investigation_one_a_dossier"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in Status]), name="investigation_status_is_known"
            ),
            *(
                models.CheckConstraint(
                    condition=together(f"{mark}_at", f"{mark}_by"),
                    name=f"investigation_{mark}_at_by_whom",
                )
                for mark in MARKS
            ),
            models.CheckConstraint(
                condition=~Q(leading_agency=F("assisting_agency")), name="investigation_two_agencies"
            ),
            models.CheckConstraint(
                condition=together("starts_on", "ends_on")
                & (Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))),
                name="investigation_period_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"联合调查：{self.dossier.title}"

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side; the bureau stands on one of the two. Nobody assists where there is no clue yet."""
        pair = (self.leading_agency, self.assisting_agency if self.assisting_agency_id else None)
        if side == LEADING:
            return pair[0]
        if side == ASSISTING:
            return pair[1]
        if side == ECOLOGY:
            return next((agency for agency in pair if agency and agency.line == Line.ECOLOGY), None)
        return super().agency_on(side)

    @property
    def guest_agency(self) -> Agency:
        """The one of the two that takes part in the other's dossier: its right to see it comes with the investigation."""
        own = self.leading_agency_id == self.dossier.lead_agency_id
        return self.assisting_agency if own else self.leading_agency


class InvestigationMember(models.Model):
    """调查组成员: of either agency, from when to when; who has left, or whose investigation has ended, records nothing."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True, blank=True)

    class Meta:
        verbose_name = "调查组成员"
        constraints = (
            models.UniqueConstraint(
                fields=["investigation", "user"],
                condition=Q(until__isnull=True),
                name="investigation_member_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="investigation_member_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.user.name


class TaskState(models.TextChoices):
    """A task is done, or it is on record why it cannot be."""

    OPEN = "open", "进行中"
    DONE = "done", "已完成"
    UNABLE = "unable", "不能完成，已说明"


class InvestigationTask(models.Model):
    """分工任务: whose it is, by when, and what came of it."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="tasks")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField("任务", max_length=300)
    persons = models.CharField("责任人", max_length=120, blank=True)
    due_on = models.DateField("完成日期")
    state = models.CharField("状态", max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    result = models.TextField("结果", blank=True)
    settled_at, settled_by = _at("办结"), _by("办结")

    class Meta:
        verbose_name = "分工任务"
        constraints = (
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, settled_at__isnull=True, settled_by__isnull=True, result="")
                | Q(
                    state__in=[TaskState.DONE, TaskState.UNABLE],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                )
                & ~Q(result=""),
                name="investigation_task_settled_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency.short_name}：{self.title}"


class RecordKind(models.TextChoices):
    """What was done on the spot. There is no kind for a measure against a person or their property."""

    INSPECTION = "inspection", "现场检查"
    INTERVIEW = "interview", "询问"
    PHOTOGRAPHS = "photographs", "拍照录像"


class InvestigationRecord(models.Model):
    """调查记录: who (two or more), where, from when to when, and the files in which it stands."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="records")
    kind = models.CharField("类别", max_length=12, choices=RecordKind.choices)
    method = models.CharField("方式", max_length=30, blank=True)
    person = models.CharField("被询问人", max_length=80, blank=True)
    person_post = models.CharField("被询问人身份", max_length=60, blank=True)
    place = models.CharField("地点", max_length=200)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6)
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    notes = models.TextField("情况")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    people = models.ManyToManyField(User, related_name="+", verbose_name="调查人员")
    files = models.ManyToManyField(EvidenceItem, related_name="+", verbose_name="材料")
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "调查记录"
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")), name="investigation_record_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.INTERVIEW) & ~Q(person="")
                | ~Q(kind=RecordKind.INTERVIEW) & Q(person=""),
                name="investigation_record_names_whom",
            ),
            models.CheckConstraint(
                condition=Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="investigation_record_on_earth",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.place}"
