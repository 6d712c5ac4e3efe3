"""The whole grid of both procedures: each act × each status × each person.

Acts that exclude each other (reasons for not filing, reasons for deciding nothing; a notice to file, a case that was
filed) are tried each on its own road: `without` names those whose facts the road does not have.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from linkage.filing_supervision.procedure import OPINION, SUPERVISION
from linkage.filing_supervision.status import OpinionStatus, SupervisionStatus
from linkage.procedure.procedures import Procedure
from tests.filing_supervision.desk import FILE, SUBMIT, WAYS, Desk, facts
from tests.procedure.grid import Grid

S, TO_FILE = SupervisionStatus, ("notify_to_file", "correct_violation", "report_upward", "find_reasons_valid")
ASKED = (S.EXPLAINING, S.EXPLAINED, S.NOTIFIED, S.CORRECTING, S.REPORTED)
LATER = {S.FILED: timedelta(days=100)}
OPENED_BY = ("suggest_supervision", "take_up_supervision")


@pytest.mark.parametrize("status", SupervisionStatus.values)
def test_supervision_of_a_decision_not_to_file(status: str, desk: Desk, record_property: Any) -> None:
    subject = desk.to(status)
    desk.road.now += LATER.get(S(status), timedelta(days=20))
    check(without(SUPERVISION, "demand_overdue_reasons", "confirm_filing"), subject, desk, record_property)


@pytest.mark.parametrize("status", ASKED)
def test_supervision_of_a_case_filed_meanwhile(status: str, desk: Desk, record_property: Any) -> None:
    subject = desk.to(status)
    desk.do(FILE, subject)
    check(
        without(SUPERVISION, "demand_overdue_reasons", "demand_reasons", *TO_FILE),
        subject, desk, record_property,
    )  # fmt: skip


@pytest.mark.parametrize("status", [S.SUGGESTED, S.EXAMINING, S.EXPLAINING, S.EXPLAINED, S.CORRECTING])
def test_supervision_of_a_decision_not_made(status: str, late_desk: Desk, record_property: Any) -> None:
    subject = late_desk.to(status, overdue=True)
    late_desk.road.now += timedelta(days=20)
    check(without(SUPERVISION, "demand_reasons", "confirm_filing"), subject, late_desk, record_property)


@pytest.mark.parametrize("opening", OPENED_BY)
def test_who_may_begin_a_supervision(opening: str, desk: Desk, record_property: Any) -> None:
    check(SUPERVISION, desk.blank(opening), desk, record_property)


@pytest.mark.parametrize("status", OpinionStatus.values)
def test_an_opinion_on_a_case_that_was_not_transferred(
    status: str, bureau_desk: Desk, record_property: Any
) -> None:
    check(
        without(OPINION, "report_opinion_carried_out"), bureau_desk.to(status), bureau_desk, record_property
    )


def test_an_opinion_on_a_case_that_was_transferred_then(bureau_desk: Desk, record_property: Any) -> None:
    subject = bureau_desk.to(OpinionStatus.GIVEN)
    bureau_desk.do(SUBMIT, subject)
    check(without(OPINION, "object_to_opinion"), subject, bureau_desk, record_property)


@pytest.mark.parametrize("opening", ["consult_files", "give_transfer_opinion"])
def test_who_may_begin_an_opinion(opening: str, bureau_desk: Desk, record_property: Any) -> None:
    check(OPINION, bureau_desk.blank(opening), bureau_desk, record_property)


def test_the_ways_lead_to_every_status() -> None:
    assert set(WAYS) == {*SupervisionStatus.values, *OpinionStatus.values}


def without(procedure: Procedure, *acts: str) -> Procedure:
    """The procedure without the rows of these acts."""
    table = procedure.table
    assert set(acts) <= {row.act for row in table.rows}
    rows = tuple(row for row in table.rows if row.act not in acts)
    return replace(procedure, table=replace(table, rows=rows))


def check(procedure: Procedure, subject: Any, desk: Desk, record_property: Any) -> None:
    """The grid of this procedure on this subject."""
    grid = Grid(procedure, desk.cast.everyone, facts)
    for name, value in grid.check(subject, desk.road.tick()).items():
        record_property(name, value)
