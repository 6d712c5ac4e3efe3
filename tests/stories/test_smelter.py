"""RC-02 re-set in 杏花岭区: an underground lead smelter, from the call to 12369 to the hand-over of its lead and its furnaces."""

from datetime import datetime

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.clues.models import Clue, EarlyIntervention
from linkage.documents.models import Document
from linkage.law.wording import SHANGHAI
from linkage.property.models import PropertyItem
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from linkage.waste.models import WasteStream
from tests.stories import before, steps
from tests.stories.before import on_clue, on_investigation, opening
from tests.stories.days import Days
from tests.stories.retyping import Handover, is_known
from tests.stories.tally import Tally

pytestmark = pytest.mark.browser
TUESDAY = datetime(2026, 3, 3, 8, 40, tzinfo=SHANGHAI)
"""No public holiday for a month."""

CLUE = {
    "title": "某公司地下炼铅厂案",
    "source": "12369举报",
    "cause": "无许可证处置危险废物",
    "place": "杏花岭区中涧河乡某村废弃院落",
    "summary": "据群众举报，某公司在废弃院落内收购废铅蓄电池拆解炼铅，夜间冒黑烟，没有任何治理设施。",
    "suspected_conduct": "无危险废物经营许可证处置含铅废物，废气未经处理直接排放。",
    "waste_codes": "900-052-31",
    "serious": "是",
    "serious_reason": "含铅废物三吨以上。",
    "complex": "是",
    "complex_reason": "涉及收购、运输、冶炼多个环节。",
    "wide_influence": "是",
    "wide_influence_reason": "附近村民多次反映。",
    "clearly_criminal": "是",
    "clearly_criminal_reason": "无证处置危险废物三吨以上。",
    "suggestion": "立即通报公安机关，商请提前介入。",
}
WHERE = {"longitude": "112.604500", "latitude": "37.941200"}
FOUND = "某公司无危险废物经营许可证，在废弃院落内以废铅膏炼铅，现场查获含铅废物10吨、铅锭30余吨，烟气未经治理直接排放。"
REASONS = "非法处置危险废物三吨以上，涉嫌污染环境罪：刑法第三百三十八条；法释〔2023〕7号第一条第（二）项。"


def test_an_underground_smelter_goes_from_the_call_to_the_handover_of_its_lead(
    sit, story_cast, tally, work, tmp_path, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, TUESDAY)
    officer = sit(cast.officer)
    number = _the_clue_comes_in(officer, days)
    investigator = sit(cast.investigator)
    _the_police_are_told_and_join(officer, investigator, number, days, tmp_path)
    days.morning(datetime(2026, 3, 4, 9, 0, tzinfo=SHANGHAI), officer, investigator)
    _the_investigation_is_planned(officer, investigator, number, cast)
    days.pass_by(hours=2)
    _work_on_the_spot(officer, investigator, number, days, tmp_path)
    _the_waste_is_weighed_and_identified(officer, number)
    _lead_and_furnace_are_registered(officer, number, days)
    days.morning(datetime(2026, 3, 9, 9, 0, tzinfo=SHANGHAI), officer, investigator)
    _nobody_is_left_out(officer, investigator, number)
    work()

    head = sit(cast.head)
    handover = _it_is_handed_over(officer, head, number)
    work()
    _the_police_file_and_get_the_property(
        officer, sit(cast.intake), sit(cast.police_head), investigator, number
    )
    work()
    _everything_is_there(number)
    _next_to_nothing_was_typed_again(handover, _typed_from_scratch(sit, cast, tmp_path), tally)


def test_what_the_record_holds_is_recognised_in_whatever_is_typed():
    known = 'chain: {"findings":"现场查获含铅废物10吨\\n铅锭30余吨"}\n王演明 证officer'
    assert is_known("现场查获含铅废物10吨", known)
    assert is_known("新的说法\n铅锭30余吨", known)
    assert is_known(["王演明"], known)
    assert not is_known("污染环境罪", known)
    assert not is_known("", known)


def _the_clue_comes_in(officer, days) -> str:
    number = before.register_clue(
        officer,
        (("单位", "某公司"), ("个人", "刘某")),
        look="clue-new",
        **CLUE,
        **{"informants-0-name": "举报人甲", "informants-0-contact": "13800000000"},
    )
    days.pass_by(minutes=30)
    before.part(officer, number, "clue", look="clue")
    assert "应当商请提前介入，尚未商请" in officer.page.locator("body").inner_text()
    assert "举报人甲" not in officer.page.content()
    return number


def _the_police_are_told_and_join(officer, investigator, number, days, folder) -> None:
    investigator.page.goto(f"{investigator.base}/transfers/{number}/")
    assert "没有" in investigator.page.locator("h1").inner_text()
    steps.add_material(officer, number, 7, "举报登记表", folder)
    said = before.act(officer, on_clue(number, "notify_police"), look="clue-notify")
    assert "已将线索通报太原市公安局杏花岭分局" in said
    days.pass_by(minutes=20)
    said = before.act(
        officer,
        opening("early_intervention", number, "request_intervention"),
        look="early-intervention",
        help_needed="派员到现场控制涉案人员，共同查明冶炼和销售去向。",
    )
    assert "已商请太原市公安局杏花岭分局提前介入" in said
    address = before.matter(officer)
    days.pass_by(hours=3)
    investigator.go(f"/transfers/{number}/")
    investigator.look("clue-notified")
    before.act(investigator, on_clue(number, "receive_notification"), answer="开展联合调查")
    before.act(investigator, f"{address}join_intervention/", method="派员到现场，共同研判，指导取证。")
    investigator.look("early-intervention-joined")


def _the_investigation_is_planned(officer, investigator, number, cast) -> None:
    said = before.act(
        officer,
        opening("joint_investigation", number, "plan_investigation"),
        look="investigation-plan",
        ends_on="2026-03-20",
        leading_members=[cast.officer.name, cast.second_officer.name],
        assisting_members=[cast.investigator.name, cast.intake.name],
    )
    assert "请太原市公安局杏花岭分局同意" in said
    before.act(investigator, on_investigation(number, "agree_plan"), look="investigation-agree")


def _work_on_the_spot(officer, investigator, number, days, folder) -> None:
    for material_class, title in ((3, "现场检查笔录"), (3, "刘某询问笔录")):
        steps.add_material(officer, number, material_class, title, folder)
    place = {"shot_at": days.typed(minutes_ago=60), "shot_place": CLUE["place"], "proves": "冶炼现场"}
    before.photograph(officer, number, "炼铅炉照片", folder, **place)
    hour = {"started_at": days.typed(minutes_ago=90), "ended_at": days.typed(minutes_ago=30)}
    before.act(
        officer, on_investigation(number, "record_inspection"), look="investigation-record",
        inspection_kind="现场检查（勘察）", record_notes="院内有炼铅炉一座、废铅膏一堆，烟气由窗口直排。",
        record_files=["现场检查笔录"], **WHERE, **hour,
    )  # fmt: skip
    before.act(
        investigator, on_investigation(number, "assist_record_interview"),
        interviewee="刘某", interviewee_post="负责人", record_notes="刘某承认没有许可证，铅锭卖往外地。",
        record_files=["刘某询问笔录"], **hour,
    )  # fmt: skip


def _the_waste_is_weighed_and_identified(officer, number) -> None:
    before.act(
        officer, opening("hazardous_waste", number, "register_waste"),
        waste_name="含铅废物", features="灰黑色膏状，散堆，无标识", origin="拆解废铅蓄电池产生",
    )  # fmt: skip
    address = before.matter(officer)
    for direction in ("产生或者转入", "盘点结存"):
        before.act(
            officer, f"{address}record_movement/", direction=direction, quantity="10", moved_on="2026-03-04",
        )  # fmt: skip
    said = before.act(
        officer, f"{address}identify_hazardous/", look="waste-identify",
        method="对照国家危险废物名录分析认定", reasons="废铅蓄电池拆解产生的废铅膏，列入名录。",
        identified_code="900-052-31",
    )  # fmt: skip
    assert "属于危险废物" in said
    before.act(officer, f"{address}settle_balance/")
    before.part(officer, number, "waste", look="waste")
    assert "HW31" in Document.objects.get(kind="waste_identification").content["fields"]["conclusion"]


def _lead_and_furnace_are_registered(officer, number, days) -> None:
    held = {
        "origin": "现场检查笔录", "measure": "扣押", "measure_number": "并环杏扣〔2026〕1号",
        "seized_at": days.typed(minutes_ago=60), "hazard": "有环境危害性", "place": "杏花岭分局三号库",
        "keeper": "李演芳",
    }  # fmt: skip
    before.act(
        officer, opening("case_property", number, "register_property"), look="property-register",
        item_name="铅锭", quantity="30", unit="吨", features="灰色锭状，无标识，约1200块", **held,
    )  # fmt: skip
    before.act(
        officer, opening("case_property", number, "register_property"),
        item_name="炼铅设备", quantity="1", unit="套", features="反射炉一座、铸模四只",
    )  # fmt: skip
    before.part(officer, number, "property", look="property")


def _nobody_is_left_out(officer, investigator, number) -> None:
    roles = {
        "某公司": ["=单位"],
        "刘某": ["出资者（投资人）", "经营者", "实际获利者", "直接负责的主管人员"],
    }
    for name, party_roles in roles.items():
        before.act(
            officer, on_investigation(number, "assign_role"), parties=[name], party_roles=party_roles,
            role_conduct=f"{name}组织收购、拆解废铅蓄电池炼铅并销售铅锭。", role_evidence=["现场检查笔录"],
        )  # fmt: skip
    before.act(
        officer, on_investigation(number, "link_parties"), from_party=["刘某"], relation="实际控制",
        to_party=["某公司"], link_basis="询问笔录、租赁协议", link_evidence=["刘某询问笔录"],
    )  # fmt: skip
    found = [role.removeprefix("=") for named in roles.values() for role in named]
    before.settle_classes(
        officer,
        number,
        found,
        {"found": "询问笔录与现场相互印证。", "none": "查阅台账、走访村民，没有发现。"},
    )
    before.finish_tasks(officer, number, "finish_task", "已完成，结果见材料。")
    before.finish_tasks(investigator, number, "assist_finish_task", "已完成，结果见材料。")
    before.part(officer, number, "investigation", look="investigation")
    before.part(officer, number, "investigation", at="part-investigation-people", look="investigation-people")
    said = before.act(
        officer, on_investigation(number, "report_investigation_result"), look="investigation-report",
        findings=FOUND, outcome="移送公安机关追究刑事责任", outcome_reasons=REASONS,
    )  # fmt: skip
    assert "请太原市公安局杏花岭分局确认" in said
    said = before.act(investigator, on_investigation(number, "confirm_transfer"))
    assert "移送公安机关追究刑事责任" in said


def _it_is_handed_over(officer, head, number) -> Handover:
    """From the confirmed report to the police, without one more file."""
    handover = Handover(number)
    officer.go(f"/transfers/{number}/")
    officer.look("investigation-ended")
    handover.act(officer, "begin_transfer", look="begin-transfer")
    handover.act(officer, "assign_team")
    handover.act(officer, "report", condition_lawful="符合", condition_evidence="符合")
    handover.act(head, "approve")
    officer.go(f"/transfers/{number}/")
    officer.look("preparation-investigated")
    said = handover.act(officer, "submit")
    assert "抄送太原市杏花岭区人民检察院" in said
    return handover


def _the_police_file_and_get_the_property(officer, intake, chief, investigator, number) -> None:
    intake.act(number, "accept", acceptance_number="并公杏受案〔2026〕2号", material_check="材料齐全")
    chief.act(number, "file_case", police_case_number="A1401072026030002", handling_unit="环境犯罪侦查大队")
    investigator.act(number, "serve_filing_notice")
    for item in PropertyItem.objects.filter(dossier__number=number).order_by("pk"):
        address = f"/matters/case_property/{item.pk}/"
        before.act(
            officer, f"{address}hand_over_property_item/", handover_place="三号库", handover_state="完好",
            received_by=[investigator.user.name], look="property-hand-over" if item.name == "铅锭" else "",
        )  # fmt: skip
        before.act(investigator, f"{address}sign_for_property/", receipt_check="相符")
    investigator.look("property-item")
    said = officer.act(number, "hand_over_property")
    assert "已办结涉案物品及有关材料的交接" in said


def _everything_is_there(number) -> None:
    transfer = Transfer.objects.select_related("dossier").get(dossier__number=number)
    dossier = transfer.dossier
    assert transfer.status == Status.INVESTIGATING
    assert verify_chain(entries_of(dossier.chain)) is None
    assert Clue.objects.get(dossier=dossier).notified_at is not None
    assert EarlyIntervention.objects.get(dossier=dossier).status == "intervention_joined"
    assert WasteStream.objects.get(dossier=dossier).status == "waste_settled"
    states = PropertyItem.objects.filter(dossier=dossier).values_list("status", flat=True)
    assert list(states) == ["property_with_police"] * 2
    assert dossier.clocks.get(code="property_handover").state == "stopped"
    for paper in Document.objects.filter(dossier=dossier):
        assert "举报人甲" not in str(paper.content)


def _typed_from_scratch(sit, cast, folder) -> Tally:
    """The same transfer by somebody who had no investigation to go on: registered, gathered, reported, approved, handed over."""
    scratch = Tally()
    officer, head = sit(cast.officer), sit(cast.head)
    officer.tally = head.tally = scratch
    number = steps.open_case(officer, title=CLUE["title"], cause=CLUE["cause"], place=CLUE["place"])
    steps.gather(officer, number, folder)
    steps.verify_and_report(officer, number, cast.second_officer.name)
    head.act(number, "approve")
    officer.act(number, "submit")
    return scratch


def _next_to_nothing_was_typed_again(handover: Handover, scratch: Tally, tally: Tally) -> None:
    decisions = ["report.condition_evidence", "report.condition_lawful"]
    tally.hold(
        f"地下炼铅厂案（线索到交接；移送部分手填{handover.tally.typed}项，从头登记移送须手填{scratch.typed}项）",
        typed=134,
        prefilled=73,
    )
    assert handover.repeated == []
    assert handover.new == decisions
    assert (handover.tally.typed, scratch.typed) == (2, 24)
