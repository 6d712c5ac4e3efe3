"""What the API says and hears, as schemas; those of the acts are built from the table's own facts."""

from datetime import date, datetime
from typing import Any, Literal, Optional

from ninja import Schema
from pydantic import AwareDatetime, Field, create_model

from linkage.law.transitions import Transition
from linkage.transfers.facts import FACTS, Fact


class AgencyOut(Schema):
    """An agency."""

    code: str
    name: str
    line: str
    level: str


class MeOut(Schema):
    """The person a token acts for."""

    username: str
    name: str
    agency: AgencyOut
    roles: list[str]


class ClockOut(Schema):
    """A running clock. `due_at` follows the shorter term, `overdue_after` the longer one."""

    code: str
    name: str
    statutory: bool
    nature: str
    agency: str
    started_at: datetime
    due_at: datetime | None
    overdue_after: datetime | None
    provisional: bool


class DossierOut(Schema):
    """One line of the list of dossiers."""

    number: str
    title: str
    status: str
    status_label: str
    turn: str | None
    lead_agency: str
    secrecy: str
    opened_at: datetime
    last_act_at: datetime | None
    next_due_at: datetime | None


class DossiersOut(Schema):
    """A page of dossiers; `next` is the cursor of the following page."""

    items: list[DossierOut]
    next: str | None


class OpenActOut(Schema):
    """An act that this person may do now."""

    act: str
    label: str
    basis: str
    asks: list[str]


class ClosedActOut(Schema):
    """An act of this status that this person may not do now, and why."""

    act: str
    label: str
    reasons: list[str]


class PaperOut(Schema):
    """A paper."""

    id: int
    kind: str
    name: str
    number: str
    made_at: datetime
    state: str
    content_sm3: str
    pdf_sm3: str


class TransferOut(Schema):
    """A transfer: where it stands, whose turn it is, what may be done."""

    dossier: DossierOut
    sending_agency: str
    receiving_agency: str
    procuratorate: str
    clocks: list[ClockOut]
    papers: list[PaperOut]
    available_acts: list[OpenActOut]
    closed_acts: list[ClosedActOut]


class ActedOut(Schema):
    """What happened in the world."""

    number: str
    status: str
    status_label: str
    sentence: str
    papers: list[str]
    due_at: datetime | None


class EntryOut(Schema):
    """One entry of the chain, its body as hashed."""

    sequence: int
    act: str
    at: datetime
    occurred_at: datetime
    body: str
    hash: str
    sha256: str


class EntriesOut(Schema):
    """Entries in order; `after` the last one there may be more."""

    items: list[EntryOut]
    next: int | None


class EvidenceOut(Schema):
    """One item of material."""

    id: str
    material_class: int
    title: str
    file_name: str
    size: int
    media_type: str
    sm3: str
    sha256: str
    added_at: datetime
    withdrawn: bool


class PartyIn(Schema):
    """A party as first entered."""

    kind: Literal["unit", "person"]
    name: str = Field(min_length=1, max_length=80)
    identity_number: str = Field("", max_length=18)
    address: str = Field("", max_length=150)
    post: str = Field("", max_length=60)


class OpeningIn(Schema):
    """A case suspected to be a crime (17号第五条; 310号第五条)."""

    title: str = Field(min_length=1, max_length=120)
    cause: str = Field(min_length=1, max_length=60)
    source: Literal["inspection", "tip", "assigned", "monitoring", "referred", "media"]
    discovered_at: AwareDatetime
    how_discovered: str = Field(min_length=1, max_length=500)
    place: str = Field(min_length=1, max_length=200)
    summary: str = Field(min_length=1, max_length=20000)
    parties: list[PartyIn] = Field(min_length=1, max_length=200)
    charge: str = Field("污染环境罪", max_length=60)
    legal_basis: str = Field("", max_length=300)
    conduct_from: date | None = None
    conduct_until: date | None = None
    penalty_number: str = Field("", max_length=60)
    secrecy: Literal["ordinary", "sensitive"] = "ordinary"


class LimitOut(Schema):
    """A time limit in one version."""

    code: str
    name: str
    start_event: str
    actor: str
    length: int | None
    unit: str
    basis: str
    statutory: bool
    in_force_from: date
    in_force_to: date | None


def facts_in(row: Transition) -> type[Schema]:
    """The schema of the facts this act asks for, read off the table."""
    fields: dict[str, Any] = {name: _field(FACTS[name]) for name in row.asks}
    fields["occurred_at"] = (Optional[AwareDatetime], Field(None, description="办理时间；不写即为现在"))
    return create_model(f"{''.join(word.title() for word in row.act.split('_'))}In", __base__=Schema, **fields)


def _field(fact: Fact) -> tuple[Any, Any]:
    described: dict[str, Any] = {"description": fact.label + (f"。{fact.help}" if fact.help else "")}
    kind: Any = str
    empty: Any = ""
    if fact.shape == "choice":
        kind = Literal[fact.choices]  # type: ignore[valid-type]
    elif fact.shape == "moment":
        kind, empty = AwareDatetime, None
        return Optional[kind], Field(None, **described)
    elif fact.shape == "people":
        kind, empty = list[str], []
        described["description"] += "（登录名）"
    elif fact.shape == "agency":
        described["description"] += "（机构代码）"
    elif fact.shape == "lines":
        kind, empty = list[_row(fact)], []  # type: ignore[misc]
        described["max_length"] = 200
    else:
        described["max_length"] = fact.max_length
        if fact.required:
            described["min_length"] = 1
    return kind, Field(... if fact.required else empty, **described)


def _row(fact: Fact) -> type[Schema]:
    columns: dict[str, Any] = {
        key: (str, Field(default or ..., max_length=300, **({} if default else {"min_length": 1})))
        for key, default in fact.columns
    }
    return create_model(f"{fact.name.title().replace('_', '')}Row", __base__=Schema, **columns)
