"""Whatever the order of the acts: the line of custody is unbroken, somebody holds the item, and an end is an end."""

from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.law.refusal import Refused
from linkage.property.models import PropertyItem
from linkage.property.queries import open_property, unsettled
from linkage.property.states import TABLE
from linkage.property.status import ENDED
from tests.property.store import Store, assert_unbroken

STEPS = [row.act for row in TABLE.steps]
WORDS = st.text("王库楼一二三", min_size=1, max_size=6)


@settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_custody_is_unbroken_on_every_walk(data: Any, prosecuted: Store) -> None:
    with transaction.atomic():
        _walk(data, prosecuted)
        transaction.set_rollback(True)


def _walk(data: Any, store: Store) -> None:
    item = store.blank()
    store.do("register_property", item)
    for _ in range(12):
        leaving = [row.act for row in TABLE.from_status(item.status)]
        act = data.draw(st.sampled_from(leaving or STEPS))
        changes = {}
        if act.startswith("move_property"):
            changes = {"to_place": data.draw(WORDS), "to_keeper": data.draw(WORDS)}
        before = (item.status, item.custody.count())
        try:
            with transaction.atomic():
                store.do(act, item, **changes)
        except Refused:
            item = store.fresh(item)
            assert (item.status, item.custody.count()) == before
        item = store.fresh(item)
        _holds(store, item, before[0])
    chain = AuditEntry.objects.filter(chain=store.dossier.chain).order_by("sequence")
    assert verify_chain(chain) is None


def _holds(store: Store, item: PropertyItem, came_from: str) -> None:
    assert_unbroken(item)
    assert item.keeper, "somebody has it"
    ended = item.status in ENDED
    assert (came_from not in ENDED) or item.status == came_from, "an end is an end"
    assert (item.holder_agency is None) is ended
    assert (item.ended_at is not None) is ended
    assert unsettled(store.dossier).filter(pk=item.pk).exists() is not ended
    assert open_property(store.cast.officer).filter(pk=item.pk).exists() is not ended
    side = TABLE.turns[item.status]
    assert side is None or item.agency_on(side) is not None
