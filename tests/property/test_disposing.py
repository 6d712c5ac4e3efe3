"""What cannot be kept: temporary disposal with its costs, what spoils, what the government disposes of (17号第十条, 310号第四条)."""

from decimal import Decimal

import pytest

from linkage.property.models import DisposalCost
from linkage.property.queries import costs_of, total_cost
from linkage.property.status import Status as S
from tests.property.store import BUREAU, POLICE, Store, assert_unbroken


def test_what_is_dangerous_is_disposed_of_and_what_is_left_stays_in_custody(early: Store) -> None:
    item = early.to(S.HELD)
    assert (
        early.perform("dispose_temporarily", item).holder == f"{BUREAU}：某危废处置公司，某危废处置公司厂区"
    )
    left = early.perform("finish_disposal", item)
    assert (left.status, left.holder) == (S.DISPOSED, f"{BUREAU}：王演明，样品室")
    assert early.fresh(item).remains == "留样500毫升"
    assert_unbroken(item)


def test_what_is_not_dangerous_is_not_disposed_of(early: Store) -> None:
    item = early.to(S.HELD, hazard="无", hazard_note="")
    assert early.refused("dispose_temporarily", item) == [
        "登记为没有危险性、环境危害性，不适用临时处置。（17号第十条）不宜保管的物品可按易腐变质物品留证处理。"
    ]


def test_what_is_left_is_somewhere(early: Store) -> None:
    item = early.to(S.IN_DISPOSAL)
    said = ["有剩余物的，剩余物、存放地、保管人都要填写；没有的都不填。请核对剩余物。"]
    assert early.refused("finish_disposal", item, remains_place="") == said
    assert early.refused("finish_disposal", item, remains="") == said
    left = early.perform("finish_disposal", item, remains="", remains_place="", remains_keeper="")
    assert left.holder.startswith(f"{BUREAU}：某危废处置公司"), "where it ended"
    assert item.custody.count() == 2


def test_each_payment_has_its_contract_and_voucher_and_they_add_up(early: Store) -> None:
    item = early.to(S.IN_DISPOSAL)
    early.do("record_disposal_cost", item)
    early.do("record_disposal_cost", item, amount=Decimal("0.05"), voucher_number="发票00012346")
    assert total_cost(costs_of(early.dossier)) == Decimal("12800.05")
    assert DisposalCost.objects.first().recorded_by == early.cast.officer
    assert early.refused("record_disposal_cost", item, amount=Decimal(0)) == [
        "金额应当大于零。（17号第十条）请核对缴费凭证。"
    ]
    assert early.refused("record_disposal_cost", item, voucher_number="") == [
        "请填写“缴费凭证”。没有写明的，不能办理。"
    ]


def test_the_costs_supplement_the_case_that_the_police_have(filed: Store) -> None:
    item = filed.to(S.DISPOSED)
    filed.do("record_disposal_cost", item, amount=Decimal("200.5"), voucher_number="发票2")
    left = filed.perform("submit_disposal_costs", item)
    assert left.papers == {"disposal_cost_list": f"并环杏费〔2026〕1号 → {POLICE}"}
    assert left.told == {POLICE}
    fields = filed.dossier.documents.get(kind="disposal_cost_list").content["fields"]
    assert fields["total"] == "13000.50"
    assert [cost["amount"] for cost in fields["costs"]] == ["12800.00", "200.50"]
    assert fields["letter_number"] == "并环杏移〔2026〕1号"


def test_before_the_transfer_the_list_goes_with_the_transfer(early: Store) -> None:
    assert early.refused("submit_disposal_costs", early.to(S.DISPOSED)) == [
        "案件还没有移送公安机关。（17号第十条）移送时处置费用清单随案移送。"
    ]


def test_a_list_without_costs_is_no_list(filed: Store) -> None:
    item = filed.to(S.HELD)
    filed.do("hand_over_property_item", item)
    assert filed.refused("submit_disposal_costs", item) == [
        "还没有登记处置费用。（17号第十条）请先登记处置费用。"
    ]


def test_of_what_spoils_evidence_is_kept(early: Store) -> None:
    item = early.to(S.HELD)
    left = early.perform("treat_perishable", item)
    assert (left.status, left.holder) == (S.TREATED, f"{BUREAU}：王演明，样品室")
    assert left.entry["law"]["basis"] == "310号第四条"
    assert_unbroken(item)


@pytest.mark.parametrize("ground", ["无明确责任人", "责任人不具备履行责任能力", "超出部门处置能力"])
def test_the_head_reports_to_the_government_on_one_of_three_grounds(ground: str, early: Store) -> None:
    item = early.to(S.HELD)
    left = early.perform("report_to_government", item, ground=ground)
    assert left.papers == {"government_disposal_report": f"并环杏呈〔2026〕1号 → 留存，抄送{POLICE}"}
    assert (left.status, left.told, left.joined) == (
        S.REPORTED,
        frozenset({POLICE}),
        frozenset({f"{POLICE}：协办"}),
    )
    paper = early.dossier.documents.get(kind="government_disposal_report").content
    assert paper["fields"]["ground"] == ground
    assert paper["fields"]["recipient"] == "杏花岭区人民政府"
    assert paper["approver"]["name"] == early.cast.head.name


def test_another_ground_is_none(early: Store) -> None:
    said = early.refused("report_to_government", early.to(S.HELD), ground="方便处置")
    assert len(said) == 1 and "还缺“呈报情形”" in said[0]


def test_the_government_has_disposed_of_it_and_that_is_its_end(early: Store) -> None:
    item = early.to(S.REPORTED)
    left = early.perform("record_government_disposal", item)
    assert (left.status, left.turn, left.holder) == (S.GOVERNMENT_DISPOSED, "", "区应急局")
    assert early.fresh(item).ended_by == early.cast.officer
    assert_unbroken(item)


def test_if_it_did_not_somebody_still_keeps_it(early: Store) -> None:
    left = early.perform("resume_custody", early.to(S.REPORTED))
    assert (left.status, left.holder) == (S.HELD, f"{BUREAU}：钱演管，二号库房")
