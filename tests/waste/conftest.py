"""A dossier of the bureau, and the road of a waste."""

import pytest

from tests.road import Road
from tests.waste.bench import Bench


@pytest.fixture
def bench(road: Road) -> Bench:
    """The case was entered by an officer of the bureau."""
    return Bench(road, road.open().dossier)
