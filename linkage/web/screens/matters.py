"""What runs beside the cases and is for this reader to do: consultations, samples, items of property. One SQL statement."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from linkage.accounts.models import User
from linkage.dossiers.models import Matter
from linkage.law import rule
from linkage.law.wording import deadline_in_words, remaining
from linkage.procedure.procedures import known_procedures
from linkage.web.screens.duties import matter_statuses_for

SHOWN = 10


def matters_for(user: User, roles: frozenset[str], now: datetime) -> dict[str, Any] | None:
    """其他待办事项, in the shape `components/table.html` documents; None where nothing waits or nothing ever could.

    The agency whose turn it is takes part in the dossier, so what it finds here it may see.
    """
    waiting = sorted(matter_statuses_for(roles))
    if not waiting:
        return None
    at = Q()
    for procedure, status in waiting:
        at |= Q(procedure=procedure, stage=status)
    found = Matter.objects.filter(at, is_open=True, turn_agency_id=user.agency_id)
    rows = list(found.select_related("dossier").order_by("work_order", "pk")[: SHOWN + 1])
    if not rows:
        return None
    return {
        "caption": "其他待办事项",
        "shares_width": True,
        "columns": [
            {"key": "name", "label": "事项", "grow": True},
            {"key": "case", "label": "案件", "grow": True},
            {"key": "status", "label": "状态"},
            {"key": "clock", "label": "期限"},
        ],
        "rows": [_row(matter, now) for matter in rows[:SHOWN]],
        "total_words": f"列出最先的 {SHOWN} 项" if len(rows) > SHOWN else f"共 {len(rows)} 项",
    }


def _row(matter: Matter, now: datetime) -> dict[str, Any]:
    procedure = known_procedures()[matter.procedure]
    tone = procedure.tones.get(matter.stage, "draft")
    return {
        "url": reverse("procedure:matter", args=(matter.procedure, matter.subject_id)),
        "late": matter.next_due_at is not None and now > matter.next_due_at,
        "cells": [
            matter.name,
            matter.dossier.title,
            {"kind": "status", "text": matter.stage_label, "tone": tone},
            _clock(matter, now),
        ],
    }


def _clock(matter: Matter, now: datetime) -> Any:
    if matter.next_due_at is None:
        return ""
    state = "near" if matter.next_near_at and now >= matter.next_near_at else "normal"
    return {
        "kind": "clock",
        "state": "overdue" if now > matter.next_due_at else state,
        "text": remaining(matter.next_due_at, now),
        "title": f"{rule(matter.next_clock).name}，{deadline_in_words(matter.next_due_at, now=now)}",
    }
