"""Three hundred random walks over the table, each of up to twenty-five acts: whatever the order, the same things hold."""

import random
from collections import Counter as Count
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.deadlines.running import running_clocks
from linkage.documents.models import Document
from linkage.dossiers.models import Counter, Dossier
from linkage.law.transitions import RECEIVING, Transition
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation
from linkage.transfers import actions
from linkage.transfers.models import Transfer
from linkage.transfers.states import FIRST_DAY_CLOCKS, TABLE
from linkage.transfers.status import Status as S
from tests.road import MONDAY, Road

SEEDS, WALKS_A_SEED, ACTS_AT_MOST = range(10), 30, 25
LINGER = 0.8
"""How often a walk that could go on does not let itself be ended."""
ENDED = {S.JUDGED, S.CONCLUDED}
REVIEW = {
    *FIRST_DAY_CLOCKS,
    "police_filing_decision_normal",
    "police_filing_decision_clue",
    "police_filing_decision_complex",
}
MAY_RUN: dict[str, set[str]] = {
    S.DISCOVERED: {"crime_special_team_assign"},
    S.VERIFYING: {"crime_special_team_assign"},
    S.AWAITING_APPROVAL: {"crime_transfer_approval"},
    S.APPROVED: {"crime_transfer_handover"},
    S.NOT_APPROVED: set(),
    S.SUBMITTED: {"police_receipt"},
    S.REFERRED: {"police_receipt"},
    S.ACCEPTED: REVIEW,
    S.AWAITING_CORRECTION: REVIEW | {"crime_materials_correction"},
    S.AWAITING_SUPPLEMENT: REVIEW | {"crime_supplement_investigation"},
    S.RETURNED: set(),
    S.FILED: {"police_decision_notice"},
    S.INVESTIGATING: {"property_handover"},
    S.DECLINED: {"police_decision_notice"},
    S.DECLINED_NOTIFIED: {"reconsider_apply"},
    S.RECONSIDERING: {"reconsider_decide"},
    S.UPHELD: {"filing_supervision_suggest_after_reconsider"},
    S.WITHDRAWN: {"police_decision_notice"},
    S.WITHDRAWN_NOTIFIED: set(),
    S.IN_REVIEW: {"prosecution_review"},
    S.SUPPLEMENTING: {"supplementary_investigation"},
    S.PROSECUTED: set(),
    S.NON_PROSECUTED: {"non_prosecution_notice"},
    S.NON_PROSECUTION_NOTIFIED: set(),
    S.JUDGED: set(),
    S.CONCLUDED: set(),
}
"""At each status, the clocks that may be running there: none of an earlier stage is left over."""


def test_the_list_above_knows_every_status():
    assert set(MAY_RUN) == set(S)


@pytest.mark.parametrize("status", list(S), ids=str)
def test_exactly_one_side_owns_the_transfer_and_nobody_once_it_has_ended(status):
    assert (TABLE.turns[status] is None) is (status in ENDED)
    owners = {row.who.side for row in TABLE.from_status(status)}
    if status not in ENDED:
        assert TABLE.turns[status] in owners, "who has the turn has something to do"
    else:
        supervised = {RECEIVING} if status == S.CONCLUDED else set()
        assert owners == supervised, "only the procuratorate's notice opens what the bureau has concluded"


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_wherever_the_acts_lead_the_same_things_hold(seed: int, road: Road):
    chance, seen = random.Random(seed), Count[str]()
    for _ in range(WALKS_A_SEED):
        with transaction.atomic():
            _walk(road, chance, seen)
            _numbers_have_no_gap()
            transaction.set_rollback(True)
    assert len(seen) >= len(TABLE.steps) - 6, {row.act for row in TABLE.steps} - set(seen)


def _walk(road: Road, chance: random.Random, seen: Count[str]) -> None:
    road.now = MONDAY
    transfer = road.open()
    road.gather(transfer)
    for _ in range(ACTS_AT_MOST):
        if transfer.status in ENDED:
            break
        now = max(road.now, _latest_start(transfer)) + timedelta(
            minutes=chance.choice((1, 30, 600, 3000, 6000))
        )
        road.now = now
        steps = _open_steps(road, transfer, now)
        assert steps, f"a dead end at {transfer.status}"
        onward = [step for step in steps if step[0].target not in ENDED]
        row, person = chance.choice(onward if onward and chance.random() < LINGER else steps)
        if row.act == "conclude":
            road.punish(transfer)
            now = road.tick()
        getattr(actions, row.act)(transfer=transfer, by=person, at=now, **_facts(road, row, transfer, now))
        seen[row.act] += 1
        _holds(transfer, row)
    entries = AuditEntry.objects.filter(chain=transfer.dossier.chain).order_by("sequence")
    assert verify_chain(entries) is None


def _open_steps(road: Road, transfer: Transfer, now: datetime) -> list[tuple[Transition, User]]:
    """Every act that somebody of the cast may do now."""
    clocks = running_clocks(transfer.dossier)
    people = [p for p in road.cast.everyone if p.agency_id in _sides(transfer)]
    return [
        (row, person)
        for person in people
        for row in act_panel(TABLE, transfer, Situation(now, person, {}, clocks)).open
    ]


def _sides(transfer: Transfer) -> set[int]:
    return {transfer.sending_agency_id, transfer.receiving_agency_id, transfer.procuratorate_id}


def _facts(road: Road, row: Transition, transfer: Transfer, now: datetime) -> dict[str, Any]:
    facts = road.facts(row.act, now)
    if row.act == "refer_onward":
        police = {road.cast.intake.agency, road.cast.next_intake.agency}
        [facts["competent_agency"]] = police - {transfer.receiving_agency}
    return facts


def _holds(transfer: Transfer, row: Transition) -> None:
    dossier = Dossier.objects.get(pk=transfer.dossier_id)
    side = TABLE.turns[transfer.status]
    assert transfer.status == (row.target or transfer.status)
    assert (dossier.stage, dossier.is_open) == (transfer.status, side is not None)
    assert dossier.turn_agency_id == (transfer.agency_on(side).pk if side else None)
    running = running_clocks(dossier)
    assert set(running) <= MAY_RUN[transfer.status], (row.act, transfer.status)
    assert len([code for code in running if code.startswith("police_filing_decision")]) == (
        transfer.status in (S.ACCEPTED, S.AWAITING_CORRECTION, S.AWAITING_SUPPLEMENT)
    )
    assert not any(clock.agency_id not in _sides(transfer) for clock in running.values())
    pressing = [c.due_at for c in running.values() if c.due_at and c.nature != "conditional"]
    assert dossier.next_due_at == min(pressing, default=None)


def _latest_start(transfer: Transfer) -> datetime:
    return max((clock.started_at for clock in running_clocks(transfer.dossier).values()), default=MONDAY)


def _numbers_have_no_gap() -> None:
    papers = Document.objects.count()
    assert sum(Counter.objects.filter(scope__startswith="paper:").values_list("last", flat=True)) == papers
