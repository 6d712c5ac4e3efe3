"""The part 危险废物 of the dossier page: every waste with its balance, and the dossier's balance beneath."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.procedure.parts import Part, matters_of, openings_for
from linkage.waste.balance import balance_of, balance_of_all, in_order
from linkage.waste.models import WasteStream
from linkage.waste.procedure import WASTE
from linkage.waste.queries import of_dossier
from linkage.waste.showing import balance_words, figures, manifests_of, state_of

WHOLE = "（本案合计）"


def shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    """The wastes with their figures; the number of statements does not grow with them."""
    streams = list(of_dossier(reader, dossier))
    total = balance_of_all((balance_of(one, one.movements.all()) for one in streams), WHOLE)
    return {
        "title": "危险废物",
        "matters": matters_of(WASTE, reader, dossier),
        "openings": openings_for(WASTE, reader, dossier, now),
        "nothing": "本案还没有登记危险废物。",
        "streams": [_row(one) for one in streams],
        "total": {**figures(total), "status": state_of(total)},
        "manifests": [
            {**words, "stream": str(one)} for one in streams for words in manifests_of(one.movements.all())
        ],
    }


def _row(stream: WasteStream) -> dict[str, Any]:
    return {
        "stream": stream,
        "url": reverse("procedure:matter", args=[WASTE.table.code, stream.pk]),
        "balance": balance_words(stream, in_order(stream.movements.all())),
    }


PART = Part(code="waste", label="危险废物", template="waste/part.html", context=shown, rank=40)
