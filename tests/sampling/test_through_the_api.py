"""Another system enters a sample: the same acts, the same refusals."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db.models import Model

from linkage.accounts.models import User
from linkage.sampling.models import Sample, SampleResult
from linkage.sampling.status import Status as S
from tests.api.door import Door, problem, token_for
from tests.sampling.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(bench: Bench) -> Iterator[Any]:
    """The door's present is the road's."""
    with time_machine.travel(bench.road.now, tick=False) as moved:
        yield moved


def sent(value: Any) -> Any:
    """A fact as JSON carries it."""
    if isinstance(value, list):
        return [sent(one) for one in value]
    if isinstance(value, User):
        return value.username
    if isinstance(value, Model):
        return value.pk
    return (
        value.isoformat()
        if isinstance(value, datetime)
        else str(value)
        if isinstance(value, Decimal)
        else value
    )


def test_a_sample_is_taken_and_its_result_entered_by_another_system(bench: Bench, clock: Any) -> None:
    door = Door(token_for(bench.road.cast.officer))
    facts = {name: sent(value) for name, value in bench.facts("take_sample", bench.blank()).items()}
    address = f"/matters/of/{bench.dossier.number}/sample/take_sample"
    said = problem(door.post(address, {**facts, "samplers": facts["samplers"][:1]}), 422, "refused")
    assert "采样人不足两人。" in said["reasons"][0]["sentence"]
    assert not Sample.objects.exists()
    assert door.post(address, facts).status_code == 201
    sample = bench.to(S.AT_LABORATORY)
    facts = {name: sent(value) for name, value in bench.facts("record_result", sample).items()}
    clock.move_to(bench.road.tick())
    answer = door.post(f"/matters/sample/{sample.pk}/record_result", facts)
    assert answer.status_code == 200, answer.content.decode()
    assert SampleResult.objects.get(analyte="铅").multiple == Decimal("2.7")


def test_a_stranger_finds_nothing_there(bench: Bench, clock: Any) -> None:
    sample = bench.take()
    stranger = Door(token_for(bench.road.cast.next_officer))
    assert stranger.get(f"/matters/sample/{sample.pk}").status_code == 404
    assert (
        stranger.post(
            f"/matters/sample/{sample.pk}/dispose_sample", bench.facts("dispose_sample", sample)
        ).status_code
        == 404
    )
