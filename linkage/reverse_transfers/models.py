"""The facts of a reverse transfer; the database refuses a moment without a person."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.procedure.models import Proceeding
from linkage.reverse_transfers.status import Origin, Status

MARKS = ("reviewed", "returned", "received", "taken_up", "none_due", "reported")
"""The acts whose moment and person are columns: `<mark>_at` and `<mark>_by`, both or neither."""


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=f"{label}人"
    )  # fmt: skip


def _side(label: str) -> models.ForeignKey:
    return models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=label)


class ReverseTransfer(Proceeding):
    """反向移送 (17号第十七、十八条): who hands back, on which ground, and what the bureau answered."""

    returning_agency = _side("移交机关")
    ecology_agency = _side("生态环境部门")
    procuratorial_agency = _side("检察机关")
    origin = models.CharField("移交的由来", max_length=16, choices=Origin.choices)
    concluded_at = models.DateTimeField("刑事程序作出结论的时间", null=True, blank=True)
    grounds = models.TextField("应当行政处罚的事实和依据", blank=True)
    reference = models.CharField("决定或者裁判文书文号", max_length=120, blank=True)
    delivered_at = models.DateTimeField("移交文书送达时间", null=True, blank=True)
    reply_by = models.DateField("文书载明的回复日期", null=True, blank=True)
    conduct_until = models.DateField("违法行为终了日", null=True, blank=True)
    discovered_on = models.DateField("发现违法行为之日", null=True, blank=True)
    limitation_ground = models.CharField("追责期限的情形", max_length=30, blank=True)
    limitation_day = models.DateField("追责期限届满日", null=True, blank=True)
    none_due_ground = models.CharField("不予处罚的情形", max_length=40, blank=True)
    none_due_reasons = models.TextField("不予处罚的理由", blank=True)
    result = models.TextField("处理结果", blank=True)
    reviewed_at, reviewed_by = _at("登记审查"), _by("登记审查")
    returned_at, returned_by = _at("移交"), _by("移交")
    received_at, received_by = _at("接收"), _by("接收")
    taken_up_at, taken_up_by = _at("恢复办理"), _by("恢复办理")
    none_due_at, none_due_by = _at("决定不予处罚"), _by("决定不予处罚")
    reported_at, reported_by = _at("回复"), _by("回复")

    class Meta:
        verbose_name = "反向移送"
        constraints = (
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
                    | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
                    name=f"reverse_{mark}_at_by_whom",
                )
                for mark in MARKS
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="reverse_known_status"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="reverse_known_origin"),
            models.CheckConstraint(
                condition=~Q(returning_agency=F("ecology_agency")), name="reverse_to_another"
            ),
            models.CheckConstraint(
                condition=Q(none_due_at__isnull=True, none_due_ground="", none_due_reasons="")
                | Q(none_due_at__isnull=False) & ~Q(none_due_ground="") & ~Q(none_due_reasons=""),
                name="reverse_none_due_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, result="")
                | Q(reported_at__isnull=False) & ~Q(result=""),
                name="reverse_result_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{Origin(self.origin).label}的案件" if self.origin else "反向移送"

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side; none where it is not known yet."""
        found: Agency | None = getattr(self, f"{side}_agency") if getattr(self, f"{side}_agency_id") else None
        return found
