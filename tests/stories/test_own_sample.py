"""RC-07 re-set in 杏花岭区: a treatment plant mixes its own samples; written advice in time, a joint report, the transfer."""

from datetime import datetime

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.consultations.models import WrittenConsultation
from linkage.deadlines.models import Clock
from linkage.documents.models import Document
from linkage.law.wording import SHANGHAI
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.stories import before, steps
from tests.stories.before import on_clue, on_investigation, opening
from tests.stories.days import Days
from tests.stories.retyping import Handover

pytestmark = pytest.mark.browser
MONDAY = datetime(2026, 3, 2, 9, 10, tzinfo=SHANGHAI)
"""No public holiday for a month."""

CLUE = {
    "title": "某公司自配水样干扰监测案",
    "source": "执法检查",
    "cause": "篡改、伪造监测数据",
    "place": "杏花岭区某镇污水处理厂",
    "summary": "执法检查发现，某公司运维人员把采样管插入自配水样桶，在线监测设备测的不是外排废水。",
    "suspected_conduct": "用自配水样替代采样，伪造自动监测数据排放污染物。",
    "serious": "是",
    "serious_reason": "连续三十余日以自配水样替代采样。",
    "complex": "是",
    "complex_reason": "须查明谁授意、谁配制、水样从哪里来。",
    "wide_influence": "否",
    "clearly_criminal": "否",
    "suggestion": "核实替代采样的期间，商公安机关联合调查。",
}
WHERE = {"longitude": "112.571200", "latitude": "37.902300"}
REPLY = "应收集运维记录、门禁录像、配制水样的原料采购凭证和设备历史数据，由两名执法人员封存设备存储介质。"
FOUND = "刘某授意运维人员自2月1日至2月28日以自配水样替代采样，在线数据长期平直，同期外排废水化学需氧量超标。"
REASONS = "伪造自动监测数据排放污染物，涉嫌污染环境罪：刑法第三百三十八条；法释〔2023〕7号第一条第（七）项。"
QUESTIONS = "一、伪造监测数据的案件应当收集、固定哪些证据？\n二、设备存储介质由谁封存？"


def test_a_plant_that_mixes_its_own_samples_goes_from_the_inspection_to_the_police(
    sit, story_cast, tally, work, tmp_path, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, MONDAY)
    officer, investigator = sit(cast.officer), sit(cast.investigator)
    number = _the_inspection_finds_it(officer, tmp_path)
    _the_police_are_notified(officer, investigator, number)
    advice = _the_police_are_asked(officer, number)
    days.morning(datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI), officer, investigator)
    _they_answer_in_time(officer, investigator, number, advice)
    _both_investigate(officer, investigator, number, cast, days)
    days.morning(datetime(2026, 3, 10, 9, 0, tzinfo=SHANGHAI), officer, investigator)
    _who_gave_the_order_is_found(officer, investigator, number)
    _the_report_is_sent_back_once(officer, investigator, number)
    work()
    head = sit(cast.head)
    handover = _it_is_handed_over(officer, head, number)
    work()
    _the_procurator_sees_it(sit(cast.procurator), number)
    _everything_is_there(number, handover)
    tally.hold(f"自配水样案（线索到移送；移送部分手填{handover.tally.typed}项）", typed=97, prefilled=47)


def _the_inspection_finds_it(officer, folder) -> str:
    number = before.register_clue(officer, (("单位", "某公司"), ("个人", "刘某")), **CLUE)
    for material_class, title in ((3, "现场检查笔录"), (6, "监测报告"), (7, "在线监测历史数据")):
        steps.add_material(officer, number, material_class, title, folder)
    said = before.act(
        officer, on_clue(number, "verify_clue"), look="clue-verify", conclusion="情况属实",
        verification="两名执法人员调取在线数据和录像，采样管插在自配水样桶内。",
    )  # fmt: skip
    assert "作出核实报告" in said
    return number


def _the_police_are_notified(officer, investigator, number) -> None:
    assert "已将线索通报太原市公安局杏花岭分局" in before.act(officer, on_clue(number, "notify_police"))
    said = before.act(
        investigator, on_clue(number, "receive_notification"), look="clue-answer", answer="开展联合调查",
    )  # fmt: skip
    assert "反馈意见" in said


def _the_police_are_asked(officer, number) -> str:
    before.part(officer, number, "consultations")
    said = before.act(
        officer, opening("consultation", number, "consult_police"), look="consultation-ask",
        topic="伪造监测数据的取证", questions=QUESTIONS, materials=["在线监测历史数据"],
    )  # fmt: skip
    assert "应于3月9日（周一）24:00前书面答复" in said
    return before.matter(officer)


def _they_answer_in_time(officer, investigator, number, advice) -> None:
    investigator.go(advice)
    investigator.look("consultation")
    said = before.act(investigator, f"{advice}answer_consultation/", look="consultation-answer", reply=REPLY)
    assert "已书面答复太原市生态环境局杏花岭分局的咨询" in said
    before.part(officer, number, "consultations", look="consultations")
    assert "已答复" in officer.page.locator("main").inner_text()


def _both_investigate(officer, investigator, number, cast, days) -> None:
    plan = opening("joint_investigation", number, "plan_investigation")
    team = [cast.investigator.name, cast.intake.name]
    before.act(
        officer,
        plan,
        ends_on="2026-03-20",
        leading_members=[cast.second_officer.name],
        assisting_members=team,
    )
    before.act(investigator, on_investigation(number, "agree_plan"))
    days.pass_by(hours=2)
    hour = {"started_at": days.typed(minutes_ago=90), "ended_at": days.typed(minutes_ago=30)}
    before.act(
        officer, on_investigation(number, "record_inspection"), inspection_kind="调取证据材料",
        record_notes="封存数采仪存储介质，调取运维记录和门禁录像。", record_files=["现场检查笔录"], **WHERE, **hour,
    )  # fmt: skip
    before.act(
        investigator, on_investigation(number, "assist_record_interview"), interviewee="运维人员张某",
        record_notes="张某称受刘某授意配制水样。", record_files=["现场检查笔录"], **hour,
    )  # fmt: skip


def _who_gave_the_order_is_found(officer, investigator, number) -> None:
    evidence = ["现场检查笔录"]
    before.act(
        investigator, on_investigation(number, "assist_add_party"), look="investigation-new-person",
        party_kind="个人", party_name="张某", party_post="运维人员", party_roles=["其他直接责任人员"],
        role_conduct="受刘某授意配制水样并插入采样管。", role_evidence=evidence,
    )  # fmt: skip
    roles = {"某公司": ["=单位"], "刘某": ["经营者", "直接负责的主管人员"]}
    for name, party_roles in roles.items():
        before.act(
            officer, on_investigation(number, "assign_role"), parties=[name], party_roles=party_roles,
            role_conduct=f"{name}以自配水样替代采样，伪造自动监测数据。", role_evidence=evidence,
        )  # fmt: skip
    before.act(
        officer, on_investigation(number, "link_parties"), from_party=["刘某"], relation="授意指使",
        to_party=["张某"], link_basis="张某询问笔录", link_evidence=evidence,
    )  # fmt: skip
    found = ["单位", "经营者", "直接负责的主管人员", "其他直接责任人员"]
    words = {"found": "询问笔录与运维记录相互印证。", "none": "查阅账册和运维合同，没有发现。"}
    before.settle_classes(officer, number, found, words)
    before.finish_tasks(officer, number, "finish_task", "已完成，结果见材料。")
    before.finish_tasks(investigator, number, "assist_finish_task", "已完成，结果见材料。")


def _the_report_is_sent_back_once(officer, investigator, number) -> None:
    """The police want the period of the conduct in it; what was written once stands in the form the second time."""
    report = on_investigation(number, "report_investigation_result")
    outcome = {"outcome": "移送公安机关追究刑事责任", "outcome_reasons": REASONS}
    before.act(officer, report, findings="刘某授意以自配水样替代采样。", **outcome)
    investigator.go(f"/transfers/{number}/")
    investigator.look("investigation-to-confirm")
    objection = {"objection": "请写明替代采样的起止日期和同期超标情况。"}
    said = before.act(investigator, on_investigation(number, "object_to_report"), **objection)
    assert "联合调查继续" in said
    said = before.act(officer, report, findings=FOUND)
    assert "请太原市公安局杏花岭分局确认" in said
    before.act(investigator, on_investigation(number, "confirm_transfer"))


def _it_is_handed_over(officer, head, number) -> Handover:
    """What the case does not have is declared: that is an answer nobody could know before."""
    for material_class, reason in (
        (4, "本案没有查封、扣押的物品"),
        (5, "录像原件由公安机关调取，情况见笔录"),
    ):
        officer.go(f"/evidence/{number}/declare/{material_class}/")
        officer.fill("reason", reason)
        officer.press(officer.page.locator("form button.btn-primary"))
        officer.page.wait_for_url(f"**/evidence/{number}/**")
    handover = Handover(number)
    handover.act(officer, "begin_transfer")
    handover.act(officer, "assign_team")
    handover.act(
        officer, "report", look="report-investigated", condition_lawful="符合", condition_evidence="符合"
    )
    handover.act(head, "approve")
    said = handover.act(officer, "submit")
    assert "已移送太原市公安局杏花岭分局" in said
    assert handover.repeated == []
    assert handover.new == ["report.condition_evidence", "report.condition_lawful"]
    return handover


def _the_procurator_sees_it(procurator, number) -> None:
    procurator.go(f"/transfers/{number}/?part=papers")
    procurator.look("papers-investigated")
    words = procurator.page.locator("main").inner_text()
    assert all(name in words for name in ("案件咨询函", "联合调查报告", "涉嫌环境犯罪案件移送书"))


def _everything_is_there(number, handover) -> None:
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    dossier = transfer.dossier
    assert transfer.status == Status.SUBMITTED
    assert verify_chain(entries_of(dossier.chain)) is None
    assert WrittenConsultation.objects.get(dossier=dossier).status == "consult_answered"
    clock = Clock.objects.get(dossier=dossier, code="consult_written_reply")
    assert clock.state == "stopped"
    assert clock.stopped_at < clock.overdue_after
    report = Document.objects.get(kind="transfer_report", dossier=dossier).content["fields"]
    assert FOUND in report["verification"]
    assert report["provisions"] == REASONS
    assert {one["name"] for one in report["team"]} == {"王演明", "李演芳"}
    assert sorted(dossier.case.parties.values_list("name", flat=True)) == ["刘某", "张某", "某公司"]
