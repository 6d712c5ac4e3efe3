"""A short chain with a fixed cast, and a hand on the database that bypasses the guards."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from linkage.audit.chain import GENESIS, Actor, Head, append
from linkage.audit.models import AuditEntry
from linkage.audit.sm2 import PrivateKey
from tests.audit.guards import _tests_that_commit_can_be_cleared_away, guards_lifted  # noqa: F401

OFFICER = Actor(7, "王执法", "140100-ecology", "太原市生态环境局")
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def enter(
    chain: UUID, head: Head | None = None, *, label: str = "并环〔2026〕1号", act: str = "submit", **facts
) -> Head:
    """One act more on `chain`, an hour after the last."""
    hours = head.sequence if head else 0
    with transaction.atomic():
        return append(
            chain=chain, label=label, act=act, actor=OFFICER, at=MORNING + timedelta(hours=hours), occurred_at=MORNING,
            facts={"note": "移送", **facts}, law={"instrument": "环环监〔2017〕17号"},
            documents=[{"id": "1", "sm3": "ab" * 32}], head=head,
        )  # fmt: skip


def a_chain(length: int = 5, *, label: str = "并环〔2026〕1号") -> UUID:
    """A chain of `length` acts."""
    chain, head = uuid4(), GENESIS
    for number in range(length):
        head = enter(chain, head, label=label, number=number)
    return chain


def entries(chain: UUID) -> list[AuditEntry]:
    """All its entries in order."""
    return list(AuditEntry.objects.filter(chain=chain).order_by("sequence"))


@pytest.fixture
def by_hand(db) -> Callable[..., None]:
    """Run one SQL statement as someone who has lifted the guards."""

    def run(sql: str, *params) -> None:
        with guards_lifted(connection), connection.cursor() as cursor:
            cursor.execute(sql, params)

    return run


@pytest.fixture(scope="session")
def key() -> PrivateKey:
    return PrivateKey.generate()
