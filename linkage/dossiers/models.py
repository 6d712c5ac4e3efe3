"""The dossier, its participations, and the counters that give numbers without gaps."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, Region
from linkage.audit.models import GENESIS_HASH

NO_DUE = datetime(9999, 1, 1, tzinfo=UTC)
"""Where a dossier without a pressing clock stands in the work list: after all those with one."""


class Secrecy(models.TextChoices):
    """Nothing that is a state secret belongs here; the screen says so."""

    ORDINARY = "ordinary", "普通"
    SENSITIVE = "sensitive", "敏感"


class Dossier(models.Model):
    """卷宗. What stands here besides number, region and title is *read off the acts*, and only an act writes it.

    `head_sequence` and `head_hash` are the end of the chain. `stage`, `turn_agency` and the next clock are the projection
    the work lists are made from: an index instead of a computation over a million rows.
    """

    number = models.CharField("卷宗编号", max_length=24, unique=True)
    title = models.CharField("案件名称", max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    secrecy = models.CharField("标识", max_length=10, choices=Secrecy.choices, default=Secrecy.ORDINARY)
    opened_at = models.DateTimeField("登记时间")
    chain = models.UUIDField("链", unique=True, default=uuid.uuid4, editable=False)
    head_sequence = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default=GENESIS_HASH)
    stage = models.CharField("状态", max_length=40, blank=True)
    stage_label = models.CharField("状态名称", max_length=40, blank=True)
    turn_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    is_open = models.BooleanField("未办结", default=True)
    next_due_at = models.DateTimeField("下一时限", null=True, blank=True)
    work_order = models.DateTimeField("办理次序", default=NO_DUE)
    next_near_at = models.DateTimeField("临期起点", null=True, blank=True)
    next_clock = models.CharField("下一时钟", max_length=60, blank=True)
    next_provisional = models.BooleanField("暂定", default=False)
    last_act = models.CharField("最近一步", max_length=60, blank=True)
    last_act_at = models.DateTimeField("最近一步时间", null=True, blank=True)

    class Meta:
        verbose_name = "卷宗"
        constraints = (
            models.CheckConstraint(condition=~Q(number=""), name="dossier_has_a_number"),
            models.CheckConstraint(
                condition=Q(head_sequence=0, head_hash=GENESIS_HASH)
                | Q(head_sequence__gt=0) & ~Q(head_hash=GENESIS_HASH),
                name="dossier_head_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True) | Q(turn_agency__isnull=True), name="dossier_closed_has_no_turn"
            ),
        )
        indexes = (
            models.Index(
                fields=["turn_agency", "work_order", "id"], condition=Q(is_open=True), name="dossier_worklist"
            ),
            models.Index(fields=["lead_agency", "-last_act_at"], name="dossier_by_lead"),
            models.Index(fields=["-last_act_at", "-id"], name="dossier_by_last_act"),
        )

    def __str__(self) -> str:
        return self.number


class Matter(models.Model):
    """事项: a procedure that runs beside the case (a consultation, a sample, an item of property), and where it stands.

    Like the dossier's own projection it is *read off the acts*, so that a work list is an index, not a computation.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="matters")
    procedure = models.CharField("程序", max_length=40)
    subject_id = models.PositiveBigIntegerField("编号")
    name = models.CharField("名称", max_length=120)
    stage = models.CharField("状态", max_length=40)
    stage_label = models.CharField("状态名称", max_length=40)
    turn_agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    is_open = models.BooleanField("未办结", default=True)
    next_due_at = models.DateTimeField("下一时限", null=True, blank=True)
    work_order = models.DateTimeField("办理次序", default=NO_DUE)
    next_near_at = models.DateTimeField("临期起点", null=True, blank=True)
    next_clock = models.CharField("下一时钟", max_length=60, blank=True)
    next_provisional = models.BooleanField("暂定", default=False)
    opened_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "事项"
        constraints = (
            models.UniqueConstraint(fields=["procedure", "subject_id"], name="matter_once"),
            models.CheckConstraint(
                condition=Q(is_open=True) | Q(turn_agency__isnull=True), name="matter_closed_has_no_turn"
            ),
        )
        indexes = (
            models.Index(
                fields=["turn_agency", "work_order", "id"], condition=Q(is_open=True), name="matter_worklist"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        """What its clocks carry."""
        return f"{self.procedure}:{self.subject_id}"

    def keep(self, changes: Mapping[str, Any]) -> None:
        """Write these columns of the projection, here and in the row. One SQL statement."""
        Matter.objects.filter(pk=self.pk).update(**changes)
        for name, value in changes.items():
            setattr(self, name, value)


class ParticipationRole(models.TextChoices):
    """In what capacity an agency takes part."""

    LEAD = "lead", "牵头"
    ASSISTING = "assisting", "协办"
    RECEIVING = "receiving", "接收"
    FORMER = "former", "曾办"
    SUPERVISING = "supervising", "督办"
    PROCURATORIAL = "procuratorial", "检察监督"


class Participation(models.Model):
    """参与: agency × role × since × until. Every read of a dossier starts here."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="participations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="participations")
    role = models.CharField("身份", max_length=15, choices=ParticipationRole.choices)
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True, blank=True)

    class Meta:
        verbose_name = "参与"
        constraints = (
            models.UniqueConstraint(
                fields=["dossier", "agency", "role"],
                condition=Q(until__isnull=True),
                name="participation_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="participation_in_order"
            ),
        )
        indexes = (models.Index(fields=["agency", "until", "dossier"], name="participation_now"),)

    def __str__(self) -> str:
        return f"{self.dossier_id}:{self.agency_id}:{self.role}"


class Counter(models.Model):
    """A series of numbers without gaps: one row per scope and year, advanced inside the act's own transaction."""

    scope = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scope", "year"], name="counter_once"),)

    def __str__(self) -> str:
        return f"{self.scope}/{self.year}: {self.last}"
