"""What holds for each row of the table, read off the table: a new row brings its own tests."""

import inspect
from pathlib import Path

import pytest

from linkage.audit.canonical import canonical
from linkage.audit.digests import sm3
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.documents.models import Document
from linkage.documents.paper_kinds import missing_fields, paper_kind
from linkage.dossiers.models import Dossier
from linkage.law import rule, snapshot
from linkage.law.transitions import Transition
from linkage.procedure.carrying_out import plain
from linkage.transfers import actions
from linkage.transfers.facts import FACTS
from linkage.transfers.states import TABLE
from tests.transfers.acts.left_behind import perform, refused

EVERY_ACT = pytest.mark.parametrize("row", TABLE.steps, ids=lambda row: row.act)


@EVERY_ACT
def test_the_signature_is_the_facts_the_row_asks_for(row: Transition) -> None:
    parameters = inspect.signature(getattr(actions, row.act)).parameters
    assert set(parameters) == {"transfer", "by", "at", "occurred_at", *row.asks}
    assert {p.kind for p in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert parameters["occurred_at"].default is None


@EVERY_ACT
def test_what_may_be_left_out_is_what_the_form_does_not_require(row: Transition) -> None:
    parameters = inspect.signature(getattr(actions, row.act)).parameters
    optional = {name for name in row.asks if parameters[name].default is not inspect.Parameter.empty}
    assert optional == {name for name in row.asks if not FACTS[name].required}


@EVERY_ACT
def test_what_must_be_stated_cannot_be_left_blank(row: Transition, road) -> None:
    transfer = road.to(row.source[0])
    facts = road.facts(row.act, road.now)
    for name in (name for name in row.asks if FACTS[name].required and not hasattr(facts[name], "isoformat")):
        blank = {"people": [], "lines": [], "agency": facts[name]}.get(FACTS[name].shape, " ")
        if blank != facts[name]:
            assert refused(road, row.act, transfer, **{name: blank}), name


@EVERY_ACT
def test_the_act_has_a_specification_of_its_own(row: Transition) -> None:
    assert (Path(__file__).parent / f"test_{row.act}.py").exists()


def test_every_action_is_a_row_except_the_one_that_opens() -> None:
    functions = {name for name in actions.__all__ if inspect.isfunction(getattr(actions, name))}
    assert functions == {row.act for row in TABLE.rows} | {"open_transfer"}


@EVERY_ACT
def test_the_clocks_are_known_to_the_law(row: Transition) -> None:
    for code in (*row.stops, *(start.code for start in row.starts), *([row.limit] if row.limit else [])):
        assert rule(code).name


@EVERY_ACT
def test_the_entry_says_what_was_stated_which_clocks_and_under_which_law(row: Transition, road) -> None:
    transfer = road.to(row.source[0])
    agency, now = transfer.agency_on(row.who.side).name, road.tick()
    left = perform(road, row.act, transfer, at=now)
    facts, law = left.entry["facts"], left.entry["law"]
    assert left.entry["actor"] == {"id": road.actor(row.act).pk, "name": road.actor(row.act).name}
    assert left.entry["agency"]["name"] == agency
    assert facts["label"] == row.label
    assert facts["stage"] == TABLE.stages[left.status]
    assert facts["late"] is False
    stated = {name: plain(value) for name, value in road.facts(row.act, now).items()}
    assert facts["stated"].items() >= stated.items()
    assert set(facts["stated"]) == set(row.asks)
    assert {clock["code"] for clock in facts["started"]} == set(left.started)
    assert {clock["code"] for clock in facts["stopped"]} == left.stopped
    assert law["basis"] == row.basis
    assert law["limits"] == [snapshot(start.code, now.date()) for start in row.starts]
    assert {document["name"].split()[0] for document in left.entry["digests"]["documents"]} == {
        paper_kind(item.kind).name for item in row.issues if item.when is None
    }


@EVERY_ACT
def test_its_papers_answer_every_question_that_must_be_answered(row: Transition, road) -> None:
    left = perform(road, row.act, road.to(row.source[0]))
    assert set(left.papers) == {item.kind for item in row.issues if item.when is None}
    for kind, fields in left.content.items():
        known = {field.key for field in paper_kind(kind).fields}
        assert set(fields) <= known
        assert missing_fields(paper_kind(kind), fields) == ()
    kept = Document.objects.filter(
        kind__in=left.papers, number__in=[p.split()[0] for p in left.papers.values()]
    )
    digests = {document["sm3"] for document in left.entry["digests"]["documents"]}
    assert (
        digests == {paper.content_sm3 for paper in kept} == {sm3(canonical(p.content).encode()) for p in kept}
    )


@EVERY_ACT
def test_the_chain_holds_afterwards(row: Transition, road) -> None:
    transfer = road.to(row.source[0])
    perform(road, row.act, transfer)
    entries = AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence")
    assert verify_chain(entries) is None
    dossier = Dossier.objects.get(pk=transfer.dossier_id)
    assert (entries.count(), entries.last().hash) == (dossier.head_sequence, dossier.head_hash)
