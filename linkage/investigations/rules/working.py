"""Conditions of work on the spot: who, two of them, where and when; and that nothing restricts a person or their property."""

from collections.abc import Iterable

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.investigations.facts import INSPECTION_KINDS
from linkage.investigations.models import Investigation, InvestigationRecord, RecordKind
from linkage.investigations.rules.planning import MEMBERS_AT_LEAST, TWO_PEOPLE
from linkage.law.coordinates import fault_of_place
from linkage.law.refusal import Reason
from linkage.law.wording import moment
from linkage.procedure.situation import Situation

BEFORE_FILING = "刑事程序规定第一百七十四条"


def acts_as_member(investigation: Investigation, situation: Situation) -> Reason | None:
    """Who is not of the team, or no longer, records nothing."""
    by = situation.by
    if by is None or investigation.members.filter(user=by, until__isnull=True).exists():
        return None
    return Reason(
        "由联合调查组成员办理，您不是成员。",
        "通知三",
        "请成员办理，或者先变更本机关调查人员。",
        code="not_a_member",
    )


def no_coercive_measure(investigation: Investigation, situation: Situation) -> Reason | None:
    """Before filing the police take no coercive measure, seal, seize or freeze nothing, use no technical means.

    The kinds of work are a closed list; what is not on it is refused, with the article where the police ask for it.
    """
    kind = situation.facts.get("inspection_kind")
    if kind is None or kind in INSPECTION_KINDS:
        return None
    if situation.by is not None and situation.by.agency.line == Line.POLICE:
        said = f"立案前不能采取“{kind}”：不得采取强制措施，不得查封、扣押、冻结财产，不得采取技术侦查措施。"
        return Reason(said, BEFORE_FILING, "请在立案以后依法办理。", code="no_coercive_measure")
    return Reason(
        f"联合调查的检查方式中没有“{kind}”。",
        "17号第二十八条",
        "生态环境部门依法查封、扣押的，在“涉案物品”中登记。",
        code="no_coercive_measure",
    )


def two_members_present(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Everyone named is of the team, and two of them are of the agency that records."""
    people: Iterable[User] | None = situation.facts.get("investigators")
    if people is None or situation.by is None:
        return ()
    own = situation.by.agency
    members = set(investigation.members.filter(until__isnull=True).values_list("user_id", flat=True))
    reasons = [
        Reason(f"{one.name}不是联合调查组成员。", "通知三", "请先变更调查人员。", code="stranger_present")
        for one in people
        if one.pk not in members
    ]
    if len({one.pk for one in people if one.agency_id == own.pk} & members) < MEMBERS_AT_LEAST:
        said = f"{own.name}的调查人员不足两人。"
        reasons.append(Reason(said, TWO_PEOPLE, "请选择实际到场的两名以上人员。", code="fewer_than_two"))
    return tuple(reasons)


def place_is_right(investigation: Investigation, situation: Situation) -> Reason | None:
    """A longitude and latitude in CGCS2000 that lie in the country, not the wrong way round. Nothing is swapped."""
    longitude, latitude = situation.facts.get("longitude"), situation.facts.get("latitude")
    if longitude is None or latitude is None or not (fault := fault_of_place(longitude, latitude)):
        return None
    return Reason(fault, code="place_is_wrong")


def time_in_order(investigation: Investigation, situation: Situation) -> Reason | None:
    """From before to, within the investigation, and entered afterwards."""
    start, end = situation.facts.get("started_at"), situation.facts.get("ended_at")
    if not start or not end:
        return None
    if end <= start:
        return Reason("结束时间应当晚于开始时间。", remedy="请核对时间。", code="time_out_of_order")
    if end > situation.occurred_at:
        return Reason("结束时间不能晚于登记时间。", remedy="请在结束以后登记。", code="not_over_yet")
    if investigation.planned_at and start < investigation.planned_at:
        return Reason(
            f"开始时间早于联合调查方案的制定时间（{moment(investigation.planned_at)}）。",
            remedy="方案制定以前的笔录和影像，加入“证据材料”即可。",
            code="before_the_plan",
        )
    return None


def not_at_two_interviews(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Nobody questions two people at the same time; such a pair of transcripts would be no evidence."""
    start, end, people = (situation.facts.get(name) for name in ("started_at", "ended_at", "investigators"))
    if not start or not end or not people or "interviewee" not in situation.facts:
        return ()
    others = InvestigationRecord.objects.filter(
        investigation=investigation, kind=RecordKind.INTERVIEW, started_at__lt=end, ended_at__gt=start
    )
    return tuple(
        Reason(
            f"{one.name}在{moment(other.started_at)}至{moment(other.ended_at)}正在询问{other.person}，不能同时询问他人。",
            remedy="请核对询问时间和询问人。",
            code="two_interviews_at_once",
        )
        for other in others.prefetch_related("people")
        for one in other.people.all()
        if one.pk in {person.pk for person in people}
    )


def own_tasks(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Each agency answers for its own tasks."""
    by, tasks = situation.by, situation.facts.get("tasks")
    if by is None or tasks is None:
        return ()
    return tuple(
        Reason(
            f"“{task.title}”是{task.agency.name}的任务。", "通知三", "请由该机关办结。", code="not_own_task"
        )
        for task in tasks
        if task.agency_id != by.agency_id
    )
