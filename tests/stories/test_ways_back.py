"""No, no again, and yes after all; and on to the police of the next county."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.documents.models import Document, Making
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.road import Road
from tests.stories import steps

pytestmark = pytest.mark.browser
GROUNDS = {
    "reasons": "监测报告足以证明超标。",
    "grounds_evidence": "监测报告｜超标",
    "request": "请求立案。",
}


def papers_of(number: str) -> set[str]:
    """The kinds of paper in the dossier; all of them are typeset."""
    papers = Document.objects.filter(dossier__number=number)
    assert set(papers.values_list("state", flat=True)) == {Making.READY}
    return set(papers.values_list("kind", flat=True))


def test_a_decision_not_to_file_is_reconsidered_and_stands(sit, story_cast, work):
    number = steps.led_to(story_cast, Status.ACCEPTED)
    chief, investigator, officer = (
        sit(story_cast.police_head),
        sit(story_cast.investigator),
        sit(story_cast.officer),
    )
    chief.act(number, "decline_to_file", reasons="现有证据不能认定有犯罪事实。")
    investigator.go(f"/transfers/{number}/serve_no_filing_notice/")
    investigator.look("no-filing-notice")
    assert "退回案卷" in investigator.act(number, "serve_no_filing_notice")
    officer.go(f"/transfers/{number}/apply_for_reconsideration/")
    officer.look("reconsideration")
    officer.act(number, "apply_for_reconsideration", **GROUNDS)
    assert "建议检察机关立案监督" in chief.act(number, "uphold", reasons="复议认为仍无犯罪事实。")
    work()
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    Road(story_cast, now=timezone.now() - timedelta(minutes=10)).punish(transfer)
    officer.act(number, "conclude", disposition="依法给予行政处罚", disposition_number="并环杏罚〔2026〕9号")
    assert Transfer.objects.get(dossier__number=number).status == Status.CONCLUDED


def test_a_decision_not_to_file_is_reconsidered_and_the_case_is_filed_after_all(sit, story_cast, tally, work):
    number = steps.led_to(story_cast, Status.DECLINED_NOTIFIED)
    officer, chief, investigator = (
        sit(story_cast.officer),
        sit(story_cast.police_head),
        sit(story_cast.investigator),
    )
    officer.act(number, "apply_for_reconsideration", **GROUNDS)
    chief.go("/inbox/")
    chief.page.get_by_text("复议").first.wait_for()
    chief.go(f"/transfers/{number}/overturn/")
    chief.look("overturn")
    said = chief.act(
        number, "overturn", reasons="复议查明监测报告有效，有犯罪事实。", police_case_number="A1401072026110003",
        handling_unit="环境犯罪侦查大队",
    )  # fmt: skip
    assert "立案" in said
    assert "应于" in said, "the notice has a clock of its own"
    assert "已送达立案通知书" in investigator.act(number, "serve_filing_notice")
    work()
    assert {"reconsider_application", "reconsider_decision", "filing_decision", "filing_notice"} <= papers_of(
        number
    )
    officer.go(f"/transfers/{number}/")
    assert "侦查中" in officer.page.locator("h1 + *, .page-head").first.inner_text()
    officer.look()
    transfer = Transfer.objects.get(dossier__number=number)
    assert transfer.status == Status.INVESTIGATING
    assert transfer.dossier.clocks.filter(code="reconsider_decide").exclude(state="running").exists()
    tally.hold("复议决定立案", typed=6, prefilled=5)


def test_the_police_pass_a_case_on_to_those_of_the_next_county_who_accept_and_file_it(sit, story_cast, work):
    cast = story_cast
    number = steps.led_to(cast, Status.ACCEPTED)
    next_intake = sit(cast.next_intake)
    assert next_intake.page.goto(f"{next_intake.base}/transfers/{number}/").status == 404
    chief = sit(cast.police_head)
    chief.go(f"/transfers/{number}/refer_onward/")
    chief.look("refer-onward")
    said = chief.act(
        number, "refer_onward", competent_agency=cast.next_intake.agency.name, reason="主要犯罪地在小店区。"
    )
    assert "移送有管辖权的太原市公安局小店分局" in said
    assert "书面通知太原市生态环境局杏花岭分局" in said
    work()

    intake = sit(cast.intake)
    intake.go(f"/transfers/{number}/accept/")
    assert "由太原市公安局小店分局的受案民警或者办案民警办理" in intake.page.locator("body").inner_text()
    assert intake.page.locator("form[data-guard]").count() == 0
    officer = sit(cast.officer)
    officer.go("/inbox/")
    officer.page.get_by_text("小店分局").first.wait_for()

    next_intake.go("/")
    next_intake.page.get_by_text(number).first.wait_for()
    accepted = {"acceptance_number": "并公店受案〔2026〕4号", "material_check": "材料齐全"}
    assert "已接受案件" in next_intake.act(number, "accept", **accepted)
    next_chief, next_procurator = sit(cast.next_police_head), sit(cast.next_procurator)
    next_chief.act(
        number, "file_case", police_case_number="A1401052026110001", handling_unit="环境犯罪侦查大队"
    )
    next_procurator.go(f"/transfers/{number}/")
    next_procurator.look()
    work()
    transfer = Transfer.objects.get(dossier__number=number)
    assert transfer.status == Status.FILED
    assert transfer.receiving_agency == cast.next_intake.agency
    assert transfer.procuratorate == cast.next_procurator.agency
    assert "jurisdiction_transfer_notice" in papers_of(number)
