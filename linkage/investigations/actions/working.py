"""What was done on the spot, by two or more, with place and time and the files it stands in; and tasks that are settled."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from linkage.accounts.models import User
from linkage.evidence.actions import attached
from linkage.evidence.models import EvidenceItem
from linkage.investigations.actions.doing import done
from linkage.investigations.models import (
    Investigation,
    InvestigationRecord,
    InvestigationTask,
    RecordKind,
    TaskState,
)
from linkage.procedure.carrying_out import Act, Outcome


def _record_inspection(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """现场检查: of a closed list of kinds, none of which restricts a person or their property (刑事程序规定第一百七十四条)."""

    def keep(doing: Act) -> None:
        _keep(doing, RecordKind.INSPECTION, facts["record_files"], method=facts["inspection_kind"])

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=keep)


def _record_interview(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """询问: who was asked, by whom, from when to when, and the transcript."""

    def keep(doing: Act) -> None:
        person, post = facts["interviewee"], facts.get("interviewee_post") or ""
        _keep(doing, RecordKind.INTERVIEW, facts["record_files"], person=person, person_post=post)

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=keep)


def _record_photographs(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """拍照录像: the files themselves are material of class five, with who, when and where."""

    def keep(doing: Act) -> None:
        _keep(doing, RecordKind.PHOTOGRAPHS, facts["media_files"])

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=keep)


def _finish_task(
    act: str, /, *, investigation: Investigation, by: User, at: datetime,
    occurred_at: datetime | None = None, **facts: Any,
) -> Outcome:  # fmt: skip
    """A task is done, or it is explained why it cannot be: then the report need not wait for it."""

    def settle(doing: Act) -> None:
        state = next(state for state in TaskState if state.label == facts["task_state"])
        InvestigationTask.objects.filter(
            pk__in=[task.pk for task in facts["tasks"]], state=TaskState.OPEN
        ).update(state=state, result=facts["task_result"], settled_at=doing.occurred_at, settled_by=by)

    return done(act, investigation, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=settle)


def _keep(doing: Act, kind: RecordKind, files: Sequence[EvidenceItem], **more: str) -> None:
    """The record with its people and files, whose digests the entry carries."""
    said: Mapping[str, Any] = doing.facts
    record = InvestigationRecord.objects.create(
        investigation=doing.subject, kind=kind, place=said["place"], longitude=said["longitude"],
        latitude=said["latitude"], started_at=said["started_at"], ended_at=said["ended_at"],
        notes=said["record_notes"], agency=doing.agency(doing.row.who.side), recorded_at=doing.occurred_at,
        recorded_by=doing.by, **more,
    )  # fmt: skip
    record.people.set(said["investigators"])
    record.files.set(files)
    doing.evidence = attached(files)


record_inspection = partial(_record_inspection, "record_inspection")
record_interview = partial(_record_interview, "record_interview")
record_photographs = partial(_record_photographs, "record_photographs")
finish_task = partial(_finish_task, "finish_task")
assist_record_inspection = partial(_record_inspection, "assist_record_inspection")
assist_record_interview = partial(_record_interview, "assist_record_interview")
assist_record_photographs = partial(_record_photographs, "assist_record_photographs")
assist_finish_task = partial(_finish_task, "assist_finish_task")
