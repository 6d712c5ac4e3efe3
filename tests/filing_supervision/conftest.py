"""A desk on a case the police did not file, on one they let run out, and on one that was not transferred."""

from datetime import timedelta

import pytest

from linkage.transfers.status import Status as T
from tests.filing_supervision.desk import Desk
from tests.road import Road


@pytest.fixture
def desk(road: Road) -> Desk:
    """The police have told the bureau that they do not file."""
    return Desk(road, road.to(T.DECLINED_NOTIFIED))


@pytest.fixture
def late_desk(road: Road) -> Desk:
    """The police took the case over and let all time run out."""
    transfer = road.to(T.ACCEPTED)
    road.now += timedelta(days=5)
    return Desk(road, transfer)


@pytest.fixture
def bureau_desk(road: Road) -> Desk:
    """The bureau's head has approved the transfer, and nothing was handed over yet."""
    return Desk(road, road.to(T.APPROVED))
