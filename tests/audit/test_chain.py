import json
import threading
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from linkage.audit.canonical import NotCanonical
from linkage.audit.chain import GENESIS, PLATFORM, ChainConflict, Head, append, current_head
from linkage.audit.digests import sha256, sm3
from linkage.audit.models import AuditEntry
from tests.audit.conftest import MORNING, OFFICER, a_chain, enter, entries

pytestmark = pytest.mark.django_db


def _append(**changed):
    given = {"chain": uuid4(), "label": "并环〔2026〕1号", "act": "submit", "actor": OFFICER, "at": MORNING,
             "occurred_at": MORNING, "facts": {}, "law": {}, "head": GENESIS}  # fmt: skip
    with transaction.atomic():
        return append(**given | changed)


def test_each_entry_names_the_digest_of_the_one_before():
    first, second, third = entries(a_chain(3))
    assert first.previous_hash == "0" * 64
    assert second.previous_hash == first.hash == sm3(first.body.encode())
    assert third.previous_hash == second.hash
    assert third.sha256 == sha256(third.body.encode())


def test_the_text_says_who_did_what_when_on_what_basis():
    entry = entries(a_chain(1))[0]
    assert json.loads(entry.body) == {
        "v": 1, "chain": str(entry.chain), "label": "并环〔2026〕1号", "sequence": 1, "act": "submit",
        "actor": {"id": 7, "name": "王执法"}, "agency": {"code": "140100-ecology", "name": "太原市生态环境局"},
        "at": "2026-03-02T09:30:00.000000+08:00", "occurred_at": "2026-03-02T09:30:00.000000+08:00",
        "facts": {"note": "移送", "number": 0}, "law": {"instrument": "环环监〔2017〕17号"},
        "digests": {"documents": [{"id": "1", "sm3": "ab" * 32}], "evidence": []}, "previous": "0" * 64,
    }  # fmt: skip


def test_with_the_end_known_an_act_costs_one_statement():
    chain, head = uuid4(), GENESIS
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as statements,
    ):
        append(
            chain=chain,
            label="1",
            act="submit",
            actor=PLATFORM,
            at=MORNING,
            occurred_at=MORNING,
            facts={},
            law={},
            head=head,
        )
    assert len([s for s in statements if "INSERT" in s["sql"]]) == len(statements) == 1


def test_without_it_the_end_is_read_first():
    chain = a_chain(2)
    assert enter(chain).sequence == 3
    assert current_head(chain).sequence == 3
    assert current_head(uuid4()) == GENESIS


def test_the_platform_acts_under_its_own_name_and_no_number():
    _append(actor=PLATFORM)
    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.actor_name) == (None, "平台")


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_a_mistake_in_the_program():
    with pytest.raises(RuntimeError, match="transaction"):
        append(
            chain=uuid4(),
            label="1",
            act="x",
            actor=PLATFORM,
            at=MORNING,
            occurred_at=MORNING,
            facts={},
            law={},
        )


def test_a_second_act_on_the_same_end_is_told_that_another_came_first():
    chain = a_chain(2)
    end = current_head(chain)
    enter(chain, end, act="accept")
    with pytest.raises(ChainConflict, match="another act came first as number 3"):
        enter(chain, end, act="withdraw")
    assert [e.act for e in entries(chain)] == ["submit", "submit", "accept"]


@pytest.mark.parametrize("head", [Head(5, "c" * 64), Head(1, "c" * 64)])
def test_an_act_on_an_end_that_never_was_is_refused(head):
    with pytest.raises(ChainConflict):
        enter(a_chain(2), head)


def test_a_conflict_leaves_nothing_of_the_transaction_even_when_it_is_swallowed():
    chain = a_chain(1)
    other = uuid4()
    with transaction.atomic():
        append(
            chain=other, label="2", act="x", actor=PLATFORM, at=MORNING, occurred_at=MORNING, facts={}, law={}
        )
        with pytest.raises(ChainConflict):
            append(
                chain=chain,
                label="1",
                act="x",
                actor=PLATFORM,
                at=MORNING,
                occurred_at=MORNING,
                facts={},
                law={},
                head=GENESIS,
            )
        assert transaction.get_rollback()
    assert not entries(other)


@pytest.mark.parametrize(
    "changed",
    [
        {"label": ""}, {"label": "号" * 65}, {"act": "a\0b"}, {"at": datetime(2026, 3, 2)},
        {"occurred_at": datetime(2026, 3, 2)}, {"head": Head(1, "")},
    ],
)  # fmt: skip
def test_an_entry_that_a_column_would_not_hold_as_given_is_refused(changed):
    with pytest.raises(ValueError, match=r"must be text|no time zone"):
        _append(**changed)
    assert not AuditEntry.objects.exists()


def test_facts_that_have_no_single_written_form_are_refused():
    with pytest.raises(NotCanonical, match="pass it as text"):
        _append(facts={"mass": 3.5})


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_pressing_together_exactly_one_acts():
    chain = a_chain(1)
    end, ready, told = current_head(chain), threading.Barrier(2), []

    def press(act):
        try:
            ready.wait()
            enter(chain, end, act=act)
            told.append("done")
        except ChainConflict:
            told.append("another came first")
        finally:
            connection.close()

    officers = [threading.Thread(target=press, args=(act,)) for act in ("accept", "return")]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join(60)
    assert sorted(told) == ["another came first", "done"]
    assert len(entries(chain)) == 2
