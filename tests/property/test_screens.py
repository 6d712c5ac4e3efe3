"""The screens: the part of the dossier page, the form of an item, its own page; strangers find nothing, errors name the field."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.property.models import PropertyItem
from linkage.property.status import Status as S
from tests.browsing import browser, form_on, text_of
from tests.property.store import POLICE, Store


@pytest.fixture(autouse=True)
def present(early: Store) -> Iterator[Any]:
    """The browsers' present is the road's, from which a test may move it on."""
    with time_machine.travel(early.road.tick(), tick=False) as moved:
        yield moved


def part_of(store: Store, by: Any) -> str:
    answer = browser(by).get(f"/transfers/{store.dossier.number}/?part=property")
    assert answer.status_code == 200
    return text_of(answer)


def test_the_part_says_who_holds_what_and_what_disposal_cost(early: Store, present: Any) -> None:
    early.to(S.HELD, item_name="酸洗槽", quantity=Decimal(2), unit="台")
    early.to(S.DISPOSED)
    present.move_to(early.road.tick())
    page = part_of(early, early.cast.officer)
    for said in (
        "酸洗槽（2台）", "废酸（3.2吨）", "扣押（并环杏扣〔2026〕1号）", "在库", "已临时处置", "某危废处置公司",
        "合计 12800.00 元", "保管链", "登记涉案物品",
    ):  # fmt: skip
        assert said in page, said
    assert "/new/" not in part_of(early, early.cast.city_supervisor)


def test_an_empty_register_says_so(early: Store) -> None:
    assert "本案还没有登记涉案物品。" in part_of(early, early.cast.officer)


def test_the_part_costs_the_same_however_many_items_there_are(early: Store, present: Any) -> None:
    def statements() -> int:
        present.move_to(early.road.tick())
        with CaptureQueriesContext(
            connection,
        ) as asked:
            part_of(early, early.cast.officer)
        return len(asked)

    early.to(S.DISPOSED)
    one = statements()
    for number in range(5):
        early.to(S.DISPOSED, item_name=f"废酸{number}")
    assert statements() == one


def test_an_item_is_entered_on_its_form_and_the_next_one_need_not_be_typed_again(early: Store) -> None:
    client = browser(early.cast.officer)
    url = f"/matters/case_property/new/{early.dossier.number}/register_property/"
    form = form_on(client.get(url), "item_name")
    typed = {
        "item_name": "废酸", "quantity": "3.2", "unit": "吨", "features": "蓝色塑料桶", "origin": "现场检查笔录",
        "measure": "扣押", "measure_number": "并环杏扣〔2026〕1号", "seized_at": "2026-03-02T08:30", "hazard": "危险物品",
        "place": "一号库房", "keeper": "王演明",
    }  # fmt: skip
    wrong = client.post(url, {**form, **typed, "quantity": "很多", "unit": ""})
    assert wrong.status_code == 422
    assert "数量</a>：" in text_of(wrong) and "计量单位</a>：请填写。" in text_of(wrong)
    assert not PropertyItem.objects.exists()
    done = client.post(url, {**form, **typed}, follow=True)
    item = PropertyItem.objects.get()
    assert done.redirect_chain == [(f"/matters/case_property/{item.pk}/", 302)]
    assert "废酸（3.2吨）" in text_of(done) and "保管链" in text_of(done)
    again = form_on(client.get(url), "item_name")
    assert again["item_name"] == [""]
    assert (again["measure"], again["seized_at"], again["place"]) == (
        ["扣押"],
        ["2026-03-02T08:30"],
        ["一号库房"],
    )


def test_a_refusal_on_the_form_says_what_to_do_and_keeps_nothing(early: Store) -> None:
    client = browser(early.cast.officer)
    url = f"/matters/case_property/new/{early.dossier.number}/register_property/"
    form = form_on(client.get(url), "item_name")
    answer = client.post(
        url,
        {**form, "item_name": "废酸", "quantity": "1", "unit": "桶", "features": "桶", "origin": "笔录", "measure": "查封",
         "seized_at": "2026-03-02T08:30", "hazard": "无", "place": "库房", "keeper": "王演明"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "采取了措施，请填写决定书文号" in text_of(answer)
    assert not PropertyItem.objects.exists()


def test_strangers_find_nothing(early: Store) -> None:
    item = early.to(S.HELD)
    for person in (early.cast.next_officer, early.cast.investigator):
        client = browser(person)
        for url in (
            f"/matters/case_property/{item.pk}/",
            f"/matters/case_property/{item.pk}/move_property/",
            f"/matters/case_property/new/{early.dossier.number}/register_property/",
        ):
            assert client.get(url).status_code == 404, url


def test_the_police_count_and_sign_on_their_own_page(filed: Store, present: Any) -> None:
    item = filed.to(S.DELIVERED)
    present.move_to(filed.road.tick())
    client = browser(filed.cast.intake)
    page = text_of(client.get(f"/matters/case_property/{item.pk}/"))
    assert f"轮到本机关（{POLICE}）当面清点并签收" in page
    assert "处置费用" in page and "12800.00" in page
    url = f"/matters/case_property/{item.pk}/sign_for_property/"
    form = form_on(client.get(url), "receipt_difference")
    refused = client.post(url, {**form, "receipt_check": "不符"})
    assert refused.status_code == 422 and "请写明不符之处" in text_of(refused)
    client.post(url, {**form, "receipt_check": "相符"})
    assert filed.fresh(item).status == S.WITH_POLICE


def test_the_list_is_shown_before_it_is_issued(filed: Store, present: Any) -> None:
    item = filed.to(S.HELD)
    present.move_to(filed.road.tick())
    client = browser(filed.cast.officer)
    url = f"/matters/case_property/{item.pk}/hand_over_property_item/"
    page = client.get(url)
    assert f"送{POLICE}" in text_of(page)
    form = form_on(page, "handover_state")
    assert form["handed_over_by"] == [str(filed.cast.officer.pk)]
    picture = client.get(
        f"{url}preview/property_handover_list/1.png",
        {"handover_place": "物证室", "handover_state": "完好", "handed_over_by": filed.cast.officer.pk,
         "received_by": filed.cast.intake.pk},
    )  # fmt: skip
    assert picture.status_code == 200 and picture.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("act", ["dispose_temporarily", "report_to_government", "treat_perishable"])
def test_each_page_of_an_act_opens_for_whoever_may_do_it(act: str, early: Store, present: Any) -> None:
    item = early.to(S.HELD)
    present.move_to(early.road.tick())
    by = early.cast.head if act == "report_to_government" else early.cast.officer
    assert browser(by).get(f"/matters/case_property/{item.pk}/{act}/").status_code == 200
