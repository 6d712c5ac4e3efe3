"""After the decision: objections to it, and the suspension of its execution with its guarantee."""

from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.detentions.actions.doing import adding, done
from linkage.detentions.facts import BOND
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.papers import bond_yuan
from linkage.procedure.carrying_out import Act, Outcome


def record_objection(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Reconsideration or a lawsuit: the bureau helps the police with it (853号第十八条)."""
    said = "，".join(
        str(facts[name])
        for name in ("objection_by", "objection_kind", "objection_body", "objection_number")
        if facts.get(name)
    )
    return done(
        "record_objection", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"objection": said[:300]},
    )  # fmt: skip


def apply_suspension(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Who objects may ask that the detention wait; decided within twenty-four hours (行政案件程序规定第二百二十二条)."""
    applicants = list(facts.get("applicants") or ())
    asked = {
        "pks": [one.pk for one in applicants],
        "names": [one.party.name for one in applicants],
        "objection": facts.get("application_objection") or "",
    }
    return done(
        "apply_suspension", detention, by=by, at=at, occurred_at=occurred_at, facts={**facts, "applicants": applicants},
        columns={"decision_facts": adding(detention, suspension=asked)},
    )  # fmt: skip


def grant_suspension(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Granted with a guarantor, or with a bond of two hundred yuan for each day (行政案件程序规定第二百二十三条)."""

    def secure(doing: Act) -> None:
        bond = bond_yuan(doing) if facts["guarantee"] == BOND else 0
        DetentionTransfer.objects.filter(pk=detention.pk).update(bond_yuan=bond)

    return done(
        "grant_suspension", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"guarantee": facts.get("guarantee") or ""}, before_entry=secure,
    )  # fmt: skip
