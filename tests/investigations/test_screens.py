"""联合调查 on the screen: the part of the dossier page, the pages of its acts, and who finds nothing at any of them."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.investigations.models import Investigation, InvestigationRecord
from linkage.investigations.status import Status as S
from tests.browsing import browser, form_on, text_of
from tests.investigations.way import BUREAU, PERSON_NUMBER, POLICE, WRONG_PERSON_NUMBER, Way, files, party
from tests.road import Road

pytestmark = pytest.mark.django_db


def page_of(subject: Any, query: str = "?part=investigation") -> str:
    return f"/transfers/{subject.dossier.number}/{query}"


def act_of(subject: Any, act: str) -> str:
    return page_of(subject, f"before/joint_investigation/{act}/")


def opening_of(subject: Any) -> str:
    return f"/matters/joint_investigation/new/{subject.dossier.number}/plan_investigation/"


@pytest.fixture
def rich(way: Way) -> Investigation:
    """Somebody in several classes, a tie, a record of each kind, one task settled."""
    subject = way.to(S.UNDER_WAY)
    unit = party(subject, "某公司")
    way.do("add_party", subject, party_post="实际控制人")
    way.do("assign_role", subject, parties=[unit], party_roles=["单位"])
    way.do(
        "assign_role", subject, parties=[party(subject, "刘某")], party_roles=["经营者", "直接负责的主管人员"]
    )
    way.do("link_parties", subject)
    way.do("examine_role", subject, role_class="经营者", class_conclusion="已查明")
    way.do("examine_role", subject)
    way.do("assist_finish_task", subject)
    for act in ("record_inspection", "assist_record_interview", "record_photographs"):
        way.do(act, subject)
    return subject


def test_before_there_is_one_the_part_says_so_and_opens_it(way: Way):
    subject = way.blank()
    with time_machine.travel(way.tick()):
        text = text_of(browser(way.cast.officer).get(page_of(subject)))
        assert "本案没有开展联合调查。" in text and opening_of(subject) in text
        assert opening_of(subject) in text_of(browser(way.cast.investigator).get(page_of(subject)))
        assert opening_of(subject) not in text_of(browser(way.cast.police_head).get(page_of(subject)))


def test_a_case_that_began_with_a_transfer_says_that_there_is_no_clue(way: Way, road: Road):
    transfer = road.open()
    with time_machine.travel(road.tick()):
        client = browser(way.cast.officer)
        assert "本案没有开展联合调查。" in text_of(client.get(page_of(transfer)))
        answer = client.get(opening_of(transfer))
        assert answer.status_code == 200
        assert "本卷宗不是由线索开始的" in text_of(answer)
        assert client.post(opening_of(transfer), {}).status_code == 422


def test_the_part_shows_plan_team_tasks_records_persons_and_what_is_missing(way: Way, rich: Investigation):
    with time_machine.travel(way.tick()):
        text = text_of(browser(way.cast.investigator).get(page_of(rich)))
    for words in (
        "联合调查中", f"轮到{BUREAU}组织联合调查并提出报告", "抽检、检测", "2项中1项已办结", "9类中2类已有结论",
        "“单位”还没有审查。", "“运输方”还没有审查。", "现场检查（勘察）", "工人李某", "东经 112.562300°，北纬 37.893200°",
        "渗坑照片", "劳动合同", "实际控制人", "查阅台账、询问工人，没有发现。", "周演文", "联合调查方案",
    ):  # fmt: skip
        assert words in text, words
    assert PERSON_NUMBER not in text


def test_the_drawing_stands_in_the_page_without_script_or_style(way: Way, rich: Investigation):
    with time_machine.travel(way.tick()):
        text = text_of(browser(way.cast.officer).get(page_of(rich)))
    drawn = text[text.index("<svg xmlns") : text.index("</svg>", text.index("<svg xmlns"))]
    assert 'role="img"' in drawn and "内容与下面的表格相同" in drawn
    assert "style=" not in drawn and "<script" not in drawn and "<style" not in drawn
    assert drawn.count("<title>") == 3, "three parties, each once"
    assert "刘某：经营者、直接负责的主管人员" in drawn
    assert "尚未审查，另有1名画在别处" in drawn
    assert drawn.count("stroke-dasharray") == 7, "seven classes are still open"
    assert drawn.count("尚未审查") == 7 and "任职" in drawn


def test_a_name_of_markup_is_shown_as_words(way: Way):
    subject = way.to(S.UNDER_WAY)
    way.do("add_party", subject, party_name="<b>某</b>")
    with time_machine.travel(way.tick()):
        text = text_of(browser(way.cast.officer).get(page_of(subject)))
    assert "&lt;b&gt;某&lt;/b&gt;" in text and "<b>某" not in text


def test_the_cost_of_the_part_does_not_grow_with_the_records(way: Way, rich: Investigation):
    client = browser(way.cast.officer)

    def statements() -> int:
        with (
            time_machine.travel(way.tick()),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            assert client.get(page_of(rich)).status_code == 200
        return len(asked)

    statements()
    before = statements()
    for _ in range(4):
        way.do("record_inspection", rich)
        way.do("assist_record_photographs", rich)
    assert statements() == before


@pytest.mark.parametrize("status", [S.PLANNED, S.UNDER_WAY, S.REPORTED])
def test_strangers_find_nothing(status: str, way: Way):
    subject = way.to(status)
    addresses = [page_of(subject), act_of(subject, "record_inspection"), opening_of(subject)]
    with time_machine.travel(way.tick()):
        for person in (
            way.cast.next_officer,
            way.cast.next_intake,
            way.cast.procurator,
            way.cast.audit_admin,
        ):
            assert {browser(person).get(address).status_code for address in addresses} == {404}
        assert browser(way.cast.officer).get(act_of(subject, "no_such_act")).status_code == 404


def test_once_it_has_ended_the_police_find_nothing(way: Way):
    subject = way.to(S.UNFOUNDED)
    with time_machine.travel(way.tick()):
        assert browser(way.cast.intake).get(page_of(subject)).status_code == 404
        assert browser(way.cast.intake).post(act_of(subject, "assist_add_party"), {}).status_code == 404
        text = text_of(browser(way.cast.officer).get(page_of(subject)))
    assert "联合调查查无实据" in text and "联合调查已办结" in text


def test_the_plan_is_made_on_its_page_with_the_division_already_written(way: Way):
    subject = way.blank()
    with time_machine.travel(way.tick()):
        client = browser(way.cast.officer)
        form = form_on(client.get(opening_of(subject)), "division")
        assert f"{POLICE}｜控制现场" in form["division"][0]
        incomplete = client.post(opening_of(subject), form)
        assert incomplete.status_code == 422
        assert "结束日期" in text_of(incomplete) and not Investigation.objects.exists()
        people = {
            "ends_on": ["2026-03-31"],
            "leading_members": [way.cast.officer.pk, way.cast.second_officer.pk],
            "assisting_members": [way.cast.investigator.pk, way.cast.intake.pk],
        }
        wrong = {**form, **people, "division": [form["division"][0] + "\n某某局｜走访"]}
        refused = client.post(opening_of(subject), wrong)
        assert refused.status_code == 422 and "分工第9行的单位“某某局”" in text_of(refused)
        assert not Investigation.objects.exists()
        done = client.post(opening_of(subject), {**form, **people}, follow=True)
    assert "已制定联合调查方案" in text_of(done)
    assert Investigation.objects.get().tasks.count() == 8


def test_a_record_is_entered_on_its_page_and_a_wrong_place_keeps_what_was_typed(way: Way):
    subject = way.to(S.UNDER_WAY)
    with time_machine.travel(way.tick()):
        client = browser(way.cast.officer)
        form = form_on(client.get(act_of(subject, "record_interview")), "interviewee")
        assert sorted(form["investigators"]) == [str(way.cast.officer.pk), str(way.cast.second_officer.pk)]
        said = {
            **form, "interviewee": "工人李某", "longitude": "37.8932", "latitude": "112.5623",
            "started_at": f"{subject.agreed_at.astimezone(way.now.tzinfo):%Y-%m-%dT%H:%M}",
            "ended_at": f"{way.now:%Y-%m-%dT%H:%M}", "record_notes": "陈述排放经过。",
            "record_files": [item.pk for item in files(subject, 3)],
        }  # fmt: skip
        refused = client.post(act_of(subject, "record_interview"), said)
        assert refused.status_code == 422 and "可能填反了" in text_of(refused)
        assert form_on(refused, "interviewee")["interviewee"] == ["工人李某"]
        assert not InvestigationRecord.objects.exists()
        right = {**said, "longitude": "112.5623", "latitude": "37.8932"}
        done = client.post(act_of(subject, "record_interview"), right, follow=True)
    assert f"{BUREAU}已登记询问：" in text_of(done)
    assert InvestigationRecord.objects.get().person == "工人李某"


def test_a_wrong_number_is_told_on_the_page_and_nobody_is_half_saved(way: Way):
    subject = way.to(S.UNDER_WAY)
    said = {
        "party_kind": "个人", "party_name": "王某", "identity_number": WRONG_PERSON_NUMBER,
        "party_roles": ["经营者"], "role_conduct": "组织生产。",
    }  # fmt: skip
    with time_machine.travel(way.tick()):
        answer = browser(way.cast.officer).post(act_of(subject, "add_party"), said)
    assert answer.status_code == 422
    assert "公民身份号码有误：校验位不符" in text_of(answer)
    assert subject.dossier.case.parties.count() == 3


def test_the_form_offers_no_coercive_measure_and_takes_none(way: Way):
    subject = way.to(S.UNDER_WAY)
    with time_machine.travel(way.tick()):
        client = browser(way.cast.investigator)
        text = text_of(client.get(act_of(subject, "assist_record_inspection")))
        assert "控制现场" in text and "扣押" not in text.partition('<form class="form"')[2]
        form = form_on(client.get(act_of(subject, "assist_record_inspection")), "place")
        answer = client.post(act_of(subject, "assist_record_inspection"), {**form, "inspection_kind": "扣押"})
    assert answer.status_code == 422 and not InvestigationRecord.objects.exists()


def test_the_report_page_names_everything_that_is_missing(way: Way):
    subject = way.to(S.UNDER_WAY)
    with time_machine.travel(way.tick()):
        text = text_of(browser(way.cast.officer).get(act_of(subject, "report_investigation_result")))
    assert text.count("还没有审查。") == 9 and "任务“抽检、检测”还没有办结。" in text


@pytest.mark.parametrize("act", ["plan_investigation", "report_investigation_result"])
def test_the_paper_is_seen_before_it_is_issued(act: str, way: Way):
    subject = way.blank() if act == "plan_investigation" else way.to(S.UNDER_WAY)
    if subject.pk:
        way.complete(subject)
    with time_machine.travel(way.tick()):
        address = act_of(subject, act) if subject.pk else opening_of(subject)
        text = text_of(browser(way.cast.officer).get(address))
    assert ("联合调查报告" if subject.pk else "联合调查方案") in text
    assert "填写以后这里显示文书。" in text
