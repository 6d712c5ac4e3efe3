"""A desk on a dossier that was handed over, so that all three agencies take part; and one on a dossier just begun."""

import pytest

from linkage.transfers.status import Status
from tests.consultations.desk import Desk
from tests.road import Road


@pytest.fixture
def desk(road: Road) -> Desk:
    """All three agencies take part."""
    return Desk(road, road.to(Status.SUBMITTED).dossier)


@pytest.fixture
def early_desk(road: Road) -> Desk:
    """Only the bureau takes part."""
    return Desk(road, road.open().dossier)
