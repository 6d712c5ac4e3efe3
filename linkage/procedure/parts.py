"""A part of the dossier page that a package brings: named in its AppConfig, `dossier_parts = ("linkage.property.parts.PART",)`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.procedure.procedures import Procedure
from linkage.procedure.reasons import act_panel
from linkage.procedure.showing import status_words, turn_words
from linkage.procedure.situation import Situation


@dataclass(frozen=True)
class Part:
    """One tab of the dossier page."""

    code: str
    label: str
    template: str
    context: Callable[[User, Dossier, datetime], Mapping[str, Any]]
    """(reader, dossier, now) -> what the template calls `shown`; the dossier was found through `visible_to`."""
    rank: int = 100
    """Its place among the tabs: the road of a case first, then what runs beside it."""


@cache
def known_parts() -> dict[str, Part]:
    """The parts of the installed packages by code, in the order of the tabs."""
    named = [name for config in apps.get_app_configs() for name in getattr(config, "dossier_parts", ())]
    found = [import_string(name) for name in named]
    return {part.code: part for part in sorted(found, key=lambda part: part.rank)}


def matters_of(procedure: Procedure, reader: User, dossier: Dossier) -> list[dict[str, Any]]:
    """The matters of one procedure on this dossier, newest first, in the shape `procedure/matters.html` documents."""
    found: QuerySet[Any] = procedure.model._default_manager.filter(dossier=dossier)
    return [
        {
            "name": str(subject),
            "url": reverse("procedure:matter", args=[procedure.table.code, subject.pk]),
            "status": status_words(procedure, subject.status),
            "whose_turn": turn_words(procedure, subject, reader),
        }
        for subject in found.select_related(*procedure.related).order_by("-pk")
    ]


def openings_for(procedure: Procedure, reader: User, dossier: Dossier, now: datetime) -> list[dict[str, str]]:
    """What this reader may open on the dossier by this procedure now, as links; nothing where it is for others."""
    if procedure.blank is None or not procedure.opens_at(dossier.stage):
        return []
    subject = procedure.blank(dossier, reader, now)
    panel = act_panel(procedure.table, subject, Situation(now, reader))
    return [
        {
            "label": row.label,
            "basis": row.basis,
            "url": reverse("procedure:open", args=[procedure.table.code, dossier.number, row.act]),
        }
        for row in panel.open
    ]
