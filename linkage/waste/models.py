"""One kind of waste in a dossier, and every movement of it that the records show."""

from django.db import models
from django.db.models import Q

from linkage.accounts.models import Agency, User
from linkage.law.waste_catalogue import edition_on
from linkage.procedure.models import Proceeding
from linkage.waste.status import Status

MARKS = ("identified", "settled")
"""The acts whose moment and person are columns: both or neither."""


def _both_or_neither(mark: str) -> Q:
    none = Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
    return none | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False})


def _tonnes(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=18, decimal_places=6)


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


class WasteStream(Proceeding):
    """危险废物 (suspected or identified): one kind of one unit, in tonnes, by the catalogue of the day of the conduct."""

    sending_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="登记机关")
    identifying_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="认定机关")
    receiving_agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收受意见的机关"
    )
    name = models.CharField("物品名称", max_length=80)
    waste_code = models.CharField("废物代码", max_length=10, blank=True)
    conduct_on = models.DateField("行为发生日")
    unit_name = models.CharField("涉案单位", max_length=80)
    features = models.TextField("特征")
    origin = models.TextField("产生环节或者来源")
    place = models.CharField("存放或者发现地点", max_length=200)
    opening = _tonnes("期初库存（吨）")
    request_note = models.TextField("提请认定的事项", blank=True)
    explanation = models.TextField("差额说明", blank=True)
    identified_at, identified_by = _at("认定"), _by("认定")
    settled_at, settled_by = _at("核清"), _by("核清")

    class Meta:
        verbose_name = "危险废物"
        constraints = (
            *(
                models.CheckConstraint(condition=_both_or_neither(mark), name=f"waste_{mark}_at_by_whom")
                for mark in MARKS
            ),
            models.CheckConstraint(condition=Q(opening__gte=0) & ~Q(name=""), name="waste_is_described"),
            models.CheckConstraint(
                condition=~Q(status=Status.IDENTIFIED) | ~Q(waste_code="") & Q(identified_at__isnull=False),
                name="waste_identified_with_its_code",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.SETTLED) | Q(settled_at__isnull=False),
                name="waste_settled_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}（{self.waste_code}）" if self.waste_code else self.name

    @property
    def edition_name(self) -> str:
        """The catalogue by which it is judged: that of the day of the conduct."""
        return edition_on(self.conduct_on).name


class Direction(models.TextChoices):
    """What a record of quantity is about. A stocktaking says what is there, the others what changed."""

    IN = "in", "产生或者转入"
    OUT = "out", "转出或者处置"
    LOST = "lost", "损耗"
    STORED = "stored", "盘点结存"


class WasteMovement(models.Model):
    """一笔转移或者盘点: how many tonnes, on which day, from or to whom, by which manifest (联单)."""

    stream = models.ForeignKey(WasteStream, models.PROTECT, related_name="movements")
    direction = models.CharField("类别", max_length=8, choices=Direction.choices)
    quantity = _tonnes("数量（吨）")
    moved_on = models.DateField("日期")
    counterpart = models.CharField("来源或者去向", max_length=120, blank=True)
    manifest = models.CharField("联单编号", max_length=40, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    entered_at = models.DateTimeField("登记时间")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "危险废物转移"
        ordering = ("moved_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["stream", "manifest"], condition=~Q(manifest=""), name="waste_manifest_once"
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.STORED, quantity__gte=0)
                | ~Q(direction=Direction.STORED) & Q(quantity__gt=0),
                name="waste_quantity_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(direction=Direction.OUT) | ~Q(counterpart=""), name="waste_out_says_where"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=[Direction.IN, Direction.OUT]) | Q(manifest=""),
                name="waste_manifest_of_a_transport",
            ),
        )

    def __str__(self) -> str:
        return f"{self.stream_id}:{self.direction}:{self.quantity}"
