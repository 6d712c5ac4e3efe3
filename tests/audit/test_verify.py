from uuid import uuid4

import pytest
from django.db import connection

from linkage.audit.canonical import canonical
from linkage.audit.chain import current_head
from linkage.audit.digests import sha256, sm3
from linkage.audit.models import AuditEntry
from linkage.audit.verify import COLUMNS, Expectation, entries_of, verify_all, verify_chain
from tests.audit.conftest import a_chain, entries

pytestmark = pytest.mark.django_db

OTHER = {
    "chain": uuid4().hex, "label": "并环〔2026〕2号", "sequence": 30, "act": "withdraw", "actor_id": 8, "actor_name": "李四",
    "agency_code": "140200-ecology", "agency_name": "大同市生态环境局", "at": "2026-03-02 03:31:00+00:00",
    "occurred_at": "2026-03-01 01:30:00+00:00", "previous_hash": "d" * 64,
}  # fmt: skip


def test_an_untouched_chain_fits():
    chain = a_chain(5)
    assert verify_chain(entries_of(chain)) is None
    assert verify_chain(entries(chain)) is None


def test_a_chain_without_entries_fits():
    assert verify_chain([]) is None


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("chain", "sequence")])
def test_a_changed_column_is_named_with_its_entry(by_hand, column):
    chain = a_chain(5)
    by_hand(f"UPDATE audit_auditentry SET {column} = %s WHERE sequence = 3", OTHER[column])
    found = verify_chain(entries_of(chain))
    assert (found.sequence, found.code) == (3, "column")
    assert COLUMNS[column] in found.problem


def test_an_entry_moved_to_another_chain_leaves_a_gap_here_and_a_stranger_there(by_hand):
    chain = a_chain(5)
    by_hand("UPDATE audit_auditentry SET chain = %s WHERE sequence = 3", OTHER["chain"])
    assert (verify_chain(entries_of(chain)).sequence, verify_chain(entries_of(chain)).code) == (4, "gap")
    assert [(f.sequence, f.code) for f in verify_all().findings if str(f.chain) != str(chain)] == [
        (3, "column")
    ]


def test_an_entry_given_another_number_leaves_a_gap(by_hand):
    chain = a_chain(5)
    by_hand("UPDATE audit_auditentry SET sequence = 30 WHERE sequence = 5")
    found = verify_chain(entries_of(chain))
    assert (found.sequence, found.code) == (30, "column")


@pytest.mark.parametrize(("column", "code"), [("hash", "hash"), ("sha256", "sha256")])
def test_a_changed_digest_is_told_apart_from_a_changed_text(by_hand, column, code):
    chain = a_chain(5)
    by_hand(f"UPDATE audit_auditentry SET {column} = %s WHERE sequence = 4", "e" * 64)
    found = verify_chain(entries_of(chain))
    assert (found.sequence, found.code) == (4, code)


def test_a_changed_text_is_named_with_dossier_act_and_moment(by_hand):
    chain = a_chain(5)
    by_hand("UPDATE audit_auditentry SET body = replace(body, '移送', '撤回') WHERE sequence = 2")
    found = verify_chain(entries_of(chain))
    assert found.sentence == (
        "并环〔2026〕1号 第 2 条（submit，2026-03-02 10:30:00）：正文与两个摘要都不符：正文在录入之后被改动。"
    )
    assert found.as_json()["at"] == "2026-03-02T10:30:00+08:00"


def test_a_text_rewritten_with_its_digests_breaks_the_next_link(by_hand):
    chain = a_chain(5)
    text = entries(chain)[1].body.replace("移送", "撤回").encode()
    by_hand(
        "UPDATE audit_auditentry SET body = %s, hash = %s, sha256 = %s WHERE sequence = 2",
        text.decode(),
        sm3(text),
        sha256(text),
    )
    found = verify_chain(entries_of(chain))
    assert (found.sequence, found.code) == (3, "link")
    assert "第 2 条" in found.problem


@pytest.mark.parametrize("text", ["", "{", "[]", canonical({"v": 1}), canonical({"actor": "x", "agency": 1})])
def test_a_text_that_is_no_entry_is_named_even_under_right_digests(by_hand, text):
    chain = a_chain(3)
    raw = text.encode()
    by_hand(
        "UPDATE audit_auditentry SET body = %s, hash = %s, sha256 = %s WHERE sequence = 3",
        text,
        sm3(raw),
        sha256(raw),
    )
    found = verify_chain(entries_of(chain))
    assert (found.sequence, found.code) == (3, "unreadable")


@pytest.mark.parametrize(
    ("gone", "words"), [("= 3", "第 3 条"), ("IN (2, 3)", "第 2 至 3 条"), ("= 1", "第 1 条")]
)
def test_a_deleted_entry_is_missed_by_the_one_after_it(by_hand, gone, words):
    chain = a_chain(5)
    by_hand(f"DELETE FROM audit_auditentry WHERE sequence {gone}")
    found = verify_chain(entries_of(chain))
    assert found.code == "gap"
    assert words in found.problem


def test_a_fork_is_named():
    chain = a_chain(3)
    first, second, third = entries(chain)
    assert verify_chain([first, second, second, third]).code == "fork"


def _end(chain):
    return Expectation(chain, "并环〔2026〕1号", current_head(chain))


def test_a_tail_that_was_cut_off_is_missed_when_its_end_is_known_from_elsewhere(by_hand):
    chain = a_chain(5)
    end = _end(chain)
    by_hand("DELETE FROM audit_auditentry WHERE sequence >= 4")
    assert verify_chain(entries_of(chain)) is None
    found = verify_chain(entries_of(chain), end)
    assert (found.sequence, found.code) == (4, "tail")
    assert "第 4 至 5 条" in found.problem


def test_an_end_known_from_elsewhere_is_not_passed_by_another_of_the_same_number(by_hand):
    chain = a_chain(3)
    end = _end(chain)
    text = entries(chain)[2].body.replace("移送", "撤回").encode()
    by_hand(
        "UPDATE audit_auditentry SET body = %s, hash = %s, sha256 = %s WHERE sequence = 3",
        text.decode(),
        sm3(text),
        sha256(text),
    )
    found = verify_chain(entries_of(chain), end)
    assert (found.sequence, found.code) == (3, "replaced")


def test_a_chain_that_grew_since_its_end_was_noted_fits():
    chain = a_chain(3)
    noted = Expectation(chain, "1", entries(chain)[1])
    assert verify_chain(entries_of(chain), noted) is None


def test_all_chains_are_walked_and_each_broken_one_is_named_once(by_hand):
    fine, broken, gone = a_chain(3, label="A"), a_chain(4, label="B"), a_chain(2, label="C")
    expected = sorted(
        (Expectation(c, n, current_head(c)) for c, n in ((fine, "A"), (broken, "B"), (gone, "C"))),
        key=lambda e: e.chain,
    )
    assert verify_all(expected).intact
    by_hand("UPDATE audit_auditentry SET actor_name = '李四' WHERE label = 'B' AND sequence >= 2")
    by_hand("DELETE FROM audit_auditentry WHERE label = 'C'")
    outcome = verify_all(expected)
    assert (outcome.chains, outcome.entries) == (2, 7)
    assert sorted((f.label, f.sequence, f.code) for f in outcome.findings) == [
        ("B", 2, "column"),
        ("C", 1, "tail"),
    ]


def test_the_walk_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr("linkage.audit.verify.PROGRESS_EVERY", 2)
    a_chain(5)
    told = []
    verify_all(progress=told.append)
    assert told == [2, 4]


def test_the_walk_sorts_nothing_since_an_index_is_in_order_already():
    a_chain(2)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # A handful of rows is sorted faster than looked up: ask for the plan of many.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
    plan = AuditEntry.objects.order_by("chain", "sequence").explain()
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
