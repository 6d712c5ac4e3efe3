"""The plan: on a notified clue, with the division of the notice, issued to the other agency, and agreed by it."""

from datetime import date
from typing import Any

import pytest

from linkage.clues.models import Clue
from linkage.clues.status import Status as ClueStatus
from linkage.deadlines.running import running_clocks
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Participation
from linkage.inbox.models import Message
from linkage.investigations.procedure import INVESTIGATION, blank
from linkage.investigations.queries import visible_to
from linkage.investigations.status import Status as S
from tests.investigations.saying import last_entry, refused
from tests.investigations.way import BUREAU, POLICE, Way
from tests.road import Road

pytestmark = pytest.mark.django_db


def known(way: Way, act: str, subject: Any) -> dict[str, Any]:
    row = INVESTIGATION.table.row(act)
    return INVESTIGATION.known(row, subject, way.cast.officer, way.now)


def test_the_plan_starts_from_the_division_of_labour_of_the_notice(way: Way):
    first = known(way, "plan_investigation", way.blank())
    assert first["division"].splitlines() == [
        f"{BUREAU}｜现场污染物的抽检、检测",
        f"{BUREAU}｜协调当地政府及相关部门、企业做好污染物检验鉴定",
        f"{BUREAU}｜查明污染物的排放方式、种类、浓度、数量、去向",
        f"{POLICE}｜控制现场",
        f"{POLICE}｜查明责任人员的身份、岗位",
        f"{POLICE}｜走访、询问相关单位和个人",
        f"{POLICE}｜收集证据",
        f"{POLICE}｜查明企业出资者、经营者和实际获利者",
    ]
    assert first["leading_members"] == [way.cast.officer.pk]
    assert first["starts_on"] == date(2026, 3, 2)
    assert "ends_on" not in first, "no law gives the last day, so none is suggested"


def test_the_plan_is_numbered_and_goes_to_the_other_agency_and_the_clue_ends_in_it(way: Way):
    subject = way.blank()
    outcome = way.do("plan_investigation", subject)
    [paper] = Document.objects.filter(dossier=subject.dossier, kind="joint_investigation_plan")
    assert outcome.sentence == f"{BUREAU}已制定联合调查方案（{paper.number}），请{POLICE}同意。"
    assert [d.agency.name for d in paper.deliveries.all()] == [POLICE]
    fields = paper.content["fields"]
    assert (fields["lead_agency"], fields["assisting_agency"]) == (BUREAU, POLICE)
    assert [m["name"] for m in fields["ecology_members"]] == ["王演明", "李演芳"]
    assert [m["name"] for m in fields["police_members"]] == ["周演文", "孙演武"]
    assert Message.objects.latest("pk").agency.name == POLICE
    assert Clue.objects.get(dossier=subject.dossier).status == ClueStatus.INVESTIGATED
    dossier = Dossier.objects.get(pk=subject.dossier_id)
    assert (dossier.stage, dossier.turn_agency.name, dossier.is_open) == (S.PLANNED, POLICE, True)
    assert {t.due_on for t in subject.tasks.all()} == {date(2026, 3, 31)}


def test_planning_stops_the_clock_of_an_obvious_crime_when_it_still_runs(way: Way):
    subject = way.to(S.PLANNED)
    assert "obvious_crime_report" not in running_clocks(subject.dossier)


def test_only_a_notified_clue_is_investigated_jointly_and_only_once(way: Way, road: Road):
    fresh = blank(way.clue(ClueStatus.VERIFIED).dossier, way.cast.officer, way.now)
    assert refused(way, "plan_investigation", fresh) == {
        "not_notified": "线索还没有通报同级机关。（通知三；17号第二十七条）请先办理线索通报。"
    }
    penalised = blank(way.clue(ClueStatus.TO_PENALTY).dossier, way.cast.officer, way.now)
    assert set(refused(way, "plan_investigation", penalised)) == {"clue_does_not_lead"}
    subject = way.to(S.PLANNED)
    again = blank(Dossier.objects.get(pk=subject.dossier_id), way.cast.officer, way.now)
    [said] = refused(way, "plan_investigation", again).values()
    assert said.startswith("本卷宗现在是「联合调查方案待同意」，不能再开展联合调查。")


def test_a_dossier_that_began_with_a_transfer_has_no_clue_to_investigate(way: Way, road: Road):
    subject = blank(road.open().dossier, way.cast.officer, way.now)
    assert subject.agency_on("assisting") is None
    row = INVESTIGATION.table.row("plan_investigation")
    assert [str(one) for rule in row.rules[:1] if (one := rule(subject, None))] == [
        "本卷宗不是由线索开始的，没有可以联合调查的线索。（通知三；17号第二十七条）"
    ]


def test_each_agency_sends_two_and_each_has_a_task(way: Way):
    subject = way.blank()
    line = {"agency": BUREAU, "task": "采样", "persons": "调查组", "due": "调查结束前"}
    reasons = refused(
        way, "plan_investigation", subject, assisting_members=[way.cast.intake], division=[line]
    )
    assert reasons == {
        "team_too_small": f"{POLICE}的调查人员不足两人。（行政处罚法第四十二条）请再选择至少一名。",
        "no_task": f"分工中没有{POLICE}的任务。（通知三；17号第二十八条）双方各至少一项。",
    }


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"agency": "某某局"}, "分工第3行的单位“某某局”不是本次联合调查的机关。"),
        ({"due": "下周"}, "分工第3行的完成日期“下周”不是日期，请写成 2026-03-10 的样子，或者留空。"),
        ({"due": "2026-03-01"}, "分工第3行的完成日期2026-03-01早于调查开始的2026-03-02。"),
    ],
)
def test_a_line_of_the_division_that_is_wrong_is_named(changes: dict[str, str], fault: str, way: Way):
    subject = way.blank()
    lines = way.facts("plan_investigation", subject, way.now)["division"]
    wrong = {"agency": POLICE, "task": "走访", "persons": "调查组", "due": "调查结束前", **changes}
    reasons = refused(way, "plan_investigation", subject, division=[*lines, wrong])
    assert reasons["division_line"] == f"{fault}请改正这一行。"


def test_it_ends_after_it_begins_and_nothing_required_is_left_out(way: Way):
    subject = way.blank()
    assert refused(way, "plan_investigation", subject, ends_on=date(2026, 3, 1))["period_out_of_order"] == (
        "结束日期2026-03-01早于开始日期2026-03-02。请核对日期。"
    )
    assert refused(way, "plan_investigation", subject, aim=" ")["fact_missing"].startswith(
        "请填写“调查目标”。"
    )
    with pytest.raises(TypeError):
        way.do("plan_investigation", subject, charge="污染环境罪")


def test_until_it_is_agreed_the_plan_is_changed_and_issued_anew(way: Way):
    subject = way.to(S.PLANNED)
    first = subject.paper_numbers["joint_investigation_plan"]
    again = known(way, "revise_plan", subject)
    assert again["division"].splitlines()[0] == f"{BUREAU}｜抽检、检测｜调查组｜2026-03-31"
    third = {"agency": POLICE, "task": "查资金", "persons": "经侦", "due": "2026-03-20"}
    lines = [*way.facts("revise_plan", subject, way.now)["division"], third]
    way.do("revise_plan", subject, division=lines)
    assert subject.paper_numbers["joint_investigation_plan"] != first
    assert [t.title for t in subject.tasks.order_by("pk")] == ["抽检、检测", "走访、询问", "查资金"]
    assert subject.members.filter(until__isnull=True).count() == 4


def test_the_other_agency_agrees_and_says_itself_who_takes_part(way: Way):
    subject = way.to(S.PLANNED)
    assert known(way, "agree_plan", subject)["assisting_members"] == [
        way.cast.investigator.pk,
        way.cast.intake.pk,
    ]
    outcome = way.do("agree_plan", subject, by=way.cast.police_head)
    assert outcome.sentence == f"{POLICE}已同意联合调查方案，联合调查开始。"
    assert subject.agreed_by == way.cast.police_head
    assert last_entry(subject)["facts"]["stated"]["assisting_members"] == [
        "周演文（证investigator）", "孙演武（证intake）"
    ]  # fmt: skip


def test_who_leaves_the_team_records_nothing_more(way: Way):
    subject = way.to(S.UNDER_WAY)
    third = type(way.cast.officer).objects.create_user(
        "third", "x" * 12, name="何演", agency=way.cast.officer.agency
    )
    way.do("change_team", subject, leading_members=[way.cast.second_officer, third])
    assert refused(way, "record_inspection", subject)["not_a_member"] == (
        "由联合调查组成员办理，您不是成员。（通知三）请成员办理，或者先变更本机关调查人员。"
    )
    left = subject.members.get(user=way.cast.officer)
    assert left.until == subject.status_since
    assert refused(way, "assist_change_team", subject, assisting_members=[way.cast.intake])["team_too_small"]


def test_the_next_county_sees_nothing_and_both_agencies_see_it(way: Way):
    subject = way.to(S.PLANNED)
    cast = way.cast
    seeing = {user.name for user in cast.everyone if visible_to(user).filter(pk=subject.pk).exists()}
    assert {cast.officer.name, cast.head.name, cast.investigator.name, cast.police_head.name} <= seeing
    assert not seeing & {
        cast.next_officer.name,
        cast.next_intake.name,
        cast.procurator.name,
        cast.audit_admin.name,
    }
    assert (
        Participation.objects.filter(dossier=subject.dossier, agency=cast.intake.agency, until=None).count()
        == 1
    )
