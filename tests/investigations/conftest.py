"""The way that leads a joint investigation to any status by its acts."""

import pytest

from tests.cast import Cast
from tests.investigations.way import Way


@pytest.fixture
def way(cast: Cast) -> Way:
    """A case that a joint investigation can begin on, and the people who do it."""
    return Way(cast)
