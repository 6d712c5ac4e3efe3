"""Who takes part now is answered by one index, however many dossiers there are."""

import re

import pytest
from django.db import connection

from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import taking_part, visible_to
from tests.cast import Cast
from tests.road import MONDAY

MANY = 20_000
FOUND = {"sqlite": "USING COVERING INDEX participation_now", "postgresql": "participation"}
"""PostgreSQL asks the index alone only after it has vacuumed, which it cannot do inside a test."""
READ_THROUGH = "Seq Scan|SCAN "


@pytest.mark.slow
def test_who_takes_part_now_is_found_without_reading_through_a_table(cast: Cast) -> None:
    agencies = [cast.officer.agency, *[cast.next_officer.agency] * 99]
    made = Dossier.objects.bulk_create(
        Dossier(
            number=f"B-{i}", title=f"案件{i}", region=agencies[i % 100].region, lead_agency=agencies[i % 100],
            opened_at=MONDAY, stage="verifying", stage_label="核实中", is_open=i % 3 > 0,
        )
        for i in range(MANY)
    )  # fmt: skip
    Participation.objects.bulk_create(
        Participation(dossier=d, agency_id=d.lead_agency_id, role="lead", since=MONDAY) for d in made
    )
    _settle()
    for dossiers in (
        taking_part(cast.officer),
        visible_to(cast.officer).filter(turn_agency=cast.officer.agency_id),
    ):
        plan = dossiers.filter(is_open=True).order_by().values("pk")[:1001].explain()
        assert re.search(FOUND[connection.vendor], plan), plan
        assert not re.search(READ_THROUGH, plan), plan


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
