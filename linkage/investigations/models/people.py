"""案不漏人: who stands in which role, how they are tied to one another, and which class of persons has been examined."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import User
from linkage.cases.models import Party
from linkage.evidence.models import EvidenceItem
from linkage.investigations.models.investigation import Investigation


class RoleClass(models.TextChoices):
    """通知三 names investor, operator and beneficiary of a unit; the flow of the waste leads to those before and after it."""

    UNIT = "unit", "单位"
    INVESTOR = "investor", "出资者（投资人）"
    OPERATOR = "operator", "经营者"
    BENEFICIARY = "beneficiary", "实际获利者"
    SUPERVISOR = "supervisor", "直接负责的主管人员"
    RESPONSIBLE = "responsible", "其他直接责任人员"
    SUPPLIER = "supplier", "上游供应方"
    CARRIER = "carrier", "运输方"
    RECEIVER = "receiver", "接收处置方"


class Conclusion(models.TextChoices):
    """What is known of a class; only the first two settle it."""

    FOUND = "found", "已查明"
    NONE = "none", "查无此类人员"
    PENDING = "pending", "尚待查明"


def _withdrawn() -> Q:
    """Withdrawn with moment, person and reason, or not at all."""
    return Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="") | (
        Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")
    )


class Finding(models.Model):
    """What has been said of persons: never deleted; what turned out wrong is withdrawn with a reason."""

    said_at = models.DateTimeField("登记时间")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("更正时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField("更正原因", max_length=300, blank=True)

    class Meta:
        abstract = True


class PartyRole(Finding):
    """人员身份: a party in one role, with the conduct that was found."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="roles")
    party = models.ForeignKey(Party, models.PROTECT, related_name="investigated_roles")
    role = models.CharField("身份", max_length=12, choices=RoleClass.choices)
    conduct = models.TextField("查明的行为")
    evidence = models.ManyToManyField(EvidenceItem, related_name="+", verbose_name="证据")

    class Meta:
        verbose_name = "人员身份"
        constraints = (
            models.UniqueConstraint(
                fields=["investigation", "party", "role"],
                condition=Q(withdrawn_at__isnull=True),
                name="party_role_once",
            ),
            models.CheckConstraint(condition=_withdrawn(), name="party_role_withdrawn_whole"),
        )

    def __str__(self) -> str:
        return f"{self.party.name}（{self.get_role_display()}）"


class PartyLink(Finding):
    """人员关系: from one party to another, with the evidence it rests on."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="links")
    from_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    to_party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    relation = models.CharField("关系", max_length=20)
    basis = models.CharField("依据", max_length=300)
    evidence = models.ManyToManyField(EvidenceItem, related_name="+", verbose_name="证据")

    class Meta:
        verbose_name = "人员关系"
        constraints = (
            models.UniqueConstraint(
                fields=["investigation", "from_party", "to_party", "relation"],
                condition=Q(withdrawn_at__isnull=True),
                name="party_link_once",
            ),
            models.CheckConstraint(condition=~Q(from_party=F("to_party")), name="party_link_of_two"),
            models.CheckConstraint(condition=_withdrawn(), name="party_link_withdrawn_whole"),
        )

    def __str__(self) -> str:
        return f"{self.from_party.name}—{self.relation}—{self.to_party.name}"


class ClassExamination(models.Model):
    """身份类别审查: the latest conclusion on one class of persons; the earlier ones stand on the chain."""

    investigation = models.ForeignKey(Investigation, models.PROTECT, related_name="examinations")
    role = models.CharField("类别", max_length=12, choices=RoleClass.choices)
    conclusion = models.CharField("结论", max_length=8, choices=Conclusion.choices)
    statement = models.TextField("说明")
    evidence = models.ManyToManyField(EvidenceItem, related_name="+", verbose_name="证据")
    examined_at = models.DateTimeField("审查时间")
    examined_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "身份类别审查"
        constraints = (
            models.UniqueConstraint(fields=["investigation", "role"], name="class_examined_once"),
            models.CheckConstraint(
                condition=Q(conclusion__in=[c.value for c in Conclusion]) & ~Q(statement=""),
                name="class_examined_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.get_conclusion_display()}"
