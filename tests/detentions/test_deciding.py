"""The police decide: detained within the band, returned with reasons, or a crime after all (853号第十四、十五条)."""

from datetime import date, datetime, timedelta

import pytest

from linkage.detentions.models import Detained, DetentionTransfer
from linkage.detentions.status import Status as S
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.transfers.models import Transfer
from linkage.transfers.procedure import TRANSFER
from linkage.transfers.status import Status as TransferStatus
from tests.detentions.course import Course
from tests.detentions.test_handing_over import at, day
from tests.road import SHANGHAI

pytestmark = pytest.mark.django_db
FILING = {"charge": "污染环境罪", "police_case_number": "A1", "handling_unit": "环境犯罪侦查大队"}


def line(days: str, name: str = "刘某") -> list[dict[str, str]]:
    return [{"name": name, "days": days, "post": "直接负责的主管人员"}]


@pytest.mark.parametrize(
    ("circumstances", "allowed", "refused"),
    [
        ("一般", ("10", "15日"), ("9", "16")),
        ("较轻", ("5", "10"), ("4", "11")),
        ("严重", ("10", "15"), ("0", "十日")),
    ],
)
def test_the_days_lie_within_the_band_of_the_old_law(
    circumstances: str, allowed: tuple[str, ...], refused: tuple[str, ...], course: Course
):
    subject = course.to(S.ACCEPTED)
    for days in refused:
        said = course.refused("decide_detention", subject, detained=line(days), circumstances=circumstances)
        assert said["days_out_of_band"].startswith(f"刘某的拘留日数“{days}”不在")
    for days in allowed:
        assert not course.decides(subject, detained=line(days), circumstances=circumstances)


def test_under_the_code_evading_supervision_is_five_to_ten_days(course: Course):
    course.now = datetime(2026, 9, 7, 9, 0, tzinfo=SHANGHAI)
    subject = course.to(S.ACCEPTED, conduct_until=date(2026, 8, 15))
    said = course.refused("decide_detention", subject, detained=line("11"))
    assert said["days_out_of_band"] == (
        "刘某的拘留日数“11”不在5日至10日以内（情节一般）。（《生态环境法典》第1108条）请核对日数或者情节。"
    )
    assert not course.decides(subject, detained=line("11"), circumstances="严重")
    course.do("decide_detention", subject)
    paper = Document.objects.get(dossier=subject.dossier, kind="detention_decision").content["fields"]
    assert paper["basis"] == "《生态环境法典》第1108条"


def test_old_conduct_decided_under_the_code_has_the_milder_band(course: Course):
    course.now = datetime(2026, 8, 17, 9, 0, tzinfo=SHANGHAI)
    subject = course.to(S.ACCEPTED, conduct_until=date(2026, 8, 14))
    said = course.refused("decide_detention", subject, detained=line("15"))
    assert "不在5日至10日以内" in said["days_out_of_band"]
    assert not course.decides(subject, detained=line("7"))


def test_only_a_natural_person_of_the_case_is_detained_and_once(course: Course):
    subject = course.to(S.ACCEPTED)
    for name in ("某公司", "路人"):
        said = course.refused("decide_detention", subject, detained=line("10", name))
        assert said["not_a_party"] == f"“{name}”不是本案登记的个人当事人。（853号第九条）请先登记当事人。"
    assert "person_twice" in course.refused("decide_detention", subject, detained=line("10") + line("12"))


def test_the_decision_names_its_persons_and_starts_what_is_owed(course: Course):
    subject = course.to(S.ACCEPTED)
    when = at(2026, 3, 5, 15)  # a Thursday
    course.do("decide_detention", subject, at=when, detained=line("10") + line("12", "张某"))
    assert [(d.party.name, d.days) for d in Detained.objects.order_by("pk")] == [("刘某", 10), ("张某", 12)]
    assert set(course.clocks(subject)) == {"detention_decision_copy", "detention_family_notice"}
    assert day(course, subject, "detention_decision_copy") == "2026-03-10"
    subject.refresh_from_db()
    assert subject.decision_number == subject.paper_numbers["detention_decision"]
    course.do("serve_detention_decision", subject)
    assert set(course.clocks(subject)) == {"detention_family_notice"}
    course.do("notify_family", subject)
    assert not course.clocks(subject) and subject.status == S.SERVED


def test_the_term_is_extended_by_the_police_above_twice_under_the_law_of_2025(course: Course):
    subject = course.to(S.ACCEPTED)
    code = "detention_case_limit_2026"
    assert day(course, subject, code) == "2026-04-01"
    for agency in (course.cast.intake.agency, course.cast.next_intake.agency):
        assert "not_superior" in course.refused("extend_detention_term", subject, approving_agency=agency)
    for last_day in ("2026-05-06", "2026-06-01"):  # the 1st of May is a holiday, the 31st a Sunday
        course.do("extend_detention_term", subject)
        assert day(course, subject, code) == last_day
    assert course.refused("extend_detention_term", subject)["extended_enough"] == (
        "办案期限已经延长2次，不能再延长。（治安管理处罚法（2025）第118条）请立即作出决定。"
    )


def test_once_under_the_law_of_2012(course: Course):
    course.now = at(2025, 11, 3, 9)
    subject = course.to(S.ACCEPTED)
    course.do("extend_detention_term", subject)
    assert "延长1次" in course.refused("extend_detention_term", subject)["extended_enough"]


def test_a_term_that_has_run_out_is_not_extended(course: Course):
    subject = course.to(S.ACCEPTED)
    end = course.clocks(subject)["detention_case_limit_2026"].overdue_after
    said = course.refused("extend_detention_term", subject, at=end + timedelta(minutes=1))
    assert said["term_expired"].startswith("办案期限已经届满，不能再延长。")
    course.do("extend_detention_term", subject, at=end)


def test_what_does_not_meet_the_conditions_comes_back_with_reasons_and_is_closed(course: Course):
    subject = course.to(S.ACCEPTED)
    assert "fact_missing" in course.refused("reject_detention", subject, reasons=" ")
    course.do("reject_detention", subject)
    fields = Document.objects.get(dossier=subject.dossier, kind="detention_rejection").content["fields"]
    assert [row["name"] for row in fields["returned_files"]] == ["案件调查报告", "监测报告", "行政处罚决定书"]
    assert not course.clocks(subject)
    course.do("close_detention", subject)
    dossier = Dossier.objects.get(pk=subject.dossier_id)
    assert (dossier.is_open, dossier.stage, dossier.turn_agency) == (False, S.CLOSED, None)
    closing = Document.objects.get(dossier=dossier, kind="detention_closing").content["fields"]
    assert closing["police_paper"] == subject.paper_numbers["detention_rejection"]


def test_a_crime_after_all_is_filed_without_a_second_transfer(course: Course):
    cast = course.cast
    subject = course.to(S.TO_CRIME)
    assert visible_to(cast.procurator).filter(pk=subject.dossier_id).exists()
    dossier = Dossier.objects.get(pk=subject.dossier_id)
    transfer = TRANSFER.blank(dossier, cast.police_head, course.now)
    TRANSFER.do("file_from_detention", transfer, by=cast.police_head, at=course.tick(), **FILING)
    kept = Transfer.objects.get(dossier=dossier)
    assert (kept.status, kept.charge, kept.filed_by) == (TransferStatus.FILED, "污染环境罪", cast.police_head)
    dossier.refresh_from_db()
    assert (dossier.stage, dossier.turn_agency) == (TransferStatus.FILED, cast.intake.agency)
    assert set(course.clocks(subject)) == {"police_decision_notice"}
    subject.dossier.refresh_from_db()
    assert "crime_leads" in course.refused("continue_detention", subject)
    decision = Document.objects.get(dossier=dossier, kind="filing_decision").content["fields"]
    assert decision["letter_number"] == subject.paper_numbers["detention_letter"]
    notice = {"property_requirements": "没有涉案物品。", "served_at": course.now + timedelta(minutes=10)}
    TRANSFER.do("serve_filing_notice", kept, by=cast.investigator, at=course.tick(), **notice)
    assert kept.status == TransferStatus.INVESTIGATING


def test_what_is_not_filed_goes_on_as_a_detention_in_the_same_term(course: Course):
    subject = course.to(S.ACCEPTED)
    term = course.clocks(subject)["detention_case_limit_2026"].due_at
    course.do("switch_to_crime", subject)
    course.do("continue_detention", subject)
    assert (subject.status, set(course.clocks(subject))) == (S.ACCEPTED, {"detention_case_limit_2026"})
    assert course.clocks(subject)["detention_case_limit_2026"].due_at == term


def test_only_what_was_switched_is_filed_so(course: Course):
    cast = course.cast
    subject = course.to(S.ACCEPTED)
    transfer = TRANSFER.blank(Dossier.objects.get(pk=subject.dossier_id), cast.police_head, course.now)
    said = course.reasons(
        lambda: TRANSFER.do("file_from_detention", transfer, by=cast.police_head, at=course.tick(), **FILING)
    )
    assert said == {
        "not_switched_to_crime": "公安机关没有把本案的行政拘留移送转为刑事案件。（行政案件程序规定第六十五、一百七十二条）"
        "请先在行政拘留移送上办理“转刑事案件办理”。"
    }
    assert not Transfer.objects.exists()
    assert DetentionTransfer.objects.get().status == S.ACCEPTED
