"""The grid: each act × each status × each person, also where nothing has begun yet and where the police lead."""

from typing import Any

import pytest

from linkage.investigations.procedure import INVESTIGATION
from linkage.investigations.status import Status as S
from tests.investigations.way import Way
from tests.procedure.grid import Grid

pytestmark = pytest.mark.django_db


def tried(way: Way, subject: Any, record_property: Any) -> None:
    """The counts travel as properties, so that the workers of a parallel run are counted too."""
    counts = Grid(INVESTIGATION, way.cast.everyone, way.facts_of_the_grid).check(subject, way.tick())
    for name, value in counts.items():
        record_property(name, value)


@pytest.mark.parametrize("status", list(S), ids=str)
def test_each_act_by_each_person_is_done_or_refused_as_the_table_says(
    status: str, way: Way, record_property: Any
):
    tried(way, way.to(status), record_property)


def test_what_does_not_exist_yet_is_planned_by_the_agency_that_leads_the_dossier(
    way: Way, record_property: Any
):
    tried(way, way.blank(), record_property)


def test_the_police_lead_where_they_made_the_plan(way: Way, record_property: Any):
    subject = way.to(S.UNDER_WAY, planner=way.cast.investigator)
    assert subject.leading_agency == way.cast.investigator.agency
    assert subject.assisting_agency == way.cast.officer.agency
    tried(way, subject, record_property)
