"""The report waits for everybody and everything, the other agency confirms it, and rights end with the investigation."""

import pytest

from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.evidence.rules import contributing_post
from linkage.investigations.models import Investigation, RoleClass
from linkage.investigations.status import OUTCOMES
from linkage.investigations.status import Status as S
from tests.investigations.saying import last_entry, reasons_against, refused
from tests.investigations.way import BUREAU, CONFIRM, POLICE, Way

pytestmark = pytest.mark.django_db


def sees(way: Way, person: str, subject: Investigation) -> bool:
    return dossiers_visible_to(getattr(way.cast, person)).filter(pk=subject.dossier_id).exists()


def part_of(way: Way, subject: Investigation) -> set[str]:
    standing = Participation.objects.filter(
        dossier=subject.dossier, until=None, agency=way.cast.intake.agency
    )
    return {one.role for one in standing}


def test_nothing_is_reported_while_somebody_or_something_is_missing(way: Way):
    subject = way.to(S.UNDER_WAY)
    said = [str(reason) for reason in reasons_against(way, "report_investigation_result", subject)]
    assert said == [
        *(f"“{role.label}”还没有审查。（通知三）请用“审查人员类别”写明。" for role in RoleClass),
        f"{BUREAU}的任务“抽检、检测”还没有办结。（通知三；17号第二十八条）请办结，或者写明不能完成的原因。",
        f"{POLICE}的任务“走访、询问”还没有办结。（通知三；17号第二十八条）请办结，或者写明不能完成的原因。",
    ]


def test_the_report_names_each_responsible_person_in_its_own_words(way: Way):
    subject = way.to(S.REPORTED)
    [paper] = Document.objects.filter(dossier=subject.dossier, kind="joint_investigation_report")
    fields = paper.content["fields"]
    assert fields["plan_number"] == subject.paper_numbers["joint_investigation_plan"]
    assert [(p["name"], p["post"], p["role"]) for p in fields["responsible_persons"]] == [
        ("刘某", "厂长", "经营者"), ("刘某", "厂长", "直接负责的主管人员"),
    ]  # fmt: skip
    assert [e["name"] for e in fields["evidence"]] == ["现场检查笔录", "渗坑照片"]
    assert (fields["starts_on"], fields["ends_on"]) == ("2026-03-02", "2026-03-02")
    assert last_entry(subject)["digests"]["evidence"]
    assert Dossier.objects.get(pk=subject.dossier_id).turn_agency.name == POLICE


def test_the_other_agency_objects_with_reasons_and_the_work_goes_on(way: Way):
    subject = way.to(S.REPORTED)
    assert refused(way, "object_to_report", subject, objection=" ")["fact_missing"].startswith("请填写")
    way.do("object_to_report", subject)
    assert subject.status == S.UNDER_WAY
    assert last_entry(subject)["facts"]["stated"] == {"objection": "还应查明运输方。"}
    way.do("record_interview", subject)


@pytest.mark.parametrize("status", CONFIRM, ids=str)
def test_only_the_outcome_that_was_reported_is_confirmed(status: str, way: Way):
    subject = way.to(S.UNDER_WAY)
    way.complete(subject)
    way.do("report_investigation_result", subject, outcome=OUTCOMES[status])
    for other in set(CONFIRM) - {status}:
        [said] = refused(way, CONFIRM[other], subject).values()
        assert said.startswith(f"联合调查报告的处理去向是“{OUTCOMES[status]}”。（通知三、四）")
    way.do(CONFIRM[status], subject)
    assert (subject.status, subject.confirmed_by) == (status, way.cast.investigator)


@pytest.mark.parametrize(
    ("status", "roles"),
    [
        (S.TO_TRANSFER, {"receiving"}),
        (S.TO_DETENTION, {"receiving"}),
        (S.TO_PENALTY, set()),
        (S.UNFOUNDED, set()),
    ],
)
def test_the_rights_of_the_police_end_with_the_investigation_unless_they_decide_next(
    status: str, roles: set[str], way: Way
):
    subject = way.to(S.REPORTED)
    assert sees(way, "investigator", subject) and part_of(way, subject) == {"assisting"}
    subject = way.to(status)
    assert part_of(way, subject) == roles
    for person in ("investigator", "intake", "police_head", "city_police_supervisor"):
        assert sees(way, person, subject) is bool(roles), person
    assert bool(contributing_post(way.cast.investigator, subject.dossier)) is bool(roles)
    assert sees(way, "officer", subject) and sees(way, "head", subject)
    assert not subject.members.filter(until__isnull=True).exists()
    dossier = Dossier.objects.get(pk=subject.dossier_id)
    assert (dossier.is_open, dossier.stage) == (status in (S.TO_TRANSFER, S.TO_DETENTION), status)
    assert (dossier.turn_agency.name if dossier.turn_agency else "") == (BUREAU if dossier.is_open else "")


def test_in_a_dossier_of_the_police_the_bureau_goes_on_unless_nothing_was_found(way: Way):
    """The police took the clue in: the bureau is the guest, and a penalty or a transfer is for it to make."""
    for status, still in ((S.TO_PENALTY, True), (S.TO_TRANSFER, True), (S.UNFOUNDED, False)):
        subject = way.to(status, by=way.cast.intake)
        assert subject.guest_agency.name == BUREAU
        assert sees(way, "officer", subject) is still, status
        assert sees(way, "investigator", subject)


def test_who_worked_on_it_cannot_go_on_after_the_end(way: Way):
    subject = way.to(S.TO_PENALTY)
    assert set(refused(way, "record_inspection", subject)) == {"wrong_status", "overtaken"}
    assert set(refused(way, "assist_add_party", subject)) == {"wrong_status"}


def test_new_facts_bring_the_same_team_together_again(way: Way):
    subject = way.to(S.UNFOUNDED)
    assert not sees(way, "intake", subject)
    way.do("reopen_investigation", subject)
    assert (subject.status, subject.outcome) == (S.UNDER_WAY, "")
    assert part_of(way, subject) == {"assisting"} and sees(way, "intake", subject)
    standing = subject.members.filter(until__isnull=True).values_list("user__username", flat=True)
    assert sorted(standing) == ["intake", "investigator", "officer", "officer2"]
    way.do("assist_record_interview", subject)


def test_what_was_handed_on_is_not_taken_back(way: Way):
    subject = way.to(S.TO_TRANSFER)
    Dossier.objects.filter(pk=subject.dossier_id).update(stage="submitted", stage_label="已移交待接受")
    subject = Investigation.objects.select_related("dossier").get(pk=subject.pk)
    [said] = refused(way, "reopen_investigation", subject).values()
    assert said == (
        "本卷宗现在是「已移交待接受」，联合调查已经结束。（17号第八条）需要补充的，在移送程序中补充调查。"
    )
