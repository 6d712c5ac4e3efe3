"""RC-06 re-set in 杏花岭区: waste oil bought up and stored without a licence; no crime by its weight, a fine, twelve days of detention."""

from datetime import datetime

import pytest

from linkage.assessments.models import Assessment
from linkage.audit.verify import entries_of, verify_chain
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status
from linkage.law.assessment import Outcome
from linkage.law.wording import SHANGHAI
from tests.stories import before, steps
from tests.stories.before import opening
from tests.stories.days import Days
from tests.stories.detaining import accepted, approved, decided, file_penalty, on_detention

pytestmark = pytest.mark.browser
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=SHANGHAI)
"""No public holiday for a month."""
FOUND = "宋某没有危险废物经营许可证，在租用院落内收集、贮存废矿物油约33吨，出售0.8吨，得款240元。地面有防渗，没有外流。"
CASE = {
    "title": "宋某无证收集贮存废矿物油案",
    "cause": "无许可证收集、贮存危险废物",
    "source": "举报（12369/110）",
    "place": "杏花岭区某村租用院落",
    "summary": FOUND,
    "conduct_kind": "违反危险废物管理规定",
    "conduct_until": "2026-03-02",
    "discovered_on": "2026-03-02",
    "harm": "没有造成危害后果",
}
ASSESSED = {
    "conduct_end": "2026-03-02",
    "conduct_mode": ["收集", "贮存"],
    "unlawful": "是",
    "polluting_circumstance": "否",
    "substance": ["有毒物质"],
    "toxic_kind": ["危险废物"],
    "hazardous_waste_is_solid": "是",
    "hazardous_waste_t": "33",
    "illegal_income_wan": "0.024",
    "detention_conduct": ["无证或者不按许可证经营危险废物"],
    "circumstances": "严重",
}
DECISION = {
    "penalty_kinds": ["罚款"],
    "fine_yuan": "120000",
    "decision_number": "并环杏罚〔2026〕6号",
    "decision_files": ["行政处罚决定书"],
}
CONDUCT = {
    "conduct": "无证或者不按许可证经营危险废物",
    "conduct_until": "2026-03-02",
    "circumstances": "严重",
}
FORM = {
    "legal_representative": "宋某（证件号、电话见卷）",
    "chief_person": "宋某（证件号、电话见卷）",
    "proposal": "建议移送公安机关适用行政拘留。",
    "office_opinion": "同意移送。",
    "legal_opinion": "符合移送条件。",
}
DETAINED = {
    "detained": "宋某｜12｜直接责任人员",
    "facts_found": f"{FOUND}称重记录、现场检查笔录、询问笔录为证。",
    "heard": "已告知，宋某未提出陈述申辩。",
}


def test_storing_alone_is_no_crime_by_weight_but_brings_a_fine_and_twelve_days(
    sit, story_cast, tally, work, tmp_path, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, TUESDAY)
    officer, head = sit(cast.officer), sit(cast.head)
    number, penalty = file_penalty(officer, CASE, (("个人", "宋某"),))
    steps.gather(officer, number, tmp_path)
    _its_weight_alone_does_not_make_it_a_crime(officer, head, number)
    before.act(officer, f"{penalty}notify_penalty/", intended="拟处罚款十二万元。", hearing="已告知听证权利")
    steps.add_material(officer, number, 7, "行政处罚决定书", tmp_path)
    before.act(head, f"{penalty}decide_penalty/", **DECISION)
    before.act(officer, f"{penalty}serve_penalty/", served_on="2026-03-03")
    before.act(officer, opening("detention_transfer", number, "begin_detention"), **CONDUCT)
    approved(officer, head, number, FORM)
    before.act(officer, on_detention(number, "submit_detention"), suggestion="建议行政拘留。")
    intake, chief = sit(cast.intake), sit(cast.police_head)
    accepted(intake, number, "并公杏受案〔2026〕33号")
    decided(intake, chief, number, DETAINED)
    days.morning(datetime(2026, 3, 17, 9, 0, tzinfo=SHANGHAI), intake, officer)
    before.act(
        intake, on_detention(number, "record_execution_of_detention"), execution_result="执行完毕",
        executed_from="2026-03-04", executed_until="2026-03-16",
    )  # fmt: skip
    officer.go(f"/transfers/{number}/")
    officer.look("detention-executed")
    work()
    _everything_is_there(number)
    tally.hold("废矿物油行政拘留", typed=64, prefilled=23)


def _its_weight_alone_does_not_make_it_a_crime(officer, head, number) -> None:
    before.act(officer, opening("assessment", number, "assess_case"), look="assessment-ask", **ASSESSED)
    address = before.matter(officer)
    before.part(officer, number, "assessment", look="assessment")
    officer.page.get_by_text("提示（3）").click()
    said = officer.page.locator("main").inner_text()
    assert "没有命中的条款" in said
    assert "只有收集、贮存、运输，没有排放、倾倒、处置的，数量达到 3 吨也不能单独作为移送的依据。" in said
    before.act(
        head, f"{address}decide_on_assessment/", look="assessment-decide", decision="转行政拘留",
        decision_reasons="只有收集、贮存，没有排放、倾倒、处置，也没有造成污染，不构成污染环境罪。",
    )  # fmt: skip


def _everything_is_there(number) -> None:
    detention = DetentionTransfer.objects.select_related("dossier").get(dossier__number=number)
    assert detention.status == Status.EXECUTED
    assert "固体废物污染环境防治法" in detention.legal_basis and "第120条" in detention.legal_basis
    assert [one.days for one in detention.detained.all()] == [12]
    assert Assessment.objects.get(dossier=detention.dossier).outcome != Outcome.MET
    assert verify_chain(entries_of(detention.dossier.chain)) is None
