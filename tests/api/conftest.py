"""The API is asked on one fixed afternoon, by people of the cast."""

from collections.abc import Callable, Iterator

import pytest
import time_machine

from linkage.accounts.models import User
from tests.api.door import Door, token_for
from tests.road import MONDAY


@pytest.fixture
def afternoon() -> Iterator[time_machine.Traveller]:
    """The Monday of the road, at three: later than every act that leads there, before any clock of a day has run out."""
    with time_machine.travel(MONDAY.replace(hour=15), tick=False) as clock:
        yield clock


@pytest.fixture
def door(cast, afternoon) -> Callable[[User], Door]:
    """The API as the other system of one of the cast sees it."""
    return lambda user: Door(token_for(user))
