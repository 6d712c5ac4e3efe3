"""The database refuses half a fact: a moment without its person, a decision without its number, an effect without service."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.penalties.models import MARKS, Penalty
from linkage.penalties.status import Status as P
from tests.penalties.desk import Desk

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def test_every_pair_of_the_table_is_one_of_these() -> None:
    names = {column.name for column in Penalty._meta.concrete_fields}
    assert {n[:-3] for n in names if n.endswith("_at") and f"{n[:-3]}_by" in names} == set(MARKS)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("half", ["at", "by"])
def test_neither_half_of_a_mark_stands_alone(mark: str, half: str, desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    whole: dict[str, Any] = {f"{mark}_at": NOW, f"{mark}_by": desk.cast.officer}
    kept = f"{mark}_{half}"
    changes = {**dict.fromkeys(whole), kept: whole[kept]}
    with pytest.raises(IntegrityError, match=f"penalty_{mark}_at_by_whom"), transaction.atomic():
        Penalty.objects.filter(pk=penalty.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"status": "filed"}, "penalty_known_status"),
        ({"decision_number": "并环杏罚〔2026〕1号"}, "penalty_decision_whole"),
        ({"decided_on": date(2026, 3, 2)}, "penalty_decision_whole"),
        ({"effective_on": date(2026, 3, 2)}, "penalty_served_in_order"),
        ({"fine_yuan": 0}, "penalty_fine_is_positive"),
        (
            {
                "decided_on": date(2026, 3, 2), "decision_number": "一", "served_on": date(2026, 3, 1),
                "effective_on": date(2026, 3, 1),
            },
            "penalty_served_in_order",
        ),
    ],
)  # fmt: skip
def test_no_penalty_is_half_decided_or_served_before_its_decision(
    changes: dict[str, Any], name: str, desk: Desk
) -> None:
    penalty = desk.to(P.FILED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Penalty.objects.filter(pk=penalty.pk).update(**changes)


def test_one_number_of_one_bureau_is_stored_once(desk: Desk) -> None:
    one, other = desk.to(P.DECIDED), desk.to(P.DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Penalty.objects.filter(pk=other.pk).update(decision_number=one.decision_number)
