"""The days of a story: its clock goes on as people work and is moved on where days pass; sessions end overnight, as they do."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from linkage.law.wording import SHANGHAI
from tests.cast import PASSWORD
from tests.stories.seats import Seat


class Days:
    """The moment that the server takes for now, from `begins` on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, begins: datetime) -> None:
        self._begins, self._since = begins, time.monotonic()
        monkeypatch.setattr(timezone, "now", self.now)

    def now(self) -> datetime:
        """The story's moment, as the framework gives it."""
        return (self._begins + timedelta(seconds=time.monotonic() - self._since)).astimezone(UTC)

    def typed(self, *, minutes_ago: int = 0) -> str:
        """A moment as one types it into a form."""
        moment = self.now().astimezone(SHANGHAI) - timedelta(minutes=minutes_ago)
        return moment.strftime("%Y-%m-%dT%H:%M")

    def pass_by(self, **time_passed: float) -> None:
        """So much time goes by without anything being done."""
        self._begins += timedelta(**time_passed)

    def morning(self, day: datetime, *seats: Seat) -> None:
        """The next working morning on which something happens; whoever works that day signs in anew."""
        assert day > self.now()
        self._begins, self._since = day, time.monotonic()
        for seat in seats:
            seat.go("/login/")
            seat.page.fill("#id_username", seat.user.username)
            seat.page.fill("#id_password", PASSWORD)
            seat.page.click("button[type=submit]")
            seat.page.wait_for_url(f"{seat.base}/")
