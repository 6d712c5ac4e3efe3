"""登记涉案物品: by the bureau only, with its quantity, its measure and the number of its decision (17号第六条第四项)."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from linkage.property.models import PropertyItem
from linkage.property.papers import property_list
from linkage.property.queries import open_property, visible_to
from linkage.property.status import Status as S
from tests.property.store import BUREAU, Store, assert_unbroken
from tests.road import add_file

POLICE_MAY_NOT = (
    "公安机关在立案前调查核实，不得查封、扣押物品，不能登记涉案物品。（刑事程序规定第一百七十四条）"
    "涉案物品由查获的生态环境部门登记；立案后公安机关自行查封、扣押的，在其刑事案卷中登记。"
)


def test_the_bureau_enters_what_it_found_and_keeps_it(early: Store) -> None:
    left = early.perform("register_property", early.blank())
    assert (left.status, left.turn, left.told, left.papers) == (S.HELD, BUREAU, frozenset(), {})
    assert left.sentence == f"{BUREAU}登记了涉案物品废酸（3.2吨）。"
    assert left.holder == f"{BUREAU}：王演明，一号库房"
    item = PropertyItem.objects.get()
    assert (item.quantity, item.amount) == (Decimal("3.2"), "3.2吨")
    assert (item.measure_words, item.hazard_words) == ("扣押（并环杏扣〔2026〕1号）", "危险物品：强酸")
    assert item.registered_by == early.cast.officer
    assert_unbroken(item)


@pytest.mark.parametrize("who", ["intake", "investigator", "police_head"])
def test_the_police_register_nothing_and_are_told_why(who: str, prosecuted: Store) -> None:
    by = getattr(prosecuted.cast, who)
    said = prosecuted.refused("register_property", prosecuted.blank(by), by=by)
    assert said == [f"由{BUREAU}的执法员办理。（17号第六条第四项）", POLICE_MAY_NOT]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quantity": Decimal(0)}, "数量应当大于零。（17号第六条第四项）请核对数量。"),
        ({"measure_number": ""}, "采取了措施，请填写决定书文号。（17号第六条第四项）请核对采取的措施。"),
        ({"measure": "未采取"}, "没有采取措施，不应填写决定书文号。（17号第六条第四项）请核对采取的措施。"),
        ({"features": " "}, "请填写“特征”。没有写明的，不能办理。"),
        ({"place": ""}, "请填写“存放地”。没有写明的，不能办理。"),
    ],
)
def test_an_entry_is_whole(changes: dict[str, Any], said: str, early: Store) -> None:
    assert early.refused("register_property", early.blank(), **changes) == [said]


def test_all_reasons_are_told_at_once(early: Store) -> None:
    said = early.refused(
        "register_property", early.blank(), quantity=Decimal(0), item_name="", measure="未采取"
    )
    assert len(said) == 3


def test_nothing_is_found_after_it_was_entered(early: Store) -> None:
    now = early.road.tick()
    said = early.refused("register_property", early.blank(), at=now, seized_at=now + timedelta(minutes=1))
    assert said == ["查获时间不能晚于登记时间。请核对查获时间。"]


def test_without_a_measure_there_is_no_decision_and_the_list_says_so(early: Store) -> None:
    early.to(S.HELD, measure="未采取", measure_number="", hazard="无", hazard_note="")
    [row] = property_list(early.dossier)["items"]
    assert row == {
        "name": "废酸",
        "quantity": "3.2吨",
        "features": "蓝色塑料桶十六只，标识为盐酸",
        "place": "一号库房",
        "measure": "未采取",
        "source": "2026年3月2日现场检查笔录",
        "hazard": "无",
    }


def test_the_list_of_the_dossier_leaves_out_what_has_come_to_its_end(early: Store) -> None:
    early.to(S.HELD, item_name="酸洗槽", quantity=Decimal(2), unit="台")
    early.to(S.DESTROYED)
    assert [row["name"] for row in property_list(early.dossier)["items"]] == ["酸洗槽"]
    assert [item.name for item in open_property(early.cast.officer)] == ["酸洗槽"]
    assert visible_to(early.cast.officer).count() == 2


def test_a_superior_who_looks_on_registers_nothing(early: Store) -> None:
    by = early.cast.city_supervisor
    assert early.refused("register_property", early.blank(by), by=by) == [
        "由太原市生态环境局的执法员办理。（17号第六条第四项）",
        "太原市生态环境局没有参与本案，不能登记本案的物品。请由办案的生态环境部门登记。",
    ]


def test_who_sees_the_dossier_sees_its_property_and_nobody_else(early: Store) -> None:
    early.to(S.HELD)
    assert visible_to(early.cast.city_supervisor).count() == 1
    for stranger in (early.cast.investigator, early.cast.next_officer, early.cast.system_admin):
        assert not visible_to(stranger).exists()


def test_the_digests_of_its_photographs_are_in_the_chain(early: Store) -> None:
    shot = {"proves": "废酸桶", "shot_by": "王演明", "shot_at": early.road.now, "shot_place": "厂院"}
    photo = add_file(early.transfer, early.cast.officer, early.road.tick(), 5, "废酸桶照片", b"photo", **shot)
    left = early.perform("register_property", early.blank(), photographs=[photo])
    assert left.entry["digests"]["evidence"] == [
        {"name": "废酸桶照片", "sm3": photo.sm3, "sha256": photo.sha256}
    ]
    assert list(PropertyItem.objects.get().photographs.all()) == [photo]


def test_a_move_goes_from_where_it_was(early: Store) -> None:
    item = early.to(S.HELD)
    left = early.perform("move_property", item)
    assert (left.status, left.holder) == (S.HELD, f"{BUREAU}：钱演管，二号库房")
    entry = item.custody.get(sequence=2)
    assert (entry.from_keeper, entry.from_place, entry.reason) == ("王演明", "一号库房", "原库房改建。")
    assert (entry.by, entry.act) == (early.cast.officer, "move_property")
    assert_unbroken(item)
