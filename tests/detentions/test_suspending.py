"""After the decision: objections, suspension with its guarantee, execution and the end (行政案件程序规定第二百二十二、二百二十三条)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from linkage.detentions.status import Status as S
from linkage.documents.models import Document
from tests.detentions.course import Course

pytestmark = pytest.mark.django_db


def test_an_application_is_decided_within_twenty_four_hours_weekends_included(course: Course):
    subject = course.to(S.SUSPENSION_ASKED)
    clock = course.clocks(subject)["detention_suspend_execution_decide"]
    assert clock.due_at == subject.suspension_asked_at + timedelta(hours=24)
    assert "detention_suspend_execution_decide" not in course.clocks(course.granted(subject))


def test_the_bond_is_two_hundred_yuan_for_each_day(course: Course):
    subject = course.to(S.SUSPENSION_ASKED, detained=[
        {"name": "刘某", "days": "10", "post": "厂长"}, {"name": "张某", "days": "12", "post": "车间主任"},
    ])  # fmt: skip
    course.do("grant_suspension", subject)
    subject.refresh_from_db()
    assert subject.bond_yuan == Decimal(200 * 22)
    fields = Document.objects.get(dossier=subject.dossier, kind="detention_suspension").content["fields"]
    assert (fields["bond"], fields["recipient"], fields["decision"]) == ("4400元", "刘某、张某", "暂缓执行")


def test_a_guarantor_has_a_name_and_pays_no_bond(course: Course):
    subject = course.to(S.SUSPENSION_ASKED)
    said = course.refused("grant_suspension", subject, guarantee="担保人", guarantor=" ")
    assert said["guarantor_unnamed"].startswith("担保方式是担保人，请写明担保人。")
    course.do("grant_suspension", subject, guarantee="担保人", guarantor="孙某")
    subject.refresh_from_db()
    fields = Document.objects.get(dossier=subject.dossier, kind="detention_suspension").content["fields"]
    assert (subject.bond_yuan, fields["guarantor"], fields["bond"]) == (0, "孙某", "")


def test_only_who_is_detained_here_applies(course: Course):
    other = course.to(S.SERVED)
    subject = course.to(S.SERVED)
    applicants = list(other.detained.select_related("party"))
    assert "not_detained" in course.refused("apply_suspension", subject, applicants=applicants)
    assert "fact_missing" in course.refused("apply_suspension", subject, applicants=[])


def test_denied_it_stands_to_be_carried_out_and_so_it_does_when_the_suspension_ends(course: Course):
    subject = course.to(S.SUSPENSION_ASKED)
    course.do("deny_suspension", subject)
    fields = Document.objects.get(dossier=subject.dossier, kind="detention_suspension").content["fields"]
    assert (subject.status, fields["decision"], fields["guarantee"]) == (S.SERVED, "不予暂缓执行", "")
    course.do("apply_suspension", subject)
    course.do("grant_suspension", subject)
    course.do("end_suspension", subject)
    assert subject.status == S.SERVED
    assert "fact_missing" in course.refused("record_execution_of_detention", subject, execution_result=" ")


def test_execution_has_its_days_in_order(course: Course):
    subject = course.to(S.SERVED)
    today = course.today
    early, late = today - timedelta(days=1), today + timedelta(days=1)
    undated = course.refused("record_execution_of_detention", subject, executed_from=None)
    assert "execution_undated" in undated
    for first, last in ((early, today), (today, early), (today, late)):
        said = course.refused(
            "record_execution_of_detention", subject, executed_from=first, executed_until=last
        )
        assert "execution_out_of_order" in said
    course.do(
        "record_execution_of_detention", subject,
        execution_result="依法不执行", executed_from=None, executed_until=None,
    )  # fmt: skip
    assert subject.status == S.EXECUTED
    course.do("close_detention", subject)
    closing = Document.objects.get(dossier=subject.dossier, kind="detention_closing").content["fields"]
    assert closing["police_paper"] == subject.paper_numbers["detention_decision"]


def test_an_objection_is_on_record_and_the_bureau_learns_of_it(course: Course):
    subject = course.to(S.SERVED)
    course.do("record_objection", subject)
    assert (subject.status, subject.objection) == (S.SERVED, "刘某，申请行政复议，杏花岭区人民政府")


def test_a_revoked_decision_is_no_longer_carried_out(course: Course):
    subject = course.to(S.DECIDED)
    course.do("revoke_detention", subject)
    assert subject.status == S.EXECUTED and not course.clocks(subject)
