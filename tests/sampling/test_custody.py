"""交接链: one unbroken line of named hands from the outfall to the end, whatever is tried."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from linkage.audit.models import AuditEntry
from linkage.law.refusal import Refused
from linkage.sampling.custody import holder_of
from linkage.sampling.models import Sample, SampleCustody
from linkage.sampling.status import Status as S
from tests.sampling.bench import LABORATORY, Bench

pytestmark = pytest.mark.django_db


def refused(bench: Bench, act: str, sample: Sample, **changes: Any) -> str:
    """What is said when the act is refused with these facts."""
    before = SampleCustody.objects.count(), AuditEntry.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        bench.do(act, sample, **changes)
    assert (SampleCustody.objects.count(), AuditEntry.objects.count()) == before
    return str(refusal.value)


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


def test_each_hand_takes_from_the_hand_before_up_to_the_laboratory_and_beyond(bench: Bench) -> None:
    sample = bench.to(S.AT_LABORATORY)
    bench.do("pass_on_sample", sample, received_unit=LABORATORY, received_by="检测员")
    hands = [(e.from_person, e.to_person, e.to_unit) for e in sample.custody.order_by("place_in_line")]
    assert hands == [
        ("王演明", "送样人0", "某快递车队"), ("送样人0", "实验室收样员", LABORATORY), ("实验室收样员", "检测员", LABORATORY),
    ]  # fmt: skip
    assert sample.status == S.AT_LABORATORY and is_one_line(sample)


def test_only_the_last_holder_hands_on_and_both_hands_are_named(bench: Bench) -> None:
    sample = bench.to(S.IN_TRANSIT)
    told = refused(bench, "hand_over_sample", sample, handed_by="王演明")
    assert "样品现在由某快递车队的送样人0保管，交出人写的是“王演明”，交接链在这里断开。" in told
    assert "交出人和接收人应当是两个人" in refused(bench, "hand_over_sample", sample, received_by="送样人0")
    assert "交出人和接收人应当是两个人" in refused(bench, "hand_over_sample", sample, received_by=" ")


def test_not_before_it_got_there_and_not_after_now(bench: Bench) -> None:
    sample = bench.take()
    early = sample.ends_at - timedelta(minutes=1, seconds=1)
    assert "早于样品到王演明手中的时间" in refused(bench, "hand_over_sample", sample, handed_at=early)
    late = bench.road.now + timedelta(minutes=30)
    assert "交接时间不能晚于办理时间" in refused(bench, "hand_over_sample", sample, handed_at=late)
    bench.do("hand_over_sample", sample, handed_at=sample.ends_at)
    assert holder_of(sample).since == sample.ends_at


def test_a_broken_seal_is_explained(bench: Bench) -> None:
    sample = bench.take()
    assert "封签不完好，请写明情况。" in refused(bench, "hand_over_sample", sample, seal_intact="不完好")
    bench.do("hand_over_sample", sample, seal_intact="不完好", custody_note="运输中磨损，未开启。")
    entry = sample.custody.get()
    assert (entry.seal_intact, entry.note) == (False, "运输中磨损，未开启。")


def test_the_database_refuses_a_fork_and_a_hand_without_a_name(bench: Bench) -> None:
    sample = bench.to(S.IN_TRANSIT)
    entry = sample.custody.get()
    for change in (
        {"place_in_line": 1}, {"place_in_line": 2, "to_person": ""}, {"place_in_line": 2, "seal_intact": False, "note": ""},
    ):  # fmt: skip
        copy = SampleCustody.objects.get(pk=entry.pk)
        copy.pk = None
        for name, value in change.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)


def test_nothing_leaves_without_an_end_and_after_it_nothing_moves(bench: Bench) -> None:
    sample = bench.to(S.IN_TRANSIT)
    assert "请填写“处置情况”" in refused(bench, "dispose_sample", sample, disposal_note=" ")
    bench.do("dispose_sample", sample)
    assert sample.disposed_by == bench.road.cast.officer
    assert "现在是「样品已处置」" in refused(bench, "hand_over_sample", sample)


attempt = some.tuples(
    some.sampled_from(("王演明", "甲", "乙", "丙")),
    some.sampled_from(("甲", "乙", "丙", " ")),
    some.integers(-30, 15),
    some.booleans(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=some.lists(attempt, max_size=8))
def test_whatever_is_tried_the_line_stays_one_line(
    bench: Bench, tried: list[tuple[str, str, int, bool]]
) -> None:
    with transaction.atomic():
        sample = bench.take()
        for giver, taker, minutes, intact in tried:
            try_to_hand_over(bench, sample, giver, taker, minutes, intact)
            assert is_one_line(sample)
        transaction.set_rollback(True)
    bench.dossier.refresh_from_db()


def try_to_hand_over(
    bench: Bench, sample: Sample, giver: str, taker: str, minutes: int, intact: bool
) -> None:
    """Handed over exactly where giver, taker and time fit the line, judged here without the rule's help."""
    holder, entries = holder_of(sample), sample.custody.count()
    now = bench.road.now + bench.road.step
    at: datetime = holder.since + timedelta(minutes=minutes)
    fits = giver == holder.person and taker not in (" ", giver) and minutes >= 0 and at <= now
    try:
        with transaction.atomic():
            bench.do(
                "hand_over_sample", sample, handed_by=giver, received_by=taker, handed_at=at,
                received_unit=holder.unit, seal_intact="完好" if intact else "不完好", custody_note="磨损",
            )  # fmt: skip
    except Refused:
        assert not fits
    else:
        assert fits
    assert sample.custody.count() == entries + fits
