"""Work on the spot: two people, a place, a time, files; and nothing that restricts anybody before a case is filed."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from linkage.investigations.facts import FACTS, INSPECTION_KINDS
from linkage.investigations.models import InvestigationRecord, RecordKind
from linkage.investigations.states import TABLE, WORK
from linkage.investigations.status import Status as S
from tests.clues.road import INFORMANT
from tests.investigations.saying import last_entry, refused
from tests.investigations.way import BUREAU, POLICE, Way, files

pytestmark = pytest.mark.django_db
RECORDS = ("record_inspection", "record_interview", "record_photographs")
COERCIVE = (
    "强制措施", "拘留", "拘传", "取保候审", "监视居住", "逮捕", "查封", "扣押", "冻结", "查封扣押冻结", "搜查", "技术侦查",
)  # fmt: skip


@pytest.mark.parametrize("act", [*RECORDS, *(f"assist_{act}" for act in RECORDS)])
def test_a_record_says_who_where_when_and_its_files_enter_the_chain(act: str, way: Way):
    subject = way.to(S.UNDER_WAY)
    way.do(act, subject)
    record = InvestigationRecord.objects.get(investigation=subject)
    own = POLICE if act.startswith("assist_") else BUREAU
    assert record.agency.name == own
    assert {person.agency.name for person in record.people.all()} == {own}
    assert (record.longitude, record.latitude) == (Decimal("112.562300"), Decimal("37.893200"))
    shown = files(subject, 5 if act.endswith("photographs") else 3)
    assert list(record.files.all()) == shown
    assert [one["sm3"] for one in last_entry(subject)["digests"]["evidence"]] == [item.sm3 for item in shown]
    assert record.recorded_by == way.actor(act, subject)


def test_two_of_the_agency_that_records_were_there_and_all_are_of_the_team(way: Way):
    subject = way.to(S.UNDER_WAY)
    cast = way.cast
    reasons = refused(way, "record_inspection", subject, investigators=[cast.officer, cast.intake])
    assert (
        reasons["fewer_than_two"]
        == f"{BUREAU}的调查人员不足两人。（行政处罚法第四十二条）请选择实际到场的两名以上人员。"
    )
    reasons = refused(
        way, "assist_record_interview", subject, investigators=[cast.investigator, cast.police_head]
    )
    assert set(reasons) == {"fewer_than_two", "stranger_present"}
    way.do("record_inspection", subject, investigators=[cast.officer, cast.second_officer, cast.intake])
    assert InvestigationRecord.objects.get().people.count() == 3


@pytest.mark.parametrize(
    ("longitude", "latitude", "said"),
    [
        ("37.893200", "112.562300", "经度 37.893200、纬度 112.562300 可能填反了，请核对。"),
        ("12.5", "37.8", "经度 12.5、纬度 37.8 不在我国境内，请核对。"),
    ],
)
def test_a_place_typed_the_wrong_way_round_is_told_and_not_swapped(
    longitude: str, latitude: str, said: str, way: Way
):
    subject = way.to(S.UNDER_WAY)
    where = {"longitude": Decimal(longitude), "latitude": Decimal(latitude)}
    assert refused(way, "record_photographs", subject, **where) == {"place_is_wrong": said}


def test_it_begins_after_the_plan_ends_after_it_begins_and_is_over_when_entered(way: Way):
    subject = way.to(S.UNDER_WAY)
    minute = timedelta(minutes=1)

    def told(start: Any, end: Any) -> dict[str, str]:
        return refused(way, "record_interview", subject, started_at=start, ended_at=end)

    assert set(told(way.now, way.now)) == {"time_out_of_order"}
    assert set(told(way.now, way.now + timedelta(hours=5))) == {"not_over_yet"}
    before = told(subject.planned_at - minute, subject.planned_at + minute)
    assert before["before_the_plan"].startswith("开始时间早于联合调查方案的制定时间（2026-03-02 周一 ")
    way.do("record_interview", subject, started_at=subject.planned_at, ended_at=subject.planned_at + minute)


def test_nobody_questions_two_people_at_the_same_time(way: Way):
    subject = way.to(S.UNDER_WAY)
    start, end = way.now, way.now + timedelta(minutes=8)
    way.do("record_interview", subject, started_at=start, ended_at=end)
    inside = {"started_at": end - timedelta(minutes=1), "ended_at": end + timedelta(minutes=1)}
    said = refused(way, "record_interview", subject, interviewee="工人赵某", **inside)[
        "two_interviews_at_once"
    ]
    assert said.startswith(("李演芳在2026-03-02 周一 ", "王演明在2026-03-02 周一 "))
    assert "正在询问工人李某，不能同时询问他人。" in said
    way.do("assist_record_interview", subject, interviewee="工人赵某", **inside)
    way.do("record_photographs", subject, **inside)
    way.do(
        "record_interview",
        subject,
        interviewee="工人赵某",
        started_at=end,
        ended_at=end + timedelta(minutes=1),
    )
    assert subject.records.filter(kind=RecordKind.INTERVIEW).count() == 3


def test_the_informant_of_the_clue_is_named_in_no_record(way: Way):
    subject = way.to(S.UNDER_WAY, informants=[INFORMANT])
    said = refused(way, "record_interview", subject, interviewee=INFORMANT.name)
    assert set(said) == {"informant_named"}
    assert INFORMANT.name not in said["informant_named"]


@pytest.mark.parametrize("measure", COERCIVE)
def test_the_police_take_no_coercive_measure_before_filing_whichever_door_is_tried(measure: str, way: Way):
    subject = way.to(S.UNDER_WAY)
    said = refused(way, "assist_record_inspection", subject, inspection_kind=measure)
    assert said["no_coercive_measure"] == (
        f"立案前不能采取“{measure}”：不得采取强制措施，不得查封、扣押、冻结财产，不得采取技术侦查措施。"
        "（刑事程序规定第一百七十四条）请在立案以后依法办理。"
    )


def test_the_bureau_is_shown_where_its_own_sealing_is_entered(way: Way):
    said = refused(way, "record_inspection", way.to(S.UNDER_WAY), inspection_kind="查封扣押")
    assert said["no_coercive_measure"] == (
        "联合调查的检查方式中没有“查封扣押”。（17号第二十八条）生态环境部门依法查封、扣押的，在“涉案物品”中登记。"
    )


def test_no_act_no_choice_and_no_kind_of_record_is_a_coercive_measure():
    """The facts that could state one are the free words of a record; what is counted, listed and reported is none."""
    said = [
        *(row.label for row in TABLE.rows),
        *(fact.label for fact in FACTS.values()),
        *(choice for fact in FACTS.values() for choice in fact.choices),
        *RecordKind.labels,
        *INSPECTION_KINDS,
    ]
    allowed = {"移送公安机关适用行政拘留", "确认联合调查报告：移送公安机关适用行政拘留"}
    assert not [words for words in said for word in COERCIVE if word in words and words not in allowed]
    assert not {row.act for row in WORK} & {"record_measure", "seize", "seal", "detain"}


@pytest.mark.parametrize("act", ["finish_task", "assist_finish_task"])
def test_each_agency_settles_its_own_tasks(act: str, way: Way):
    subject = way.to(S.UNDER_WAY)
    other = "finish_task" if act.startswith("assist_") else "assist_finish_task"
    [theirs] = way.open_tasks(subject, other)
    reason = refused(way, act, subject, tasks=[theirs])["not_own_task"]
    assert reason.startswith(f"“{theirs.title}”是{theirs.agency.name}的任务。")
    [own] = way.open_tasks(subject, act)
    way.do(act, subject, task_state="不能完成，已说明", task_result="企业已搬迁，无法采样。")
    own.refresh_from_db()
    assert (own.state, own.result, own.settled_by) == (
        "unable",
        "企业已搬迁，无法采样。",
        way.actor(act, subject),
    )


def test_a_task_is_added_for_either_agency_and_has_a_day(way: Way):
    subject = way.to(S.UNDER_WAY)
    line = {"agency": POLICE, "task": "调取监控", "persons": "周演文", "due": "2026-03-09"}
    way.do("add_task", subject, new_tasks=[line])
    assert subject.tasks.get(title="调取监控").agency.name == POLICE
    wrong = {**line, "agency": "某某局"}
    assert refused(way, "add_task", subject, new_tasks=[wrong])["division_line"].startswith("分工第1行的单位")
