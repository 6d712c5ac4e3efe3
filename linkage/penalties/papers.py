"""What the paper of a penalty states, filled from the record and from what the head has just said."""

from collections.abc import Mapping
from typing import Any

from linkage.documents.answers import iso
from linkage.procedure.carrying_out import Act


def fill(doing: Act) -> Mapping[str, dict[str, Any]]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: penalty_resumption(doing) for item in doing.row.issues}


def penalty_resumption(doing: Act) -> dict[str, Any]:
    """恢复办理审批表 (17号第十六条): why the penalty goes on, and how long it stood still."""
    facts, penalty = doing.facts, doing.subject
    return {
        "cause": penalty.cause,
        "punished": "、".join(party.name for party in penalty.punished.order_by("pk")),
        "filed_at": iso(penalty.filed_at),
        "suspended_at": iso(penalty.suspended_at),
        "back_because": facts["back_because"],
        "back_reference": facts["back_reference"],
        "opinion": facts["opinion"],
        "decision": "同意恢复办理",
        "decided_at": iso(doing.occurred_at),
    }
