"""办理行政拘留移送: after the penalty, under the article of the conduct's own day, by the department whose it is (853号第二条)."""

from datetime import date, datetime, timedelta

import pytest

from linkage.cases.models import Case
from linkage.clues.models import Clue
from linkage.detentions import rules
from linkage.detentions.grounds import Conduct, band, cited, governing
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.procedure import blank
from linkage.detentions.status import Status as S
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.investigations.status import Status as Found
from linkage.transfers.states import TABLE as TRANSFER
from linkage.transfers.status import Status as TransferStatus
from tests.cast import Cast
from tests.clues.road import ClueRoad
from tests.detentions.course import Course
from tests.road import SHANGHAI

pytestmark = pytest.mark.django_db
LAST_OLD, FIRST_NEW = date(2026, 8, 14), date(2026, 8, 15)


def test_it_leads_the_dossier_from_the_outcome_of_the_investigation(course: Course):
    subject = course.to(S.PREPARING)
    dossier = Dossier.objects.get(pk=subject.dossier_id)
    assert (dossier.stage, dossier.turn_agency) == (S.PREPARING, course.cast.officer.agency)
    assert (subject.sending_agency, subject.receiving_agency) == (
        course.cast.officer.agency,
        course.cast.intake.agency,
    )
    assert subject.legal_basis.startswith("《环境保护法》第63条第三项、《排污许可管理条例》第44条第二项；")


def test_without_a_decided_penalty_it_is_refused_and_says_that_papers_do_not_go_first(course: Course):
    course.penalised = False
    subject = course.blank()
    assert course.refused("begin_detention", subject)["no_penalty"] == (
        "还没有作出行政处罚决定，不能移送行政拘留；材料也不能先于处罚决定移送。（853号第二条）"
        "请先作出行政处罚决定并在“行政处罚”里登记。"
    )
    assert "no_penalty" in course.refused("order_transfer", subject)


def test_a_penalty_known_by_its_number_alone_is_dated(course: Course):
    course.penalised = False
    subject = course.blank()
    Case.objects.filter(dossier=subject.dossier).update(penalty_number="并环杏罚〔2026〕9号")
    subject.dossier.case.refresh_from_db()
    assert course.refused("begin_detention", subject)["penalty_undated"] == (
        "处罚决定（并环杏罚〔2026〕9号）的日期没有登记。（853号第二条）请填写行政处罚决定日。"
    )
    course.do("begin_detention", subject, penalty_decided_on=course.today)
    assert subject.status == S.PREPARING


@pytest.mark.parametrize("outcome", [Found.TO_DETENTION, Found.TO_PENALTY])
def test_it_begins_after_an_investigation_for_detention_or_for_a_penalty(outcome: str, course: Course):
    subject = course.blank(outcome)
    course.do("begin_detention", subject)
    assert subject.status == S.PREPARING


@pytest.mark.parametrize("outcome", [Found.TO_TRANSFER, Found.UNFOUNDED])
def test_it_does_not_begin_after_any_other_outcome(outcome: str, course: Course):
    said = course.refused("begin_detention", course.blank(outcome))
    assert said["not_ripe"].startswith(f"本卷宗现在是「{Found(outcome).label}」，还不能移送行政拘留。")


def test_a_clue_that_led_is_passed_on(course: Course, cast: Cast):
    road = ClueRoad(cast, course.now)
    clue = road.to("clue_verified")
    course.now = road.now
    course.punish(Dossier.objects.get(pk=clue.dossier_id))
    course.do("begin_detention", blank(Dossier.objects.get(pk=clue.dossier_id), cast.officer, course.now))
    assert Clue.objects.get(pk=clue.pk).status == "clue_transferred"


@pytest.mark.parametrize("status", list(TransferStatus), ids=str)
def test_while_a_crime_is_with_the_police_there_is_no_detention(status: str, course: Course):
    """Every status of a criminal transfer stands in the way but the one in which it ended without a crime."""
    subject = course.blank()
    label = TRANSFER.labels[status]
    Dossier.objects.filter(pk=subject.dossier_id).update(stage=status, stage_label=label)
    subject.dossier.refresh_from_db()
    if status == TransferStatus.CONCLUDED:
        course.do("begin_detention", subject)
        return
    said = course.refused("begin_detention", subject)
    assert said["crime_transfer_leads"].startswith(
        f"本卷宗的刑事移送现在是「{label}」，不能同时移送行政拘留。"
    )


def test_the_words_that_stand_for_what_lies_above_are_those_of_above():
    assert TRANSFER.code == rules.TRANSFER
    assert rules.TRANSFER_ENDED == TransferStatus.CONCLUDED


def test_there_is_one_a_dossier(course: Course):
    first = course.to(S.PREPARING)
    second = blank(first.dossier, course.cast.officer, course.now)
    assert "one_detention" in course.refused("begin_detention", second)
    assert DetentionTransfer.objects.count() == 1


def test_an_order_that_was_never_served_is_no_ground(course: Course):
    subject = course.blank()
    said = course.refused("begin_detention", subject, conduct="未批先建拒不停止")["no_ground"]
    assert said.startswith("“未批先建拒不停止”不具备行政拘留的条件：责令文书送达日没有填")
    served = course.conduct_day - timedelta(days=1)
    assert "no_ground" in course.refused(
        "begin_detention", subject, conduct="未批先建拒不停止", order_served_on=served, order_defied="否"
    )
    course.do(
        "begin_detention", subject, conduct="未批先建拒不停止", order_served_on=served, order_defied="是"
    )
    assert subject.legal_basis.startswith("《环境保护法》第63条第一项；")


def test_banned_pesticides_are_transferred_by_agriculture_since_the_code(course: Course):
    course.now = datetime(2026, 9, 7, 9, 0, tzinfo=SHANGHAI)
    subject = course.blank()
    about = {
        "conduct": "生产使用禁用农药拒不改正",
        "order_served_on": date(2026, 8, 16),
        "order_defied": "是",
    }
    said = course.refused("begin_detention", subject, conduct_until=date(2026, 8, 20), **about)
    assert said["agriculture_transfers"] == (
        "生产、使用禁用农药的案件由农业农村部门移送公安机关，生态环境部门不移送。（《生态环境法典》第1131条第二款）"
        "请把线索和材料移送同级农业农村部门，由其移送公安机关。"
    )


def conduct(until: date, circumstances: str = "一般") -> Conduct:
    """Evading supervision, with the penalty decided in time."""
    return Conduct("逃避监管排污", until, circumstances, penalty_decided_on=until)


@pytest.mark.parametrize(
    ("until", "on", "circumstances", "article", "days"),
    [
        (
            LAST_OLD,
            LAST_OLD,
            "一般",
            "《环境保护法》第63条第三项、《排污许可管理条例》第44条第二项",
            (10, 15),
        ),
        (LAST_OLD, LAST_OLD, "较轻", "《环境保护法》第63条第三项、《排污许可管理条例》第44条第二项", (5, 10)),
        (LAST_OLD, FIRST_NEW, "一般", "《生态环境法典》第1108条", (5, 10)),
        (FIRST_NEW, FIRST_NEW, "一般", "《生态环境法典》第1108条", (5, 10)),
        (FIRST_NEW, FIRST_NEW, "严重", "《生态环境法典》第1108条", (10, 15)),
    ],
)
def test_the_day_of_the_conduct_and_of_the_decision_choose_article_and_band(
    until: date, on: date, circumstances: str, article: str, days: tuple[int, int]
):
    found, why = governing(conduct(until, circumstances), on)
    assert (cited(found), band(found), why) == (article, days, [])


def test_the_bureau_above_orders_what_was_not_transferred(course: Course):
    subject = course.blank()
    yesterday = course.today - timedelta(days=1)
    assert "order_in_the_past" in course.refused("order_transfer", subject, order_due_on=yesterday)
    course.do("order_transfer", subject)
    [paper] = Document.objects.filter(dossier=subject.dossier, kind="order_transfer")
    assert paper.agency == course.cast.city_supervisor.agency
    assert paper.content["addressee"] == "太原市生态环境局杏花岭分局"
    assert (subject.status, subject.ordered_by) == (S.ORDERED, course.cast.city_supervisor)
    course.do("state_detention_conduct", subject)
    assert subject.status == S.PREPARING and subject.conduct == "逃避监管排污"


def test_the_head_approves_what_another_prepared_and_a_refusal_has_its_reasons(course: Course):
    subject = course.to(S.AWAITING_APPROVAL)
    assert set(course.refused("approve_detention", subject, leader_opinion=" ")) == {"fact_missing"}
    DetentionTransfer.objects.filter(pk=subject.pk).update(requested_by=course.cast.head)
    subject.requested_by = course.cast.head
    assert course.refused("approve_detention", subject)["own_request"] == (
        "填写审批表的人不能审批。（853号第十条）请部门负责人审批。"
    )
    subject.requested_by = course.cast.officer
    course.do("refuse_detention", subject)
    [paper] = Document.objects.filter(dossier=subject.dossier, kind="detention_approval")
    assert paper.content["fields"]["decision"] == "不批准移送"
    assert (subject.status, subject.decision_reasons) == (S.NOT_APPROVED, "责任人员没有查清。")
    assert not course.clocks(subject)
    course.do("state_detention_conduct", subject)
    assert subject.status == S.PREPARING
