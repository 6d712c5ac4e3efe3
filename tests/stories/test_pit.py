"""RC-08 re-set in 杏花岭区: from the inspection to the police's filing notice, with every change of seats."""

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.documents.models import Document, Making
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.stories import steps

pytestmark = pytest.mark.browser


def test_a_pit_full_of_acid_water_goes_from_the_inspection_to_the_filing_notice(
    sit, story_cast, tally, work, tmp_path
):
    cast = story_cast
    officer = sit(cast.officer)
    officer.look()
    officer.go("/transfers/new/")
    officer.look("new-case")
    number = steps.open_case(officer)
    officer.look("dossier-opened")
    steps.gather(officer, number, tmp_path)
    officer.look("evidence")
    officer.go(f"/transfers/{number}/assign_team/")
    officer.look("assign-team")
    steps.verify_and_report(officer, number, cast.second_officer.name)

    head = sit(cast.head)
    head.look("workbench-head")
    head.go(f"/transfers/{number}/approve/")
    head.page.locator("img[src*='preview']").first.wait_for()
    head.look("approve")
    assert "应于" in head.act(number, "approve")

    officer.go(f"/transfers/{number}/")
    officer.look("preparation")
    officer.go(f"/transfers/{number}/submit/")
    officer.look("submit")
    assert "抄送太原市杏花岭区人民检察院" in officer.act(number, "submit")
    work()

    procurator = sit(cast.procurator)
    procurator.go(f"/transfers/{number}/")
    procurator.look("procurator")

    intake = sit(cast.intake)
    intake.look()
    facts = {
        "acceptance_number": "并公杏受案〔2026〕8号",
        "material_check": "材料不全",
        "missing_materials_note": "监测报告原件",
    }
    intake.go(f"/transfers/{number}/accept/")
    intake.look("accept")
    assert "已接受案件" in intake.act(number, "accept", **facts)
    said = intake.act(number, "request_correction", missing_materials="监测报告原件｜提供加盖公章的原件")
    assert "立案审查期限不停止" in said

    officer.go("/inbox/")
    officer.look("inbox")
    officer.act(number, "correct", outcome="全部补正", corrected="监测报告原件｜1")

    chief = sit(cast.police_head)
    chief.act(number, "file_case", police_case_number="A1401072026110001", handling_unit="环境犯罪侦查大队")
    investigator = sit(cast.investigator)
    said = investigator.act(number, "serve_filing_notice")
    assert "已送达立案通知书" in said
    work()

    officer.go(f"/transfers/{number}/")
    officer.look("dossier")
    officer.page.get_by_role("link", name="为什么是这一天").first.click()
    officer.page.wait_for_load_state()
    officer.look("why-this-day")
    _everything_is_there(number)
    tally.hold("渗坑案（登记到立案通知）", typed=32, prefilled=21)
    notice = Document.objects.get(kind="filing_notice", dossier__number=number)
    pdf = officer.page.context.request.get(f"{officer.base}/papers/{notice.pk}/pdf/")
    assert pdf.ok
    assert pdf.body().startswith(b"%PDF")
    officer.go(f"/papers/{notice.pk}/")
    officer.look("paper", phone=False)
    for path, name in (("/dossiers/", "dossiers"), ("/ledger/", "ledger"), ("/ledger/clocks/", "ledger-clocks"),
                       ("/ledger/papers/", "ledger-papers"), ("/law/", "law"), ("/password/", "")):  # fmt: skip
        officer.go(path)
        officer.look(name)


def _everything_is_there(number: str) -> None:
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    assert transfer.status == Status.INVESTIGATING
    assert verify_chain(entries_of(transfer.dossier.chain)) is None
    papers = Document.objects.filter(dossier=transfer.dossier)
    assert papers.count() == 10
    assert set(papers.values_list("state", flat=True)) == {Making.READY}
    assert transfer.dossier.clocks.filter(code="property_handover", state="running").exists()
