"""A water case in 杏花岭区: clue, joint investigation, samples from scene to retest, and the transfer that rests on them."""

from urllib.parse import urlsplit

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.clues.models import Clue
from linkage.clues.status import Status as ClueStatus
from linkage.documents.models import Document, Making
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.sampling.models import Sample
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.stories import before, river, steps
from tests.stories.before import on_clue, on_investigation, opening
from tests.stories.days import Days
from tests.stories.seats import Seat

pytestmark = pytest.mark.browser
OUTCOME = {"outcome": "移送公安机关追究刑事责任", "outcome_reasons": "涉嫌污染环境罪。"}


def test_a_water_case_goes_from_the_clue_over_its_samples_to_the_transfer(
    sit, story_cast, tally, work, tmp_path, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, river.TUESDAY)
    number = _the_clue_comes_in(sit, cast)
    _both_agree_on_a_plan(sit, cast, number)
    days.pass_by(hours=1)
    water = _water_is_taken(sit, cast, number, tmp_path, days)
    days.pass_by(hours=20)
    _the_laboratory_says_what_is_in_it(sit, cast, number, water, tmp_path, days)
    days.pass_by(hours=16)
    _nobody_is_left_out(sit, cast, number)
    _it_goes_to_the_police(sit, cast, number, work)
    tally.hold("河水案（线索到移送）", typed=163, prefilled=100)
    _everything_is_there(number)


def _the_clue_comes_in(sit, cast) -> str:
    officer = sit(cast.officer)
    number = river.register_clue(officer)
    officer.go(f"/transfers/{number}/?part=clue")
    assert "应当商请" in officer.page.locator("main").inner_text()
    assert river.INFORMANT["name"] not in officer.page.locator("main").inner_text()
    officer.look()
    officer.go(f"/clues/{number}/informants/")
    officer.look("clue-informants")
    officer.go(f"/clues/{number}/informants/1/")
    officer.look()
    request = opening("early_intervention", number, "request_intervention")
    said = officer.do(request, **river.INTERVENTION)
    assert "已商请太原市公安局杏花岭分局提前介入" in said
    asked = urlsplit(officer.page.url).path
    investigator = sit(cast.investigator)
    said = investigator.do(
        f"{asked}join_intervention/", method="派员到现场，共同研判。", officers=["周演文", "孙演武"]
    )
    assert "提前介入" in said
    investigator.look()
    return number


def _both_agree_on_a_plan(sit, cast, number) -> None:
    officer, intake = sit(cast.officer), sit(cast.intake)
    plan = opening("joint_investigation", number, "plan_investigation")
    said = officer.do(on_clue(number, "notify_police"), evidence="举报记录｜本机关受理｜排口出水")
    assert "已将线索通报" in said
    intake.do(on_clue(number, "receive_notification"), answer="开展联合调查")
    officer.go(plan)
    officer.look()
    team = {
        "ends_on": "2026-12-01",
        "leading_members": ["王演明", "李演芳"],
        "assisting_members": ["周演文", "孙演武"],
    }
    assert "请太原市公安局杏花岭分局同意" in officer.do(plan, **team)
    said = intake.do(on_investigation(number, "agree_plan"))
    assert "联合调查开始" in said


def _water_is_taken(sit, cast, number, folder, days) -> list[str]:
    """The paths of the sample and of its spare, both in the laboratory's hands at the end."""
    head, officer = sit(cast.head), sit(cast.officer)
    assert "已登记" in river.register_sampler(head, cast.officer, "晋采2024001", "2024-07-01", "2027-06-30")
    river.register_sampler(head, cast.second_officer, "晋采2024002", "2024-07-01", "2026-06-30")
    shot = {"proves": "排口正在出水", "shot_by": cast.officer.name, "shot_at": days.typed(minutes_ago=20)}
    photo = river.add_file(
        officer, number, "photo", folder, days.now(), shot_place=river.CLUE["place"], **shot
    )
    spot = {"started_at": days.typed(minutes_ago=30), "ended_at": days.typed(minutes_ago=5)}
    record = on_investigation(number, "record_inspection")
    officer.do(record, **river.INSPECTION, **spot, record_files=[photo])

    take = opening("sample", number, "take_sample")
    taken = {"sampled_at": days.typed(minutes_ago=25), "ends_at": days.typed(minutes_ago=20)}
    facts = {**river.SAMPLE, **taken, "samplers": ["李演芳"], "point": "河道排口", "seal_number": "封0001"}
    said = officer.refused(take, **facts)
    assert "李演芳的采样资格晋采2024002到2026-06-30 周二为止，2026-11-17 周二采样时已经失效。" in said
    officer.look("sample-refused")
    head.go("/sampling/qualifications/")
    river.register_sampler(head, cast.second_officer, "晋采2026015", "2026-07-01", "2028-06-30")
    head.look("sampling-qualifications")
    officer.send()
    sample = urlsplit(officer.page.url).path
    assert "采样记录单" in officer.page.locator("#notices").inner_text()
    facts |= {"seal_number": "封0002", "point": "河道排口", "reserve_of": ["-样01"]}
    again = {name: facts[name] for name in facts if name not in river.PREFILLED}
    officer.do(take, **again)
    spare = urlsplit(officer.page.url).path
    officer.go(f"/sampling/labels/{number}/")
    assert officer.page.locator("section img").count() == 2
    officer.look("sample-labels")
    return _they_reach_the_laboratory(sit, cast, number, [sample, spare], folder, days)


def _they_reach_the_laboratory(sit, cast, number, paths, folder, days) -> list[str]:
    """To a colleague, who signs in person; to the laboratory, which signs the sheet; then its licence is entered."""
    officer, colleague = sit(cast.officer), sit(cast.second_officer)
    path = river.offer(officer, number, days.typed(minutes_ago=12), receiver=["李演芳"])
    officer.look("sample-handover")
    officer.go(f"{path}sign_for_samples/")
    assert "由其本人核对并签收" in officer.page.locator("main").inner_text()
    said = river.sign(colleague, path, days.typed(minutes_ago=10))
    assert "已签收，样品转由接收人保管。" in said
    colleague.look()
    officer.go(f"{paths[0]}receive_at_laboratory/")
    told = officer.page.locator("main").inner_text()
    assert "样品现在由太原市生态环境局杏花岭分局的李演芳保管，还没有由检测机构签收。" in told
    outside = {"received_unit": river.LABORATORY_NAME, "received_by": "演收样员"}
    path = river.offer(officer, number, days.typed(minutes_ago=5), **outside)
    sheet = river.add_file(officer, number, "handover", folder, days.now())
    officer.go(f"{path}sign_for_samples/")
    officer.look()
    river.sign(officer, path, days.typed(minutes_ago=3), signed_paper=[sheet])
    said = officer.refused(f"{paths[0]}receive_at_laboratory/", **{**river.LICENCE, "cma_scope": "铅"})
    assert "不包括镉，不在CMA范围。" in said
    officer.do(f"{paths[0]}receive_at_laboratory/", **river.LICENCE)
    officer.go(paths[0])
    assert "保存期内" in officer.page.locator("main").inner_text()
    _from(officer, "#sample-hold").look("sample")
    return paths


def _the_laboratory_says_what_is_in_it(sit, cast, number, water, folder, days) -> None:
    sample, spare = water
    officer = sit(cast.officer)
    first = river.add_file(officer, number, "monitoring", folder, days.now())
    analysed = {"analysed_at": days.typed(minutes_ago=60)}
    officer.do(
        f"{sample}record_result/", report_number="晋检字〔2026〕118号", report=[first], results=river.results("3.7", "0.99"),
        **analysed,
    )  # fmt: skip
    page = officer.page.locator("main").inner_text()
    assert "为限值的 3.70 倍，超标 2.70 倍" in page
    assert "为限值的 9.90 倍，超标 8.90 倍" in page
    officer.do(f"{sample}request_retest/", retest_reason="当事人对铅的结果有异议。")
    officer.do(f"{spare}receive_at_laboratory/")
    second = river.add_file(officer, number, "monitoring", folder, days.now(), title="监测报告（复测）")
    officer.do(
        f"{sample}record_retest/", report_number="晋检字〔2026〕121号", report=[second], results=river.results("3.6", "0.98"),
        **analysed,
    )  # fmt: skip
    officer.look()
    officer.go(f"/transfers/{number}/?part=sampling")
    assert "为限值的 3.60 倍，超标 2.60 倍" in officer.page.locator("main").inner_text()
    _from(officer, "section[aria-label$='的结果']").look("samples")


def _from(seat, place) -> Seat:
    """The page from this place on."""
    seat.page.locator(place).first.evaluate("e => e.scrollIntoView({block: 'start'})")
    return seat


def _nobody_is_left_out(sit, cast, number) -> None:
    officer, investigator, intake = sit(cast.officer), sit(cast.investigator), sit(cast.intake)
    joint = on_investigation(number, "").rstrip("/")
    roles = {
        "parties": ["某金属制品公司"],
        "party_roles": ["=单位"],
        "role_conduct": "酸洗废水经渗坑、暗管排入河道。",
    }
    officer.do(f"{joint}/assign_role/", **roles)
    officer.do(
        f"{joint}/assign_role/", parties=["刘某"], party_roles=["=经营者", "=直接负责的主管人员"],
        role_conduct="决定不运行处理设施，安排挖坑、铺设暗管。",
    )  # fmt: skip
    investigator.do(
        f"{joint}/assist_add_party/", party_kind="个人", party_name="王某", party_roles=["出资者"],
        role_conduct="出资建厂，每月分取利润。",
    )  # fmt: skip
    proof = {"link_evidence": ["监测报告（复测）"]}
    investigator.do(
        f"{joint}/assist_link_parties/", from_party=["王某"], relation="出资", to_party=["某金属制品公司"], link_basis="转账记录", **proof
    )  # fmt: skip
    officer.go(f"{joint}/report_investigation_result/")
    assert "“实际获利者”还没有审查。" in officer.page.locator(".refusal").inner_text()
    for why_nobody in river.CLASSES.values():
        found = {"class_statement": "见查明的行为。", "class_evidence": ["现场照片"]}
        nobody = {"class_conclusion": "查无此类人员", "class_statement": why_nobody}
        officer.do(f"{joint}/examine_role/", **(nobody if why_nobody else found))
    officer.go(f"/transfers/{number}/?part=investigation")
    officer.look()
    for seat, act in ((officer, "finish_task"), (investigator, "assist_finish_task")):
        before.finish_tasks(seat, number, act, "已办结，见调查记录和检测报告。")
    officer.go(f"{joint}/report_investigation_result/")
    officer.look()
    said = officer.do(f"{joint}/report_investigation_result/", **OUTCOME)
    assert "已提出联合调查报告" in said
    assert "移送公安机关追究刑事责任" in intake.do(f"{joint}/confirm_transfer/")


def _it_goes_to_the_police(sit, cast, number, work) -> None:
    officer, head = sit(cast.officer), sit(cast.head)
    begin = opening("crime_transfer", number, "begin_transfer")
    officer.do(begin, charge="污染环境罪", provisions="刑法第三百三十八条；法释〔2023〕7号第一条第（五）项")
    officer.go(f"/transfers/{number}/")
    officer.look()
    officer.go(f"/evidence/{number}/declare/4/")
    officer.fill("reason", "本案没有查封、扣押的物品")
    officer.press(officer.page.locator("form button.btn-primary"))
    officer.act(number, "assign_team", members=[cast.officer.name, cast.second_officer.name])
    officer.go(f"/transfers/{number}/write_investigation_report/")
    said = officer.page.locator("#id_established_facts").input_value()
    assert "铅，超标：为限值的 3.70 倍，超标 2.70 倍" in said
    assert "已出具案件调查报告" in officer.act(number, "write_investigation_report", **river.JUDGED)
    officer.act(number, "report", **steps.REPORT)
    head.act(number, "approve")
    assert "已移送太原市公安局杏花岭分局" in officer.act(number, "submit")
    work()
    intake = sit(cast.intake)
    intake.go(f"/transfers/{number}/?part=papers")
    intake.look()


def _everything_is_there(number) -> None:
    dossier = Dossier.objects.get(number=number)
    assert Transfer.objects.get(dossier=dossier).status == Status.SUBMITTED
    assert Clue.objects.get(dossier=dossier).status == ClueStatus.INVESTIGATED
    assert Sample.objects.filter(dossier=dossier).count() == 2
    uploaded = EvidenceItem.objects.filter(dossier=dossier, material_class=3)
    assert [item.title for item in uploaded] == ["双方签字的样品交接单"]
    papers = Document.objects.filter(dossier=dossier)
    assert papers.filter(kind="sample_handover").count() == 2
    assert papers.filter(kind="sampling_record").count() == 2
    (listed,) = papers.filter(kind="transfer_list")
    assert "采样记录单" in str(listed.content)
    assert set(papers.values_list("state", flat=True)) == {Making.READY}
    assert verify_chain(entries_of(dossier.chain)) is None
