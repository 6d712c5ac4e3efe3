"""The grid: each act × each status × each person, tried for real."""

from typing import Any

import pytest
from django.db import transaction

from linkage.law.refusal import Refused
from linkage.penalties.procedure import PENALTY
from linkage.penalties.status import Status as P
from linkage.transfers.status import Status
from tests.penalties.desk import Desk, facts
from tests.procedure.grid import Grid
from tests.road import Road

ON_THE_WAY = ("suspend_for_transfer",)


@pytest.mark.parametrize("status", P.values)
def test_each_act_is_done_or_refused_as_the_table_says(status: str, desk: Desk, record_property: Any) -> None:
    subject = desk.to(status)
    if status == P.SUSPENDED:
        desk.comes_back()
    _check(desk, desk.again(subject), record_property)


def test_who_may_open_one_is_what_the_table_says(desk: Desk, record_property: Any) -> None:
    _check(desk, desk.blank(), record_property)


class OutsideTheCriminalCase(Grid):
    """Standing still has its own grid: it is done only while the case is with the police."""

    def _is_done(self, row: Any, subject: Any, by: Any, now: Any, facts: Any) -> None:
        if row.act not in ON_THE_WAY:
            super()._is_done(row, subject, by, now, facts)
            return
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            self.procedure.do(row.act, self._fresh(subject), by=by, at=now, **facts)
        assert [r.code for r in refusal.value.reasons] == ["not_with_the_police"]


class WithThePolice(Grid):
    """While the criminal case runs: standing still is done, a fine and going on are refused."""

    def _is_done(self, row: Any, subject: Any, by: Any, now: Any, facts: Any) -> None:
        fined = row.act == "decide_penalty" and "罚款" in facts["penalty_kinds"]
        if not fined and row.act != "resume_penalty":
            super()._is_done(row, subject, by, now, facts)
            return
        with transaction.atomic(), pytest.raises(Refused) as refusal:
            self.procedure.do(row.act, self._fresh(subject), by=by, at=now, **facts)
        assert [r.code for r in refusal.value.reasons] == ["with_the_police"]


@pytest.mark.parametrize("status", [P.FILED, P.NOTIFIED, P.SUSPENDED])
def test_while_the_police_have_the_case_standing_still_is_done_and_fining_is_not(
    status: str, road: Road, record_property: Any
) -> None:
    desk = Desk(road, road.to(Status.SUBMITTED) if status != P.SUSPENDED else road.open())
    subject = desk.to(status)
    grid = WithThePolice(PENALTY, desk.cast.everyone, facts)
    for name, value in grid.check(subject, desk.road.tick()).items():
        record_property(name, value)


def _check(desk: Desk, subject: Any, record_property: Any) -> None:
    grid = OutsideTheCriminalCase(PENALTY, desk.cast.everyone, facts)
    for name, value in grid.check(subject, desk.road.tick()).items():
        record_property(name, value)
