"""交接链: one unbroken line of named hands from the outfall to the end, whatever is tried."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from linkage.accounts.models import User
from linkage.law.refusal import Refused
from linkage.sampling.custody import holder_of, open_offer
from linkage.sampling.models import OfferedSample, Sample, SampleCustody
from linkage.sampling.status import Status as S
from tests.sampling.bench import LABORATORY, Bench, refused

pytestmark = pytest.mark.django_db


def is_one_line(sample: Sample) -> bool:
    """Places without gaps, each hand takes from the hand before, no moment before the one before."""
    unit, person, since = sample.sending_agency.name, sample.keeper, sample.ends_at
    for place, entry in enumerate(sample.custody.order_by("place_in_line"), start=1):
        if (entry.place_in_line, entry.from_unit, entry.from_person) != (place, unit, person):
            return False
        if entry.handed_at + timedelta(minutes=1) <= since:
            return False
        unit, person, since = entry.to_unit, entry.to_person, entry.handed_at
    return True


def test_each_hand_signs_for_what_the_hand_before_gave_up_to_the_laboratory_and_beyond(joint: Bench) -> None:
    cast, sample = joint.road.cast, joint.take()
    joint.to_colleague(cast.second_officer, sample)
    joint.to_colleague(cast.investigator, sample, by=cast.second_officer)
    joint.close("sign_for_samples", joint.offer(sample, by=cast.investigator), by=cast.investigator)
    joint.do("receive_at_laboratory", sample)
    joint.close("sign_for_samples", joint.offer(sample, received_by="检测员"))
    hands = [(e.from_person, e.to_person, e.to_unit) for e in sample.custody.order_by("place_in_line")]
    bureau, police = cast.second_officer.agency.name, cast.investigator.agency.name
    assert hands == [
        ("王演明", "李演芳", bureau), ("李演芳", "周演文", police), ("周演文", "实验室收样员", LABORATORY),
        ("实验室收样员", "检测员", LABORATORY),
    ]  # fmt: skip
    assert sample.status == S.AT_LABORATORY and is_one_line(sample)


def test_several_samples_go_on_one_sheet_each_with_its_own_line(bench: Bench) -> None:
    first, second = bench.take(), bench.take()
    handover = bench.to_laboratory(first, second)
    assert [entry.sample for entry in handover.entries.order_by("pk")] == [first, second]
    assert is_one_line(first) and is_one_line(second)
    assert holder_of(first) == holder_of(second)


def test_the_database_refuses_a_fork_a_hand_without_a_name_and_a_bottle_offered_twice(bench: Bench) -> None:
    sample = bench.take()
    entry = bench.to_laboratory(sample).entries.get()
    for change in (
        {"place_in_line": 1}, {"place_in_line": 2, "to_person": ""}, {"place_in_line": 2, "seal_intact": False, "note": ""},
    ):  # fmt: skip
        copy = SampleCustody.objects.get(pk=entry.pk)
        copy.pk = None
        for name, value in change.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)
    other = bench.offer(bench.take())
    bench.offer(sample, received_by="检测员")
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferedSample.objects.create(handover=other, sample=sample)


def test_nothing_leaves_without_an_end_and_after_it_nothing_moves(bench: Bench) -> None:
    sample = bench.take()
    with refused("请填写“处置情况”"):
        bench.do("dispose_sample", sample, disposal_note=" ")
    bench.do("dispose_sample", sample)
    assert sample.disposed_by == bench.road.cast.officer
    with refused("已经处置，不能交接"):
        bench.offer(sample)


attempt = some.tuples(
    some.sampled_from(("王演明", "李演芳", "甲", "乙")),
    some.sampled_from(("李演芳", "甲", "乙", " ")),
    some.integers(-30, 15),
    some.sampled_from(("sign_for_samples", "refuse_samples", "withdraw_offer", "")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=some.lists(attempt, max_size=8))
def test_whatever_is_tried_the_line_stays_one_line(
    bench: Bench, tried: list[tuple[str, str, int, str]]
) -> None:
    bench.signed_sheet()
    with transaction.atomic():
        sample = bench.take()
        for giver, taker, minutes, answer in tried:
            try_to_hand_over(bench, sample, giver, taker, minutes, answer)
            assert is_one_line(sample)
        transaction.set_rollback(True)
    bench.dossier.refresh_from_db()


def try_to_hand_over(bench: Bench, sample: Sample, giver: str, taker: str, minutes: int, answer: str) -> None:
    """Offered exactly where giver, taker and time fit the line and nothing is open, judged here without the rule's help."""
    holder, entries, cast = holder_of(sample), sample.custody.count(), bench.road.cast
    colleague: User | None = cast.second_officer if taker == cast.second_officer.name else None
    at: datetime = holder.since + timedelta(minutes=minutes)
    to_itself = taker == holder.person and (colleague is not None or holder.unit == "某车队")
    fits = giver == holder.person and taker != " " and not to_itself and minutes >= 0
    fits = fits and at <= bench.road.now + bench.road.step and open_offer(sample) is None
    try:
        with transaction.atomic():
            handover = bench.offer(
                sample, handed_by=giver, handed_at=at, receiver=[colleague] if colleague else [],
                received_unit="" if colleague else "某车队", received_by="" if colleague else taker,
            )  # fmt: skip
    except Refused:
        assert not fits
        return
    assert fits
    assert (holder_of(sample), sample.custody.count()) == (holder, entries)
    if answer:
        by = None if answer != "withdraw_offer" else cast.officer
        bench.close(answer, handover, by=by)
    assert sample.custody.count() == entries + (answer == "sign_for_samples")
    assert (open_offer(sample) is None) == bool(answer)
