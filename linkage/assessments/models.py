"""An assessment, each round of facts and result as it was, the elements to be proved, and what proves them."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.assessments.status import ASSESSING, BUREAU, POLICE, Decision, Status
from linkage.documents.models import Document
from linkage.dossiers.facing import facing
from linkage.evidence.models import EvidenceItem
from linkage.law.assessment import Outcome
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.models import Proceeding

LINES = {
    BUREAU: Line.ECOLOGY.value,
    POLICE: Line.POLICE.value,
    PROCURATORIAL: Line.PROCURATORATE.value,
}
AGAINST_WHICH_NEEDS_REASONS = (Outcome.MET.value, Outcome.DOUBTFUL.value)
"""Outcomes that call for a transfer: whoever decides otherwise says why."""


def _person(label: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=null, blank=null, related_name="+", db_index=False, verbose_name=label
    )


def _both_or_neither(mark: str) -> Q:
    none = Q(**{f"{mark}_at__isnull": True, f"{mark}_by__isnull": True})
    return none | Q(**{f"{mark}_at__isnull": False, f"{mark}_by__isnull": False})


class Assessment(Proceeding):
    """入罪评估 of one agency on one dossier: the latest outcome, and what was decided on it."""

    assessing_agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="assessments", verbose_name="评估机关"
    )
    outcome = models.CharField("评估结果", max_length=10)
    summary = models.TextField("评估结果说明")
    decision = models.CharField("决定", max_length=12, choices=Decision.choices, blank=True)
    decision_reasons = models.TextField("决定理由", blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = _person("决定人", null=True)

    class Meta:
        verbose_name = "入罪评估"
        constraints = (
            models.UniqueConstraint(
                fields=["dossier", "assessing_agency"], name="assessment_once_per_agency"
            ),
            models.CheckConstraint(
                condition=_both_or_neither("decided"), name="assessment_decided_at_by_whom"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="assessment_known_status"),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in Outcome]),
                name="assessment_known_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DECIDED, decided_at__isnull=False, decision__in=Decision.values)
                | ~Q(status=Status.DECIDED) & Q(decided_at__isnull=True, decision="", decision_reasons=""),
                name="assessment_decision_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DECIDED)
                | Q(decision=Decision.TRANSFER)
                | ~Q(outcome__in=AGAINST_WHICH_NEEDS_REASONS)
                | ~Q(decision_reasons=""),
                name="assessment_against_a_hit_with_reasons",
            ),
        )

    def __str__(self) -> str:
        return f"入罪评估（{Outcome(self.outcome).label}）" if self.outcome else "入罪评估"

    @property
    def calls_for_transfer(self) -> bool:
        """Whether some clause is met, or met on one reading of the words."""
        return self.outcome in AGAINST_WHICH_NEEDS_REASONS

    def agency_on(self, side: str) -> Agency | None:
        """Whoever assesses; bureau, police and procuratorate as they handle the dossier today."""
        if side == ASSESSING:
            return self.assessing_agency
        return self._today[side]

    @cached_property
    def _today(self) -> dict[str, Agency | None]:
        day = timezone.localdate()
        return {side: facing(self.dossier, line, day) for side, line in LINES.items()}


class AssessmentRound(models.Model):
    """一次评估: facts, where each came from, and the result, frozen with the law they were compared with."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="rounds")
    sequence = models.PositiveSmallIntegerField("第几次")
    facts = models.JSONField("事实")
    sources = models.JSONField("事实来源")
    result = models.JSONField("刑事评估结果")
    detention = models.JSONField("行政拘留评估结果")
    outcome = models.CharField("评估结果", max_length=10)
    law_digest = models.CharField("法律数据摘要", max_length=64)
    result_sm3 = models.CharField("结果摘要", max_length=64)
    made_at = models.DateTimeField("评估时间")
    made_by = _person("评估人")

    class Meta:
        verbose_name = "评估轮次"
        ordering = ("assessment", "sequence")
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "sequence"], name="assessment_round_one_after_another"
            ),
            models.CheckConstraint(
                condition=Q(sequence__gt=0) & ~Q(law_digest="") & ~Q(result_sm3=""),
                name="assessment_round_is_frozen",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment_id}#{self.sequence}"


class ProofElement(models.Model):
    """要件: one thing to be proved for the clauses that are met or doubtful. What a later round needs no more stays, marked."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="elements")
    code = models.CharField("要件编号", max_length=40)
    label = models.CharField("要件", max_length=60)
    proofs = models.JSONField("可以证明的材料")
    closers = models.JSONField("由谁补")
    clauses = models.JSONField("条款")
    place = models.PositiveSmallIntegerField("次序")
    is_needed = models.BooleanField("现在需要", default=True)

    class Meta:
        verbose_name = "要件"
        ordering = ("assessment", "place")
        constraints = (
            models.UniqueConstraint(fields=["assessment", "code"], name="proof_element_once"),
            models.CheckConstraint(condition=~Q(label=""), name="proof_element_is_named"),
        )

    def __str__(self) -> str:
        return self.label


class ElementEvidence(models.Model):
    """要件与证据的对应: a person says that this material, or this paper, proves this element. Undone with a reason, never deleted."""

    element = models.ForeignKey(ProofElement, models.PROTECT, related_name="links")
    item = models.ForeignKey(EvidenceItem, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    proves = models.CharField("证明内容", max_length=200, blank=True)
    linked_at = models.DateTimeField("对应时间")
    linked_by = _person("对应人")
    unlinked_at = models.DateTimeField("取消时间", null=True, blank=True)
    unlinked_by = _person("取消人", null=True)
    unlink_reason = models.CharField("取消原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "要件证据对应"
        ordering = ("element", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(item__isnull=False, document__isnull=True)
                | Q(item__isnull=True, document__isnull=False),
                name="element_evidence_is_one_thing",
            ),
            models.CheckConstraint(
                condition=_both_or_neither("unlinked")
                & (
                    Q(unlinked_at__isnull=True, unlink_reason="")
                    | Q(unlinked_at__isnull=False) & ~Q(unlink_reason="")
                ),
                name="element_evidence_unlinked_whole",
            ),
            models.UniqueConstraint(
                fields=["element", "item"],
                condition=Q(unlinked_at__isnull=True, item__isnull=False),
                name="element_item_once",
            ),
            models.UniqueConstraint(
                fields=["element", "document"],
                condition=Q(unlinked_at__isnull=True, document__isnull=False),
                name="element_document_once",
            ),
            models.CheckConstraint(
                condition=Q(unlinked_at__isnull=True) | Q(unlinked_at__gte=F("linked_at")),
                name="element_evidence_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.element.label}：{self.what}"

    @property
    def what(self) -> str:
        """The material or the paper, by its name."""
        return str(self.item or self.document)
