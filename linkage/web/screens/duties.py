"""What a person's roles have to do with a status: read off the transition tables, never listed by hand."""

from functools import cache

from linkage.accounts.roles import Role
from linkage.dossiers.models import Dossier
from linkage.law.escalation import STEPS
from linkage.law.transitions import Table, Transition
from linkage.procedure.procedures import Procedure, known_procedures, leading, leading_at

HEADS = frozenset({Role.BUREAU_HEAD.value, Role.POLICE_HEAD.value})
PLATFORM_ENTRIES = {
    "open": "登记涉嫌犯罪案件",
    "paper_made": "生成文书",
    "clock_lapsed": "期限已过",
    "clock_recounted": "重新计算期限",
    **{f"clock_{step.code}": step.label for step in STEPS},
}


@cache
def entries() -> dict[str, str]:
    """act -> its name; entries of the tools (materials) that are not here are called 材料变动."""
    rows = (row for procedure in known_procedures().values() for row in procedure.table.rows)
    return {**{row.act: row.label for row in rows}, **PLATFORM_ENTRIES}


@cache
def procedure_at(status: str) -> Procedure | None:
    """The procedure whose status a dossier can stand at; the statuses of leading procedures have different codes."""
    return leading_at(status)


def tone_of(status: str) -> str:
    """The shape and colour that go with a dossier's status (`components/status.html`)."""
    procedure = procedure_at(status)
    return procedure.tones.get(status, "draft") if procedure else "draft"


@cache
def all_statuses() -> tuple[str, ...]:
    """The statuses a dossier can stand at."""
    return tuple(status for procedure in leading() for status in procedure.table.turns)


def acts_of(status: str, roles: frozenset[str]) -> list[Transition]:
    """The rows that leave this status for the side whose turn it is and one of these roles, in the table's order."""
    procedure = procedure_at(status)
    return _acts(procedure.table, status, roles) if procedure else []


def _acts(table: Table, status: str, roles: frozenset[str]) -> list[Transition]:
    side = table.turns[status]
    return [r for r in table.from_status(status) if r.who.side == side and roles.intersection(r.who.roles)]


@cache
def statuses_for(roles: frozenset[str]) -> frozenset[str]:
    """The statuses in which it is for one of these roles to act, when it is their agency's turn."""
    return frozenset(status for status in all_statuses() if acts_of(status, roles))


@cache
def matter_statuses_for(roles: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The same for what runs beside the case, as (procedure, status)."""
    return frozenset(
        (code, status)
        for code, procedure in known_procedures().items()
        if not procedure.table.leads
        for status in procedure.table.turns
        if status not in procedure.at_rest and _acts(procedure.table, status, roles)
    )


@cache
def statuses_for_heads_only(roles: frozenset[str]) -> frozenset[str]:
    """Those in which nobody but the head may go on, and one of these roles is the head's: approval comes first."""
    mine = roles & HEADS
    return frozenset(status for status in statuses_for(mine) if _heads_only(status))


def _heads_only(status: str) -> bool:
    procedure = procedure_at(status)
    if procedure is None:
        return False
    table = procedure.table
    rows = (row for row in table.from_status(status) if row.who.side == table.turns[status])
    return all(HEADS.issuperset(row.who.roles) for row in rows)


def last_step(dossier: Dossier) -> str:
    """The name of the dossier's latest entry."""
    return entries().get(dossier.last_act, "材料变动") if dossier.last_act else ""
