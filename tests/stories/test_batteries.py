"""RC-03 re-set: dismantled batteries; thirty days' review, filing, prosecution, back for supplement, and again."""

import pytest

from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.stories import steps

pytestmark = pytest.mark.browser
BATTERIES = {
    "title": "王某等人无证拆解废旧铅蓄电池案",
    "cause": "无证处置危险废物",
    "place": "下团堡村西生态路北院内",
    "how_discovered": "高速交警查获运输废旧电瓶的货车，循线查获拆解点。",
    "summary": "王某等人无危险废物经营许可证，收购拆解废铅蓄电池约600吨，私拉暗管排放废酸，周边农田受污染。",
    "legal_basis": "刑法第三百三十八条；法释〔2023〕7号第二条",
}
PROSECUTION = {
    "opinion_number": "并公杏诉字〔2026〕3号",
    "main_evidence": "现场勘验笔录、认定意见、称量记录、供述。",
    "volumes": "五册",
}


def test_dismantled_batteries_go_to_prosecution_with_one_return_for_supplement(
    sit, story_cast, work, tmp_path
):
    cast = story_cast
    officer, head, intake = sit(cast.officer), sit(cast.head), sit(cast.intake)
    chief, investigator, procurator = sit(cast.police_head), sit(cast.investigator), sit(cast.procurator)
    number = steps.open_case(officer, **BATTERIES)
    steps.gather(officer, number, tmp_path)
    steps.verify_and_report(officer, number, cast.second_officer.name)
    head.act(number, "approve")
    officer.act(number, "submit")
    intake.act(number, "accept", acceptance_number="并公杏受案〔2026〕9号", material_check="材料齐全")
    said = chief.act(number, "use_thirty_days", reason="涉案十六人、跨太原朔州两地，案情重大复杂。")
    assert "三十日审查期限" in said
    chief.act(number, "file_case", police_case_number="A1401072026110002", handling_unit="环境犯罪侦查大队")
    investigator.act(number, "serve_filing_notice")
    officer.act(number, "hand_over_property", handover_note="蓄电池及铅锭清点移交，双方签字。")
    investigator.act(number, "send_for_prosecution", **PROSECUTION)
    procurator.go(f"/transfers/{number}/return_for_supplement/")
    procurator.look("return-for-supplement")
    said = procurator.act(
        number, "return_for_supplement", direction="查明资金去向。", requirements="补充转账记录。", items="银行流水｜违法所得",
    )  # fmt: skip
    assert "应于" in said
    investigator.act(number, "send_for_prosecution", **PROSECUTION)
    procurator.act(number, "prosecute", indictment_number="杏检刑诉〔2026〕8号")
    work()
    procurator.look("prosecuted")
    transfer = Transfer.objects.get(dossier__number=number)
    assert (transfer.status, transfer.supplement_rounds) == (Status.PROSECUTED, 1)
