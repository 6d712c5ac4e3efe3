"""线索 on the dossier page: what came in, what was judged, what may be the same, and early intervention."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from linkage.accounts.models import User
from linkage.clues.models import Clue, EarlyIntervention, Informant
from linkage.clues.procedure import INTERVENTION
from linkage.clues.queries import (
    clue_visible_to,
    interventions_of,
    needs_intervention,
    possible_duplicates,
    visible_to,
)
from linkage.clues.sealed import working_post
from linkage.clues.showing import clue_facts, judgements, response_words
from linkage.dossiers.models import Dossier
from linkage.procedure.parts import Part, openings_for
from linkage.procedure.showing import status_words, turn_words

OWED = {"word": "应当商请提前介入，尚未商请", "tone": "overdue"}


def _context(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    clue = clue_visible_to(reader, dossier.number)
    return {
        "clue": _clue(clue, reader) if clue else None,
        "merged": visible_to(reader).filter(merged_into=dossier).order_by("pk"),
        "owed": OWED if needs_intervention(dossier) else None,
        "interventions": [_asked(one, reader, now) for one in interventions_of(reader, dossier)],
        "openings": openings_for(INTERVENTION, reader, dossier, now),
    }


def _clue(clue: Clue, reader: User) -> dict[str, Any]:
    """Of informants nothing but how many there are; the way to them only for who works in the agency that took it in."""
    own = working_post(clue, reader) is not None
    return {
        "facts": clue_facts(clue),
        "judgements": judgements(clue),
        "informants": Informant.objects.filter(clue=clue).count(),
        "informants_url": reverse("clues:informants", args=[clue.dossier.number]) if own else "",
        "duplicates": possible_duplicates(clue, reader),
    }


def _asked(asked: EarlyIntervention, reader: User, now: datetime) -> dict[str, Any]:
    return {
        "name": str(asked),
        "url": reverse("procedure:matter", args=[INTERVENTION.table.code, asked.pk]),
        "status": status_words(INTERVENTION, asked.status),
        "whose_turn": turn_words(INTERVENTION, asked, reader),
        "took": response_words(asked, now),
    }


PART = Part(code="clue", label="线索", template="clues/part.html", context=_context, rank=10)
