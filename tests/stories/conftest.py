"""A real browser against a real server; the worker does its rounds between the steps, as it would beside them."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from linkage.accounts.models import User
from linkage.accounts.reference_data import load_reference
from linkage.commands.drill.people import load_people
from linkage.commands.worker import one_round
from tests.cast import Cast, build_cast
from tests.stories.seats import Seat, take_seat
from tests.stories.tally import Tally

# The browser's driver runs an event loop in this thread; our own code does not run in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_terminal_summary(terminalreporter) -> None:
    """What the stories counted, at the end of the run."""
    reports = [report for kind in ("", "passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    told = {
        said: None for report in reports for name, said in report.user_properties if name == "tally" and said
    }
    for said in told:
        terminalreporter.write_line(said)


FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one LINKAGE_CHROMIUM names."""
    path = os.environ.get("LINKAGE_CHROMIUM") or shutil.which("chromium")
    assert path, "没有找到浏览器：请安装 chromium，或用 LINKAGE_CHROMIUM 指明。"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def story_cast(transactional_db) -> Cast:
    """The cast, committed, so that the server sees them."""
    return build_cast()


@pytest.fixture
def tally(request) -> Iterator[Tally]:
    """How much this story makes people type."""
    counted = Tally()
    yield counted
    request.node.user_properties.append(("tally", counted.said))


@pytest.fixture
def sit(browser: Browser, live_server, tally) -> Iterator[Callable[..., Seat]]:
    """Take a seat as one of the cast; all seats are left at the end of the story."""
    taken: list[Seat] = []

    def take(user: User, **context: object) -> Seat:
        taken.append(take_seat(browser, live_server.url, user, tally, **context))
        return taken[-1]

    yield take
    for seat in taken:
        seat.page.context.close()


@pytest.fixture
def drill_crew(transactional_db) -> dict[str, User]:
    """The people of the drill's 朔城区 by the second half of their log-in, committed, among the real agencies of the province."""
    load_reference()
    load_people()
    people = User.objects.filter(username__startswith="sc-").select_related("agency")
    return {user.username.removeprefix("sc-"): user for user in people}


@pytest.fixture
def work() -> Callable[[], None]:
    """The worker's rounds until nothing is left to do."""

    def rounds() -> None:
        while one_round():
            pass

    return rounds
