"""The course that leads a transfer for detention to any status by its acts."""

import pytest

from tests.cast import Cast
from tests.detentions.course import Course


@pytest.fixture
def course(cast: Cast) -> Course:
    """A dossier whose investigation ended in detention and whose penalty was decided, and the people who do it."""
    return Course(cast)
