"""The facts of an administrative penalty; the database refuses a moment without a person, and a decision without its number."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.cases.models import Party
from linkage.penalties.status import ConductKind, Harm, PenaltyKind, Status
from linkage.procedure.models import Proceeding

MARKS = ("filed", "entered", "notified", "decided", "served", "suspended", "resumed", "closed", "ended")


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=f"{label}人"
    )  # fmt: skip


def _both_or_neither(marks: tuple[str, ...]) -> tuple[models.CheckConstraint, ...]:
    return tuple(
        models.CheckConstraint(
            condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
            | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
            name=f"penalty_{mark}_at_by_whom",
        )
        for mark in marks
    )


class Penalty(Proceeding):
    """行政处罚: one decision against the parties named in it, from filing to execution (行政处罚法; 17号第三十四条)."""

    punishing_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="处罚机关")
    procuratorial_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="检察机关"
    )
    police_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公安机关"
    )
    punished = models.ManyToManyField(Party, related_name="penalties", verbose_name="被处罚人")
    cause = models.CharField("违法行为", max_length=120)
    conduct_kind = models.CharField("行为类型", max_length=24, choices=ConductKind.choices)
    conduct_until = models.DateField("行为终了日")
    discovered_on = models.DateField("违法行为被发现日", null=True, blank=True)
    harm = models.CharField("危害后果", max_length=8, choices=Harm.choices, blank=True)
    ordinary_procedure = models.BooleanField("普通程序", default=True)
    intended = models.TextField("告知的处罚内容", blank=True)
    penalty_kinds = models.JSONField("处罚种类", default=list, blank=True)
    fine_yuan = models.DecimalField("罚款金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    decision_number = models.CharField("处罚决定书文号", max_length=60, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True)
    execution = models.TextField("执行情况", blank=True)
    ending_reason = models.TextField("不予处罚、撤销或者结案的理由", blank=True)
    entered_late = models.BooleanField("超过七日录入", default=False)
    filed_at, filed_by = _at("立案"), _by("立案")
    entered_at, entered_by = _at("录入决定"), _by("录入决定")
    notified_at, notified_by = _at("事先告知"), _by("事先告知")
    decided_at, decided_by = _at("决定"), _by("决定")
    served_at, served_by = _at("登记送达"), _by("登记送达")
    suspended_at, suspended_by = _at("中止"), _by("中止")
    resumed_at, resumed_by = _at("恢复"), _by("恢复")
    closed_at, closed_by = _at("结案"), _by("结案")
    ended_at, ended_by = _at("终结"), _by("终结")

    class Meta:
        verbose_name = "行政处罚"
        constraints = (
            *_both_or_neither(MARKS),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="penalty_known_status"),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decision_number="")
                | Q(decided_on__isnull=False) & ~Q(decision_number=""),
                name="penalty_decision_whole",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True, effective_on__isnull=True)
                | Q(served_on__isnull=False, effective_on__isnull=False, served_on__gte=F("decided_on")),
                name="penalty_served_in_order",
            ),
            models.CheckConstraint(
                condition=Q(fine_yuan__isnull=True) | Q(fine_yuan__gt=0), name="penalty_fine_is_positive"
            ),
            models.UniqueConstraint(
                fields=["punishing_agency", "decision_number"],
                condition=~Q(decision_number=""),
                name="penalty_decision_number_once",
            ),
        )
        indexes = (models.Index(fields=["effective_on"], name="penalty_effective"),)

    def __str__(self) -> str:
        return f"{self.cause}的行政处罚"

    @property
    def kinds_in_words(self) -> str:
        """The kinds of the decision on one line."""
        return "、".join(str(PenaltyKind(kind).label) for kind in self.penalty_kinds)
