"""The grid: each act × each status × each person, tried for real."""

from dataclasses import replace
from typing import Any

import pytest

from linkage.procedure.procedures import Procedure
from linkage.reverse_transfers.procedure import REVERSE_TRANSFER
from linkage.reverse_transfers.status import Status as S
from linkage.transfers.status import Status as T
from tests.procedure.grid import Grid
from tests.reverse_transfers.desk import Desk, facts, led
from tests.road import Road

AFTER_NON_PROSECUTION = (S.REVIEWING, S.NOT_PROPOSED)


@pytest.mark.parametrize("status", S.values)
def test_each_act_is_done_or_refused_as_the_table_says(status: str, road: Road, record_property: Any) -> None:
    ended = T.NON_PROSECUTION_NOTIFIED if status in AFTER_NON_PROSECUTION else T.DECLINED_NOTIFIED
    desk = led(road, ended)
    _check(REVERSE_TRANSFER, desk, desk.to(status), record_property)


@pytest.mark.parametrize(
    ("ended", "opening"),
    [
        (T.DECLINED_NOTIFIED, "return_for_penalty"),
        (T.NON_PROSECUTION_NOTIFIED, "begin_penalty_review"),
        (T.JUDGED, "pass_on_judgment"),
    ],
)
def test_who_may_hand_back_is_what_the_table_says(
    ended: T, opening: str, road: Road, record_property: Any
) -> None:
    desk = led(road, ended)
    _check(_only(opening), desk, desk.blank(opening), record_property)


def _only(opening: str) -> Procedure:
    """The procedure with this one of its opening acts: which of them fits is a matter of where the case stands."""
    table = REVERSE_TRANSFER.table
    rows = tuple(row for row in table.rows if row.act == opening or row not in table.openings)
    return replace(REVERSE_TRANSFER, table=replace(table, rows=rows))


def _check(procedure: Procedure, desk: Desk, subject: Any, record_property: Any) -> None:
    for name, value in Grid(procedure, desk.cast.everyone, facts).check(subject, desk.road.tick()).items():
        record_property(name, value)
