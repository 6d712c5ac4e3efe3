"""A person says which material proves which element, or that it does not after all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.assessments.models import Assessment, ElementEvidence, ProofElement
from linkage.assessments.states import TABLE
from linkage.documents.models import Document
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def link_evidence(
    *,
    assessment: Assessment,
    by: User,
    at: datetime,
    elements: Sequence[ProofElement],
    materials: Sequence[EvidenceItem] = (),
    dossier_papers: Sequence[Document] = (),
    proves: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """Each of these elements is proved by each of these materials and papers."""

    def before_entry(doing: Act) -> None:
        what: list[dict[str, Any]] = [
            *({"item": item} for item in materials),
            *({"document": paper} for paper in dossier_papers),
        ]
        ElementEvidence.objects.bulk_create(
            ElementEvidence(
                element=element, proves=proves.strip(), linked_at=doing.occurred_at, linked_by=by, **one
            )
            for element in elements
            for one in what
        )
        doing.evidence = [Attached(item.title, item.sm3, item.sha256) for item in materials]

    return carry_out(
        TABLE, "link_evidence", assessment, by=by, at=at, occurred_at=occurred_at,
        facts={
            "elements": list(elements), "materials": list(materials), "dossier_papers": list(dossier_papers),
            "proves": proves,
        },
        before_entry=before_entry,
    )  # fmt: skip


def unlink_evidence(
    *,
    assessment: Assessment,
    by: User,
    at: datetime,
    links: Sequence[ElementEvidence],
    unlink_reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """These links no longer stand; they stay readable with the reason."""

    def before_entry(doing: Act) -> None:
        ElementEvidence.objects.filter(pk__in=[link.pk for link in links]).update(
            unlinked_at=doing.occurred_at, unlinked_by=by, unlink_reason=unlink_reason.strip()
        )

    return carry_out(
        TABLE, "unlink_evidence", assessment, by=by, at=at, occurred_at=occurred_at,
        facts={"links": list(links), "unlink_reason": unlink_reason}, before_entry=before_entry,
    )  # fmt: skip
