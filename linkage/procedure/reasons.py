"""May this person do this act now? One function gives the reasons; no reason means yes."""

from dataclasses import dataclass
from typing import Any, Protocol

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Role, fits
from linkage.accounts.standing import Post, standing_of
from linkage.law.refusal import Reason
from linkage.law.transitions import Table, Transition
from linkage.procedure.situation import Situation


class Subject(Protocol):
    """What a procedure runs on: a status, a dossier, and an agency on each side."""

    pk: int
    status: str
    status_since: Any
    dossier: Any
    last_by: Any

    def agency_on(self, side: str) -> Agency | None:
        """The agency on this side, if there is one yet."""
        ...


@dataclass(frozen=True)
class ClosedAct:
    """An act that leaves this status but that this reader may not do now, and why."""

    row: Transition
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ActPanel:
    """下一步: what this reader may do now, and what not yet."""

    open: tuple[Transition, ...]
    closed: tuple[ClosedAct, ...]


def post_for(row: Transition, subject: Subject, user: User) -> Post | None:
    """The post by which `user` may do this act, if any."""
    agency = subject.agency_on(row.who.side)
    return standing_of(user).holds(agency.pk, row.who.roles) if agency else None


def reasons_against(
    table: Table, row: Transition, subject: Subject, situation: Situation
) -> tuple[Reason, ...]:
    """All reasons why `situation.by` cannot do this act now: status, person, then the row's rules."""
    if subject.status not in row.source:
        return (_wrong_status(table, row, subject),)
    reasons = []
    if situation.by is not None and post_for(row, subject, situation.by) is None:
        reasons.append(_not_theirs(table, row, subject))
    for rule in row.rules:
        found = rule(subject, situation)
        reasons += [found] if isinstance(found, Reason) else found or ()
    return tuple(reasons)


def act_panel(table: Table, subject: Subject, situation: Situation) -> ActPanel:
    """The acts that leave this status, sorted into open and closed for `situation.by`."""
    open_rows, closed = [], []
    for row in table.from_status(subject.status):
        if reasons := reasons_against(table, row, subject, situation):
            closed.append(ClosedAct(row, reasons))
        else:
            open_rows.append(row)
    return ActPanel(tuple(open_rows), tuple(closed))


def _wrong_status(table: Table, row: Transition, subject: Subject) -> Reason:
    stands = table.label_of(subject.status)
    needed = "」「".join(table.label_of(s) for s in row.source)
    return Reason(
        f"现在是「{stands}」，只有在「{needed}」时才能{row.label}。",
        row.basis,
        "请刷新页面查看最新状态。",
        code="wrong_status",
    )


def _not_theirs(table: Table, row: Transition, subject: Subject) -> Reason:
    agency = subject.agency_on(row.who.side)
    fitting = [role for role in row.who.roles if agency is None or fits(role, agency.line)]
    roles = "或者".join(Role(role).label for role in fitting or row.who.roles)
    # Where the agency's line knows none of these roles, the act is for another line altogether.
    whose = f"{agency.name if agency else table.sides[row.who.side]}的" if fitting else ""
    return Reason(f"由{whose}{roles}办理。", row.basis, code="not_yours")
