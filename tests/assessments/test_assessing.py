"""入罪评估: facts against every clause; frozen with their law; another round for new facts. It proposes, nothing moves."""

import json
from typing import Any

import pytest
from django.db import transaction

from linkage.assessments.models import Assessment, AssessmentRound
from linkage.assessments.queries import governing_provisions, hits_of, latest_for, visible_to
from linkage.assessments.status import Status as S
from linkage.audit.canonical import canonical
from linkage.audit.digests import sm3
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Matter
from linkage.law.refusal import Refused
from linkage.law.statute_book import law_digest
from tests.assessments.bench import DUMPING, NOTHING_MET, Bench, refusals

THREE_TONNES = "法释〔2023〕7号第一条第二项"


def refused(bench: Bench, act: str, subject: Assessment, **changes: Any) -> list[str]:
    before = AuditEntry.objects.count(), AssessmentRound.objects.count()
    with transaction.atomic(), pytest.raises(Refused) as refusal:
        bench.do(act, subject, **changes)
    assert (AuditEntry.objects.count(), AssessmentRound.objects.count()) == before
    return refusals(refusal)


def test_three_tonnes_and_a_fifth_meet_the_clause_of_three_tonnes(early_bench: Bench) -> None:
    outcome = early_bench.do("assess_case", subject := early_bench.blank())
    assert (subject.status, subject.outcome) == (S.ASSESSED, "met")
    assert outcome.sentence == (
        "太原市生态环境局杏花岭分局对照入罪条款作了评估："
        "法释〔2023〕7号命中第一条第二项（第一档）：涉嫌污染环境罪（刑法第338条），第一档（严重污染环境）。"
    )
    assert [(hit["basis"], hit["state"]) for hit in hits_of(early_bench.dossier)] == [(THREE_TONNES, "met")]
    assert (
        governing_provisions(early_bench.dossier) == f"《中华人民共和国刑法》第三百三十八条；{THREE_TONNES}"
    )


def test_it_waits_for_the_head_and_moves_nothing_else(early_bench: Bench) -> None:
    before = early_bench.fresh_dossier()
    early_bench.assess()
    after, matter = early_bench.fresh_dossier(), Matter.objects.get(procedure="assessment")
    assert (after.stage, after.turn_agency_id) == (before.stage, before.turn_agency_id)
    assert (matter.stage_label, matter.turn_agency.name) == ("已评估待决定", "太原市生态环境局杏花岭分局")


@pytest.mark.parametrize(("tonnes", "outcome"), [("2.99", "unknown"), ("3", "met"), ("100", "met")])
def test_the_third_tonne_is_the_line(tonnes: str, outcome: str, early_bench: Bench) -> None:
    subject = early_bench.assess(hazardous_waste_t=tonnes)
    assert subject.outcome == outcome


def test_facts_sources_result_and_law_are_frozen_and_their_digest_is_in_the_chain(early_bench: Bench) -> None:
    subject = early_bench.assess()
    kept = subject.rounds.get()
    assert kept.facts["hazardous_waste_t"] == "3.21" and kept.facts["unlawful"] is True
    assert kept.law_digest == law_digest() == kept.result["law_digest"]
    whole = {"facts": kept.facts, "result": kept.result, "detention": kept.detention}
    assert kept.result_sm3 == sm3(canonical(whole).encode())
    entry = json.loads(AuditEntry.objects.order_by("-pk")[0].body)
    stated = entry["facts"]["stated"]
    assert (stated["result_sm3"], stated["law_digest"]) == (kept.result_sm3, kept.law_digest)
    assert stated["hazardous_waste_t"] == "3.21"
    assert entry["law"]["status"] == "MEMORY", "the platform's own design is never shown as 法定"


def test_old_conduct_is_compared_with_both_versions_and_the_milder_one_leads(early_bench: Bench) -> None:
    zone = {"zone": ["饮用水水源二级保护区"], "hazardous_waste_t": None, "conduct_end": "2022-06-01"}
    subject = early_bench.assess(**zone)
    result = subject.rounds.get().result
    assert [version["instrument"]["code"] for version in result["versions"]] == ["js2016", "js2023"]
    assert subject.outcome != "met", "what the new interpretation added does not reach back"


def test_new_facts_make_another_round_and_the_first_stays_as_it_was(early_bench: Bench) -> None:
    subject = early_bench.assess(**NOTHING_MET)
    first = subject.rounds.get()
    early_bench.do("assess_again", subject)
    assert [one.sequence for one in subject.rounds.all()] == [1, 2]
    assert subject.rounds.get(sequence=1).result == first.result
    assert (subject.outcome, subject.rounds.get(sequence=2).outcome) == ("met", "met")


def test_a_decision_on_the_last_round_does_not_stand_for_the_next(early_bench: Bench) -> None:
    subject = early_bench.to(S.DECIDED)
    early_bench.do("assess_again", subject)
    stored = Assessment.objects.get()
    assert (stored.status, stored.decision, stored.decided_at, stored.decided_by) == (
        S.ASSESSED,
        "",
        None,
        None,
    )


def test_one_agency_assesses_a_dossier_once_and_then_again(early_bench: Bench) -> None:
    early_bench.assess()
    assert refused(early_bench, "assess_case", early_bench.blank()) == [
        "本机关已经对本案作过入罪评估。有新的事实，请在原来的评估里重新评估。"
    ]


def test_nothing_known_is_no_assessment(early_bench: Bench) -> None:
    assert refused(early_bench, "assess_case", early_bench.blank(), **dict.fromkeys(DUMPING)) == [
        "没有填写任何案件事实，不能评估。请至少填写已经查明的事实。"
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"conduct_end": "2026-13-01"}, "“2026-13-01”不是日期"),
        ({"conduct_start": "2026-03-01"}, "晚于行为终了日"),
        ({"measured_over_standard": [{"name": "铁", "amount": "3"}]}, "没有“铁”"),
        ({"measured_over_standard": [{"name": "铅", "amount": "很多"}]}, "“很多”不是数"),
        (
            {"measured_over_standard": [{"name": "铅", "amount": "3"}, {"name": "铅", "amount": "5"}]},
            "“铅”写了两次",
        ),
        ({"zone": ["都没有", "饮用水水源一级保护区"]}, "没有“都没有”"),
        ({"prior_penalties": [{"effective_on": "去年", "conduct_kind": "其他"}]}, "“去年”不是日期"),
        ({"detention_decided_on": "2026-01-01"}, "早于行为终了日"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named(changes: dict[str, Any], said: str, early_bench: Bench) -> None:
    reasons = refused(early_bench, "assess_case", early_bench.blank(), **changes)
    assert any(said in reason for reason in reasons), reasons


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ({"zone": ["都没有"]}, {"zone": []}),
        ({"zone": []}, {}),
        ({"unlawful": "不清楚"}, {}),
        ({"unlawful": "否"}, {"unlawful": False}),
        ({"measured_over_standard": [{"name": "都没有", "amount": "0"}]}, {"measured_over_standard": {}}),
        ({"prior_penalties": [{"effective_on": "都没有", "conduct_kind": "其他"}]}, {"prior_penalties": []}),
    ],
)
def test_none_of_these_is_something_else_than_not_known(
    said: dict[str, Any], stored: dict[str, Any], early_bench: Bench
) -> None:
    subject = early_bench.assess(**said)
    facts = subject.rounds.get().facts
    assert {name: facts[name] for name in said if name in facts} == stored


def test_the_police_have_an_opinion_of_their_own_that_nobody_waits_for(bench: Bench) -> None:
    bench.assess()
    opinion = bench.blank(bench.road.cast.investigator)
    bench.do("assess_as_police", opinion, **NOTHING_MET)
    assert (opinion.status, opinion.assessing_agency.name) == (S.OPINION, "太原市公安局杏花岭分局")
    assert not Matter.objects.get(procedure="assessment", subject_id=opinion.pk).is_open
    bench.do("revise_opinion", opinion)
    assert (opinion.status, opinion.outcome, opinion.rounds.count()) == (S.OPINION, "met", 2)
    bureau, police = latest_for(bench.dossier), latest_for(bench.dossier, "police")
    assert bureau and police and (bureau.pk, police.pk) == (Assessment.objects.earliest("pk").pk, opinion.pk)


def test_strangers_see_none(bench: Bench) -> None:
    bench.assess()
    for stranger in (
        bench.road.cast.next_officer,
        bench.road.cast.next_procurator,
        bench.road.cast.system_admin,
    ):
        assert not visible_to(stranger).exists()
    assert visible_to(bench.road.cast.procurator).count() == 1
