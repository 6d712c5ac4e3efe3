"""行政处罚 on the page of a dossier: each penalty with its decision, and what earlier penalties its parties have had."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.penalties.facts import parties
from linkage.penalties.models import Penalty
from linkage.penalties.procedure import PENALTY
from linkage.penalties.queries import PriorPenalty, penalties_on, prior_penalties
from linkage.procedure.parts import Part, openings_for
from linkage.procedure.showing import status_words, turn_words


def _shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    found = penalties_on(dossier).order_by("-pk")
    return {
        "penalties": [_row(one, reader) for one in found],
        "openings": openings_for(PENALTY, reader, dossier, now),
        "prior": earlier(dossier, now),
    }


def earlier(dossier: Dossier, now: datetime) -> list[PriorPenalty]:
    """What took effect before the conduct of this case ended, else before today; its own decisions are no earlier ones."""
    case = getattr(dossier, "case", None)
    if case is None:
        return []
    about = list(parties(Penalty(dossier=dossier)))
    before = case.conduct_until or localdate(now)
    own = set(penalties_on(dossier).values_list("punishing_agency__name", "decision_number"))
    found = prior_penalties([p.name for p in about], [p.identity_number for p in about], before)
    return [one for one in found if (one.agency_name, one.decision_number) not in own]


def _row(penalty: Penalty, reader: User) -> dict[str, Any]:
    return {
        "penalty": penalty,
        "url": reverse("procedure:matter", args=[PENALTY.table.code, penalty.pk]),
        "status": status_words(PENALTY, penalty.status),
        "whose_turn": turn_words(PENALTY, penalty, reader),
    }


PART = Part("penalties", "行政处罚", "penalties/part.html", _shown, rank=55)
