"""对评估结果作出决定: the head decides; against a hit with reasons, which the procuratorate learns (310号第五条第二款)."""

import json
from typing import Any

import pytest
from django.db import transaction

from linkage.assessments.models import Assessment
from linkage.assessments.status import Status as S
from linkage.audit.models import AuditEntry
from linkage.dossiers.queries import visible_to
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from tests.assessments.bench import NOTHING_MET, Bench, refusals

PROCURATORATE = "太原市杏花岭区人民检察院"
REASON = "行为人已经在行政处罚中受到处理，数量来源有疑问。"


def decide(bench: Bench, decision: str, reasons: str = "", **facts: Any) -> Assessment:
    subject = bench.assess(**facts)
    bench.do("decide_on_assessment", subject, decision=decision, decision_reasons=reasons)
    return subject


def test_a_transfer_on_a_hit_needs_no_reasons_and_tells_no_procuratorate(early_bench: Bench) -> None:
    subject = decide(early_bench, "移送")
    assert (subject.status, subject.decision, subject.decided_by) == (
        S.DECIDED,
        "transfer",
        early_bench.road.cast.head,
    )
    assert not Message.objects.filter(agency__name=PROCURATORATE).exists()


@pytest.mark.parametrize("decision", ["不移送", "继续调查", "转行政拘留"])
@pytest.mark.parametrize("reasons", ["", "  \n "])
def test_deciding_otherwise_on_a_hit_without_reasons_is_refused(
    decision: str, reasons: str, early_bench: Bench
) -> None:
    subject = early_bench.assess()
    with transaction.atomic(), pytest.raises(Refused) as refusal:
        early_bench.do("decide_on_assessment", subject, decision=decision, decision_reasons=reasons)
    (said,) = refusals(refusal)
    assert said.endswith("应当写明理由。（310号第五条第二款）请填写理由；理由记录在案，并告知同级检察机关。")
    assert f"决定{decision}的" in said
    assert Assessment.objects.get().status == S.ASSESSED
    assert not Message.objects.filter(agency__name=PROCURATORATE).exists()


def test_with_reasons_it_is_recorded_and_the_procuratorate_is_told_and_may_look(early_bench: Bench) -> None:
    procurator = early_bench.road.cast.procurator
    assert not visible_to(procurator).exists()
    decide(early_bench, "不移送", REASON)
    entry = json.loads(AuditEntry.objects.order_by("-pk")[0].body)
    assert entry["facts"]["stated"] == {"decision": "不移送", "decision_reasons": REASON}
    (told,) = Message.objects.filter(agency__name=PROCURATORATE)
    assert "负责人决定不移送" in told.text and REASON in told.text
    assert visible_to(procurator).filter(pk=early_bench.dossier.pk).exists()


def test_a_doubtful_clause_is_a_hit_too(early_bench: Bench) -> None:
    doubtful = {**NOTHING_MET, "measured_over_standard": [{"name": "铅", "amount": "3.5"}]}
    subject = early_bench.assess(**doubtful)
    assert subject.outcome == "doubtful"
    with transaction.atomic(), pytest.raises(Refused):
        early_bench.do("decide_on_assessment", subject, decision="不移送")
    early_bench.do("decide_on_assessment", subject, decision="不移送", decision_reasons=REASON)
    assert Message.objects.filter(agency__name=PROCURATORATE).count() == 1


def test_without_a_hit_nobody_has_to_say_why(early_bench: Bench) -> None:
    subject = decide(early_bench, "继续调查", **NOTHING_MET)
    assert (subject.decision, subject.decision_reasons) == ("go_on", "")
    assert not Message.objects.filter(agency__name=PROCURATORATE).exists()
