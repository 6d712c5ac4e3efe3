"""Registering a clue: it opens a dossier, so it is no act on one. All that follows is under 事项."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from linkage.accounts.models import User
from linkage.api.fields import Moment, Said, text
from linkage.api.once import once
from linkage.api.problems import WRITING
from linkage.api.schemas import MatterActedOut, PartyIn
from linkage.api.v1 import reading
from linkage.clues import actions
from linkage.clues.actions.registering import ClueFacts
from linkage.clues.marks import Traits
from linkage.clues.models import Source
from linkage.clues.procedure import CLUE

router = Router(tags=["线索"])
YesNo = Literal["是", "否"]


class InformantIn(Said):
    """An informant: sealed at once, and in no answer of this interface."""

    name: str = text(60, at_least=1)
    contact: str = text(60, default="")
    channel: str = text(20, default="")
    wishes_secrecy: bool = True


class ClueIn(Said):
    """A clue as it comes in (17号第二十七条; 通知二); each of the four judgements that is 是 needs its reason."""

    title: str = text(120, at_least=1)
    cause: str = text(60, at_least=1)
    place: str = text(200, at_least=1)
    summary: str = text(5000, at_least=1)
    parties: list[PartyIn] = Field(min_length=1, max_length=200)
    secrecy: Literal["ordinary", "sensitive"] = "ordinary"
    source: Literal["hotline", "police_call", "inspection", "assigned", "media", "referred", "imported"]
    received_at: Moment
    suspected_conduct: str = text(2000, at_least=1)
    suggestion: str = text(2000, at_least=1)
    serious: YesNo
    serious_reason: str = text(500, default="")
    complex: YesNo
    complex_reason: str = text(500, default="")
    wide_influence: YesNo
    wide_influence_reason: str = text(500, default="")
    clearly_criminal: YesNo
    clearly_criminal_reason: str = text(500, default="")
    plates: list[str] = Field([], max_length=50)
    phones: list[str] = Field([], max_length=50)
    waste_codes: list[str] = Field([], max_length=50)
    informants: list[InformantIn] = Field([], max_length=20)


@router.post("", response={201: MatterActedOut, **WRITING}, summary="登记线索", operation_id="open_clue")
def open_clue(request: HttpRequest, clue: ClueIn) -> Status:
    """Opens the dossier of a clue."""
    return once(request, lambda: (201, _open(request.user, clue)), opens_its_own=True)


def _open(user: User, clue: ClueIn) -> dict[str, Any]:
    said = clue.model_dump()
    about = ClueFacts(
        parties=[actions.PartyFacts(**party) for party in said.pop("parties")],
        **{name: said.pop(name) for name in ("title", "cause", "place", "summary", "secrecy")},
    )
    said["source"] = Source(said["source"]).label
    traits = Traits(*(tuple(said.pop(name)) for name in ("plates", "phones", "waste_codes")))
    informants = [actions.InformantFacts(**one) for one in said.pop("informants")]
    opened, outcome = actions.open_clue(
        by=user, at=timezone.now(), about=about, traits=traits, informants=informants, **said
    )
    return reading.matter_acted(CLUE, opened, outcome)
