"""Each act by each person at each status of a sample: allowed where the table says so, refused everywhere else."""

from typing import Any

import pytest

from linkage.law.transitions import NEW
from linkage.sampling.handover_procedure import HANDOVER
from linkage.sampling.handover_status import HandoverStatus
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
    if status == Status.TAKEN:
        bench.to_laboratory(sample)
    if status == Status.TESTED:
        bench.spare(sample)
    bench.report()
    now = bench.road.tick()
    grid = Grid(SAMPLE, bench.road.cast.everyone, lambda act, subject, at: bench.facts(act, subject))
    for name, value in grid.check(sample, now).items():
        record_property(name, value)


@pytest.mark.parametrize("status", [NEW, *HandoverStatus], ids=lambda status: status or "new")
def test_each_act_of_a_handover_by_each_person_is_done_or_refused_as_the_table_says(
    status: str, bench: Bench, record_property: Any
) -> None:
    sample, scan = bench.take(), bench.signed_sheet()
    handover = bench.blank_handover() if status == NEW else bench.offer(sample)
    ways = {
        HandoverStatus.SIGNED: "sign_for_samples", HandoverStatus.REFUSED: "refuse_samples",
        HandoverStatus.WITHDRAWN: "withdraw_offer",
    }  # fmt: skip
    if act := ways.get(HandoverStatus(status)) if status else None:
        bench.close(act, handover)

    def facts(act: str, subject: Any, at: Any) -> dict[str, Any]:
        if act == "offer_samples":
            return bench.offer_facts(sample)
        signed = {"signed_paper": scan} if act == "sign_for_samples" else {}
        return {**bench.closing_facts(act), **signed}

    now = bench.road.tick()
    for name, value in Grid(HANDOVER, bench.road.cast.everyone, facts).check(handover, now).items():
        record_property(name, value)
