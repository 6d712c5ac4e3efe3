"""The questions the acts of an assessment ask: those of the law's schema, the decision, and what proves what."""

from typing import Any

from django.db.models import QuerySet

from linkage.assessments.models import ElementEvidence, ProofElement
from linkage.assessments.stated import question
from linkage.assessments.status import Decision
from linkage.documents.models import Document
from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.law.assessment import FACTS as SCHEMA
from linkage.procedure.facts import Fact, by_name

ASKED = tuple(SCHEMA)
"""Every fact the rules ask about, in the order of the form."""


def needed_elements(subject: Any) -> QuerySet[ProofElement]:
    """What is to be proved now."""
    return ProofElement.objects.filter(assessment=subject.pk, is_needed=True)


def standing_material(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's material that was not withdrawn."""
    return standing(subject.dossier)


def papers_of_dossier(subject: Any) -> QuerySet[Document]:
    """The dossier's papers."""
    return Document.objects.filter(dossier=subject.dossier_id).defer("content").order_by("pk")


def standing_links(subject: Any) -> QuerySet[ElementEvidence]:
    """What was said to prove an element and was not undone."""
    found = ElementEvidence.objects.filter(element__assessment=subject.pk, unlinked_at__isnull=True)
    return found.select_related("element", "item", "document")


FACTS = by_name(
    *(question(asked) for asked in SCHEMA.values()),
    Fact("decision", "决定", "choice", choices=tuple(Decision.labels)),
    Fact(
        "decision_reasons", "理由", "paragraphs", required=False,
        help="评估命中或者存疑而不移送的必须写明，记录在案并告知同级检察机关。",
    ),
    Fact("elements", "要件", "picked", options=needed_elements),
    Fact("materials", "证据材料", "picked", required=False, options=standing_material),
    Fact("dossier_papers", "文书", "picked", required=False, options=papers_of_dossier),
    Fact("proves", "证明内容", required=False, max_length=200),
    Fact("links", "要件和证据的对应", "picked", options=standing_links),
    Fact("unlink_reason", "取消原因", max_length=200),
)  # fmt: skip
