"""The road of a clue beside the road of a transfer."""

import pytest

from tests.cast import Cast
from tests.clues.road import ClueRoad


@pytest.fixture
def clue_road(cast: Cast) -> ClueRoad:
    """Leads a clue to any status by its acts."""
    return ClueRoad(cast)
