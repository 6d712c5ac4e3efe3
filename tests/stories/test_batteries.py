"""RC-03 re-set in 朔城区: dismantled batteries; thirty days' review, filing, prosecution, back for supplement, and again."""

from functools import partial

import pytest

from linkage.commands.drill.people import PASSWORD
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.stories import steps

pytestmark = pytest.mark.browser
BATTERIES = {
    "title": "王某等人非法拆解废铅蓄电池案",
    "cause": "无许可证处置危险废物并私设暗管排放",
    "place": "朔州市朔城区演练村北（虚构）",
    "how_discovered": "高速交警查获运输三百余只废电瓶的货车，通报生态环境部门；次日联合公安机关到拆解厂。",
    "summary": "王某等人无危险废物经营许可证，收购废铅蓄电池约六百吨拆解冶炼，酸液经私拉暗管外排，周边农田受到污染。",
    "legal_basis": "刑法第三百三十八条；法释〔2023〕7号第二条",
}
PARTIES = (("个人", "王某"), ("个人", "刘某"))
MATERIALS = {2: "案件调查报告", 3: "现场检查笔录", 4: "涉案物品清单"}
DECLARED = {5: "夜间查获，现场情况见笔录", 6: "危险废物由现场称重和认定，监测报告随后补送"}
PROSECUTION = {
    "opinion_number": "朔公朔诉字〔2026〕3号",
    "main_evidence": "现场勘验笔录、认定意见、称量记录、供述。",
    "volumes": "五册",
}


def test_dismantled_batteries_go_to_prosecution_with_one_return_for_supplement(
    sit, drill_crew, tally, work, tmp_path
):
    take = partial(sit, password=PASSWORD)
    crew = {post: take(user) for post, user in drill_crew.items() if "liaison" not in post}
    officer, head, intake = crew["officer"], crew["head"], crew["police-intake"]
    chief, investigator, procurator = crew["police-head"], crew["police"], crew["procurator"]
    number = steps.open_case(officer, PARTIES, **BATTERIES)
    assert number.split("-")[1] == "140602"
    steps.gather(officer, number, tmp_path, MATERIALS, DECLARED)
    steps.verify_and_report(
        officer,
        number,
        crew["officer2"].user.name,
        verification="两名执法人员到场核实，称重造册，暗管通向院外农田。",
    )
    head.act(number, "approve")
    said = officer.act(number, "submit")
    assert "已移送朔州市公安局朔城分局" in said
    assert "抄送朔州市朔城区人民检察院" in said
    intake.act(number, "accept", acceptance_number="朔公朔受案〔2026〕9号", material_check="材料齐全")
    said = chief.act(number, "use_thirty_days", reason="涉案人员众多，收购、拆解、冶炼环节多，案情重大复杂。")
    assert "三十日审查期限" in said
    chief.act(number, "file_case", police_case_number="A1406022026110002", handling_unit="环境犯罪侦查大队")
    investigator.act(number, "serve_filing_notice")
    officer.act(
        number, "hand_over_property", handover_note="废铅蓄电池三百余只、拆解工具清点移交，双方签字。"
    )
    investigator.act(number, "send_for_prosecution", **PROSECUTION)
    procurator.go(f"/transfers/{number}/return_for_supplement/")
    procurator.look("return-for-supplement")
    said = procurator.act(
        number, "return_for_supplement", direction="查明资金去向。", requirements="补充转账记录。", items="银行流水｜违法所得",
    )  # fmt: skip
    assert "应于" in said
    investigator.act(number, "send_for_prosecution", **PROSECUTION)
    procurator.act(number, "prosecute", indictment_number="朔检朔刑诉〔2026〕8号")
    work()
    procurator.look("prosecuted")
    transfer = Transfer.objects.select_related("dossier__region").get(dossier__number=number)
    assert (transfer.status, transfer.supplement_rounds) == (Status.PROSECUTED, 1)
    assert transfer.dossier.region.name == "朔城区"
    tally.hold("废铅蓄电池案（登记到提起公诉）", typed=41, prefilled=28)
