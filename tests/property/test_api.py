"""The same acts through the API: the bureau's own system registers an item; the police's may not."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from linkage.property.models import PropertyItem
from tests.api.door import Door, token_for
from tests.property.store import Store

ITEM = {
    "item_name": "废酸", "quantity": "3.2", "unit": "吨", "features": "蓝色塑料桶", "origin": "现场检查笔录", "measure": "扣押",
    "measure_number": "并环杏扣〔2026〕1号", "seized_at": "2026-03-02T08:30:00+08:00", "hazard": "危险物品",
    "place": "一号库房", "keeper": "王演明",
}  # fmt: skip


@pytest.fixture(autouse=True)
def present(prosecuted: Store) -> Iterator[Any]:
    """The API's present is the road's."""
    with time_machine.travel(prosecuted.road.tick(), tick=False) as moved:
        yield moved


def test_the_bureau_registers_and_the_police_may_not(prosecuted: Store) -> None:
    path = f"/matters/of/{prosecuted.dossier.number}/case_property/register_property"
    refused = Door(token_for(prosecuted.cast.investigator)).post(path, ITEM)
    assert refused.status_code in (403, 409, 422), refused.content.decode()
    assert "不得查封、扣押" in refused.content.decode()
    assert not PropertyItem.objects.exists()
    done = Door(token_for(prosecuted.cast.officer)).post(path, ITEM)
    assert done.status_code == 201, done.content.decode()
    assert str(PropertyItem.objects.get()) == "废酸（3.2吨）"
