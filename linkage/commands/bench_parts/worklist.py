"""A work list and its numbers: by the ORM for the bare page, the rows by a cursor for the floor."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from linkage.deadlines.models import Clock, ClockState
from linkage.dossiers.models import Dossier

ROWS, COUNTED = 20, 1001
_SQL = """
    SELECT d.number, d.title, d.stage_label, d.next_due_at, d.last_act, d.last_act_at, a.short_name
    FROM dossiers_dossier d JOIN accounts_agency a ON a.id = d.turn_agency_id
    WHERE d.turn_agency_id = %s AND d.is_open ORDER BY d.work_order, d.id LIMIT %s
"""


def worklist(agency: int) -> QuerySet[Dossier]:
    """What waits for this agency, most urgent first."""
    waiting = Dossier.objects.filter(turn_agency_id=agency, is_open=True).select_related("turn_agency")
    return waiting.order_by("work_order", "id")[:ROWS]


def numbers(agency: int) -> dict[str, int]:
    """The four numbers of the bench, none counted beyond a thousand."""
    led = Dossier.objects.filter(lead_agency_id=agency)
    clocks = Clock.objects.filter(
        agency_id=agency, state=ClockState.RUNNING, overdue_after__lt=timezone.now()
    )
    queries = {
        "待我办": Dossier.objects.filter(turn_agency_id=agency, is_open=True),
        "等对方": led.filter(is_open=True).exclude(turn_agency_id=agency),
        "已办": led.filter(is_open=False),
        "超期": clocks,
    }
    return {label: query[:COUNTED].count() for label, query in queries.items()}


def fetch(agency: int) -> list[tuple[Any, ...]]:
    """The rows by a cursor."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [agency, ROWS])
        return list(cursor.fetchall())
