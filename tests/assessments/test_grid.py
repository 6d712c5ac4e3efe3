"""The grid of the assessment: each act × each status × each person, tried for real."""

from typing import Any

import pytest

from linkage.assessments.procedure import ASSESSMENT
from linkage.assessments.status import Status
from tests.assessments.bench import Bench
from tests.procedure.grid import Grid


@pytest.mark.parametrize("status", Status.values)
def test_each_act_is_done_or_refused_as_the_table_says(
    status: str, bench: Bench, record_property: Any
) -> None:
    subject = bench.to(status)
    _check(bench, subject, record_property)


@pytest.mark.parametrize("who", ["officer", "investigator"])
def test_who_may_assess_is_what_the_table_says(who: str, bench: Bench, record_property: Any) -> None:
    bench.material(3, "现场检查笔录")
    _check(bench, bench.blank(getattr(bench.road.cast, who)), record_property)


def _check(bench: Bench, subject: Any, record_property: Any) -> None:
    grid = Grid(ASSESSMENT, bench.road.cast.everyone, lambda act, found, now: bench.facts(act, found))
    for name, value in grid.check(subject, bench.road.tick()).items():
        record_property(name, value)
