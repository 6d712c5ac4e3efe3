"""No, and no again: the bureau turns to the procuratorate, which asks for reasons, finds them wanting and has the case filed."""

from datetime import datetime

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.deadlines.models import ClockState
from linkage.documents.models import Document
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.status import SupervisionStatus
from linkage.law.wording import SHANGHAI
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.stories import before, steps
from tests.stories.before import opening
from tests.stories.days import Days

pytestmark = pytest.mark.browser
WEDNESDAY = datetime(2026, 3, 4, 9, 0, tzinfo=SHANGHAI)
"""No public holiday for a month."""
UPHELD = "复议认为现有证据仍不能证明废水由该公司排放。"
AGAIN = "暗管勘验图、监测报告和询问笔录相互印证，足以认定有犯罪事实，复议维持的理由不能成立。"
DEMAND = "坑内废水含铅3.7毫克/升、镉0.99毫克/升，由酸洗车间经暗管排入，排放主体唯一。"
BY_POLICE = {
    "situation": "已经调取用水用电记录，询问工人二人。",
    "grounds": "刑事诉讼法第一百一十二条。",
    "statement": "渗坑历史上由多家企业使用，不能确定排放主体。",
}
NOTICE = {
    "notice_reasons": "渗坑与酸洗车间由暗管直接相连，其他企业在2024年以前已经全部迁出，公安机关的不立案理由不能成立。",
    "grounds": "刑法第三百三十八条；法释〔2023〕7号第一条第五项。",
    "evidence": ["监测报告"],
    "chief": "钱某",
    "decided_on": "2026-03-16",
}


def test_a_case_declined_and_upheld_is_filed_on_the_procuratorates_notice(
    sit, story_cast, tally, work, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, WEDNESDAY)
    number = steps.led_to(cast, Status.DECLINED_NOTIFIED)
    officer, chief, procurator = sit(cast.officer), sit(cast.police_head), sit(cast.procurator)
    address = _declined_upheld_and_brought_before_the_procuratorate(officer, chief, number, days)
    days.morning(datetime(2026, 3, 9, 9, 0, tzinfo=SHANGHAI), procurator, chief)
    _reasons_are_demanded_and_given(procurator, chief, address, days)
    days.morning(datetime(2026, 3, 16, 10, 0, tzinfo=SHANGHAI), procurator, chief, officer)
    _the_police_are_told_to_file(procurator, officer, number, address, days)
    _they_file_and_serve_their_decision(chief, sit(cast.investigator), procurator, number, address, days)
    work()
    _everything_is_there(number)
    tally.hold("监督立案", typed=18, prefilled=11)


def _declined_upheld_and_brought_before_the_procuratorate(officer, chief, number, days) -> str:
    officer.act(
        number, "apply_for_reconsideration", reasons="监测报告足以证明超标。", grounds_evidence="监测报告｜超标",
        request="请求立案。",
    )  # fmt: skip
    days.pass_by(hours=2)
    assert "建议检察机关立案监督" in chief.act(number, "uphold", reasons=UPHELD)
    days.pass_by(minutes=30)
    suggest = opening("filing_supervision", number, "suggest_supervision")
    wrong = officer.refused(suggest, ground="撤案", reasons=AGAIN)
    assert "公安机关没有撤销案件" in wrong
    officer.go(suggest)
    assert officer.page.locator("input[name=ground]:checked").get_attribute("value") == "复议维持"
    said = before.act(officer, suggest, look="supervision-suggest", reasons=AGAIN)
    assert "以复议维持为由建议太原市杏花岭区人民检察院立案监督" in said
    fields = Document.objects.get(dossier__number=number, kind="supervision_suggestion").content["fields"]
    assert UPHELD in fields["decision"], "the paper itself holds the decision that was upheld"
    address = before.matter(officer)
    before.part(officer, number, "filing_supervision", look="supervision-part")
    return address


def _reasons_are_demanded_and_given(procurator, chief, address, days) -> None:
    procurator.go("/")
    assert "待受理监督建议" in procurator.page.locator("main").inner_text()
    procurator.look()
    procurator.go(address)
    procurator.look("supervision")
    assert "已受理" in before.act(procurator, f"{address}accept_suggestion/")
    said = before.act(procurator, f"{address}demand_reasons/", look="supervision-demand", demand=DEMAND)
    assert "应于3月16日（周一）" in said
    days.pass_by(hours=3)
    chief.go("/inbox/")
    chief.page.get_by_text("不立案的理由").first.wait_for()
    said = before.act(chief, f"{address}explain_reasons/", look="supervision-reasons", **BY_POLICE)
    assert "已书面说明理由" in said


def _the_police_are_told_to_file(procurator, officer, number, address, days) -> None:
    said = before.act(procurator, f"{address}notify_to_file/", look="supervision-notice", **NOTICE)
    assert "经检察长决定" in said and "3月31日（周二）" in said
    officer.go("/inbox/")
    officer.page.get_by_text("通知太原市公安局杏花岭分局立案").first.wait_for()


def _they_file_and_serve_their_decision(chief, investigator, procurator, number, address, days) -> None:
    days.pass_by(hours=2)
    chief.go(address)
    chief.look("supervision-police")
    said = chief.act(
        number, "file_on_notice", police_case_number="A1401072026030007", handling_unit="环境犯罪侦查大队"
    )
    assert "经太原市杏花岭区人民检察院监督决定立案" in said
    assert "送达立案决定书" in before.act(investigator, f"{address}confirm_filing/")
    procurator.go(address)
    procurator.look("supervision-filed")
    procurator.go(f"/transfers/{number}/")
    procurator.look()


def _everything_is_there(number) -> None:
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    supervision = FilingSupervision.objects.get(dossier=transfer.dossier)
    assert (transfer.status, supervision.status) == (Status.FILED, SupervisionStatus.FILED)
    kinds = set(Document.objects.filter(dossier=transfer.dossier).values_list("kind", flat=True))
    assert {
        "no_filing_notice", "reconsider_decision", "supervision_suggestion", "require_explain",
        "reasons_statement", "notify_filing", "filing_decision",
    } <= kinds  # fmt: skip
    clocks = dict(transfer.dossier.clocks.values_list("code", "state"))
    for code in (
        "police_explain_non_filing",
        "police_file_on_notice",
        "filing_supervision_suggest_after_reconsider",
    ):
        assert clocks[code] == ClockState.STOPPED, code
    assert clocks["supervised_case_urge"] == ClockState.RUNNING
    assert verify_chain(entries_of(transfer.dossier.chain)) is None
