"""Desks on a dossier just begun, and on one that the police have."""

import pytest

from tests.penalties.desk import Desk
from tests.road import Road


@pytest.fixture
def desk(road: Road) -> Desk:
    """Only the bureau takes part."""
    return Desk(road, road.open())


@pytest.fixture
def with_police(desk: Desk) -> Desk:
    """The case was handed over."""
    desk.hand_over()
    return desk
