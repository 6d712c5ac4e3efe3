"""One way into `carry_out` for the acts of this table: exactly the facts its row asks, unstated ones as unstated."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.detentions import papers
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.states import TABLE
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def done(
    act: str,
    detention: DetentionTransfer,
    *,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    facts: Mapping[str, Any],
    columns: Mapping[str, Any] | None = None,
    before_entry: Callable[[Act], None] | None = None,
) -> Outcome:
    """Carry out the row; a fact it does not ask for is a slip of the caller, one left out is refused by the rules."""
    asks = TABLE.row(act).asks
    if unknown := set(facts) - set(asks):
        raise TypeError(f"{act} asks for no {'、'.join(sorted(unknown))}")
    return carry_out(
        TABLE, act, detention, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={name: facts.get(name) for name in asks}, columns=columns, before_entry=before_entry,
    )  # fmt: skip


def adding(detention: DetentionTransfer, **more: Any) -> dict[str, Any]:
    """What was decided so far, and this."""
    return {**detention.decision_facts, **more}
