"""Stores on dossiers at three points of the criminal case: before the transfer, investigated, examined for prosecution."""

import pytest

from linkage.transfers.status import Status
from tests.property.store import Store
from tests.road import Road


@pytest.fixture
def early(road: Road) -> Store:
    """Only the bureau has the case."""
    return Store(road, road.open())


@pytest.fixture
def filed(road: Road) -> Store:
    """The police have filed the case and served their notice."""
    return Store(road, road.to(Status.INVESTIGATING))


@pytest.fixture
def prosecuted(road: Road) -> Store:
    """The case was sent for prosecution."""
    return Store(road, road.to(Status.IN_REVIEW))
