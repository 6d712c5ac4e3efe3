"""Conditions of the report: nobody is left out, no task is left open; and of what comes after it."""

from linkage.investigations.completeness import class_states
from linkage.investigations.models import Investigation, TaskState
from linkage.investigations.status import OUTCOMES
from linkage.law.refusal import Reason
from linkage.law.transitions import Rule
from linkage.procedure.situation import Situation


def all_classes_are_examined(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """通知三, 确保案不漏人: each class of persons is found, or it is on record that there is none."""
    return tuple(
        Reason(state.missing, "通知三", "请用“审查人员类别”写明。", code="class_unexamined")
        for state in class_states(investigation)
        if state.missing
    )


def all_tasks_are_settled(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Each task of the plan is done, or it is explained why it cannot be."""
    open_tasks = investigation.tasks.filter(state=TaskState.OPEN).select_related("agency").order_by("pk")
    return tuple(
        Reason(
            f"{task.agency.name}的任务“{task.title}”还没有办结。",
            "通知三；17号第二十八条",
            "请办结，或者写明不能完成的原因。",
            code="task_open",
        )
        for task in open_tasks
    )


def still_leads(investigation: Investigation, situation: Situation) -> Reason | None:
    """What has been handed on is not taken back: once a transfer leads the dossier, its own acts supplement it."""
    if investigation.dossier.stage == investigation.status:
        return None
    return Reason(
        f"本卷宗现在是「{investigation.dossier.stage_label}」，联合调查已经结束。",
        "17号第八条",
        "需要补充的，在移送程序中补充调查。",
        code="handed_on",
    )


def outcome_is(status: str) -> Rule:
    """The rule that the joint report says this outcome, and none of the other three."""

    def reported_so(investigation: Investigation, situation: Situation) -> Reason | None:
        if investigation.outcome == OUTCOMES[status]:
            return None
        said = f"联合调查报告的处理去向是“{investigation.outcome}”。"
        return Reason(said, "通知三、四", "不同意的，写明理由退回。", code="another_outcome")

    return reported_so
