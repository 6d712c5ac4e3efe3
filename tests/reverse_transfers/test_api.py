"""The same acts through the API: handed back by one system, received by another."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from linkage.reverse_transfers.models import ReverseTransfer
from tests.api.door import Door, problem, token_for
from tests.reverse_transfers.desk import Desk

HANDED = {
    "grounds": "渗坑排放酸洗废水。",
    "returned_materials": [{"name": "侦查卷", "copies": "1", "pages": "60", "note": "原件"}],
}


@pytest.fixture(autouse=True)
def present(desk: Desk) -> Iterator[Any]:
    """The API's present is the road's."""
    with time_machine.travel(desk.road.tick(), tick=False) as moved:
        yield moved


def test_it_is_handed_back_and_received(desk: Desk) -> None:
    police, bureau = Door(token_for(desk.cast.investigator)), Door(token_for(desk.cast.officer))
    path = f"/matters/of/{desk.dossier.number}/reverse_transfer/return_for_penalty"
    handed = police.post(path, HANDED)
    assert handed.status_code == 201, handed.content.decode()
    made = ReverseTransfer.objects.get()
    received = bureau.post(f"/matters/reverse_transfer/{made.pk}/receive_return", {})
    assert received.status_code == 200, received.content.decode()
    made.refresh_from_db()
    assert made.status == "rev_received"


def test_strangers_find_nothing(desk: Desk) -> None:
    path = f"/matters/of/{desk.dossier.number}/reverse_transfer/return_for_penalty"
    problem(Door(token_for(desk.cast.next_intake)).post(path, HANDED), 404, "not_found")
    assert not ReverseTransfer.objects.exists()
