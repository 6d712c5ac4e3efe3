"""The facts of a consultation and of a request for technical support; the database refuses a moment without a person."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from linkage.accounts.models import Agency, User
from linkage.consultations.status import ANSWERING, ASKING, TOWARDS, ConsultationStatus, SupportStatus
from linkage.dossiers.facing import facing
from linkage.procedure.models import Proceeding

CONSULTATION_MARKS = ("asked", "answered", "withdrawn")
SUPPORT_MARKS = ("requested", "replied", "delivered", "confirmed", "withdrawn")


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=f"{label}人"
    )  # fmt: skip


def _side(label: str) -> models.ForeignKey:
    return models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=label)


def _both_or_neither(name: str, marks: tuple[str, ...]) -> tuple[models.CheckConstraint, ...]:
    return tuple(
        models.CheckConstraint(
            condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
            | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
            name=f"{name}_{mark}_at_by_whom",
        )
        for mark in marks
    )


class WrittenConsultation(Proceeding):
    """书面咨询 (17号第二十四条): one agency asks another, which answers in writing within seven days."""

    asking_agency = _side("咨询机关")
    answering_agency = _side("被咨询机关")
    topic = models.CharField("咨询事项", max_length=60)
    background = models.TextField("案件情况", blank=True)
    questions = models.TextField("咨询的问题")
    received_at = models.DateTimeField("咨询函送达时间")
    reply = models.TextField("答复意见", blank=True)
    remarks = models.TextField("说明", blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=300, blank=True)
    asked_at, asked_by = _at("咨询"), _by("咨询")
    answered_at, answered_by = _at("答复"), _by("答复")
    withdrawn_at, withdrawn_by = _at("撤回"), _by("撤回")

    class Meta:
        verbose_name = "书面咨询"
        constraints = (
            *_both_or_neither("consultation", CONSULTATION_MARKS),
            models.CheckConstraint(
                condition=Q(status__in=ConsultationStatus.values), name="consultation_known_status"
            ),
            models.CheckConstraint(
                condition=~Q(asking_agency=F("answering_agency")), name="consultation_of_another"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, reply="") | Q(answered_at__isnull=False) & ~Q(reply=""),
                name="consultation_answer_whole",
            ),
        )

    def __str__(self) -> str:
        return f"关于{self.topic}的书面咨询"

    def agency_on(self, side: str) -> Agency | None:
        """The two sides, and by its line whichever of the agencies of this case one may turn to."""
        if side == ASKING:
            return self.asking_agency
        if side == ANSWERING:
            return self.answering_agency if self.answering_agency_id else None
        if self.answering_agency_id:
            both = (self.answering_agency, self.asking_agency)
            return next((agency for agency in both if agency.line == TOWARDS[side]), None)
        return self._others[side]

    @cached_property
    def _others(self) -> dict[str, Agency | None]:
        today = timezone.localdate()
        return {side: facing(self.dossier, line.value, today) for side, line in TOWARDS.items()}


class TechnicalSupport(Proceeding):
    """技术支持 (17号第二十五条): police or procuratorate call for inspection, monitoring or an opinion of the bureau."""

    requesting_agency = _side("请求机关")
    supporting_agency = _side("支持机关")
    background = models.TextField("案件情况")
    items = models.JSONField("请求支持的事项", default=list)
    needed_on = models.DateField("需用日期", null=True, blank=True)
    received_at = models.DateTimeField("请求函送达时间")
    arrangements = models.JSONField("支持的安排", default=list, blank=True)
    unable_reason = models.TextField("不能提供的原因", blank=True)
    results = models.TextField("支持成果", blank=True)
    evaluation = models.TextField("确认意见", blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=300, blank=True)
    requested_at, requested_by = _at("请求"), _by("请求")
    replied_at, replied_by = _at("答复"), _by("答复")
    delivered_at, delivered_by = _at("提交成果"), _by("提交成果")
    confirmed_at, confirmed_by = _at("确认"), _by("确认")
    withdrawn_at, withdrawn_by = _at("撤回"), _by("撤回")

    class Meta:
        verbose_name = "技术支持"
        constraints = (
            *_both_or_neither("support", SUPPORT_MARKS),
            models.CheckConstraint(condition=Q(status__in=SupportStatus.values), name="support_known_status"),
            models.CheckConstraint(
                condition=~Q(requesting_agency=F("supporting_agency")), name="support_of_another"
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True, results="")
                | Q(delivered_at__isnull=False) & ~Q(results=""),
                name="support_results_whole",
            ),
        )

    def __str__(self) -> str:
        return f"请求提供{self.matters}" if self.items else "技术支持请求"

    @property
    def matters(self) -> str:
        """What is asked for, on one line."""
        return "、".join(item["matter"] for item in self.items)

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side; none where no bureau is known yet."""
        return getattr(self, f"{side}_agency") if getattr(self, f"{side}_agency_id") else None
