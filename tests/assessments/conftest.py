"""A dossier of the bureau on which all three agencies take part, and the road of an assessment."""

import pytest

from linkage.transfers.status import Status
from tests.assessments.bench import Bench
from tests.road import Road


@pytest.fixture
def bench(road: Road) -> Bench:
    """Handed over, so that the police and the procuratorate see it too."""
    return Bench(road, road.to(Status.SUBMITTED).dossier)


@pytest.fixture
def early_bench(road: Road) -> Bench:
    """Only the bureau takes part."""
    return Bench(road, road.open().dossier)
