"""移送: three working days from the approval, originals with copies kept; the police take it in (853号第十一至十三条)."""

from datetime import datetime, timedelta

import pytest

from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status as S
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import visible_to
from tests.detentions.course import Course, materials
from tests.road import SHANGHAI

pytestmark = pytest.mark.django_db


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=SHANGHAI)


def day(course: Course, subject: DetentionTransfer, code: str) -> str:
    """The last day of this clock."""
    return (
        (course.clocks(subject)[code].due_at - timedelta(seconds=1)).astimezone(SHANGHAI).date().isoformat()
    )


def approved_on(course: Course, when: datetime) -> DetentionTransfer:
    """Approved at this moment; the paper work was done before."""
    course.now = when - timedelta(days=5)
    subject = course.to(S.AWAITING_APPROVAL)
    course.do("approve_detention", subject, at=when)
    return subject


def accepted_on(course: Course, when: datetime) -> DetentionTransfer:
    """Taken in at this moment."""
    course.now = when - timedelta(days=5)
    subject = course.to(S.SUBMITTED)
    course.do("accept_detention", subject, at=when)
    return subject


@pytest.mark.parametrize(
    ("approved", "last_day"),
    [
        (at(2026, 3, 2, 10), "2026-03-05"),  # Monday: Tuesday, Wednesday, Thursday
        (at(2026, 3, 6, 10), "2026-03-11"),  # Friday: the weekend does not count
        (at(2026, 9, 17, 10), "2026-09-21"),  # Thursday: Friday, make-up Sunday the 20th, Monday
        (at(2026, 9, 29, 10), "2026-10-09"),  # before 国庆: the 30th, then the 8th and the 9th
    ],
)
def test_three_working_days_from_the_approval(approved: datetime, last_day: str, course: Course):
    subject = approved_on(course, approved)
    assert day(course, subject, "detention_transfer_submit") == last_day


def test_what_goes_are_originals_and_copies_are_kept(course: Course):
    subject = course.to(S.APPROVED)
    rows = materials()
    rows[0]["form"], rows[1]["kept"] = "复印件", "没有复印"
    said = course.refused("submit_detention", subject, materials=rows)
    assert said["no_original"] == "“案件调查报告”不是原件。（853号第十一条）请移送原件，复印件留存备查。"
    assert said["no_copy_kept"] == "“监测报告”还没有复印备查。（853号第十一条）请先复印留存再移送。"


@pytest.mark.parametrize("kind", ["案件调查报告", "涉案证据材料", "行政处罚决定等材料"])
def test_what_every_case_has_is_not_missing(kind: str, course: Course):
    subject = course.to(S.APPROVED)
    said = course.refused("submit_detention", subject, materials=materials(**{kind: "无"}))
    assert said == {"material_missing": f"移送材料缺“{kind}”。（853号第十一条）请补上后移送。"}


def test_what_a_case_may_lack_is_said_to_be_lacking(course: Course):
    subject = course.to(S.APPROVED)
    said = course.refused("submit_detention", subject, materials=materials()[:2] + materials()[3:4])
    assert said["material_unsaid"].startswith("移送材料没有写明“其他材料”。")
    rows = [*materials(), {**materials()[0], "kind": "照片"}]
    assert course.refused("submit_detention", subject, materials=rows)["unknown_kind"].startswith(
        "没有“照片”"
    )


def test_the_hand_over_makes_letter_and_list_and_brings_the_police_in(course: Course):
    subject = course.to(S.APPROVED)
    course.do("submit_detention", subject)
    letter = Document.objects.get(dossier=subject.dossier, kind="detention_letter").content["fields"]
    listed = Document.objects.get(dossier=subject.dossier, kind="detention_list").content["fields"]
    assert letter["basis"] == subject.legal_basis and "并环杏罚" in letter["penalty_number"]
    assert [row["kind"] for row in listed["materials"]][:3] == ["移送材料清单", "案件移送书", "案件调查报告"]
    assert [row["note"] for row in listed["materials"]][2:5] == ["原件，已复印备查", "原件，已复印备查", "无"]
    assert set(course.clocks(subject)) == {"detention_police_accept"}
    assert visible_to(course.cast.intake).filter(pk=subject.dossier_id).exists()
    assert Dossier.objects.get(pk=subject.dossier_id).turn_agency == course.cast.intake.agency


def test_taken_in_the_terms_begin_and_the_bureau_has_its_receipt(course: Course):
    subject = accepted_on(course, at(2026, 3, 5, 10))  # a Thursday
    assert day(course, subject, "detention_supplement_notice") == "2026-03-10"
    assert day(course, subject, "detention_not_meet_return") == "2026-03-12"
    assert day(course, subject, "detention_case_limit_2026") == "2026-04-07"  # the 4th is 清明
    assert course.clocks(subject)["detention_jurisdiction_transfer"].due_at == at(2026, 3, 6, 10)
    assert subject.paper_numbers["detention_acceptance"].startswith("并公杏拘受")


@pytest.mark.parametrize(
    ("when", "code", "not_this"),
    [
        (at(2025, 12, 31, 23), "detention_case_limit_pre2026", "detention_case_limit_2026"),
        (at(2026, 1, 1, 1), "detention_case_limit_2026", "detention_case_limit_pre2026"),
    ],
)
def test_the_term_of_the_case_is_that_of_the_law_on_the_day_it_was_taken_in(
    when: datetime, code: str, not_this: str, course: Course
):
    clocks = course.clocks(accepted_on(course, when))
    assert code in clocks and not_this not in clocks


def test_evidence_is_asked_for_and_supplied_while_the_term_goes_on(course: Course):
    subject = course.to(S.AWAITING_EVIDENCE)
    assert "detention_case_limit_2026" in course.clocks(subject)
    assert "detention_supplement_notice" not in course.clocks(subject)
    said = course.refused("supply_detention_evidence", subject, supplied=[], unable_reason=" ")
    assert said["nothing_supplied"].startswith("没有列出补充的证据，也没有写明不能补充的原因。")
    course.file(subject, "勘验图")
    course.do("supply_detention_evidence", subject)
    assert subject.status == S.ACCEPTED
    fields = Document.objects.get(dossier=subject.dossier, kind="detention_supply_reply").content["fields"]
    assert (fields["outcome"], fields["supplied"][0]["name"]) == ("已补充", "勘验图")


def test_what_cannot_be_supplied_is_explained(course: Course):
    subject = course.to(S.AWAITING_EVIDENCE)
    course.do("supply_detention_evidence", subject, supplied=[], unable_reason="渗坑已回填。")
    fields = Document.objects.get(dossier=subject.dossier, kind="detention_supply_reply").content["fields"]
    assert fields["outcome"] == "不能补充"


def test_another_police_agency_takes_over_and_the_former_reads_on(course: Course):
    subject = course.to(S.ACCEPTED)
    own = course.refused("refer_detention", subject, competent_agency=course.cast.intake.agency)
    assert own["same_agency"].startswith("接收机关就是本机关，不是移送管辖。")
    course.do("refer_detention", subject)
    assert subject.receiving_agency == course.cast.next_intake.agency
    assert subject.procuratorial_agency == course.cast.next_procurator.agency
    clock = course.clocks(subject)["detention_police_accept"]
    assert clock.agency == course.cast.next_intake.agency and len(course.clocks(subject)) == 1
    parts = Participation.objects.filter(dossier=subject.dossier, until=None)
    assert set(parts.filter(agency=course.cast.intake.agency).values_list("role", flat=True)) == {"former"}
    course.do("accept_detention", subject, by=course.cast.next_intake)
    assert subject.status == S.ACCEPTED
