"""What the sampling record states, from what the samplers say (17号第六条第三项)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linkage.law.mass_balance import plain
from linkage.law.wording import SHANGHAI
from linkage.procedure.carrying_out import Act

AS_STATED = (
    "place", "sampling_basis", "conditions", "presence", "witness",
)  # fmt: skip


def fill(doing: Act) -> Mapping[str, dict[str, Any]]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: sampling_record(doing) for item in doing.row.issues}


def sampling_record(doing: Act) -> dict[str, Any]:
    """采样记录单: one sample with its seal, and the two or more who took it."""
    facts = doing.facts
    return {
        **{name: facts.get(name) or "" for name in AS_STATED},
        "subject": facts["sampled_unit"],
        "starts_at": _iso(facts["sampled_at"]),
        "ends_at": _iso(facts["ends_at"]),
        "samplers": [
            {"name": user.name, "credential": user.credential_number} for user in facts["samplers"] or ()
        ],
        "samples": [_sample(doing)],
        "remarks": facts.get("note") or "",
    }


def _sample(doing: Act) -> dict[str, str]:
    facts = doing.facts
    spare_of = [f"{one}的备用样" for one in facts.get("reserve_of") or ()]
    return {
        "number": doing.subject.number,
        "point": facts["point"],
        "medium": facts["medium"],
        "analytes": "、".join(row["name"] for row in facts["analytes"] or ()),
        "amount": f"{plain(facts['amount'])}{facts['amount_unit']}" if facts["amount"] else "",
        "container": facts["container"],
        "preservation": facts.get("preservative") or "未加固定剂",
        "sampled_at": _iso(facts["sampled_at"]),
        "seal": facts["seal_number"],
        "note": "".join(spare_of),
    }


def _iso(at: datetime | str) -> str:
    return at.astimezone(SHANGHAI).isoformat() if isinstance(at, datetime) else ""
