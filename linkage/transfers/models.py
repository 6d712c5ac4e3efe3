"""The facts of a criminal transfer. No side effects; the database refuses a moment without a person."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.dossiers.models import Dossier
from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING
from linkage.transfers.status import Status

MARKS = (
    "team_assigned", "reported", "approved", "refused", "submitted", "accepted", "sent_back", "filed", "declined",
    "reconsideration_applied", "reconsideration_decided", "withdrawn", "sent_for_prosecution", "prosecuted",
    "non_prosecuted", "judged", "concluded",
)  # fmt: skip
"""The acts whose moment and person are columns: `<mark>_at` and `<mark>_by`, both or neither."""


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


class Transfer(models.Model):
    """移送. One a dossier; who owns it at this instant follows from its status (`states.TABLE.turns`)."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="transfer")
    status = models.CharField("状态", max_length=30, choices=Status.choices, default=Status.DISCOVERED)
    status_since = models.DateTimeField("进入状态时间")
    sending_agency = models.ForeignKey(Agency, models.PROTECT, related_name="transfers_sent")
    receiving_agency = models.ForeignKey(Agency, models.PROTECT, related_name="transfers_received")
    procuratorate = models.ForeignKey(Agency, models.PROTECT, related_name="transfers_copied")
    charge = models.CharField("涉嫌罪名", max_length=60, blank=True)
    provisions = models.TextField("条款及司法解释版本", blank=True)
    conditions_met = models.BooleanField("符合第五条两项条件", default=False)
    acceptance_number = models.CharField("受案编号", max_length=60, blank=True)
    police_case_number = models.CharField("案件编号", max_length=60, blank=True)
    decision_reasons = models.TextField("决定理由", blank=True)
    decision_facts = models.JSONField("决定要素", default=dict, blank=True)
    supplement_rounds = models.PositiveSmallIntegerField("退回补充侦查次数", default=0)
    review_extended = models.BooleanField("审查起诉已延长", default=False)
    paper_numbers = models.JSONField("最近文号", default=dict, blank=True)
    last_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, verbose_name="最近办理人"
    )

    team_assigned_at, team_assigned_by = _at("指定专案组"), _by("指定专案组")
    reported_at, reported_by = _at("报告"), _by("报告")
    approved_at, approved_by = _at("批准"), _by("批准")
    refused_at, refused_by = _at("不批准"), _by("不批准")
    submitted_at, submitted_by = _at("移交"), _by("移交")
    accepted_at, accepted_by = _at("接受"), _by("接受")
    sent_back_at, sent_back_by = _at("退回"), _by("退回")
    filed_at, filed_by = _at("立案"), _by("立案")
    declined_at, declined_by = _at("不予立案"), _by("不予立案")
    reconsideration_applied_at, reconsideration_applied_by = _at("申请复议"), _by("申请复议")
    reconsideration_decided_at, reconsideration_decided_by = _at("复议决定"), _by("复议决定")
    withdrawn_at, withdrawn_by = _at("撤案"), _by("撤案")
    sent_for_prosecution_at, sent_for_prosecution_by = _at("移送起诉"), _by("移送起诉")
    prosecuted_at, prosecuted_by = _at("起诉"), _by("起诉")
    non_prosecuted_at, non_prosecuted_by = _at("不起诉"), _by("不起诉")
    judged_at, judged_by = _at("裁判"), _by("裁判")
    concluded_at, concluded_by = _at("办结"), _by("办结")

    class Meta:
        verbose_name = "移送"
        constraints = (
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
                    | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
                    name=f"transfer_{mark}_at_by_whom",
                )
                for mark in MARKS
            ),
            models.CheckConstraint(
                condition=Q(supplement_rounds__lte=2), name="transfer_supplement_at_most_twice"
            ),
            models.CheckConstraint(
                condition=~Q(sending_agency=F("receiving_agency")), name="transfer_two_different_agencies"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id}:{self.status}"

    def agency_on(self, side: str) -> Agency:
        """The agency that stands on this side of the hand-over."""
        return {
            SENDING: self.sending_agency,
            RECEIVING: self.receiving_agency,
            PROCURATORIAL: self.procuratorate,
        }[side]

    def handlers_on(self, side: str) -> list[User]:
        """承办人 of this side: the bureau's team, or the officer who took the case over."""
        if side == SENDING:
            return [member.user for member in self.team.select_related("user").order_by("pk")]
        return [self.accepted_by] if side == RECEIVING and self.accepted_by else []


class TeamMember(models.Model):
    """专案组成员 (310号第五条: two or more)."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="team")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField("指定时间")

    class Meta:
        verbose_name = "专案组成员"
        constraints = (models.UniqueConstraint(fields=["transfer", "user"], name="team_member_once"),)

    def __str__(self) -> str:
        return f"{self.transfer_id}:{self.user_id}"
