"""案不漏人 as a check list: each class of persons, what has been concluded on it, and what is still missing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from linkage.investigations.models import (
    ClassExamination,
    Conclusion,
    Investigation,
    PartyRole,
    RoleClass,
)


@dataclass(frozen=True)
class ClassState:
    """One class of persons in one investigation; `missing` is the sentence that is left to answer, or empty."""

    role: RoleClass
    examination: ClassExamination | None
    people: tuple[PartyRole, ...]
    missing: str

    @property
    def settled(self) -> bool:
        """Whether nothing is left to find out."""
        return not self.missing

    @property
    def word(self) -> str:
        """The conclusion, or that there is none."""
        return self.examination.get_conclusion_display() if self.examination else "尚未审查"

    @property
    def tone(self) -> str:
        """Shape and colour that go with the word."""
        if self.missing:
            return "missing"
        return "done" if self.people else "hint"


def standing_roles(investigation: Investigation) -> Sequence[PartyRole]:
    """The roles that have not been withdrawn, with their parties."""
    found = PartyRole.objects.filter(investigation=investigation, withdrawn_at__isnull=True)
    return list(found.select_related("party", "said_by__agency").order_by("pk"))


def class_states(investigation: Investigation, roles: Sequence[PartyRole] | None = None) -> list[ClassState]:
    """Every class in its order, examined or not. Two SQL statements."""
    people: defaultdict[str, list[PartyRole]] = defaultdict(list)
    for one in standing_roles(investigation) if roles is None else roles:
        people[one.role].append(one)
    examined = {
        one.role: one
        for one in ClassExamination.objects.filter(investigation=investigation).select_related("examined_by")
    }
    return [_state(role, examined.get(role), tuple(people[role])) for role in RoleClass]


def _state(
    role: RoleClass, examination: ClassExamination | None, people: tuple[PartyRole, ...]
) -> ClassState:
    return ClassState(role, examination, people, _missing(role.label, examination, bool(people)))


def _missing(label: str, examination: ClassExamination | None, named: bool) -> str:
    if examination is None:
        return f"“{label}”还没有审查。"
    if examination.conclusion == Conclusion.PENDING:
        return f"“{label}”尚待查明。"
    if examination.conclusion == Conclusion.FOUND and not named:
        return f"“{label}”已查明，却没有登记人员。"
    if examination.conclusion == Conclusion.NONE and named:
        return f"“{label}”写明查无此类人员，又登记了人员。"
    return ""
