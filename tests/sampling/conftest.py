"""A dossier of the bureau, two qualified samplers, and the road of a sample."""

import pytest

from linkage.transfers.status import Status
from tests.road import Road
from tests.sampling.bench import Bench


@pytest.fixture
def bench(road: Road) -> Bench:
    """Two officers may sample; the case was entered by one of them."""
    made = Bench(road, road.open().dossier)
    made.qualify(road.cast.officer, road.cast.second_officer)
    return made


@pytest.fixture
def joint(road: Road) -> Bench:
    """The same where the police take part: the case has been handed over to them."""
    made = Bench(road, road.to(Status.ACCEPTED).dossier)
    made.qualify(road.cast.officer, road.cast.second_officer)
    return made
