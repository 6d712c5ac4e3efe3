"""A running clock, its pauses and its extensions. The due moment is a column; what ticks is never stored."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency
from linkage.dossiers.models import Dossier


class ClockState(models.TextChoices):
    """What has become of a clock."""

    RUNNING = "running", "计时中"
    STOPPED = "stopped", "已停止"
    LAPSED = "lapsed", "已过"


class Nature(models.TextChoices):
    """What running out means: a duty is overdue, a conditional step or a right has lapsed."""

    DUTY = "duty", "义务"
    CONDITIONAL = "conditional", "附条件"
    RIGHT = "right", "权利"


class Clock(models.Model):
    """时钟 = rule code + start fact with its own time + calendar + pauses + extensions → due moment."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="clocks")
    line = models.CharField("所属事项", max_length=60, blank=True, default="")
    """Empty for the case itself; `procedure:pk` for what runs beside it, whose clocks do not mix with the case's."""
    code = models.CharField("规则", max_length=60)
    name = models.CharField("名称", max_length=80)
    nature = models.CharField("性质", max_length=12, choices=Nature.choices)
    statutory = models.BooleanField("法定")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="clocks")
    started_at = models.DateTimeField("起算事实的时间")
    stated_until = models.DateField("文书载明的最后一日", null=True, blank=True)
    """Set by the paper itself where the law lets it (检察意见书载明的回复期限); then nothing is counted."""
    due_at = models.DateTimeField("提醒按（从短）", null=True, blank=True)
    overdue_after = models.DateTimeField("逾期按（从长）", null=True, blank=True)
    near_at = models.DateTimeField("临期起点", null=True, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    law_digest = models.CharField("适用依据快照", max_length=64)
    state = models.CharField("状态", max_length=8, choices=ClockState.choices, default=ClockState.RUNNING)
    stopped_at = models.DateTimeField("停止时间", null=True, blank=True)
    stopped_by_act = models.CharField("停止于", max_length=60, blank=True)
    was_overdue = models.BooleanField("逾期后才办", default=False)
    step = models.PositiveSmallIntegerField("已升级到", default=0)
    next_step_at = models.DateTimeField("下一次处理", null=True, blank=True)

    class Meta:
        verbose_name = "时钟"
        constraints = (
            models.CheckConstraint(
                condition=Q(state="running", stopped_at__isnull=True, stopped_by_act="")
                | ~Q(state="running") & Q(stopped_at__isnull=False) & ~Q(stopped_by_act=""),
                name="clock_stopped_at_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True, overdue_after__isnull=True)
                | Q(due_at__isnull=False, overdue_after__isnull=False, overdue_after__gte=F("due_at")),
                name="clock_due_then_overdue",
            ),
            models.UniqueConstraint(
                fields=["dossier", "line", "code"],
                condition=Q(state="running"),
                name="clock_runs_once_a_line",
            ),
        )
        indexes = (
            models.Index(fields=["next_step_at"], condition=Q(state="running"), name="clock_to_sweep"),
            models.Index(fields=["agency", "due_at"], condition=Q(state="running"), name="clock_by_agency"),
        )

    def __str__(self) -> str:
        return f"{self.code}@{self.dossier_id}"


class Extension(models.Model):
    """延长: how much, who approved, why, when."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions")
    length = models.PositiveSmallIntegerField("延长")
    unit = models.CharField("单位", max_length=20)
    approved_by = models.CharField("批准人", max_length=60)
    reason = models.CharField("理由", max_length=300)
    approved_at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "延长"
        constraints = (
            models.CheckConstraint(
                condition=~Q(approved_by="") & ~Q(reason="") & Q(length__gt=0),
                name="extension_says_who_and_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.clock_id}+{self.length}{self.unit}"


class Pause(models.Model):
    """中止: from when to when the time does not count, and why."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True, blank=True)
    reason = models.CharField("事由", max_length=300)

    class Meta:
        verbose_name = "中止"
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="pause_dates_in_order"
            ),
            models.UniqueConstraint(fields=["clock"], condition=Q(until__isnull=True), name="pause_one_open"),
        )

    def __str__(self) -> str:
        return f"{self.clock_id}‖{self.since}"
