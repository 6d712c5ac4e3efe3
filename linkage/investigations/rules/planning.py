"""Conditions of the plan: what leads the dossier now, the two agencies, the team, the period, the division of labour."""

from collections.abc import Iterable
from typing import Any

from linkage.accounts.models import User
from linkage.clues.models import Clue
from linkage.clues.status import Status as ClueStatus
from linkage.investigations.division import faults_of
from linkage.investigations.models import Investigation
from linkage.investigations.status import ASSISTING, LEADING
from linkage.law.refusal import Reason
from linkage.procedure.situation import Situation

NOTICE = "通知三；17号第二十七条"
TWO_PEOPLE = "行政处罚法第四十二条"
MEMBERS_AT_LEAST = 2
NOTIFIED = (ClueStatus.NOTIFIED, ClueStatus.ANSWERED)


def clue_was_notified(investigation: Investigation, situation: Situation) -> Reason | None:
    """The other agency knows of the clue, the clue still leads, and there is one joint investigation a dossier."""
    dossier = investigation.dossier
    clue = Clue.objects.filter(dossier=dossier).first()
    if clue is None:
        return Reason("本卷宗不是由线索开始的，没有可以联合调查的线索。", NOTICE, code="no_clue")
    if clue.status in NOTIFIED and dossier.stage == clue.status:
        return None
    if clue.notified_at is None and dossier.stage == clue.status:
        said, remedy = "线索还没有通报同级机关。", "请先办理线索通报。"
        return Reason(said, NOTICE, remedy, code="not_notified")
    return Reason(
        f"本卷宗现在是「{dossier.stage_label}」，不能再开展联合调查。",
        NOTICE,
        "联合调查在线索通报以后、移送以前开展，一个卷宗一次。",
        code="clue_does_not_lead",
    )


def members_of_both(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Each agency sends two or more of its own, so that each can work on the spot by itself."""
    found = (_too_few(investigation, situation, side) for side in (LEADING, ASSISTING))
    return tuple(reason for reason in found if reason)


def period_in_order(investigation: Investigation, situation: Situation) -> Reason | None:
    """It ends after it begins."""
    first, last = situation.facts.get("starts_on"), situation.facts.get("ends_on")
    if not first or not last or last >= first:
        return None
    return Reason(f"结束日期{last}早于开始日期{first}。", remedy="请核对日期。", code="period_out_of_order")


def division_is_whole(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Each line names one of the two agencies and a day; each agency has a task."""
    lines = situation.facts.get("division")
    if not lines:
        return ()
    reasons = _line_faults(
        investigation, lines, situation.facts.get("starts_on"), situation.facts.get("ends_on")
    )
    named = {line["agency"] for line in lines}
    for agency in _agencies(investigation):
        if agency and agency.name not in named:
            said = f"分工中没有{agency.name}的任务。"
            reasons.append(Reason(said, "通知三；17号第二十八条", "双方各至少一项。", code="no_task"))
    return tuple(reasons)


def new_tasks_are_whole(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """A task that is added is somebody's and has a day."""
    lines = situation.facts.get("new_tasks") or ()
    return tuple(_line_faults(investigation, lines, investigation.starts_on, investigation.ends_on))


def _line_faults(investigation: Investigation, lines: Iterable[Any], first: Any, last: Any) -> list[Reason]:
    faults = faults_of(lines, _agencies(investigation), first or None, last or None)
    return [Reason(fault, remedy="请改正这一行。", code="division_line") for fault in faults]


def _agencies(investigation: Investigation) -> tuple[Any, ...]:
    return investigation.agency_on(LEADING), investigation.agency_on(ASSISTING)


def _too_few(investigation: Investigation, situation: Situation, side: str) -> Reason | None:
    members: Iterable[User] | None = situation.facts.get(f"{side}_members")
    if members is None or len({member.pk for member in members}) >= MEMBERS_AT_LEAST:
        return None
    agency = investigation.agency_on(side)
    return Reason(
        f"{agency.name if agency else ''}的调查人员不足两人。",
        TWO_PEOPLE,
        "请再选择至少一名。",
        code="team_too_small",
    )
