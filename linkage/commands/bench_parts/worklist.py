"""The rows of a work list: by the ORM for the bare page, by a cursor for the floor."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from linkage.dossiers.models import Dossier

ROWS = 20
_SQL = """
    SELECT d.number, d.title, d.stage_label, d.next_due_at, a.name
    FROM dossiers_dossier d JOIN accounts_agency a ON a.id = d.lead_agency_id
    WHERE d.turn_agency_id = %s AND d.is_open ORDER BY d.work_order, d.id LIMIT %s
"""


def worklist(agency: int) -> QuerySet[Dossier]:
    """What waits for this agency, most urgent first."""
    waiting = Dossier.objects.filter(turn_agency_id=agency, is_open=True).select_related("lead_agency")
    return waiting.order_by("work_order", "id")[:ROWS]


def fetch(agency: int) -> list[tuple[Any, ...]]:
    """The same rows by a cursor."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [agency, ROWS])
        return list(cursor.fetchall())
