"""The whole grid: each act × each status × each person of the cast, generated from the table and tried for real.

A cell is allowed exactly where the table says so: the act leaves this status, and the person holds one of the row's
roles in the agency that stands on the row's side. Every other cell is refused for the right reason and changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction

from linkage.accounts.models import Appointment, User
from linkage.accounts.roles import Role
from linkage.law.refusal import OvertakenBy, Reason, Refused
from linkage.law.transitions import Transition
from linkage.transfers import actions
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from tests.road import Road

pytestmark = pytest.mark.django_db

# One statement for all that an act could leave: it is asked after each of some fifteen thousand refusals.
LEFT = """
    SELECT t.status, t.status_since, t.last_by_id, d.head_sequence, d.stage, d.turn_agency_id, d.work_order,
      (SELECT COUNT(*) FROM audit_auditentry),
      (SELECT COUNT(*) FROM deadlines_clock),
      (SELECT COUNT(*) FROM deadlines_clock WHERE state = 'running'),
      (SELECT COUNT(*) FROM documents_document),
      (SELECT COUNT(*) FROM documents_delivery),
      (SELECT COALESCE(SUM(last), 0) FROM dossiers_counter),
      (SELECT COUNT(*) FROM dossiers_participation),
      (SELECT COUNT(*) FROM inbox_message),
      (SELECT COUNT(*) FROM transfers_teammember)
    FROM transfers_transfer t JOIN dossiers_dossier d ON d.id = t.dossier_id WHERE t.id = %s
"""


@dataclass(frozen=True)
class Cell:
    """One act by one person at one status, with its facts."""

    row: Transition
    by: User
    now: datetime
    facts: dict[str, Any]

    def try_on(self, transfer: Transfer) -> Any:
        """Do it, or be refused."""
        return getattr(actions, self.row.act)(transfer=transfer, by=self.by, at=self.now, **self.facts)


@pytest.mark.parametrize("status", list(Status), ids=str)
def test_each_act_by_each_person_is_done_or_refused_as_the_table_says(
    status: Status, road: Road, record_property: Any
) -> None:
    transfer = _led_to(status, road)
    if status in TABLE.row("conclude").source:
        road.punish(transfer)
    if status == Status.VERIFYING:
        road.gather(transfer)
    posts = set(Appointment.objects.values_list("user_id", "agency_id", "role"))
    tried = {"cells_allowed": 0, "cells_refused": 0}
    for cell in _cells(road):
        if _is_allowed(cell, transfer, posts):
            _is_done(cell, transfer)
            tried["cells_allowed"] += 1
        else:
            _is_refused(cell, transfer, posts)
            tried["cells_refused"] += 1
    for name, value in tried.items():
        record_property(name, value)
    assert sum(tried.values()) == len(TABLE.steps) * 18
    assert tried["cells_allowed"] or TABLE.turns[status] is None


def _led_to(status: Status, road: Road) -> Transfer:
    """A transfer at this status; where the police decided not to file, the procuratorate has demanded their reasons."""
    if status not in TABLE.row("file_on_notice").source:
        return road.to(status)
    if status == Status.CONCLUDED:
        transfer = road.to(Status.DECLINED_NOTIFIED)
        road.do("conclude", transfer)
    else:
        transfer = road.to(status)
    road.ask(transfer)
    return Transfer.objects.get(pk=transfer.pk)


def _cells(road: Road) -> Iterator[Cell]:
    now = road.tick()
    for row in TABLE.steps:
        facts = road.facts(row.act, now)
        for person in road.cast.everyone:
            yield Cell(row, person, now, facts)


def _holds(cell: Cell, transfer: Transfer, posts: set[tuple[int, int, str]]) -> bool:
    agency = transfer.agency_on(cell.row.who.side)
    return any((cell.by.pk, agency.pk, role) in posts for role in cell.row.who.roles)


def _is_allowed(cell: Cell, transfer: Transfer, posts: set[tuple[int, int, str]]) -> bool:
    return transfer.status in cell.row.source and _holds(cell, transfer, posts)


def _is_done(cell: Cell, transfer: Transfer) -> None:
    """Done on a savepoint and taken back, so that the next cell finds the transfer as it was."""
    before, fresh = _left(transfer), Transfer.objects.get(pk=transfer.pk)
    with transaction.atomic():
        outcome = cell.try_on(fresh)
        after = _left(transfer)
        transaction.set_rollback(True)
    where = (transfer.status, cell.row.act, cell.by.name)
    assert outcome.sentence, where
    assert after[0] == (cell.row.target or transfer.status), where
    assert after[3] == before[3] + 1, where
    assert _left(transfer) == before, where


def _is_refused(cell: Cell, transfer: Transfer, posts: set[tuple[int, int, str]]) -> None:
    """What is compared is what stands before anything is taken back: a refusal comes before the first write."""
    before = _left(transfer)
    with transaction.atomic():
        try:
            cell.try_on(transfer)
        except Refused as refusal:
            transaction.set_rollback(False)
            reasons, overtaken = refusal.reasons, isinstance(refusal, OvertakenBy)
        else:
            pytest.fail(f"{cell.by.name} could {cell.row.act} at {transfer.status}")
        assert _left(transfer) == before, (transfer.status, cell.row.act, cell.by.name)
    if transfer.status not in cell.row.source:
        assert overtaken is (cell.by.pk != transfer.last_by_id)
        assert _wrong_status(cell, transfer) in reasons
    else:
        assert _not_theirs(cell, transfer) in reasons
        assert not _holds(cell, transfer, posts)


def _wrong_status(cell: Cell, transfer: Transfer) -> Reason:
    needed = "」「".join(Status(source).label for source in cell.row.source)
    said = f"现在是「{Status(transfer.status).label}」，只有在「{needed}」时才能{cell.row.label}。"
    return Reason(said, cell.row.basis, "请刷新页面查看最新状态。", code="wrong_status")


def _not_theirs(cell: Cell, transfer: Transfer) -> Reason:
    roles = "或者".join(Role(role).label for role in cell.row.who.roles)
    said = f"由{transfer.agency_on(cell.row.who.side).name}的{roles}办理。"
    return Reason(said, cell.row.basis, code="not_yours")


def _left(transfer: Transfer) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(LEFT, [transfer.pk])
        return cursor.fetchone()
