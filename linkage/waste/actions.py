"""One function per act on a waste that does more than its row: columns, and a row for each movement.

What each act asks stands in `states.py`, and in the types below. Each returns the Outcome, or raises Refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, Unpack

from linkage.accounts.models import User
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.waste import papers
from linkage.waste.models import Direction, WasteMovement, WasteStream
from linkage.waste.queries import sides_for
from linkage.waste.states import TABLE

DIRECTIONS = {direction.label: direction for direction in Direction}


class Registration(TypedDict):
    """What is stated when a waste is registered."""

    waste_name: str
    waste_code: NotRequired[str]
    conduct_on: date
    unit_name: str
    features: str
    origin: str
    place: str
    opening: Decimal


class Movement(TypedDict):
    """What is stated of one movement or stocktaking."""

    direction: str
    quantity: Decimal
    moved_on: date
    counterpart: NotRequired[str]
    manifest: NotRequired[str]
    note: NotRequired[str]


class Opinion(TypedDict):
    """What an opinion on a waste states."""

    unit_name: str
    cause: str
    identified_quantity: Decimal
    features: str
    origin: str
    method: str
    reasons: str
    experts: NotRequired[Sequence[Mapping[str, str]]]


class HazardousOpinion(Opinion):
    """The same with the code."""

    identified_code: str


def register_waste(
    *,
    stream: WasteStream,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    **facts: Unpack[Registration],
) -> Outcome:
    """Enter one kind of waste of one unit, with what was there at the beginning."""
    stream.name, stream.waste_code = facts["waste_name"].strip(), (facts.get("waste_code") or "").strip()
    columns = {
        "name": stream.name,
        "waste_code": stream.waste_code,
        "conduct_on": facts["conduct_on"],
        "unit_name": facts["unit_name"],
        "features": facts["features"],
        "origin": facts["origin"],
        "place": facts["place"],
        "opening": facts["opening"],
    }
    return carry_out(
        TABLE,
        "register_waste",
        stream,
        by=by,
        at=at,
        occurred_at=occurred_at,
        facts=dict(facts),
        columns=columns,
    )


def record_movement(
    *,
    stream: WasteStream,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    **facts: Unpack[Movement],
) -> Outcome:
    """One movement, loss or stocktaking; the status stays as it is."""

    def movement(doing: Act) -> None:
        WasteMovement(
            stream=stream, direction=DIRECTIONS[facts["direction"]], quantity=facts["quantity"],
            moved_on=facts["moved_on"], counterpart=_said(facts, "counterpart"), manifest=_said(facts, "manifest"),
            note=_said(facts, "note"), entered_at=at, entered_by=by,
        ).save(force_insert=True)  # fmt: skip

    return carry_out(
        TABLE,
        "record_movement",
        stream,
        by=by,
        at=at,
        occurred_at=occurred_at,
        facts=dict(facts),
        before_entry=movement,
    )


def request_identification(
    *, stream: WasteStream, by: User, at: datetime, request_note: str, occurred_at: datetime | None = None
) -> Outcome:
    """Ask the bureau that takes part for its opinion."""
    sides = sides_for(stream.dossier, by)
    stream.identifying_agency = sides["identifying_agency"] or stream.identifying_agency
    return carry_out(
        TABLE, "request_identification", stream, by=by, at=at, occurred_at=occurred_at,
        facts={"request_note": request_note},
        columns={"request_note": request_note.strip(), "identifying_agency": stream.identifying_agency},
    )  # fmt: skip


def identify_hazardous(
    *,
    stream: WasteStream,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    **facts: Unpack[HazardousOpinion],
) -> Outcome:
    """“经认定，…属于…危险废物，废物代码…” (17号第二十二条)."""
    code = {"waste_code": facts["identified_code"].strip()}
    return _identify("identify_hazardous", stream, by, at, occurred_at, dict(facts), code)


def identify_not_hazardous(
    *,
    stream: WasteStream,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    **facts: Unpack[Opinion],
) -> Outcome:
    """“经认定，…不属于危险废物”: the suspected code is given up with it."""
    return _identify("identify_not_hazardous", stream, by, at, occurred_at, dict(facts), {"waste_code": ""})


def settle_balance(
    *,
    stream: WasteStream,
    by: User,
    at: datetime,
    explanation: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The records add up, or it stands on record why they do not."""
    return carry_out(
        TABLE, "settle_balance", stream, by=by, at=at, occurred_at=occurred_at, facts={"explanation": explanation},
        columns={"explanation": explanation.strip()},
    )  # fmt: skip


def _identify(
    act: str,
    stream: WasteStream,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    facts: Mapping[str, Any],
    columns: Mapping[str, Any],
) -> Outcome:
    """The other agency may have come into the dossier since: from then on the opinion goes to it."""
    if stream.receiving_agency is None and stream.pk is not None:
        stream.receiving_agency = sides_for(stream.dossier, by)["receiving_agency"]
    stream.waste_code = columns["waste_code"]
    described = {name: facts[name] for name in ("unit_name", "features", "origin")}
    return carry_out(
        TABLE, act, stream, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={**described, **columns, "receiving_agency": stream.receiving_agency},
    )  # fmt: skip


def _said(facts: Movement, name: str) -> str:
    return str(facts.get(name) or "").strip()
