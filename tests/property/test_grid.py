"""The grid of property: each act × each status × each person, tried for real.

No single dossier fits all acts: some belong to a criminal case that runs, others to one that is over. Each act is tried
where its status fits on the dossier that fits it; what does not fit the status is refused on either.
"""

from dataclasses import replace
from typing import Any

import pytest

from linkage.law.transitions import Transition
from linkage.property.bureau_rows import BUREAU_ENDINGS
from linkage.property.procedure import PROPERTY
from linkage.property.states import TABLE
from linkage.property.status import Status
from tests.procedure.grid import Grid
from tests.property.store import Store, facts

NOT_WHILE_CRIMINAL = {row.act for row in BUREAU_ENDINGS if row.act != "finish_property"} | {
    "send_property_back"
}
ONLY_WITHOUT = {Status.CONFISCATED, Status.DESTROYED}
"""Ends that an item reaches only where no criminal case runs."""


def grid(store: Store, keep: Any) -> Grid:
    rows = tuple(row for row in TABLE.rows if keep(row))
    return Grid(replace(PROPERTY, table=replace(TABLE, rows=rows)), store.cast.everyone, facts)


@pytest.mark.parametrize("status", sorted(set(Status.values) - ONLY_WITHOUT))
def test_each_act_while_the_criminal_case_runs(status: str, prosecuted: Store, record_property: Any) -> None:
    def keep(row: Transition) -> bool:
        return row.act not in NOT_WHILE_CRIMINAL or status not in row.source

    _check(grid(prosecuted, keep), prosecuted.to(status), prosecuted, record_property)


@pytest.mark.parametrize("status", [Status.HELD, Status.DISPOSED, Status.TREATED, Status.WITH_POLICE])
def test_each_act_that_waits_for_the_end_of_the_criminal_case(
    status: str, filed: Store, record_property: Any
) -> None:
    item = filed.to(status)
    filed.case("withdraw_case", "serve_withdrawal_notice")
    _check(grid(filed, lambda row: row.act in NOT_WHILE_CRIMINAL), item, filed, record_property)


@pytest.mark.parametrize("status", sorted(ONLY_WITHOUT))
def test_an_end_that_the_bureau_gave_it_is_an_end(status: str, early: Store, record_property: Any) -> None:
    _check(grid(early, lambda row: True), early.to(status), early, record_property)


def test_the_register_is_opened_by_the_bureaus_officers_alone(early: Store, record_property: Any) -> None:
    _check(grid(early, lambda row: True), early.blank(), early, record_property)


def test_who_has_the_turn_has_something_to_do_and_nobody_once_it_has_ended() -> None:
    for status, side in TABLE.turns.items():
        owners = {row.who.side for row in TABLE.from_status(status)}
        assert (side in owners) if side else not owners, status


def _check(tried: Grid, item: Any, store: Store, record_property: Any) -> None:
    for name, value in tried.check(item, store.road.tick()).items():
        record_property(name, value)
