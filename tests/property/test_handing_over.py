"""From the bureau to the police: item by item, signed for on both sides, with what does not agree (17号第十条, 310号第十二条)."""

import pytest

from linkage.property.queries import filing_notice, items_to_hand_over
from linkage.property.status import Status as S
from linkage.transfers.status import Status as T
from tests.property.store import BUREAU, POLICE, Store, assert_unbroken
from tests.road import Road

NO_NOTICE = "没有有效的立案通知书，涉案物品不移交公安机关。（17号第十条）请在收到立案通知书后三日内移交。"


def test_an_item_goes_to_the_police_with_its_list_and_waits_to_be_signed_for(filed: Store) -> None:
    item = filed.to(S.HELD)
    left = filed.perform("hand_over_property_item", item)
    assert (left.status, left.turn, left.told) == (S.DELIVERED, POLICE, frozenset({POLICE}))
    assert left.papers == {"property_handover_list": f"并环杏交〔2026〕1号 → {POLICE}"}
    assert left.holder == f"{POLICE}：孙演武，公安分局物证室"
    fields = filed.dossier.documents.get(kind="property_handover_list").content["fields"]
    notice = filing_notice(filed.dossier)
    assert notice is not None and notice.agency.name == POLICE
    assert fields["filing_notice_number"] == notice.number
    assert (fields["check_result"], fields["differences"]) == ("全部相符", "")
    assert fields["items"] == [
        {
            "name": "废酸", "quantity": "3.2吨", "features": "蓝色塑料桶十六只，标识为盐酸", "state": "封条完好",
            "check": "相符", "difference": "",
        }
    ]  # fmt: skip
    assert fields["handed_over_by"] == [{"name": "王演明", "credential": "证officer"}]
    assert fields["received_by"] == [{"name": "孙演武", "credential": "证intake"}]
    assert_unbroken(item)


def test_the_police_count_it_and_sign(filed: Store) -> None:
    item = filed.to(S.DELIVERED)
    assert filed.refused("sign_for_property", item, receipt_check="不符") == [
        "清点不符的，请写明不符之处。（刑事程序规定第一百八十五条）"
    ]
    left = filed.perform("sign_for_property", item, receipt_check="不符", receipt_difference="少一桶。")
    assert (left.status, left.told) == (S.WITH_POLICE, frozenset({BUREAU}))
    stored = filed.fresh(item)
    assert (stored.signed_by, stored.receipt_difference) == (filed.cast.intake, "少一桶。")


def test_what_does_not_agree_is_on_the_list(filed: Store) -> None:
    filed.do("hand_over_property_item", filed.to(S.HELD), handover_difference="封条破损。")
    fields = filed.dossier.documents.get(kind="property_handover_list").content["fields"]
    assert (fields["check_result"], fields["differences"]) == ("有差异", "废酸：封条破损。")
    assert fields["items"][0]["check"] == "不符"


def test_nothing_goes_before_the_notice_of_filing(early: Store, road: Road) -> None:
    assert early.refused("hand_over_property_item", early.to(S.HELD)) == [NO_NOTICE]
    declined = Store(road, road.to(T.DECLINED_NOTIFIED))
    assert declined.refused("hand_over_property_item", declined.to(S.HELD)) == [NO_NOTICE]


def test_nothing_goes_after_the_case_was_withdrawn(filed: Store) -> None:
    item = filed.to(S.HELD)
    filed.case("withdraw_case", "serve_withdrawal_notice")
    assert filing_notice(filed.dossier) is None
    assert filed.refused("hand_over_property_item", item) == [NO_NOTICE]


def test_of_what_was_used_up_there_is_nothing_to_hand_over(filed: Store) -> None:
    item = filed.to(S.IN_DISPOSAL)
    filed.do("finish_disposal", item, remains="", remains_place="", remains_keeper="")
    assert filed.refused("hand_over_property_item", item) == [
        "物品已经全部处置，没有可以移交的剩余物。（17号第十条）请办理处置终结。"
    ]
    assert not items_to_hand_over(filed.dossier).exists()


def test_what_is_left_goes_and_the_list_says_what_it_is(filed: Store) -> None:
    item = filed.to(S.DISPOSED)
    assert [one.pk for one in items_to_hand_over(filed.dossier)] == [item.pk]
    filed.do("hand_over_property_item", item)
    [row] = filed.dossier.documents.get(kind="property_handover_list").content["fields"]["items"]
    assert row["state"] == "封条完好；剩余物：留样500毫升"


def test_the_police_may_ask_the_bureau_to_keep_it_for_them(filed: Store) -> None:
    item = filed.to(S.HELD)
    left = filed.perform("entrust_custody", item)
    assert (left.status, left.turn, left.told) == (S.ENTRUSTED, BUREAU, frozenset({BUREAU}))
    assert left.holder == f"{BUREAU}：王演明，一号库房"
    assert filed.perform("hand_over_property_item", item).status == S.DELIVERED


def test_not_before_they_filed_the_case(early: Store) -> None:
    early.case("assign_team", "report", "approve", "submit")
    assert early.refused("entrust_custody", early.to(S.HELD)) == [NO_NOTICE]


@pytest.mark.parametrize("who", ["next_intake", "investigator"])
def test_only_the_bureau_hands_over(who: str, filed: Store) -> None:
    said = filed.refused("hand_over_property_item", filed.to(S.HELD), by=getattr(filed.cast, who))
    assert said[0].startswith(f"由{BUREAU}的执法员办理。")
