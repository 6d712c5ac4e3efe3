"""The grid of a clue and of early intervention: each act × each status × each person, tried for real."""

from collections.abc import Callable
from typing import Any

import pytest

from linkage.accounts.models import Pairing
from linkage.clues.actions.registering import blank_clue
from linkage.clues.models import Clue
from linkage.clues.procedure import CLUE, INTERVENTION
from linkage.clues.status import PASSED_ON, Asked
from linkage.clues.status import Status as S
from tests.clues.road import ROADS, ClueRoad
from tests.procedure.grid import Grid

pytestmark = pytest.mark.django_db
Told = Callable[[str, int], None]


def tell(record_property: Told, tried: dict[str, int]) -> None:
    for name, value in tried.items():
        record_property(name, value)


def grid_of(road: ClueRoad) -> Grid:
    road.another()
    return Grid(CLUE, road.cast.everyone, road.facts)


@pytest.mark.parametrize("status", list(ROADS))
@pytest.mark.parametrize("taker", ["officer", "intake"])
def test_a_clue_at_every_status_whoever_took_it_in(
    taker: str, status: str, clue_road: ClueRoad, record_property: Told
) -> None:
    clue = clue_road.to(status, by=getattr(clue_road.cast, taker))
    tell(record_property, grid_of(clue_road).check(clue, clue_road.tick()))


def test_a_clue_that_is_not_there_yet(clue_road: ClueRoad, record_property: Told) -> None:
    """Opened on a dossier whose clue was taken away: everybody but the bureau's officers is refused."""
    dossier = clue_road.open().dossier
    for made in ("marks", "informants"):
        getattr(Clue.objects.get(dossier=dossier), made).all().delete()
    Clue.objects.filter(dossier=dossier).delete()
    around = Pairing.objects.get(ecology=clue_road.cast.officer.agency)
    blank = blank_clue(dossier, clue_road.cast.officer.agency, around)
    tell(record_property, grid_of(clue_road).check(blank, clue_road.tick()))


@pytest.mark.parametrize("status", [*Asked])
def test_a_request_at_every_status(status: str, clue_road: ClueRoad, record_property: Told) -> None:
    asked = clue_road.asked(status)
    grid = Grid(INTERVENTION, clue_road.cast.everyone, clue_road.asking)
    tell(record_property, grid.check(asked, clue_road.tick()))


def test_a_request_that_is_not_there_yet(clue_road: ClueRoad, record_property: Told) -> None:
    clue = clue_road.open()
    blank = INTERVENTION.blank(clue.dossier, clue_road.cast.officer, clue_road.now)
    grid = Grid(INTERVENTION, clue_road.cast.everyone, clue_road.asking)
    tell(record_property, grid.check(blank, clue_road.tick()))


def test_the_road_reaches_every_status_but_those_others_set() -> None:
    assert {*ROADS, *PASSED_ON} == {*S}


def test_codes_stand_alone(clue_road: Any) -> None:
    """Acts of these tables are acts of no other, and statuses of the leading one are its own."""
    from_us = [row.act for p in (CLUE, INTERVENTION) for row in p.table.rows]
    assert len(from_us) == len(set(from_us)) == 13
    assert all(status.startswith("clue_") for status in CLUE.table.labels)
