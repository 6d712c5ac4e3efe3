"""The grid of both procedures: each act × each status × each person, tried for real."""

from typing import Any

import pytest

from linkage.consultations.procedure import CONSULTATION, SUPPORT
from linkage.consultations.status import ConsultationStatus, SupportStatus
from tests.consultations.desk import Desk, facts
from tests.procedure.grid import Grid


@pytest.mark.parametrize("status", ConsultationStatus.values)
def test_each_act_on_a_consultation_is_done_or_refused_as_the_table_says(
    status: str, desk: Desk, record_property: Any
) -> None:
    _check(Grid(CONSULTATION, desk.cast.everyone, facts), desk.to(status), desk, record_property)


@pytest.mark.parametrize("asker", ["officer", "investigator", "procurator"])
def test_who_may_ask_whom_is_what_the_table_says(asker: str, desk: Desk, record_property: Any) -> None:
    subject = desk.blank("consult_police", by=getattr(desk.cast, asker))
    _check(Grid(CONSULTATION, desk.cast.everyone, facts), subject, desk, record_property)


@pytest.mark.parametrize("status", SupportStatus.values)
def test_each_act_on_a_request_for_support_is_done_or_refused_as_the_table_says(
    status: str, desk: Desk, record_property: Any
) -> None:
    _check(Grid(SUPPORT, desk.cast.everyone, facts), desk.to(status), desk, record_property)


@pytest.mark.parametrize("asker", ["investigator", "procurator"])
def test_who_may_call_for_support_is_what_the_table_says(
    asker: str, desk: Desk, record_property: Any
) -> None:
    subject = desk.blank("request_support", by=getattr(desk.cast, asker))
    _check(Grid(SUPPORT, desk.cast.everyone, facts), subject, desk, record_property)


def _check(grid: Grid, subject: Any, desk: Desk, record_property: Any) -> None:
    for name, value in grid.check(subject, desk.road.tick()).items():
        record_property(name, value)
