"""RC-04 re-set in 杏花岭区: a coking plant lets ammonia out by its rainwater outfall; fined first, then handed over for detention."""

from datetime import datetime

import pytest

from linkage.audit.verify import entries_of, verify_chain
from linkage.deadlines.models import ClockState
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status
from linkage.documents.models import Document
from linkage.law.wording import SHANGHAI
from tests.stories import before, steps
from tests.stories.before import opening
from tests.stories.days import Days
from tests.stories.detaining import accepted, approved, decided, file_penalty, on_detention

pytestmark = pytest.mark.browser
TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=SHANGHAI)
"""Before the code of 2026-08-15, and no public holiday for a month."""
FOUND = "某焦化公司利用厂区雨水排放口排放生产废水，雨水口外排水氨氮23毫克/升，标准2毫克/升，超标10.5倍。"
CASE = {
    "title": "某焦化公司利用雨水口排放生产废水案",
    "cause": "利用雨水口逃避监管排放水污染物",
    "source": "执法检查",
    "place": "杏花岭区某村南干渠",
    "summary": FOUND,
    "conduct_kind": "逃避监管排放污染物",
    "conduct_until": "2026-03-02",
    "discovered_on": "2026-03-02",
    "harm": "造成环境污染、生态破坏等危害后果",
}
DECISION = {
    "penalty_kinds": ["罚款"],
    "fine_yuan": "480000",
    "decision_number": "并环杏罚〔2026〕4号",
    "decision_files": ["行政处罚决定书"],
}
CONDUCT = {"conduct": "逃避监管排污", "conduct_until": "2026-03-02", "circumstances": "一般"}
FORM = {
    "legal_representative": "刘某（证件号、电话见卷）",
    "chief_person": "刘某（证件号、电话见卷）",
    "brief": FOUND,
    "proposal": "建议移送公安机关适用行政拘留。",
    "office_opinion": "同意移送。",
    "legal_opinion": "符合移送条件。",
}
DECIDED = {
    "detained": "刘某｜10｜直接负责的主管人员",
    "facts_found": f"{FOUND}监测报告、现场检查笔录、询问笔录为证。",
    "heard": "已告知，刘某未提出陈述申辩。",
}


def test_after_the_fine_whoever_is_answerable_is_handed_over_for_detention(
    sit, story_cast, tally, work, tmp_path, monkeypatch
):
    cast, days = story_cast, Days(monkeypatch, TUESDAY)
    officer, head = sit(cast.officer), sit(cast.head)
    number, penalty = _the_penalty_comes_first(officer, days, tmp_path)
    days.morning(datetime(2026, 3, 17, 9, 0, tzinfo=SHANGHAI), officer, head)
    _it_is_decided_and_served(officer, head, number, penalty, tmp_path, days)
    _the_head_approves_the_transfer(officer, head, number, days)
    said = before.act(
        officer,
        on_detention(number, "submit_detention"),
        look="detention-submit",
        suggestion="建议行政拘留。",
    )
    assert "案卷原件随附" in said
    days.morning(datetime(2026, 3, 18, 9, 0, tzinfo=SHANGHAI), officer, head)
    intake, chief = sit(cast.intake), sit(cast.police_head)
    _the_police_take_it_in_decide_and_tell_the_bureau(intake, chief, number)
    days.morning(datetime(2026, 3, 30, 9, 0, tzinfo=SHANGHAI), intake, head, officer)
    _it_is_carried_out_and_closed(intake, head, officer, number)
    work()
    _everything_is_there(number)
    tally.hold("雨水口排污行政拘留", typed=58, prefilled=21)


def _the_penalty_comes_first(officer, days, folder) -> tuple[str, str]:
    number, penalty = file_penalty(
        officer, CASE, (("单位", "某焦化公司"), ("个人", "刘某")), look="penalty-new"
    )
    officer.go(penalty)
    officer.look()
    before.part(officer, number, "penalties", look="penalties-part")
    steps.gather(officer, number, folder)
    days.pass_by(hours=1)
    before.act(
        officer, f"{penalty}notify_penalty/", intended="拟处罚款四十八万元。", hearing="已告知听证权利"
    )
    officer.go(opening("detention_transfer", number, "begin_detention"))
    assert "还没有作出行政处罚决定，不能移送行政拘留" in officer.page.locator("main").inner_text()
    officer.look("detention-no-penalty")
    return number, penalty


def _it_is_decided_and_served(officer, head, number, penalty, folder, days) -> None:
    steps.add_material(officer, number, 7, "行政处罚决定书", folder)
    before.act(head, f"{penalty}decide_penalty/", **DECISION)
    before.act(officer, f"{penalty}serve_penalty/", served_on="2026-03-17")
    days.pass_by(hours=1)


def _the_head_approves_the_transfer(officer, head, number, days) -> None:
    said = before.act(
        officer, opening("detention_transfer", number, "begin_detention"), look="detention-begin", **CONDUCT
    )
    assert "逃避监管排污" in said
    days.pass_by(minutes=30)
    approved(officer, head, number, FORM, look="detention-approve")


def _the_police_take_it_in_decide_and_tell_the_bureau(intake, chief, number) -> None:
    intake.go(f"/transfers/{number}/")
    intake.look("detention")
    accepted(intake, number, "并公杏受案〔2026〕31号")
    too_few = {**DECIDED, "detained": "刘某｜7｜直接负责的主管人员"}
    said = chief.refused(on_detention(number, "decide_detention"), **too_few)
    assert "刘某的拘留日数“7”不在10日至15日以内（情节一般）" in said
    decided(intake, chief, number, DECIDED, look="detention-decide")


def _it_is_carried_out_and_closed(intake, head, officer, number) -> None:
    before.act(
        intake, on_detention(number, "record_execution_of_detention"), execution_result="执行完毕",
        executed_from="2026-03-18", executed_until="2026-03-28",
    )  # fmt: skip
    before.act(
        head, on_detention(number, "close_detention"), closing_result="公安机关行政拘留刘某十日，已执行完毕。",
        closing_opinion="同意结案。",
    )  # fmt: skip
    officer.go(f"/transfers/{number}/")
    officer.look("detention-closed")


def _everything_is_there(number) -> None:
    detention = DetentionTransfer.objects.select_related("dossier").get(dossier__number=number)
    assert detention.status == Status.CLOSED
    assert "环境保护法" in detention.legal_basis, "conduct that ended before 2026-08-15"
    assert "法典" not in detention.legal_basis
    papers = Document.objects.filter(dossier=detention.dossier)
    kinds = {
        "detention_approval", "detention_letter", "detention_list", "detention_acceptance", "detention_decision",
        "detention_closing",
    }  # fmt: skip
    assert kinds <= set(papers.values_list("kind", flat=True))
    assert "环境保护法" in str(papers.get(kind="detention_letter").content["fields"])
    copy = detention.dossier.clocks.get(code="detention_decision_copy")
    assert copy.state == ClockState.STOPPED
    assert not detention.dossier.clocks.filter(state=ClockState.RUNNING, line="").exists()
    assert verify_chain(entries_of(detention.dossier.chain)) is None
