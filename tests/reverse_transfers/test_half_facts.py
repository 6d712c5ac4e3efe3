"""The database refuses half a fact."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from linkage.reverse_transfers.models import MARKS, ReverseTransfer
from linkage.reverse_transfers.status import Status as S
from tests.reverse_transfers.desk import Desk

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def test_every_pair_of_the_table_is_one_of_these() -> None:
    names = {column.name for column in ReverseTransfer._meta.concrete_fields}
    assert {n[:-3] for n in names if n.endswith("_at") and f"{n[:-3]}_by" in names} == set(MARKS)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("half", ["at", "by"])
def test_neither_half_of_a_mark_stands_alone(mark: str, half: str, desk: Desk) -> None:
    subject = desk.to(S.RETURNED)
    whole = {f"{mark}_at": NOW, f"{mark}_by": desk.cast.officer}
    halved = {**dict.fromkeys(whole), f"{mark}_{half}": whole[f"{mark}_{half}"]}
    with pytest.raises(IntegrityError, match=f"{mark}_at_by_whom|_says_why|_whole"), transaction.atomic():
        ReverseTransfer.objects.filter(pk=subject.pk).update(**halved)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"status": "returned"}, "reverse_known_status"),
        ({"origin": "court"}, "reverse_known_origin"),
        ({"ecology_agency": F("returning_agency")}, "reverse_to_another"),
        ({"none_due_ground": "超过追责期限"}, "reverse_none_due_says_why"),
        ({"result": "已处罚。"}, "reverse_result_whole"),
    ],
)
def test_no_reverse_transfer_is_half(changes: dict[str, Any], name: str, desk: Desk) -> None:
    subject = desk.to(S.RETURNED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ReverseTransfer.objects.filter(pk=subject.pk).update(**changes)
