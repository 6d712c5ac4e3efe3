"""Desks on a case the police did not file, on one that was not prosecuted, and on one that was judged."""

import pytest

from linkage.transfers.status import Status
from tests.reverse_transfers.desk import Desk, led
from tests.road import Road


@pytest.fixture
def desk(road: Road) -> Desk:
    """The police declined to file and said so."""
    return led(road, Status.DECLINED_NOTIFIED)


@pytest.fixture
def unprosecuted(road: Road) -> Desk:
    """The procuratorate did not prosecute."""
    return led(road, Status.NON_PROSECUTION_NOTIFIED)


@pytest.fixture
def judged(road: Road) -> Desk:
    """The court has judged."""
    return led(road, Status.JUDGED)
