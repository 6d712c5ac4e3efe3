"""The database refuses half a fact: a decision without a person, a decision against a hit without reasons, a link to nothing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.assessments.models import Assessment, ElementEvidence
from linkage.assessments.status import Status as S
from tests.assessments.bench import Bench

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "changes", "name"),
    [
        (S.DECIDED, {"decided_by": None}, "assessment_decided_at_by_whom"),
        (S.DECIDED, {"decided_at": None, "decided_by": None}, "assessment_decision_whole"),
        # No decision on a hit is refused by two constraints; the database names either.
        (S.DECIDED, {"decision": ""}, "assessment_decision_whole|assessment_against_a_hit"),
        (S.DECIDED, {"decision": "no_transfer"}, "assessment_against_a_hit_with_reasons"),
        (S.ASSESSED, {"decision": "transfer"}, "assessment_decision_whole"),
        (S.ASSESSED, {"outcome": "guilty"}, "assessment_known_outcome"),
        (S.ASSESSED, {"status": "assessed"}, "assessment_known_status"),
    ],
)
def test_no_decision_is_half(status: str, changes: dict[str, Any], name: str, early_bench: Bench) -> None:
    subject = early_bench.to(status)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Assessment.objects.filter(pk=subject.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"item": None}, "element_evidence_is_one_thing"),
        ({"unlinked_at": NOW}, "element_evidence_unlinked_whole"),
        ({"unlink_reason": "对应有误。"}, "element_evidence_unlinked_whole"),
    ],
)
def test_no_link_is_half(changes: dict[str, Any], name: str, early_bench: Bench) -> None:
    early_bench.to(S.ASSESSED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ElementEvidence.objects.update(**changes)
