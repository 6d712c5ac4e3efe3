"""The screens: the part of the dossier page, the opening of a consultation, its page, its answer; strangers find nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from linkage.consultations.models import TechnicalSupport, WrittenConsultation
from linkage.consultations.status import ConsultationStatus as C
from linkage.consultations.status import SupportStatus as S
from tests.browsing import browser, form_on, text_of
from tests.consultations.desk import POLICE, Desk


@pytest.fixture(autouse=True)
def present(desk: Desk) -> Iterator[Any]:
    """The browsers' present is the road's, from which a test may move it on."""
    with time_machine.travel(desk.road.tick(), tick=False) as moved:
        yield moved


def part_of(desk: Desk, by: Any) -> str:
    answer = browser(by).get(f"/transfers/{desk.dossier.number}/?part=consultations")
    assert answer.status_code == 200
    return text_of(answer)


def test_the_part_offers_each_reader_what_they_may_open(desk: Desk) -> None:
    bureau, police = part_of(desk, desk.cast.officer), part_of(desk, desk.cast.investigator)
    assert "书面咨询公安机关" in bureau and "书面咨询检察机关" in bureau
    assert "书面咨询生态环境部门" not in bureau and "请求技术支持</a>" not in bureau
    assert "书面咨询生态环境部门" in police and "请求技术支持</a>" in police
    assert "本案还没有书面咨询。" in bureau
    looking_on = part_of(desk, desk.cast.city_supervisor)
    assert "/new/" not in looking_on


def test_a_consultation_is_opened_on_a_page_that_shows_its_letter_first(desk: Desk) -> None:
    client = browser(desk.cast.officer)
    url = f"/matters/consultation/new/{desk.dossier.number}/consult_police/"
    page = client.get(url)
    assert page.status_code == 200
    assert f"送{POLICE}" in text_of(page)
    form = form_on(page, "topic")
    assert form["background"] == [desk.dossier.case.summary], "what the record knows is not typed again"
    empty = client.post(url, {**form, "topic": "", "questions": ""})
    assert empty.status_code == 422
    assert "咨询事项</a>：请填写。" in text_of(empty) and "咨询的问题</a>：请填写。" in text_of(empty)
    assert not WrittenConsultation.objects.exists()
    done = client.post(url, {**form, "topic": "危险废物属性", "questions": "是否属于危险废物？"}, follow=True)
    made = WrittenConsultation.objects.get()
    assert done.redirect_chain == [(f"/matters/consultation/{made.pk}/", 302)]
    assert "关于危险废物属性的书面咨询" in text_of(done)
    assert "还剩7天" in text_of(done)


def test_the_letter_is_shown_as_a_picture_before_it_is_issued(desk: Desk) -> None:
    base = f"/matters/consultation/new/{desk.dossier.number}/consult_police"
    answer = browser(desk.cast.officer).get(
        f"{base}/preview/consultation_letter/1.png",
        {"topic": "危险废物属性", "questions": "是否属于危险废物？", "background": "渗坑。"},
    )
    assert answer.status_code == 200 and answer.content.startswith(b"\x89PNG")


def test_whoever_was_asked_finds_it_and_answers(desk: Desk, present: Any) -> None:
    asked = desk.to(C.ASKED)
    present.move_to(desk.road.tick())
    client = browser(desk.cast.intake)
    page = text_of(client.get(f"/matters/consultation/{asked.pk}/"))
    assert f"轮到本机关（{POLICE}）书面答复" in page
    url = f"/matters/consultation/{asked.pk}/answer_consultation/"
    form = form_on(client.get(url), "reply")
    client.post(url, {**form, "reply": "属于危险废物。"})
    asked.refresh_from_db()
    assert (asked.status, asked.reply) == (C.ANSWERED, "属于危险废物。")
    seen = text_of(browser(desk.cast.officer).get(f"/matters/consultation/{asked.pk}/"))
    assert "答复意见" in seen and "属于危险废物。" in seen and "案件咨询答复函" in seen


def test_strangers_find_nothing(desk: Desk) -> None:
    asked, support = desk.to(C.ASKED), desk.to(S.REQUESTED)
    client = browser(desk.cast.next_officer)
    for url in (
        f"/matters/consultation/{asked.pk}/",
        f"/matters/consultation/{asked.pk}/answer_consultation/",
        f"/matters/consultation/new/{desk.dossier.number}/consult_police/",
        f"/matters/technical_support/{support.pk}/",
        f"/matters/technical_support/{support.pk}/answer_support/",
    ):
        assert client.get(url).status_code == 404, url


def test_the_form_of_the_answer_lists_the_matters_and_names_the_line_that_lacks_its_arrangement(
    desk: Desk,
) -> None:
    support = desk.to(S.REQUESTED)
    client = browser(desk.cast.officer)
    url = f"/matters/technical_support/{support.pk}/answer_support/"
    form = form_on(client.get(url), "arrangements")
    assert form["arrangements"] == ["环境监测｜"]
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert "第1行“环境监测｜”没有写“安排”。" in text_of(answer)
    assert TechnicalSupport.objects.get().status == S.REQUESTED


def test_a_request_says_who_asks_and_what_is_missing_is_told_on_the_page(desk: Desk) -> None:
    client = browser(desk.cast.investigator)
    url = f"/matters/technical_support/new/{desk.dossier.number}/request_support/"
    form = form_on(client.get(url), "monitoring")
    assert form["liaison_officers"] == [str(desk.cast.investigator.pk)]
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert "没有写明请求提供什么技术支持" in text_of(answer)
    client.post(url, {**form, "site_survey": "勘验渗坑与车间的管道。"})
    assert str(TechnicalSupport.objects.get()) == "请求提供现场勘验"
