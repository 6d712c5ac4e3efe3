"""What a person's roles have to do with a status: read off the transition table, never listed by hand."""

from linkage.accounts.roles import Role
from linkage.dossiers.models import Dossier
from linkage.law.escalation import STEPS
from linkage.law.transitions import Transition
from linkage.transfers.states import TABLE

HEADS = frozenset({Role.BUREAU_HEAD.value, Role.POLICE_HEAD.value})
ENTRIES = {
    "open": "登记涉嫌犯罪案件",
    "paper_made": "生成文书",
    "clock_lapsed": "期限已过",
    "clock_recounted": "重新计算期限",
    **{f"clock_{step.code}": step.label for step in STEPS},
    **{row.act: row.label for row in TABLE.rows},
}
"""act -> its name; entries of the tools (materials) that are not here are called 材料变动."""


def acts_of(status: str, roles: frozenset[str]) -> list[Transition]:
    """The rows that leave this status for the side whose turn it is and one of these roles, in the table's order."""
    side = TABLE.turns.get(status)
    return [r for r in TABLE.from_status(status) if r.who.side == side and roles.intersection(r.who.roles)]


def statuses_for(roles: frozenset[str]) -> frozenset[str]:
    """The statuses in which it is for one of these roles to act, when it is their agency's turn."""
    return frozenset(status for status in TABLE.turns if acts_of(status, roles))


def statuses_for_heads_only(roles: frozenset[str]) -> frozenset[str]:
    """Those in which nobody but the head may go on, and one of these roles is the head's: approval comes first."""
    mine = roles & HEADS
    return frozenset(
        status
        for status in statuses_for(mine)
        if all(
            HEADS.issuperset(row.who.roles)
            for row in TABLE.from_status(status)
            if row.who.side == TABLE.turns[status]
        )
    )


def last_step(dossier: Dossier) -> str:
    """The name of the dossier's latest entry."""
    return ENTRIES.get(dossier.last_act, "材料变动") if dossier.last_act else ""
