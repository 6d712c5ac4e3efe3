"""An act whose entry cannot be written, or that fails at any other step, leaves nothing: no status, clock, paper, number."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from linkage.audit.chain import PLATFORM, Head, append
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.documents.models import Document
from linkage.law.refusal import OvertakenBy
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as S
from tests.road import add_file
from tests.transfers.acts.left_behind import POLICE, everything, perform

# (table, verb) that the hand-over writes, in the order in which it does.
WRITTEN = (
    ("dossiers_counter", "INSERT"),
    ("documents_document", "INSERT"),
    ("documents_delivery", "INSERT"),
    ("transfers_transfer", "UPDATE"),
    ("deadlines_clock", "UPDATE"),
    ("deadlines_clock", "INSERT"),
    ("evidence_evidenceitem", "UPDATE"),
    ("dossiers_participation", "INSERT"),
    ("audit_auditentry", "INSERT"),
    ("dossiers_dossier", "UPDATE"),
    ("inbox_message", "INSERT"),
)


@contextmanager
def refusing(table: str, verb: str) -> Iterator[None]:
    """The database refuses this write, as a full disk or a broken constraint would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION test_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION 'out of order' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            cursor.execute(
                f"CREATE TRIGGER test_refuses BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION test_refuses()"
            )
        else:
            cursor.execute(
                f"CREATE TRIGGER test_refuses BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'out of order'); END"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER test_refuses{on}")
            if connection.vendor == "postgresql":
                cursor.execute("DROP FUNCTION test_refuses()")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("table", "verb"), WRITTEN, ids=lambda word: word.lower())
def test_whichever_write_the_database_refuses_nothing_of_the_act_remains(table, verb, road):
    transfer = road.to(S.APPROVED)
    before = everything(transfer)
    stale = Transfer.objects.get(pk=transfer.pk)
    with refusing(table, verb), pytest.raises(IntegrityError, match="out of order"):
        road.do("submit", stale)
    assert everything(transfer) == before
    _the_act_then_succeeds_with_the_first_number(road, transfer)


@pytest.mark.django_db(transaction=True)
def test_when_another_entry_took_the_place_on_the_chain_nothing_of_the_act_remains(road):
    """The conflict comes at the last step but one, when number, papers, clocks and status are already written."""
    transfer = road.to(S.APPROVED)
    _an_entry_by_another_connection(transfer)
    before = everything(transfer)
    with pytest.raises(OvertakenBy) as refusal:
        road.do("submit", Transfer.objects.get(pk=transfer.pk))
    assert str(refusal.value) == (
        f"卷宗 {transfer.dossier.number} 刚刚由他人办理了另一步，本次操作没有生效。请刷新页面查看后再办。"
    )
    assert everything(transfer) == before
    assert not Document.objects.filter(kind="transfer_letter").exists()


@pytest.mark.django_db(transaction=True)
def test_when_the_head_has_moved_meanwhile_nothing_of_the_act_remains(road):
    transfer = road.to(S.APPROVED)
    stale = Transfer.objects.select_related("dossier").get(pk=transfer.pk)
    road.gather(transfer)
    _evidence_is_added(road, transfer)
    before = everything(transfer)
    with pytest.raises(OvertakenBy, match="刚刚由他人办理了另一步"):
        road.do("submit", stale)
    assert everything(transfer) == before
    _the_act_then_succeeds_with_the_first_number(road, transfer)


@pytest.mark.django_db(transaction=True)
def test_who_acts_on_what_they_read_before_another_acted_is_told_who_and_leaves_nothing(road, cast):
    transfer = road.to(S.SUBMITTED)
    stale = Transfer.objects.get(pk=transfer.pk)
    road.do("accept", transfer)
    before = everything(transfer)
    with pytest.raises(OvertakenBy) as refusal:
        road.do("accept", stale, by=cast.investigator)
    assert str(refusal.value) == (
        f"孙演武（{POLICE}）已于2026-03-02 周一 10:50办理，案件现在是「已接受审查中」。无需重复办理。"
    )
    assert everything(transfer) == before


@pytest.mark.django_db(transaction=True)
def test_the_same_for_an_act_that_leaves_the_status_as_it_is(road, cast):
    transfer = road.to(S.ACCEPTED)
    stale = Transfer.objects.get(pk=transfer.pk)
    road.do("use_seven_days", transfer)
    before = everything(transfer)
    with pytest.raises(OvertakenBy, match=r"周演文（.*）已于2026-03-02 周一 11:00办理"):
        road.do("use_thirty_days", stale)
    assert everything(transfer) == before


def _an_entry_by_another_connection(transfer: Transfer) -> None:
    """Somebody's entry at the next place, while the dossier's row still shows the old head."""

    def enter() -> None:
        dossier = transfer.dossier
        with transaction.atomic():
            append(
                chain=dossier.chain, label=dossier.number, act="other", actor=PLATFORM, at=transfer.status_since,
                occurred_at=transfer.status_since, facts={}, law={},
                head=Head(dossier.head_sequence, dossier.head_hash),
            )  # fmt: skip
        connection.close()

    other = Thread(target=enter)
    other.start()
    other.join(30)
    assert AuditEntry.objects.filter(chain=transfer.dossier.chain, act="other").exists()


def _evidence_is_added(road, transfer: Transfer) -> None:
    from_another = Transfer.objects.get(pk=transfer.pk)
    add_file(from_another, road.cast.officer, road.tick(), 7, "补充说明", b"more")


def _the_act_then_succeeds_with_the_first_number(road, transfer: Transfer) -> None:
    """A number given back leaves no gap."""
    left = perform(road, "submit", Transfer.objects.get(pk=transfer.pk))
    assert left.papers["transfer_letter"].startswith("并环杏移〔2026〕1号")
    assert left.papers["transfer_list"].startswith("并环杏清〔2026〕1号")
    entries = AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence")
    assert verify_chain(entries) is None
