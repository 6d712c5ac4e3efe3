"""An item of property, its line of custody, and what its disposal cost. The database refuses half a fact."""

from decimal import Decimal
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.dossiers.facing import facing
from linkage.evidence.models import EvidenceItem
from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING
from linkage.procedure.models import Proceeding
from linkage.property.status import ENDED, HANDED_OVER, Status

MARKS = ("registered", "handed_over", "signed", "ended")


class Measure(models.TextChoices):
    """The coercive measure by which the bureau holds an item (17号第六条第四项)."""

    SEALING = "sealing", "查封"
    SEIZURE = "seizure", "扣押"
    REGISTRATION = "advance_registration", "先行登记保存"
    NONE = "none", "未采取"


class Hazard(models.TextChoices):
    """Why an item may not simply be kept (17号第十条)."""

    DANGEROUS = "dangerous", "危险物品"
    HARMFUL = "harmful", "有环境危害性"
    NONE = "none", "无"


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=f"{label}人"
    )  # fmt: skip


def _agency(label: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        Agency, models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class PropertyItem(Proceeding):
    """涉案物品. Who receives it is a column only from the hand-over on; until then it is whoever handles the case there."""

    sending_agency = _agency("查获机关")
    receiving_agency = _agency("接收机关", null=True)
    procuratorial_agency = _agency("检察机关", null=True)
    name = models.CharField("名称", max_length=80)
    quantity = models.DecimalField("数量", max_digits=18, decimal_places=6)
    unit = models.CharField("计量单位", max_length=10)
    features = models.CharField("特征", max_length=200)
    origin = models.CharField("来源材料", max_length=120)
    measure = models.CharField("措施", max_length=24, choices=Measure.choices)
    measure_number = models.CharField("决定书文号", max_length=60, blank=True)
    seized_at = models.DateTimeField("查获时间")
    hazard = models.CharField("危险性、环境危害性", max_length=12, choices=Hazard.choices)
    hazard_note = models.CharField("危险性、环境危害性说明", max_length=120, blank=True)
    photographs = models.ManyToManyField(
        EvidenceItem, blank=True, related_name="+", verbose_name="照片、录像"
    )
    holder_agency = _agency("保管机关", null=True)
    keeper = models.CharField("保管人", max_length=60)
    place = models.CharField("存放地", max_length=120, blank=True)
    disposal_plan = models.TextField("临时处置方案", blank=True)
    disposer = models.CharField("处置单位", max_length=80, blank=True)
    contract_number = models.CharField("处置合同", max_length=60, blank=True)
    disposal_result = models.TextField("处置结果", blank=True)
    remains = models.CharField("剩余物", max_length=200, blank=True)
    agreement_number = models.CharField("代管协议", max_length=60, blank=True)
    handover_state = models.CharField("移交时状态", max_length=120, blank=True)
    handover_difference = models.CharField("移交差异", max_length=200, blank=True)
    receipt_difference = models.CharField("签收差异", max_length=200, blank=True)
    end_reference = models.CharField("终结依据文号", max_length=60, blank=True)
    end_note = models.TextField("终结说明", blank=True)
    registered_at, registered_by = _at("登记"), _by("登记")
    handed_over_at, handed_over_by = _at("移交"), _by("移交")
    signed_at, signed_by = _at("签收"), _by("签收")
    ended_at, ended_by = _at("终结"), _by("终结")

    class Meta:
        verbose_name = "涉案物品"
        constraints = (
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
                    | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
                    name=f"property_{mark}_at_by_whom",
                )
                for mark in MARKS
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="property_known_status"),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values, hazard__in=Hazard.values),
                name="property_known_measure_and_hazard",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="property_is_some_quantity"),
            models.CheckConstraint(
                condition=Q(measure=Measure.NONE, measure_number="")
                | ~Q(measure=Measure.NONE) & ~Q(measure_number=""),
                name="property_measure_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | ~Q(status__in=ENDED) & Q(ended_at__isnull=True),
                name="property_end_is_an_act",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=HANDED_OVER)
                | Q(handed_over_at__isnull=False, receiving_agency__isnull=False),
                name="property_handed_over_to_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.amount}）" if self.name else "涉案物品"

    @property
    def amount(self) -> str:
        """`3.2吨`."""
        return f"{Decimal(self.quantity).normalize():f}{self.unit}"

    @property
    def measure_words(self) -> str:
        """`扣押（并环杏扣〔2026〕3号）`, or that none was taken."""
        word = Measure(self.measure).label
        return f"{word}（{self.measure_number}）" if self.measure_number else word

    @property
    def hazard_words(self) -> str:
        """`危险物品：强酸`, or that there is none."""
        word = Hazard(self.hazard).label
        return f"{word}：{self.hazard_note}" if self.hazard_note else word

    def agency_on(self, side: str) -> Agency | None:
        """The bureau; the police and the procuratorate that have it, or that would get it today."""
        if side == SENDING:
            return self.sending_agency if self.sending_agency_id else None
        stored = {RECEIVING: self.receiving_agency, PROCURATORIAL: self.procuratorial_agency}[side]
        return stored or self._today[side]

    @cached_property
    def _today(self) -> dict[str, Agency | None]:
        day = timezone.localdate()
        return {
            RECEIVING: facing(self.dossier, Line.POLICE.value, day),
            PROCURATORIAL: facing(self.dossier, Line.PROCURATORATE.value, day),
        }


class CustodyEntry(models.Model):
    """保管链: one hand to the next. What it comes from is what the entry before it went to; the line has no gap."""

    item = models.ForeignKey(PropertyItem, models.PROTECT, related_name="custody")
    sequence = models.PositiveSmallIntegerField("序号")
    act = models.CharField("环节", max_length=60)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="办理人")
    reason = models.CharField("原因", max_length=300)
    from_agency = _agency("交出机关", null=True)
    from_keeper = models.CharField("交出人", max_length=60, blank=True)
    from_place = models.CharField("原存放地", max_length=120, blank=True)
    to_agency = _agency("接收机关", null=True)
    to_keeper = models.CharField("接收人", max_length=60)
    to_place = models.CharField("现存放地", max_length=120, blank=True)

    class Meta:
        verbose_name = "保管记录"
        ordering = ("item", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["item", "sequence"], name="custody_one_after_another"),
            models.CheckConstraint(
                condition=Q(sequence=1, from_keeper="", from_agency__isnull=True)
                | Q(sequence__gt=1) & ~Q(from_keeper=""),
                name="custody_comes_from_somebody",
            ),
            models.CheckConstraint(condition=~Q(to_keeper=""), name="custody_goes_to_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.item_id}:{self.sequence}"


class DisposalCost(models.Model):
    """处置费用: one payment with its contract and voucher, evidence of what the offender saved (17号第十条)."""

    item = models.ForeignKey(PropertyItem, models.PROTECT, related_name="costs")
    quantity = models.CharField("处置数量", max_length=40)
    disposer = models.CharField("处置单位", max_length=80)
    contract_number = models.CharField("处置合同", max_length=60)
    voucher_number = models.CharField("缴费凭证", max_length=60)
    amount = models.DecimalField("金额", max_digits=14, decimal_places=2)
    files = models.ManyToManyField(EvidenceItem, blank=True, related_name="+", verbose_name="合同、凭证文件")
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "处置费用"
        ordering = ("item", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="disposal_cost_is_some_money"),
            models.CheckConstraint(
                condition=~Q(contract_number="") & ~Q(voucher_number="") & ~Q(disposer=""),
                name="disposal_cost_has_its_voucher",
            ),
        )

    def __str__(self) -> str:
        return f"{self.disposer} {self.amount}元"
