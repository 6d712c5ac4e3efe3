"""What the API says and hears, as schemas; those of the acts are built from the table's own facts."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, create_model

from linkage.api.fields import Day, Moment, Said, text
from linkage.api.problems import ReasonOut
from linkage.law.transitions import Transition
from linkage.procedure.facts import Fact

Username = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class AgencyOut(BaseModel):
    """An agency."""

    code: str
    name: str
    line: str
    level: str


class MeOut(BaseModel):
    """The person a token acts for."""

    username: str
    name: str
    agency: AgencyOut
    roles: list[str]


class ClockOut(BaseModel):
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


class DossierOut(BaseModel):
    """One line of the list of dossiers. `turn` is the agency whose turn it is; none where the dossier is closed."""

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


class DossiersOut(BaseModel):
    """A page of dossiers; `next` is the cursor of the following page."""

    items: list[DossierOut]
    next: str | None


class OpenActOut(BaseModel):
    """An act that this person may do now: POST its facts to …/{act}."""

    act: str
    label: str
    basis: str
    asks: list[str]


class ClosedActOut(BaseModel):
    """An act of this status that this person may not do now, and why."""

    act: str
    label: str
    reasons: list[ReasonOut]


class PaperOut(BaseModel):
    """A paper. `content_sm3` is fixed by the act; the files follow, `state` says how far they are."""

    id: int
    kind: str
    name: str
    number: str
    made_at: datetime
    state: str
    content_sm3: str
    pdf_sm3: str


class TransferOut(BaseModel):
    """A transfer: where it stands, whose turn it is, what may be done."""

    dossier: DossierOut
    sending_agency: str
    receiving_agency: str
    procuratorate: str
    clocks: list[ClockOut]
    papers: list[PaperOut]
    available_acts: list[OpenActOut]
    closed_acts: list[ClosedActOut]


class OpenedOut(BaseModel):
    """The dossier that was opened."""

    number: str
    status: str
    status_label: str


class ActedOut(BaseModel):
    """What happened in the world."""

    number: str
    status: str
    status_label: str
    sentence: str
    papers: list[str]
    due_at: datetime | None


class MatterLineOut(BaseModel):
    """A matter on a dossier: a clue, a sample, an item of property, a consultation."""

    procedure: str
    id: int
    name: str
    status: str
    status_label: str
    turn: str | None


class MattersOut(BaseModel):
    """The matters of one dossier."""

    items: list[MatterLineOut]


class MatterOut(MatterLineOut):
    """A matter with its running clocks and what may be done."""

    dossier: str
    clocks: list[ClockOut]
    available_acts: list[OpenActOut]
    closed_acts: list[ClosedActOut]


class MatterActedOut(MatterLineOut):
    """What happened in the world."""

    dossier: str
    sentence: str
    papers: list[str]


class EntryOut(BaseModel):
    """One entry of the chain, its body as hashed."""

    sequence: int
    act: str
    at: datetime
    occurred_at: datetime
    body: str
    hash: str
    sha256: str


class EntriesOut(BaseModel):
    """Entries in order; where `next` is given, ask for those after it."""

    items: list[EntryOut]
    next: int | None


class EvidenceOut(BaseModel):
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


class LimitOut(BaseModel):
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


class PartyIn(Said):
    """A party as first entered."""

    kind: Literal["unit", "person"]
    name: str = text(80, at_least=1)
    identity_number: str = text(18, default="")
    address: str = text(150, default="")
    post: str = text(60, default="")


class OpeningIn(Said):
    """A case suspected to be a crime (17号第五条; 310号第五条)."""

    title: str = text(120, at_least=1)
    cause: str = text(60, at_least=1)
    source: Literal["inspection", "tip", "assigned", "monitoring", "referred", "media"]
    discovered_at: Moment
    how_discovered: str = text(500, at_least=1)
    place: str = text(200, at_least=1)
    summary: str = text(20000, at_least=1)
    parties: list[PartyIn] = Field(min_length=1, max_length=200)
    charge: str = text(60, at_least=1, default="污染环境罪")
    legal_basis: str = text(300, default="")
    conduct_from: Day | None = None
    conduct_until: Day | None = None
    penalty_number: str = text(60, default="")
    secrecy: Literal["ordinary", "sensitive"] = "ordinary"


def facts_in(row: Transition, known_facts: Mapping[str, Fact], prefix: str = "") -> type[Said]:
    """The schema of the facts this act asks for, read off the table; `prefix` tells apart acts of the same name."""
    fields: dict[str, Any] = {name: _field(known_facts[name], prefix) for name in row.asks}
    fields["occurred_at"] = (Moment | None, Field(None, description="办理时间；不写即为现在"))
    name = _title("_".join(part for part in (prefix, row.act) if part))
    return create_model(f"{name}In", __base__=Said, **fields)


def _field(fact: Fact, prefix: str) -> tuple[Any, Any]:
    """Type and bounds of one fact, by its shape. A moment that is not stated is that of the act."""
    described = fact.label + (f"。{fact.help}" if fact.help else "")
    empty: Any = ... if fact.required else ""
    match fact.shape:
        case "choice":
            return Literal[fact.choices], Field(empty, description=described)  # type: ignore[valid-type]
        case "moment":
            return Moment | None, Field(None, description=f"{described}。不写即为办理时间")
        case "several":
            bounds = {"min_length": 1} if fact.required else {}
            one = Literal.__getitem__(fact.choices)
            return list[one], Field(... if fact.required else [], description=described, **bounds)  # type: ignore[valid-type]
        case "number":
            shape = Decimal if fact.required else Decimal | None
            bounds = {"max_digits": 18, "decimal_places": fact.places}
            least = {"ge": fact.least} if fact.least is not None else {}
            return shape, Field(... if fact.required else None, description=described, **bounds, **least)
        case "whole":
            least = {"ge": fact.least} if fact.least is not None else {}
            whole = int if fact.required else int | None
            return whole, Field(... if fact.required else None, description=described, le=10**9, **least)
        case "day":
            return (
                (Day, Field(..., description=described))
                if fact.required
                else (Day | None, Field(None, description=described))
            )
        case "picked":
            bounds = {"max_length": 200, **({"min_length": 1} if fact.required else {})}
            empty_list: Any = ... if fact.required else []
            return list[int], Field(empty_list, description=f"{described}（编号）", **bounds)
        case "people":
            return list[Username], Field(
                ..., description=f"{described}（登录名）", min_length=1, max_length=50
            )
        case "agency":
            return str, Field(..., description=f"{described}（机构代码）", min_length=1, max_length=30)
        case "lines":
            bounds = {"max_length": 200, **({"min_length": 1} if fact.required else {})}
            return list[_line(fact, prefix)], Field(
                ... if fact.required else [], description=described, **bounds
            )  # type: ignore[misc]
        case _:
            bounds = {"max_length": fact.max_length, **({"min_length": 1} if fact.required else {})}
            return str, Field(empty, description=described, **bounds)


def _line(fact: Fact, prefix: str) -> type[Said]:
    """One line of a list; a column with a default may be left out."""
    columns: dict[str, Any] = {
        key: (str, text(300, at_least=1, default=default or ...)) for key, default in fact.columns
    }
    name = _title("_".join(part for part in (prefix, fact.name) if part))
    return create_model(f"{name}Row", __base__=Said, **columns)


def _title(name: str) -> str:
    return "".join(word.title() for word in name.split("_"))
