"""案件 and 当事人."""

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier


class Source(models.TextChoices):
    """Where the case came from."""

    INSPECTION = "inspection", "执法检查"
    TIP = "tip", "举报（12369/110）"
    ASSIGNED = "assigned", "上级交办"
    MONITORING = "monitoring", "在线监测/监测发现"
    REFERRED = "referred", "其他部门移送"
    MEDIA = "media", "媒体反映"


class Case(models.Model):
    """案件: how it was discovered, what was done, when and where."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="case")
    cause = models.CharField("案由", max_length=60)
    charge = models.CharField("涉嫌罪名", max_length=60, default="污染环境罪")
    source = models.CharField("案件来源", max_length=12, choices=Source.choices)
    discovered_at = models.DateTimeField("发现时间")
    how_discovered = models.CharField("查获情况", max_length=500)
    place = models.CharField("案发地点", max_length=200)
    conduct_from = models.DateField("行为开始", null=True, blank=True)
    conduct_until = models.DateField("行为终了", null=True, blank=True)
    summary = models.TextField("涉嫌犯罪事实")
    legal_basis = models.CharField("法律依据", max_length=300, blank=True)
    penalty_number = models.CharField("已作行政处罚决定书文号", max_length=60, blank=True)
    handler = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="主办人")

    class Meta:
        verbose_name = "案件"
        constraints = (
            models.CheckConstraint(
                condition=Q(conduct_from__isnull=True)
                | Q(conduct_until__isnull=True)
                | Q(conduct_until__gte=F("conduct_from")),
                name="case_conduct_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.cause


class PartyKind(models.TextChoices):
    """A unit or a natural person."""

    UNIT = "unit", "单位"
    PERSON = "person", "个人"


class Party(models.Model):
    """当事人/嫌疑人. Identity numbers are a sensitive item: masked everywhere, opened with a reason that is logged."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    kind = models.CharField("类型", max_length=8, choices=PartyKind.choices)
    name = models.CharField("名称/姓名", max_length=80)
    identity_number = models.CharField("统一社会信用代码/公民身份号码", max_length=18, blank=True)
    address = models.CharField("地址", max_length=150, blank=True)
    post = models.CharField("职务/身份", max_length=60, blank=True)

    class Meta:
        verbose_name = "当事人"

    def __str__(self) -> str:
        return self.name

    @property
    def masked_identity_number(self) -> str:
        """First three and last two characters; the rest covered. A unit's code is public and shown whole."""
        number = self.identity_number
        if self.kind == PartyKind.UNIT or not number:
            return number
        return f"{number[:3]}{'*' * max(len(number) - 5, 0)}{number[-2:]}"
