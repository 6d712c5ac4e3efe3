"""出具案件调查报告: the special team's own report, material of class two of the transfer (17号第六条第二项)."""

import pytest

from linkage.cases.models import PartyKind
from linkage.documents.models import Document
from linkage.evidence.models import EvidenceItem, MaterialClass
from linkage.transfers.facts import FACTS
from linkage.transfers.prefill import Record, first_values
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, Left, perform, refused

ACT = "write_investigation_report"
ROW = TABLE.row(ACT)
UNIT = "实际控制人、主要负责人或者授权的分管负责人决定、同意"


@pytest.mark.parametrize("status", [S.VERIFYING, S.APPROVED])
def test_the_team_reports_and_the_case_stands_where_it_stood(road, status):
    left = perform(road, ACT, road.to(status))
    assert left == Left(
        status=status,
        turn=BUREAU,
        sentence="专案组已出具案件调查报告（并环杏调〔2026〕1号），移送时随案移送。",
        papers={"investigation_report": "并环杏调〔2026〕1号 → 留存"},
    )


def test_it_answers_what_the_article_asks(road):
    said = perform(road, ACT, road.to(S.VERIFYING)).content["investigation_report"]
    assert set(said) == {
        "clue_source", "discovery", "suspects", "facts", "evidence", "legal_basis", "unit_crime", "intent", "suggestion",
    }  # fmt: skip
    assert said["clue_source"] == "执法检查"
    assert said["unit_crime"] == f"查明有下列情形：{UNIT}。\n由负责人决定，为公司利益，应当认定为单位犯罪。"
    assert said["intent"] == "查明有下列情形：采用逃避监管的方式。\n夜间经暗管排放，具有主观故意。"


def test_without_any_circumstance_the_judgement_stands_alone(road):
    facts = {"unit_crime_signs": [], "unit_crime": "刘某个人所为，不是单位犯罪。"}
    said = perform(road, ACT, road.to(S.VERIFYING), **facts).content["investigation_report"]
    assert said["unit_crime"] == "刘某个人所为，不是单位犯罪。"


@pytest.mark.parametrize(
    ("fact", "question"),
    [("unit_crime", "单位犯罪判断"), ("intent", "主观故意判断"), ("established_facts", "涉嫌犯罪事实")],
)
def test_a_question_left_open_is_no_report(road, fact, question):
    (told,) = refused(road, ACT, road.to(S.VERIFYING), **{fact: " "})
    assert told.startswith(f"案件调查报告还缺“{question}”。")


def test_a_units_crime_needs_a_unit(road):
    transfer = road.to(S.VERIFYING)
    transfer.dossier.case.parties.update(kind=PartyKind.PERSON)
    assert refused(road, ACT, transfer) == [
        "当事人中没有单位，不能写明单位犯罪的情形。（高检会〔2019〕3号第一项）"
        "请核对当事人；不是单位犯罪的，不选单位犯罪的情形，只写判断。"
    ]
    perform(road, ACT, transfer, unit_crime_signs=[])


def test_only_the_team_reports(road, cast):
    transfer = road.to(S.DISCOVERED)
    road.do("assign_team", transfer, members=[cast.second_officer, cast.head])
    assert refused(road, ACT, transfer) == [
        "书面报告由专案组成员写出。（310号第五条第一款）请专案组成员办理。"
    ]
    perform(road, ACT, transfer, by=cast.second_officer)


def test_afterwards_nobody_uploads_a_report(road):
    """17号第六条第二项: the paper is the second class of the material and is listed with its number."""
    transfer = road.to(S.APPROVED)
    uploaded = EvidenceItem.objects.filter(
        dossier=transfer.dossier, material_class=MaterialClass.INVESTIGATION_REPORT
    )
    uploaded.update(withdrawn_at=road.now, withdrawn_by=road.cast.officer, withdrawn_reason="由平台制作。")
    (told,) = refused(road, "submit", transfer)
    assert "案件调查报告" in told
    perform(road, ACT, transfer)
    listed = perform(road, "submit", transfer).content["transfer_list"]["materials"]
    number = Document.objects.get(kind="investigation_report").number
    assert [row for row in listed if number in str(row)]


def test_the_form_proposes_what_the_record_knows(road, cast):
    transfer = road.to(S.VERIFYING)
    road.gather(transfer)
    known = first_values(ROW, Record(transfer, cast.officer, road.now))
    case = transfer.dossier.case
    assert case.how_discovered in known["discovery"] and case.place in known["discovery"]
    for party in case.parties.all():
        assert party.name in known["suspect_details"]
    assert known["established_facts"].startswith(case.summary)
    assert "监测报告｜" in known["report_evidence"]
    assert "unit_crime" not in known, "the judgement is the team's own"
    assert set(known) <= set(ROW.asks)


def test_the_circumstances_are_those_of_the_law(road):
    """高检会〔2019〕3号第一、三项: four of a unit, seven and an open one of intent."""
    assert (len(FACTS["unit_crime_signs"].choices), len(FACTS["fault_signs"].choices)) == (4, 8)
