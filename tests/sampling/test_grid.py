"""Each act by each person at each status of a sample: allowed where the table says so, refused everywhere else."""

from typing import Any

import pytest

from linkage.law.transitions import NEW
from linkage.sampling.procedure import SAMPLE
from linkage.sampling.status import Status
from tests.procedure.grid import Grid
from tests.sampling.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [NEW, *Status], ids=lambda status: status or "new")
def test_each_act_by_each_person_is_done_or_refused_as_the_table_says(
    status: str, bench: Bench, record_property: Any
) -> None:
    sample = bench.blank() if status == NEW else bench.to(status)
    if status == Status.TESTED:
        bench.spare(sample)
    bench.report()
    now = bench.road.tick()
    grid = Grid(SAMPLE, bench.road.cast.everyone, lambda act, subject, at: bench.facts(act, subject))
    for name, value in grid.check(sample, now).items():
        record_property(name, value)
