"""Nothing leaves the register without an end: returned, confiscated, destroyed, used up, or as the court said."""

import pytest

from linkage.dossiers.models import Matter
from linkage.property.queries import unsettled
from linkage.property.rules import property_is_settled
from linkage.property.status import Status as S
from tests.property.store import BUREAU, POLICE, PROCURATORATE, Store, assert_unbroken

EVIDENCE = (
    "案件已经移送公安机关，涉案物品是证据，不能由生态环境部门作终局处理。（310号第四、十二条；17号第十条）"
    "请保管并在收到立案通知书后移交；不予立案、撤案、不起诉的，收到通知后再办理。"
)
ENDINGS = ("return_property", "confiscate_property", "destroy_property")


@pytest.mark.parametrize("act", ENDINGS)
def test_while_the_police_have_the_case_the_bureau_ends_nothing(act: str, early: Store) -> None:
    item = early.to(S.HELD)
    early.case("assign_team", "report", "approve", "submit")
    assert early.refused(act, item) == [EVIDENCE]
    early.case("accept", "decline_to_file")
    assert early.refused(act, item) == [EVIDENCE]
    early.case("serve_no_filing_notice")
    assert early.perform(act, item).turn == ""


@pytest.mark.parametrize(
    ("act", "status", "holder", "reference"),
    [
        ("return_property", S.RETURNED, "某公司", "并环杏解〔2026〕1号"),
        ("confiscate_property", S.CONFISCATED, "区财政局", "并环杏罚〔2026〕3号"),
        ("destroy_property", S.DESTROYED, "已销毁", "并环杏罚〔2026〕3号"),
    ],
)
def test_the_head_of_the_bureau_ends_it_by_a_decision(
    act: str, status: str, holder: str, reference: str, early: Store
) -> None:
    item = early.to(S.HELD)
    left = early.perform(act, item)
    assert (left.status, left.turn, left.holder) == (status, "", holder)
    stored = early.fresh(item)
    assert (stored.end_reference, stored.ended_by) == (reference, early.cast.head)
    assert Matter.objects.get(procedure="case_property").is_open is False
    assert_unbroken(item)


def test_an_officer_alone_ends_nothing(early: Store) -> None:
    said = early.refused("destroy_property", early.to(S.HELD), by=early.cast.officer)
    assert said == [f"由{BUREAU}的生态环境部门负责人办理。（行政处罚法第七十四条）"]


def test_what_the_case_no_longer_needs_comes_back_to_the_bureau(filed: Store) -> None:
    item = filed.to(S.WITH_POLICE)
    assert filed.refused("send_property_back", item) == [
        "刑事案件还在办理，涉案物品不退回生态环境部门。（17号第十七条）撤销案件或者不起诉后再办理。"
    ]
    filed.case("withdraw_case", "serve_withdrawal_notice")
    left = filed.perform("send_property_back", item)
    assert (left.status, left.turn, left.told) == (S.HELD, BUREAU, frozenset({BUREAU}))
    assert filed.perform("confiscate_property", item).status == S.CONFISCATED
    assert_unbroken(item)


def test_it_goes_with_the_case_only_once_the_case_goes(filed: Store) -> None:
    item = filed.to(S.WITH_POLICE)
    assert filed.refused("accompany_case", item) == [
        "案件还没有移送审查起诉，不能随案移送物品。（刑事诉讼法第二百四十五条）"
    ]
    filed.case("send_for_prosecution")
    left = filed.perform("accompany_case", item)
    assert (left.status, left.turn, left.told) == (S.WITH_CASE, PROCURATORATE, frozenset({PROCURATORATE}))
    assert left.holder == f"{PROCURATORATE}：郑演直，检察院涉案物品库"


def test_who_is_not_prosecuted_gets_it_back(prosecuted: Store) -> None:
    left = prosecuted.perform("release_on_non_prosecution", prosecuted.to(S.WITH_CASE))
    assert (left.status, left.holder, left.told) == (S.RETURNED, "某公司", frozenset({POLICE, BUREAU}))


def test_or_it_goes_to_the_bureau_for_confiscation(prosecuted: Store) -> None:
    item = prosecuted.to(S.WITH_CASE)
    left = prosecuted.perform("pass_to_bureau", item)
    assert (left.status, left.turn, left.holder) == (S.HELD, BUREAU, f"{BUREAU}：王演明，一号库房")
    prosecuted.case("decide_non_prosecution", "serve_non_prosecution_notice")
    assert prosecuted.perform("confiscate_property", item).status == S.CONFISCATED
    assert_unbroken(item)


def test_the_court_says_what_becomes_of_it(prosecuted: Store) -> None:
    item = prosecuted.to(S.WITH_CASE)
    left = prosecuted.perform("record_court_disposal", item)
    assert (left.status, left.holder) == (S.COURT_DISPOSED, "国库")
    assert prosecuted.fresh(item).end_note == "没收，上缴国库。"


def test_a_case_is_not_concluded_over_property_that_nobody_has_ended(early: Store) -> None:
    assert property_is_settled(early.dossier) is None
    item = early.to(S.HELD)
    reason = property_is_settled(early.dossier)
    assert str(reason) == (
        "还有1件涉案物品没有处理完毕：废酸（3.2吨）。（17号第十条）请先在“涉案物品”中登记每件物品的最终处理。"
    )
    assert list(unsettled(early.dossier)) == [item]
    early.do("destroy_property", item)
    assert property_is_settled(early.dossier) is None
