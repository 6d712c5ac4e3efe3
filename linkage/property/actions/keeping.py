"""In whose hands an item is after an act, and the entry of custody that says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkage.accounts.models import Agency, User
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.property import papers
from linkage.property.models import CustodyEntry, PropertyItem
from linkage.property.states import TABLE


@dataclass(frozen=True)
class Hands:
    """Who has the item: a person or unit of an agency at a place; of none once it has left the register."""

    agency: Agency | None
    keeper: str
    place: str = ""

    def columns(self) -> dict[str, Any]:
        """The same in the item's own row, by which the register answers who holds it now."""
        return {"holder_agency": self.agency, "keeper": self.keeper, "place": self.place}


def do(
    act: str,
    item: PropertyItem,
    facts: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    columns: Mapping[str, Any] | None = None,
    into: Hands | None = None,
    reason: str = "",
    also: Callable[[Act], None] | None = None,
) -> Outcome:
    """Do this act; where the item passes `into` other hands, its line of custody goes on by one entry."""

    def before_entry(doing: Act) -> None:
        if into:
            pass_on(doing, into, reason or doing.row.label)
        if also:
            also(doing)

    written = {**(columns or {}), **(into.columns() if into else {})}
    return carry_out(
        TABLE, act, item, by=by, at=at, occurred_at=occurred_at, facts=facts, columns=written, papers=papers.fill,
        before_entry=before_entry,
    )  # fmt: skip


def pass_on(doing: Act, into: Hands, reason: str) -> None:
    """The next entry of custody: it comes from where the last one went, which nobody types and nobody can change."""
    last = doing.subject.custody.order_by("-sequence").first()
    CustodyEntry(
        item=doing.subject,
        sequence=last.sequence + 1 if last else 1,
        act=doing.row.act,
        at=doing.occurred_at,
        by=doing.by,
        reason=reason,
        from_agency=last.to_agency if last else None,
        from_keeper=last.to_keeper if last else "",
        from_place=last.to_place if last else "",
        to_agency=into.agency,
        to_keeper=into.keeper,
        to_place=into.place,
    ).save(force_insert=True)
