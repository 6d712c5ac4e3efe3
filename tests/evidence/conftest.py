"""A dossier of the first county bureau, opened by the act that opens one, and files that have arrived for it."""

from collections.abc import Callable
from io import BytesIO

import pytest

from linkage.dossiers.models import Dossier
from linkage.evidence.rules import Received
from linkage.evidence.sniffing import judge
from linkage.storage import Storage, current_storage
from tests.audit.guards import _tests_that_commit_can_be_cleared_away  # noqa: F401
from tests.evidence import samples
from tests.road import Road

Receive = Callable[..., Received]


@pytest.fixture(autouse=True)
def _data_folder(settings, tmp_path) -> None:
    """Each test has its own storage."""
    settings.STORAGE_URL, settings.DATA = "", tmp_path


@pytest.fixture
def storage() -> Storage:
    return current_storage()


@pytest.fixture
def dossier(road: Road) -> Dossier:
    return road.open().dossier


@pytest.fixture
def receive() -> Receive:
    """A file that has been let in: `receive("报告.pdf", b"…")`."""

    def received(name: str = "案件调查报告.pdf", content: bytes = samples.PDF) -> Received:
        verdict = judge(BytesIO(content), name=name, size=len(content))
        return Received(current_storage().put([content]), verdict)

    return received
