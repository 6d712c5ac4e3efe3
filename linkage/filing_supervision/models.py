"""The facts of a filing supervision and of an opinion to transfer; the database refuses a moment without a person."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linkage.accounts.models import Agency, User
from linkage.accounts.queries import pairing_around
from linkage.filing_supervision.status import SUPERIOR, Ground, OpinionStatus, SupervisionStatus
from linkage.procedure.models import Proceeding
from linkage.transfers.models import Transfer

SUPERVISION_MARKS = (
    "suggested", "taken_up", "accepted", "demanded", "explained", "found_valid", "notified", "corrected", "reported",
    "filing_confirmed", "urged", "closed", "withdrawn",
)  # fmt: skip
OPINION_MARKS = ("files_asked", "files_handed", "given", "objected", "carried_out", "closed")


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


class FilingSupervision(Proceeding):
    """立案监督: whether the police should have filed; suggested by the bureau or taken up by the procuratorate itself."""

    suggesting_agency = _side("建议机关")
    police_agency = _side("公安机关")
    procuratorial_agency = _side("检察机关")
    ground = models.CharField("事由", max_length=10, choices=Ground.choices)
    reasons = models.TextField("理由")
    overdue = models.JSONField("逾期证明", default=list, blank=True)
    """What the clocks showed when it was opened: clock, article, start, due, how long past."""
    demand = models.TextField("要求说明的根据", blank=True)
    demand_received_at = models.DateTimeField("要求说明理由通知书送达时间", null=True, blank=True)
    statement = models.TextField("公安机关说明的理由", blank=True)
    notice_reasons = models.TextField("通知立案的理由", blank=True)
    violation = models.TextField("违法事实", blank=True)
    finding = models.TextField("审查结果的理由", blank=True)
    result = models.CharField("结果", max_length=40, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=300, blank=True)
    suggested_at, suggested_by = _at("建议"), _by("建议")
    taken_up_at, taken_up_by = _at("自行启动"), _by("自行启动")
    accepted_at, accepted_by = _at("受理"), _by("受理")
    demanded_at, demanded_by = _at("要求说明"), _by("要求说明")
    explained_at, explained_by = _at("说明"), _by("说明")
    found_valid_at, found_valid_by = _at("认定理由成立"), _by("认定理由成立")
    notified_at, notified_by = _at("通知立案"), _by("通知立案")
    corrected_at, corrected_by = _at("纠正违法"), _by("纠正违法")
    reported_at, reported_by = _at("报上级"), _by("报上级")
    filing_confirmed_at, filing_confirmed_by = _at("送达立案决定书"), _by("送达立案决定书")
    urged_at, urged_by = _at("催办"), _by("催办")
    closed_at, closed_by = _at("结束"), _by("结束")
    withdrawn_at, withdrawn_by = _at("撤回"), _by("撤回")

    class Meta:
        verbose_name = "立案监督"
        constraints = (
            *_both_or_neither("supervision", SUPERVISION_MARKS),
            models.CheckConstraint(
                condition=Q(status__in=SupervisionStatus.values), name="supervision_known_status"
            ),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="supervision_known_ground"),
            models.CheckConstraint(
                condition=Q(suggested_at__isnull=False, taken_up_at__isnull=True)
                | Q(suggested_at__isnull=True, taken_up_at__isnull=False),
                name="supervision_begun_one_way",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=~Q(status__in=[SupervisionStatus.CLOSED, SupervisionStatus.WITHDRAWN]),
                name="supervision_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"关于{self.ground}的立案监督" if self.ground else "立案监督"

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side; none where the dossier was not transferred, or no superior is known."""
        if side == SUPERIOR:
            procuratorate = self.agency_on("procuratorial")
            return procuratorate.parent if procuratorate else None
        return getattr(self, f"{side}_agency") if getattr(self, f"{side}_agency_id") else None

    @property
    def transfer(self) -> Transfer | None:
        """The transfer that is supervised, as it stands now: other acts move it meanwhile."""
        return Transfer.objects.filter(dossier_id=self.dossier_id).first()

    @property
    def case_filed_at(self) -> datetime | None:
        """When the police filed the case: the fact from which the three months of the urging run."""
        transfer = self.transfer
        return transfer.filed_at if transfer else None


class TransferOpinion(Proceeding):
    """建议移送: files consulted, and the opinion that a case must go to the police (17号第十四条)."""

    procuratorial_agency = _side("检察机关")
    ecology_agency = _side("生态环境部门")
    reason = models.TextField("调阅原因", blank=True)
    wanted = models.TextField("调阅的材料", blank=True)
    handed_over = models.TextField("提供的材料", blank=True)
    facts = models.TextField("事实", blank=True)
    grounds = models.TextField("依据", blank=True)
    request = models.TextField("移送要求", blank=True)
    received_at = models.DateTimeField("检察意见送达时间", null=True, blank=True)
    new_facts = models.TextField("新的事实或者证据", blank=True)
    objection = models.TextField("异议理由", blank=True)
    finding = models.TextField("审查或者复核的结果", blank=True)
    files_asked_at, files_asked_by = _at("调阅"), _by("调阅")
    files_handed_at, files_handed_by = _at("提供案卷"), _by("提供案卷")
    given_at, given_by = _at("提出意见"), _by("提出意见")
    objected_at, objected_by = _at("异议"), _by("异议")
    carried_out_at, carried_out_by = _at("通知执行情况"), _by("通知执行情况")
    closed_at, closed_by = _at("结束"), _by("结束")

    class Meta:
        verbose_name = "建议移送检察意见"
        constraints = (
            *_both_or_neither("opinion", OPINION_MARKS),
            models.CheckConstraint(condition=Q(status__in=OpinionStatus.values), name="opinion_known_status"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, facts="")
                | Q(given_at__isnull=False, received_at__isnull=False) & ~Q(facts=""),
                name="opinion_given_whole",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=~Q(status__in=[OpinionStatus.CARRIED_OUT, OpinionStatus.CLOSED]),
                name="opinion_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return "建议移送的检察意见" if self.given_at else "调阅案卷"

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side; none where no bureau is known yet."""
        return getattr(self, f"{side}_agency") if getattr(self, f"{side}_agency_id") else None

    @property
    def is_of_the_same_level(self) -> bool:
        """Whether this procuratorate is the one of the lead agency's own level today."""
        around = pairing_around(self.dossier.lead_agency, timezone.localdate())
        return around is not None and around.procuratorate_id == self.procuratorial_agency_id

    @property
    def transfer(self) -> Transfer | None:
        """The transfer on this dossier, as it stands now, if there is one."""
        return Transfer.objects.filter(dossier_id=self.dossier_id).first()
