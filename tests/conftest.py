"""What every test stands on. The cast and the fixtures that walk the real road live beside the tests that use them."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tests.audit.guards import _tests_that_commit_can_be_cleared_away  # noqa: F401
from tests.cast import Cast, build_cast
from tests.road import Road


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """On SQLite a file, as in use, and not memory: two connections must meet as two officers do."""
    for database in django_settings.DATABASES.values():
        if database["ENGINE"] == "django.db.backends.sqlite3":
            database.setdefault("TEST", {})["NAME"] = str(Path(os.environ["LINKAGE_DATA"]) / "test.sqlite3")
        elif worker := os.environ.get("PYTEST_XDIST_WORKER"):
            database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}_{worker}"


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """A password hash is slow on purpose; a test need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db) -> Cast:
    """The fixed cast, in a province of one city and two counties."""
    return build_cast()


@pytest.fixture
def road(cast: Cast) -> Road:
    """The road that leads a transfer to any status by its acts."""
    return Road(cast)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their length: an archive made while collecting holds the time, and two workers must agree."""
    return f"{len(val)}B" if isinstance(val, bytes) else None
