"""联合调查 on the page of the dossier: plan, team, tasks, records, persons as drawing and table, what is missing, the report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.documents.queries import of_dossier as papers_of
from linkage.dossiers.models import Dossier
from linkage.investigations.completeness import ClassState, class_states
from linkage.investigations.graph import drawing
from linkage.investigations.models import Investigation, InvestigationTask, PartyLink, TaskState
from linkage.investigations.procedure import INVESTIGATION
from linkage.investigations.queries import of_dossier, records_of
from linkage.procedure.parts import Part, openings_for
from linkage.procedure.showing import status_words, turn_words

PAPERS = ("joint_investigation_plan", "joint_investigation_report")
TASK_TONES = {TaskState.OPEN: "running", TaskState.DONE: "done", TaskState.UNABLE: "hint"}


def _context(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    """All that the part shows; a number of statements that does not grow with the records."""
    investigation = of_dossier(reader, dossier)
    if investigation is None:
        return {"investigation": None, "openings": openings_for(INVESTIGATION, reader, dossier, now)}
    states = class_states(investigation)
    links = _links(investigation)
    tasks = list(investigation.tasks.select_related("agency", "settled_by").order_by("due_on", "pk"))
    return {
        "investigation": investigation,
        "status": status_words(INVESTIGATION, investigation.status),
        "whose_turn": turn_words(INVESTIGATION, investigation, reader),
        "members": investigation.members.select_related("user__agency").order_by(
            "user__agency_id", "since", "pk"
        ),
        "tasks": [_task(task, now) for task in tasks],
        "bar": _bar(
            "分工任务", sum(task.state != TaskState.OPEN for task in tasks), len(tasks), "项", "已办结"
        ),
        "records": records_of(investigation),
        "classes": states,
        "missing": [state.missing for state in states if state.missing],
        "class_bar": _bar("人员类别", sum(state.settled for state in states), len(states), "类", "已有结论"),
        "links": links,
        "drawing": drawing(states, links) if _anybody(states) else None,
        "papers": [paper for paper in papers_of(reader, dossier) if paper.kind in PAPERS],
    }


def _links(investigation: Investigation) -> list[PartyLink]:
    found = PartyLink.objects.filter(investigation=investigation, withdrawn_at__isnull=True)
    return list(found.select_related("from_party", "to_party").prefetch_related("evidence").order_by("pk"))


def _anybody(states: list[ClassState]) -> bool:
    return any(state.people or state.examination for state in states)


def _task(task: InvestigationTask, now: datetime) -> dict[str, Any]:
    """A task that is past its day says so in words."""
    late = task.state == TaskState.OPEN and task.due_on < localdate(now)
    tone = "overdue" if late else TASK_TONES[TaskState(task.state)]
    word = "超过计划日期" if late else task.get_state_display()
    return {"task": task, "status": {"word": word, "tone": tone}}


def _bar(label: str, value: int, whole: int, unit: str, words: str) -> dict[str, Any]:
    return {
        "label": label,
        "value": value,
        "max": whole or 1,
        "words": f"{whole}{unit}中{value}{unit}{words}",
    }


PART = Part(
    code="investigation", label="联合调查", template="investigations/part.html", context=_context, rank=20
)
