"""The facts of a clue: what came in, from whom (sealed), by what it is recognised, and what the police were asked for."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.clues.status import BUREAU, HANDLING, INFORMED, POLICE, Asked, Status
from linkage.dossiers.models import Dossier
from linkage.procedure.models import Proceeding

TRIGGERS = {"serious": "情节严重", "complex": "情况复杂", "wide_influence": "社会影响较大"}
"""通知二: each of the three by itself obliges the bureau to ask the police for early intervention."""
JUDGED = {**TRIGGERS, "clearly_criminal": "明显涉嫌犯罪"}
"""What is judged when a clue comes in, each with its reason where the answer is yes."""


class Source(models.TextChoices):
    """Through which door a clue came in."""

    HOTLINE = "hotline", "12369举报"
    POLICE_CALL = "police_call", "110报警"
    INSPECTION = "inspection", "执法检查"
    ASSIGNED = "assigned", "上级交办"
    MEDIA = "media", "媒体反映"
    REFERRED = "referred", "其他部门移送"
    IMPORTED = "imported", "导入"


def _at(label: str) -> models.DateTimeField:
    return models.DateTimeField(f"{label}时间", null=True, blank=True)


def _by(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=f"{label}人", db_index=False
    )  # fmt: skip


def _agency(label: str, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=label, **more)


def _both_or_neither(name: str, marks: Iterable[str]) -> list[models.CheckConstraint]:
    """A moment never without its person, a person never without their moment."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
            | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False}),
            name=f"{name}_{mark}_at_by_whom",
        )
        for mark in marks
    ]


MARKS = ("registered", "verified", "notified", "answered", "closed")


class Clue(Proceeding):
    """线索. One a dossier. `sending` took it in; `receiving` is its counterpart and knows of it from the notification on."""

    source = models.CharField("线索来源", max_length=12, choices=Source.choices)
    received_at = models.DateTimeField("收到时间")
    sending_agency = _agency("受理机关")
    receiving_agency = _agency("同级机关")
    procuratorial_agency = _agency("检察机关")
    suspected_conduct = models.TextField("涉嫌情形", blank=True)
    serious = models.BooleanField("情节严重", default=False)
    serious_reason = models.TextField("情节严重的理由", blank=True)
    complex = models.BooleanField("情况复杂", default=False)
    complex_reason = models.TextField("情况复杂的理由", blank=True)
    wide_influence = models.BooleanField("社会影响较大", default=False)
    wide_influence_reason = models.TextField("社会影响较大的理由", blank=True)
    clearly_criminal = models.BooleanField("明显涉嫌犯罪", default=False)
    clearly_criminal_reason = models.TextField("明显涉嫌犯罪的理由", blank=True)
    suggestion = models.TextField("拟办意见", blank=True)
    conclusion = models.CharField("核实结论", max_length=10, blank=True)
    verification = models.TextField("核实情况", blank=True)
    answer = models.CharField("反馈意见", max_length=10, blank=True)
    answer_note = models.TextField("反馈说明", blank=True)
    closing_reason = models.TextField("办结理由", blank=True)
    merged_into = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="merged_clues", verbose_name="并入卷宗"
    )
    registered_at, registered_by = _at("登记"), _by("登记")
    verified_at, verified_by = _at("核实"), _by("核实")
    notified_at, notified_by = _at("通报"), _by("通报")
    answered_at, answered_by = _at("反馈"), _by("反馈")
    closed_at, closed_by = _at("办结"), _by("办结")

    class Meta:
        verbose_name = "线索"
        constraints = (
            models.UniqueConstraint(fields=["dossier"], name="clue_once_a_dossier"),
            *_both_or_neither("clue", MARKS),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: False}) | ~Q(**{f"{name}_reason": ""}), name=f"clue_{name}_has_a_reason"
                )
                for name in JUDGED
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) & ~Q(status=Status.MERGED)
                | Q(merged_into__isnull=False) & Q(status=Status.MERGED) & ~Q(merged_into=F("dossier")),
                name="clue_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(sending_agency=F("receiving_agency")), name="clue_two_different_agencies"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_source_display()}线索"

    def agency_on(self, side: str) -> Agency | None:
        """The agency on a side; before the notification the counterpart stands on no side but `receiving`."""
        if side == HANDLING:
            return self._of_line(Line.ECOLOGY) or self.sending_agency
        if side == INFORMED:
            handling = self.agency_on(HANDLING)
            return next((a for a in self._who_know() if a != handling), None)
        if side in (BUREAU, POLICE):
            return self._of_line(Line.ECOLOGY if side == BUREAU else Line.POLICE)
        return super().agency_on(side)

    @property
    def triggers(self) -> dict[str, str]:
        """Which of the three reasons for early intervention hold, each with why (通知二)."""
        return {
            words: getattr(self, f"{name}_reason") for name, words in TRIGGERS.items() if getattr(self, name)
        }

    def _who_know(self) -> tuple[Agency, ...]:
        return (self.sending_agency, *((self.receiving_agency,) if self.notified_at else ()))

    def _of_line(self, line: str) -> Agency | None:
        return next((agency for agency in self._who_know() if agency.line == line), None)


class Informant(models.Model):
    """举报人. Sealed: in no list, search, export, API, paper or chain; opened by a named reader with a reason on the chain."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="informants")
    place = models.PositiveSmallIntegerField("次序")
    """All that others ever see of an informant: the first, the second, …"""
    name = models.CharField("姓名", max_length=60)
    contact = models.CharField("联系方式", max_length=60, blank=True)
    channel = models.CharField("举报渠道", max_length=20, blank=True)
    wishes_secrecy = models.BooleanField("要求保密", default=True)

    class Meta:
        verbose_name = "举报人"
        constraints = (
            models.UniqueConstraint(fields=["clue", "place"], name="informant_place_once"),
            models.CheckConstraint(condition=~Q(name=""), name="informant_has_a_name"),
        )

    def __str__(self) -> str:
        return f"举报人{self.place}"


class InformantReader(models.Model):
    """知悉人: who of the agency that took the clue in may open its informants, and who named them."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="informant_readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField("指定时间")
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="指定人")

    class Meta:
        verbose_name = "举报信息知悉人"
        constraints = (models.UniqueConstraint(fields=["clue", "user"], name="informant_reader_once"),)

    def __str__(self) -> str:
        return f"{self.clue_id}:{self.user_id}"


class MarkKind(models.TextChoices):
    """By what two clues may be recognised as one."""

    NAME = "name", "企业名称"
    CODE = "code", "统一社会信用代码"
    IDENTITY = "identity", "证件号码"
    ADDRESS = "address", "地址"
    PLATE = "plate", "车牌号"
    PHONE = "phone", "联系电话"
    WASTE = "waste", "废物代码"
    PLACE = "place", "发生地点"


class ClueMark(models.Model):
    """A keyed digest of one thing by which a clue is recognised: it can be compared, and not read back."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="marks")
    kind = models.CharField("要素", max_length=10, choices=MarkKind.choices)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "线索要素"
        constraints = (models.UniqueConstraint(fields=["clue", "digest"], name="clue_mark_once"),)
        indexes = (models.Index(fields=["digest"], name="clue_mark_by_digest"),)

    def __str__(self) -> str:
        return f"{self.clue_id}:{self.kind}"


class EarlyIntervention(Proceeding):
    """提前介入: the bureau asks, the police join or say why not (通知二). The article gives no days; the time taken is shown."""

    sending_agency = _agency("商请机关", null=True)
    receiving_agency = _agency("被商请机关", null=True)
    procuratorial_agency = _agency("检察机关", null=True)
    served_at = models.DateTimeField("商请函送达时间", null=True, blank=True)
    grounds = models.JSONField("理由", default=list)
    help_needed = models.TextField("需协助的事项", blank=True)
    method = models.TextField("介入方式", blank=True)
    officers = models.ManyToManyField(User, related_name="+", verbose_name="介入民警", blank=True)
    reasons = models.TextField("不能介入的理由", blank=True)
    requested_at, requested_by = _at("商请"), _by("商请")
    replied_at, replied_by = _at("回复"), _by("回复")

    class Meta:
        verbose_name = "提前介入"
        constraints = (
            *_both_or_neither("intervention", ("requested", "replied")),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(status=Asked.REQUESTED), name="intervention_one_open_request"
            ),
            models.CheckConstraint(
                condition=~Q(status=Asked.JOINED) | ~Q(method="") & Q(replied_at__isnull=False),
                name="intervention_joined_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(status=Asked.EXPLAINED) | ~Q(reasons="") & Q(replied_at__isnull=False),
                name="intervention_declined_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"商请{self.receiving_agency.name if self.receiving_agency else '公安机关'}提前介入"
