import json
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from linkage.audit.chain import current_head
from linkage.audit.checkpoint import (
    NothingToSign,
    SignatureRefused,
    accept_signature,
    copy_of,
    cosign,
    heads_at,
    take_checkpoint,
)
from linkage.audit.checkpoint_verify import verify_checkpoints, verify_copy
from linkage.audit.digests import sha256, sm3
from linkage.audit.merkle import leaf, root
from linkage.audit.models import AuditEntry, CheckpointHead
from linkage.audit.sm2 import PrivateKey, fingerprint, verify
from linkage.audit.verify import verify_all
from tests.audit.conftest import MORNING, a_chain, enter, entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def trusted(key):
    return {fingerprint(key.public_key)}


def _take(key, day=0):
    return take_checkpoint(
        signer=key,
        at=MORNING + timedelta(days=day),
        agency_code="140000-ecology",
        agency_name="山西省生态环境厅",
    )


def _codes(trusted):
    return [(found.label, found.sequence, found.code) for found in verify_checkpoints(trusted)]


def test_the_root_stands_over_the_ends_of_all_chains(key):
    chains = sorted([a_chain(3), a_chain(1), a_chain(2)])
    taken = _take(key)
    ends = [(chain, current_head(chain)) for chain in chains]
    assert taken.root == root(leaf(chain, end.sequence, end.hash) for chain, end in ends)
    assert (taken.chains, taken.entries, taken.sequence) == (3, 6, 1)
    assert json.loads(taken.body)["at"] == "2026-03-02T09:30:00.000000+08:00"


def test_it_is_signed_by_the_operating_agency(key):
    a_chain(1)
    taken = _take(key)
    signature = taken.signatures.get()
    assert verify(key.public_key, taken.body.encode(), signature.signature)
    assert signature.agency_name == "山西省生态环境厅"


def test_each_checkpoint_names_the_one_before_and_keeps_the_ends_that_moved(key, trusted):
    still, moving = a_chain(2, label="A"), a_chain(2, label="B")
    first = _take(key)
    enter(moving, label="B")
    second = _take(key, day=1)
    assert second.previous_hash == first.hash
    assert {h.chain for h in first.heads.all()} == {still, moving}
    assert [(h.label, h.sequence) for h in second.heads.all()] == [("B", 3)]
    assert _codes(trusted) == []


def test_the_ends_as_of_then_can_be_told_later(key, trusted):
    chain = a_chain(2)
    taken = _take(key)
    enter(chain)
    a_chain(1)
    assert [e.sequence for e in heads_at(taken.last_entry)] == [2]
    assert _codes(trusted) == []


def test_with_no_entry_there_is_nothing_to_sign(key):
    with pytest.raises(NothingToSign):
        _take(key)


def test_a_day_on_which_nothing_happened_is_signed_too(key, trusted):
    a_chain(1)
    first, second = _take(key), _take(key, day=1)
    assert (second.root, second.sequence) == (first.root, 2)
    assert _codes(trusted) == []


def test_a_cut_off_tail_is_named_although_what_is_left_fits(key, trusted, by_hand):
    a_chain(3, label="A")
    a_chain(4, label="B")
    _take(key)
    by_hand("DELETE FROM audit_auditentry WHERE label = 'B' AND sequence >= 3")
    assert verify_all().intact
    assert _codes(trusted) == [("B", 4, "checkpoint")]


def test_so_is_a_chain_that_was_deleted_as_a_whole(key, trusted, by_hand):
    a_chain(3, label="A")
    a_chain(1, label="B")
    _take(key)
    by_hand("DELETE FROM audit_auditentry WHERE label = 'A'")
    assert verify_all().intact
    assert _codes(trusted) == [("A", 3, "checkpoint")]


def test_so_is_an_end_rewritten_with_its_digests(key, trusted, by_hand):
    chain = a_chain(2)
    _take(key)
    text = entries(chain)[1].body.replace("移送", "撤回").encode()
    by_hand(
        "UPDATE audit_auditentry SET body = %s, hash = %s, sha256 = %s WHERE sequence = 2",
        text.decode(), sm3(text), sha256(text),
    )  # fmt: skip
    assert verify_all().intact
    assert _codes(trusted) == [("并环〔2026〕1号", 2, "checkpoint")]


def test_whoever_removes_the_kept_ends_as_well_still_cannot_make_the_root(key, trusted, by_hand):
    chain = a_chain(3, label="A")
    a_chain(2, label="B")
    _take(key)
    by_hand("DELETE FROM audit_auditentry WHERE label = 'A' AND sequence = 3")
    by_hand(
        "UPDATE audit_checkpointhead SET sequence = 2, hash = %s WHERE label = 'A'", current_head(chain).hash
    )
    assert _codes(trusted) == [("检查点", 1, "count")]


def test_a_root_that_differs_with_all_counts_right_is_noticed(key, trusted, by_hand):
    chain = a_chain(2)
    _take(key)
    text = entries(chain)[1].body.replace("移送", "撤回").encode()
    by_hand(
        "UPDATE audit_auditentry SET body = %s, hash = %s, sha256 = %s WHERE sequence = 2",
        text.decode(), sm3(text), sha256(text),
    )  # fmt: skip
    by_hand("UPDATE audit_checkpointhead SET hash = %s", sm3(text))
    assert _codes(trusted) == [("检查点", 1, "root")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE audit_checkpoint SET body = replace(body, '\"chains\":1', '\"chains\":2')", "body"),
        ("UPDATE audit_checkpoint SET root = previous_hash", "column"),
        ("UPDATE audit_checkpoint SET last_entry = 0", "column"),
        ("UPDATE audit_checkpointsignature SET signature = public_key", "signature"),
        ("UPDATE audit_checkpointsignature SET fingerprint = substr(public_key, 1, 64)", "signature"),
        ("DELETE FROM audit_checkpointsignature", "untrusted"),
    ],
)
def test_a_checkpoint_that_was_touched_is_named(key, trusted, by_hand, change, code):
    a_chain(2)
    _take(key)
    by_hand(change)
    assert _codes(trusted)[0] == ("检查点", 1, code)


def test_a_checkpoint_made_anew_with_another_key_is_not_trusted(trusted):
    a_chain(2)
    _take(PrivateKey.generate())
    assert _codes(trusted) == [("检查点", 1, "untrusted")]


def test_a_missing_checkpoint_is_named(key, trusted, by_hand):
    a_chain(1)
    taken = [_take(key, day) for day in range(3)]
    by_hand("DELETE FROM audit_checkpointsignature WHERE checkpoint_id = %s", taken[1].id)
    by_hand("DELETE FROM audit_checkpoint WHERE sequence = 2")
    assert _codes(trusted) == [("检查点", 3, "gap")]


def test_checkpoints_do_not_fork(key):
    a_chain(1)
    taken = _take(key)
    taken.pk, taken.body = None, "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        taken.save(force_insert=True)


def test_other_agencies_sign_the_same_text(key, trusted):
    a_chain(1)
    taken, theirs = _take(key), PrivateKey.generate()
    cosign(taken, signer=theirs, at=timezone.now(), agency_code="140000-police", agency_name="山西省公安厅")
    assert [s.agency_name for s in taken.signatures.order_by("id")] == ["山西省生态环境厅", "山西省公安厅"]
    assert _codes(trusted) == []
    assert _codes({fingerprint(theirs.public_key)}) == []


def test_a_signature_under_something_else_is_not_kept(key):
    a_chain(1)
    taken, theirs = _take(key), PrivateKey.generate()
    with pytest.raises(SignatureRefused):
        accept_signature(
            taken, public_key=theirs.public_key, signature=theirs.sign(b"something else"),
            at=timezone.now(), agency_code="", agency_name="",
        )  # fmt: skip
    assert taken.signatures.count() == 1


def test_a_kept_copy_agrees_with_the_database(key, trusted):
    chain = a_chain(2)
    copy = json.loads(json.dumps(copy_of(_take(key))))
    enter(chain)
    assert verify_copy(copy, trusted) is None


def test_a_kept_copy_shows_that_the_newest_checkpoint_was_deleted(key, trusted, by_hand):
    a_chain(2)
    copy = copy_of(_take(key))
    for table in ("signature", "head", ""):
        by_hand(f"DELETE FROM audit_checkpoint{table}")
    assert _codes(trusted) == []
    assert verify_copy(copy, trusted).code == "missing"


def test_a_kept_copy_shows_that_history_was_signed_anew_with_our_own_key(key, trusted, by_hand):
    a_chain(3)
    copy = copy_of(_take(key))
    for table in ("checkpointsignature", "checkpointhead", "checkpoint", "auditentry"):
        by_hand(f"DELETE FROM audit_{table}")
    a_chain(2)
    _take(key)
    assert _codes(trusted) == []
    assert verify_copy(copy, trusted).code == "replaced"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda copy: copy.update(body=copy["body"].replace('"entries":2', '"entries":3')),
        lambda copy: copy["signatures"].clear(),
        lambda copy: copy["signatures"][0].update(signature="1" * 128),
    ],
)
def test_a_copy_that_was_touched_itself_proves_nothing(key, trusted, spoil):
    a_chain(2)
    copy = copy_of(_take(key))
    spoil(copy)
    assert verify_copy(copy, trusted).code == "copy"


@pytest.mark.django_db(transaction=True)
def test_a_writer_half_way_is_either_wholly_under_a_checkpoint_or_wholly_after_it(key, trusted):
    a_chain(2)
    written, go_on = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            a_chain(1)
            written.set()
            go_on.wait(30)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    written.wait(30)
    # Its row has a number and is not committed, while the next act, with a higher number, is: on PostgreSQL the
    # checkpoint waits for the slower writer, on SQLite the next act already did.
    threading.Timer(0.3, go_on.set).start()
    a_chain(1)
    taken = _take(key)
    writer.join(30)
    assert taken.entries == AuditEntry.objects.filter(id__lte=taken.last_entry).count() == 4
    assert CheckpointHead.objects.count() == 3
    assert _codes(trusted) == []
