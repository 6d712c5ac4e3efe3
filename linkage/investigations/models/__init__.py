"""The facts of a joint investigation. No side effects; the database refuses half a fact."""

from linkage.investigations.models.investigation import (
    Investigation,
    InvestigationMember,
    InvestigationRecord,
    InvestigationTask,
    RecordKind,
    TaskState,
)
from linkage.investigations.models.people import (
    ClassExamination,
    Conclusion,
    PartyLink,
    PartyRole,
    RoleClass,
)

__all__ = [
    "ClassExamination", "Conclusion", "Investigation", "InvestigationMember", "InvestigationRecord",
    "InvestigationTask", "PartyLink", "PartyRole", "RecordKind", "RoleClass", "TaskState",
]  # fmt: skip
