"""要件—证据: what must be proved, what somebody linked, what is only proposed, and what is lacking; printed as a table."""

from typing import Any

import pytest
from django.db import transaction

from linkage.assessments.matrix import gaps_of, matrix_of
from linkage.assessments.models import Assessment, ElementEvidence
from linkage.documents.models import Document
from linkage.evidence.actions import withdraw_item
from linkage.law.refusal import Refused
from tests.assessments.bench import NOTHING_MET, Bench, refusals

CLAUSE = "法释〔2023〕7号第一条第二项"


def states(subject: Assessment) -> dict[str, str]:
    return {row.element.code: row.state for row in matrix_of(subject)}


def element(subject: Assessment, code: str) -> Any:
    return subject.elements.get(code=code)


def test_a_clause_brings_what_every_case_needs_and_what_it_adds_itself(early_bench: Bench) -> None:
    subject = early_bench.assess()
    assert states(subject) == dict.fromkeys(
        ("subject", "unlawful", "conduct", "conduct_time", "fault", "waste_identity", "waste_quantity"), "gap"
    )
    row = matrix_of(subject)[-1]
    assert (row.element.label, row.clauses) == ("危险废物的数量", CLAUSE)
    assert row.closers == "生态环境部门、公安机关"
    assert row.wanted == "称量、勘察笔录；涉案物品清单；过磅单、转移联单、物料衡算"
    assert row.status == {"word": "缺", "tone": "overdue"}


def test_each_interpretation_is_named_once_with_all_its_articles(early_bench: Bench) -> None:
    lead = [{"name": "铅", "amount": "5"}]
    subject = early_bench.assess(conduct_end="2022-06-01", measured_over_standard=lead)
    assert matrix_of(subject)[0].clauses == (
        "法释〔2016〕29号第一条第二项、第一条第三项；法释〔2023〕7号第一条第二项、第一条第三项"
    )


def test_material_of_a_fitting_class_is_a_proposal_and_no_proof(early_bench: Bench) -> None:
    subject = early_bench.assess()
    report = early_bench.material(6, "危险废物认定意见")
    found = {row.element.code: row for row in matrix_of(subject)}
    assert found["waste_identity"].state == "proposed"
    assert [item.pk for item in found["waste_identity"].proposals] == [report.pk]
    assert found["waste_identity"].status["word"] == "待确认"
    assert found["fault"].state == "gap"


def test_what_somebody_links_proves_and_whose_class_it_is_does_not_matter(early_bench: Bench) -> None:
    subject, item = early_bench.assess(), early_bench.material(2, "案件调查报告")
    early_bench.do(
        "link_evidence",
        subject,
        elements=[element(subject, "waste_quantity")],
        materials=[item],
        proves="称重记录在报告附件",
    )
    assert states(subject)["waste_quantity"] == "proved"
    link = ElementEvidence.objects.get()
    assert (str(link), link.proves) == ("危险废物的数量：案件调查报告", "称重记录在报告附件")


def test_a_paper_of_the_dossier_proves_too(bench: Bench) -> None:
    subject = bench.assess()
    paper = Document.objects.filter(dossier=bench.dossier).earliest("pk")
    bench.do(
        "link_evidence", subject, elements=[element(subject, "subject")], materials=[], dossier_papers=[paper]
    )
    assert ElementEvidence.objects.get().what == str(paper)


def test_withdrawn_material_proves_nothing_any_more(early_bench: Bench) -> None:
    subject = early_bench.assess()
    item = early_bench.material(7, "过磅单")
    early_bench.do("link_evidence", subject, elements=[element(subject, "waste_quantity")], materials=[item])
    assert states(subject)["waste_quantity"] == "proved"
    withdraw_item(
        item=item, reason="不是本案的。", by=early_bench.road.cast.officer, at=early_bench.road.tick()
    )
    assert states(subject)["waste_quantity"] == "gap"


def test_a_link_is_undone_with_a_reason_and_stays_readable(early_bench: Bench) -> None:
    subject = early_bench.to("as_assessed")
    link = ElementEvidence.objects.get()
    early_bench.do("unlink_evidence", subject, unlink_reason="笔录没有写到。")
    link.refresh_from_db()
    assert (link.unlink_reason, link.unlinked_by) == ("笔录没有写到。", early_bench.road.cast.officer)
    assert "proved" not in states(subject).values()


@pytest.mark.parametrize(
    ("act", "changes", "said"),
    [
        (
            "link_evidence",
            {"materials": [], "dossier_papers": []},
            "没有选择证明这些要件的证据材料或者文书。",
        ),
        ("link_evidence", {"elements": []}, "请填写“要件”。"),
        ("unlink_evidence", {"unlink_reason": " "}, "请填写“取消原因”。"),
    ],
)
def test_half_a_link_is_refused(act: str, changes: dict[str, Any], said: str, early_bench: Bench) -> None:
    subject = early_bench.to("as_assessed")
    with transaction.atomic(), pytest.raises(Refused) as refusal:
        early_bench.do(act, subject, **changes)
    assert any(reason.startswith(said) for reason in refusals(refusal))


def test_the_same_material_is_linked_to_an_element_once(early_bench: Bench) -> None:
    subject = early_bench.to("as_assessed")
    link = ElementEvidence.objects.get()
    with transaction.atomic(), pytest.raises(Refused) as refusal:
        early_bench.do("link_evidence", subject, elements=[link.element], materials=[link.item])
    assert refusals(refusal) == [f"“{link}”已经对应。请去掉已经对应的一项。"]


def test_where_no_clause_is_met_there_is_nothing_to_prove(early_bench: Bench) -> None:
    subject = early_bench.assess(**NOTHING_MET)
    assert matrix_of(subject) == [] and gaps_of(early_bench.dossier) == []
    with transaction.atomic(), pytest.raises(Refused) as refusal:
        early_bench.do("issue_element_table", subject)
    assert refusals(refusal) == ["没有命中或者存疑的条款，没有需要证明的要件。有新的事实请重新评估。"]


def test_links_survive_a_round_in_which_their_element_is_not_needed(early_bench: Bench) -> None:
    subject = early_bench.to("as_assessed")
    early_bench.do("assess_again", subject, **NOTHING_MET)
    assert matrix_of(subject) == [] and ElementEvidence.objects.count() == 1
    early_bench.do("assess_again", subject)
    assert "proved" in states(subject).values()


def test_the_table_is_a_paper_of_the_agency_itself_and_says_what_is_lacking(early_bench: Bench) -> None:
    subject = early_bench.to("as_assessed")
    early_bench.material(6, "危险废物认定意见")
    outcome = early_bench.do("issue_element_table", subject)
    (paper,) = outcome.papers
    assert paper.number == "并环杏要证〔2026〕1号" and not paper.deliveries.exists()
    fields = paper.content["fields"]
    rows = {row["element"]: row for row in fields["elements"]}
    assert rows["行为人身份和责任"]["state"] == "已对应"
    assert rows["行为人身份和责任"]["evidence"] == "现场检查笔录（倾倒的地点）"
    assert rows["属于危险废物"]["evidence"] == "建议：危险废物认定意见"
    assert "危险废物的数量" not in fields["gaps"], "the record of the inspection is of a fitting class"
    assert fields["gaps"] == "违反国家规定"
    assert "属于危险废物" in fields["unconfirmed"]


def test_the_number_of_statements_does_not_grow_with_the_evidence(
    early_bench: Bench, django_assert_num_queries: Any
) -> None:
    subject = early_bench.to("as_assessed")
    for number in range(4):
        item = early_bench.material(3, f"询问笔录{number}")
        early_bench.do("link_evidence", subject, elements=list(subject.elements.all()), materials=[item])
    found = Assessment.objects.select_related("dossier").get()
    with django_assert_num_queries(3):
        assert all(row.links for row in matrix_of(found))
