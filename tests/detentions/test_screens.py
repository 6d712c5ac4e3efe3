"""行政拘留移送 on the screen and through the API: begun as the next step on the road, done on the page of its acts."""

from typing import Any

import pytest
import time_machine

from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status as S
from linkage.dossiers.models import Dossier
from tests.api.door import Door, token_for
from tests.browsing import browser, form_on, text_of
from tests.detentions.course import Course

pytestmark = pytest.mark.django_db


def page_of(subject: Any, query: str = "") -> str:
    return f"/transfers/{subject.dossier.number}/{query}"


def act_of(subject: Any, act: str) -> str:
    return page_of(subject, f"before/detention_transfer/{act}/")


def opening_of(subject: Any, act: str = "begin_detention") -> str:
    return f"/matters/detention_transfer/new/{subject.dossier.number}/{act}/"


def primary(page: str) -> str:
    """Where the button that presses leads."""
    return page[page.index('class="btn btn-primary"') :].split('href="')[1].split('"')[0]


def test_after_an_investigation_for_detention_the_next_step_is_the_primary_button(course: Course):
    subject = course.blank()
    with time_machine.travel(course.tick()):
        page = browser(course.cast.officer).get(page_of(subject)).content.decode()
        assert primary(page) == opening_of(subject)
        assert opening_of(subject) not in text_of(browser(course.cast.head).get(page_of(subject)))
        above = text_of(browser(course.cast.city_supervisor).get(page_of(subject)))
        assert opening_of(subject, "order_transfer") in above and opening_of(subject) not in above


def test_without_a_penalty_the_page_says_what_comes_first(course: Course):
    course.penalised = False
    subject = course.blank()
    with time_machine.travel(course.tick()):
        client = browser(course.cast.officer)
        assert opening_of(subject) not in text_of(client.get(page_of(subject)))
        answer = client.get(opening_of(subject))
        assert "还没有作出行政处罚决定，不能移送行政拘留" in text_of(answer)


def test_it_is_begun_on_its_page_with_what_the_record_knows(course: Course):
    subject = course.blank()
    with time_machine.travel(course.tick()):
        client = browser(course.cast.officer)
        form = form_on(client.get(opening_of(subject)), "conduct_until")
        said = {"conduct": "逃避监管排污", "conduct_until": str(course.conduct_day), "circumstances": "一般"}
        answer = client.post(opening_of(subject), {**form, **said})
        assert answer.status_code == 302, text_of(answer)
    made = DetentionTransfer.objects.get()
    assert (made.status, made.conduct) == (S.PREPARING, "逃避监管排污")


def test_the_form_of_the_hand_over_lists_the_penalty_and_says_what_there_is_none_of(course: Course):
    subject = course.to(S.APPROVED)
    with time_machine.travel(course.tick()):
        text = text_of(browser(course.cast.officer).get(act_of(subject, "submit_detention")))
    assert "行政处罚决定等材料｜行政处罚决定书（并环杏罚" in text
    assert "其他材料｜无｜0" in text and "涉案物品清单｜" in text


@pytest.mark.parametrize("status", list(S), ids=str)
def test_every_status_has_its_page_with_the_whole_of_it(status: str, course: Course):
    subject = course.to(status)
    with time_machine.travel(course.tick()):
        text = text_of(browser(course.cast.officer).get(page_of(subject)))
    assert S(status).label in text


def test_a_crime_after_all_leads_on_to_its_filing(course: Course):
    subject = course.to(S.TO_CRIME)
    with time_machine.travel(course.tick()):
        page = browser(course.cast.police_head).get(page_of(subject)).content.decode()
    assert primary(page) == f"/matters/crime_transfer/new/{subject.dossier.number}/file_from_detention/"


def test_strangers_find_nothing(course: Course):
    subject = course.to(S.APPROVED)
    with time_machine.travel(course.tick()):
        for stranger in (course.cast.next_officer, course.cast.next_procurator, course.cast.system_admin):
            assert browser(stranger).get(act_of(subject, "submit_detention")).status_code == 404


def test_the_same_act_through_the_api(course: Course):
    subject = course.to(S.SUBMITTED)
    said = {"acceptance_number": "并公杏受案〔2026〕1号", "accepting_unit": "治安管理大队"}
    address = f"/matters/detention_transfer/{subject.pk}/accept_detention"
    with time_machine.travel(course.tick()):
        refused = Door(token_for(course.cast.officer)).post(address, said)
        assert refused.status_code == 422 and refused.json()["reasons"][0]["code"] == "not_yours"
        done = Door(token_for(course.cast.intake)).post(address, said)
    assert done.status_code == 200, done.content.decode()
    assert Dossier.objects.get(pk=subject.dossier_id).stage == S.ACCEPTED
