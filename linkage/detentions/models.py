"""The facts of a transfer for administrative detention and the persons detained. The database refuses half a fact."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.cases.models import Party
from linkage.detentions.status import SUPERIOR, Status
from linkage.procedure.models import Proceeding

MARKS = (
    "ordered", "requested", "approved", "refused", "submitted", "accepted", "rejected", "decided", "served",
    "family_notified", "suspension_asked", "suspension_decided", "objection_recorded", "executed", "closed",
)  # fmt: skip
"""The acts whose moment and person are columns: `<mark>_at` and `<mark>_by`, both or neither."""
DAYS_AT_MOST = 15


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=f"{label}人"
    )  # fmt: skip


def _side(label: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        Agency, models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class DetentionTransfer(Proceeding):
    """行政拘留移送. One a dossier; it leads the dossier from the decided penalty to its end."""

    sending_agency = _side("移送部门")
    receiving_agency = _side("公安机关")
    procuratorial_agency = _side("检察机关", null=True)
    conduct = models.CharField("违法行为", max_length=200, blank=True)
    conduct_until = models.DateField("行为终了日", null=True, blank=True)
    legal_basis = models.CharField("移送依据", max_length=300, blank=True)
    order_reasons = models.TextField("责令移送的理由", blank=True)
    acceptance_number = models.CharField("受案登记号", max_length=60, blank=True)
    decision_number = models.CharField("拘留决定书文号", max_length=60, blank=True)
    decision_reasons = models.TextField("决定理由", blank=True)
    decision_facts = models.JSONField("决定要素", default=dict, blank=True)
    guarantee = models.CharField("暂缓执行的担保", max_length=10, blank=True)
    bond_yuan = models.DecimalField("保证金（元）", max_digits=12, decimal_places=2, default=Decimal(0))
    objection = models.CharField("复议、诉讼", max_length=300, blank=True)

    ordered_at, ordered_by = _at("责令"), _by("责令")
    requested_at, requested_by = _at("报批"), _by("报批")
    approved_at, approved_by = _at("批准"), _by("批准")
    refused_at, refused_by = _at("不批准"), _by("不批准")
    submitted_at, submitted_by = _at("移送"), _by("移送")
    accepted_at, accepted_by = _at("受案"), _by("受案")
    rejected_at, rejected_by = _at("退回"), _by("退回")
    decided_at, decided_by = _at("决定"), _by("决定")
    served_at, served_by = _at("抄送"), _by("抄送")
    family_notified_at, family_notified_by = _at("通知家属"), _by("通知家属")
    suspension_asked_at, suspension_asked_by = _at("申请暂缓"), _by("登记申请暂缓")
    suspension_decided_at, suspension_decided_by = _at("暂缓决定"), _by("暂缓决定")
    objection_recorded_at, objection_recorded_by = _at("登记复议诉讼"), _by("登记复议诉讼")
    executed_at, executed_by = _at("执行"), _by("登记执行")
    closed_at, closed_by = _at("结案"), _by("结案")

    class Meta:
        verbose_name = "行政拘留移送"
        constraints = (
            models.UniqueConstraint(fields=["dossier"], name="detention_one_a_dossier"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in Status]), name="detention_status_is_known"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
                    | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
                    name=f"detention_{mark}_at_by_whom",
                )
                for mark in MARKS
            ),
            models.CheckConstraint(
                condition=~Q(sending_agency=F("receiving_agency")), name="detention_two_agencies"
            ),
            models.CheckConstraint(condition=Q(bond_yuan__gte=0), name="detention_bond_not_negative"),
        )

    def __str__(self) -> str:
        return f"行政拘留移送：{self.dossier.title}"

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side; the superior is the one above the sending bureau, none above the province."""
        return self.sending_agency.parent if side == SUPERIOR else super().agency_on(side)


class Detained(models.Model):
    """被拘留人: whom the police decided to detain, and for how many days (853号第九、十四条)."""

    detention = models.ForeignKey(DetentionTransfer, models.PROTECT, related_name="detained")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="当事人")
    days = models.PositiveSmallIntegerField("拘留日数")
    decided_at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "被拘留人"
        constraints = (
            models.UniqueConstraint(fields=["detention", "party"], name="detained_once"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=DAYS_AT_MOST), name="detained_one_to_fifteen_days"
            ),
        )

    def __str__(self) -> str:
        return f"{self.party.name}：{self.days}日"
