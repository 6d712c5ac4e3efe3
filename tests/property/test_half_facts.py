"""The database refuses half a fact, an end nobody gave, property handed to nobody, and a gap in the line of custody."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.property.models import MARKS, CustodyEntry, DisposalCost, PropertyItem
from linkage.property.status import Status as S
from tests.property.store import Store

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def test_every_pair_of_the_item_is_a_mark() -> None:
    names = {column.name for column in PropertyItem._meta.concrete_fields}
    assert {n[:-3] for n in names if n.endswith("_at") and f"{n[:-3]}_by" in names} == set(MARKS)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("half", ["at", "by"])
def test_neither_half_of_a_mark_stands_alone(mark: str, half: str, early: Store) -> None:
    item = early.to(S.HELD)
    whole = {f"{mark}_at": NOW, f"{mark}_by": early.cast.officer}
    other = {f"{mark}_at": None, f"{mark}_by": None}
    kept = f"{mark}_{half}"
    # An end whose moment stands alone is refused by two constraints; the database names either.
    names = f"property_{mark}_at_by_whom|property_end_is_an_act"
    with pytest.raises(IntegrityError, match=names), transaction.atomic():
        PropertyItem.objects.filter(pk=item.pk).update(**{**other, kept: whole[kept]})


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"quantity": Decimal(0)}, "property_is_some_quantity"),
        ({"measure_number": ""}, "property_measure_has_its_decision"),
        ({"measure": "taken"}, "property_known_measure_and_hazard"),
        ({"status": S.DESTROYED}, "property_end_is_an_act"),
        ({"status": S.WITH_POLICE}, "property_handed_over_to_somebody"),
        ({"status": "somewhere"}, "property_known_status"),
    ],
)
def test_no_item_is_half_or_ended_by_nobody(changes: dict[str, Any], name: str, early: Store) -> None:
    item = early.to(S.HELD)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PropertyItem.objects.filter(pk=item.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"from_keeper": ""}, "custody_comes_from_somebody"),
        ({"to_keeper": ""}, "custody_goes_to_somebody"),
    ],
)
def test_the_line_of_custody_has_no_gap(changes: dict[str, Any], name: str, early: Store) -> None:
    item = early.to(S.HELD)
    early.do("move_property", item)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CustodyEntry.objects.filter(item=item, sequence=2).update(**changes)


def test_two_entries_never_have_the_same_place_in_the_line(early: Store) -> None:
    item = early.to(S.HELD)
    early.do("move_property", item)
    early.do("move_property", item)
    with (
        pytest.raises(IntegrityError, match="custody_one_after_another|item_id, .*sequence"),
        transaction.atomic(),
    ):
        CustodyEntry.objects.filter(item=item, sequence=3).update(sequence=2)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"amount": Decimal(0)}, "disposal_cost_is_some_money"),
        ({"voucher_number": ""}, "disposal_cost_has_its_voucher"),
    ],
)
def test_a_payment_has_its_voucher(changes: dict[str, Any], name: str, early: Store) -> None:
    early.to(S.DISPOSED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DisposalCost.objects.update(**changes)
