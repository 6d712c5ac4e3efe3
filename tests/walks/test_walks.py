"""Random walks over all tables at once: whatever is done in whatever order, the same things hold.

`LINKAGE_WALKS` says how many (`make walks`: ten thousand); by default as many as a run of the tests can bear.
"""

import os
import random
from collections import Counter as Count

import pytest
from django.db import transaction

from linkage.procedure.procedures import known_procedures
from tests.road import Road
from tests.walks.walker import Walk

WALKS = int(os.environ.get("LINKAGE_WALKS", "40"))
SEEDS = range(20)
ACTS_AT_MOST = 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_wherever_the_acts_lead_the_same_things_hold(seed: int, road: Road, record_property) -> None:
    chance, seen, done, refused = random.Random(seed), Count[str](), Count[str](), Count[str]()
    walks = max(1, WALKS // len(SEEDS))
    for _ in range(walks):
        with transaction.atomic():
            walk = Walk(road, chance, seen)
            walk.begin()
            walk.go(ACTS_AT_MOST)
            transaction.set_rollback(True)
        done += walk.done
        refused += walk.refused
    record_property("walks", walks)
    for act in done | refused:
        record_property(f"walked:{act}", done[act])
    assert sum(done.values()) >= walks, "a walk that does nothing shows nothing"


def test_every_act_there_is_could_be_taken(road: Road) -> None:
    """The walker looks at all procedures; one that it could not open or begin with would never be walked."""
    begun_with = {"clue"}
    assert {code for code, p in known_procedures().items() if p.blank is None} <= begun_with
