"""涉案物品 on the page of a dossier: the register, who holds each item now, its line of custody, what disposal cost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.procedure.parts import Part, openings_for
from linkage.procedure.showing import status_words, turn_words
from linkage.property.models import CustodyEntry, PropertyItem
from linkage.property.procedure import PROPERTY, holder_words
from linkage.property.queries import WITH, costs_of, total_cost


def _shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    entries = CustodyEntry.objects.select_related("by", "from_agency", "to_agency").order_by("sequence")
    items = PropertyItem.objects.filter(dossier=dossier).select_related(*WITH).order_by("pk")
    costs = costs_of(dossier)
    return {
        "items": [_row(item, reader) for item in items.prefetch_related(Prefetch("custody", entries))],
        "openings": openings_for(PROPERTY, reader, dossier, now),
        "costs": costs,
        "total": total_cost(costs),
    }


def _row(item: PropertyItem, reader: User) -> dict[str, Any]:
    return {
        "item": item,
        "url": reverse("procedure:matter", args=[PROPERTY.table.code, item.pk]),
        "status": status_words(PROPERTY, item.status),
        "whose_turn": turn_words(PROPERTY, item, reader),
        "holder": holder_words(item),
        "custody": item.custody.all(),
    }


PART = Part("property", "涉案物品", "property/part.html", _shown, rank=50)
