"""What each paper must state."""

from collections import Counter

import pytest

from linkage.documents.paper_kinds import MATERIAL_CLASSES, PAPER_KINDS, missing_fields, paper_kind
from tests.documents.samples import long_sample, sample

# The kinds the procedures issue, in the order of a case.
KINDS = [
    "team_assignment",
    "transfer_report",
    "transfer_approval",
    "transfer_letter",
    "transfer_list",
    "acceptance_receipt",
    "correction_notice",
    "correction_reply",
    "supplement_opinion",
    "supplement_reply",
    "jurisdiction_transfer_notice",
    "return_notice",
    "filing_decision",
    "filing_notice",
    "no_filing_notice",
    "withdrawal_notice",
    "reconsider_application",
    "reconsider_decision",
    "prosecution_opinion",
    "supplement_outline",
    "non_prosecution_notice",
    "filing_term_approval",
]

# What the instruments' own lists say each paper states, item by item (a sample of the heaviest).
DUTIES = {
    "transfer_letter": {"涉嫌犯罪罪名及主要依据", "案件主办人及联系方式", "移送材料清单(附件)"},
    "transfer_report": {
        "专案组成员(>=2)",
        "案情",
        "核实情况",
        "证据清单",
        "涉嫌罪名及条款(含解释版本)",
        "是否符合第5条两项条件",
        "建议",
    },
    "no_filing_notice": {"决定日期", "理由(必填)", "退回案卷清单"},
    "acceptance_receipt": {"接受时间(时分)", "接受单位", "接受人(警号)", "材料清单核对结果", "受案编号"},
    "correction_notice": {"缺失材料逐项", "发出时间(接受后24小时内)", "补正期限3日"},
    "withdrawal_notice": {"撤案法定情形", "理由", "退卷清单", "是否建议行政处罚"},
    "filing_notice": {"立案日期", "罪名", "案件编号", "承办单位", "涉案物品移交要求"},
    "supplement_outline": {"方向", "要求", "事项,证明作用", "次数(1/2)"},
}


def test_every_kind_the_procedures_issue_is_here_and_in_the_order_of_a_case() -> None:
    assert list(PAPER_KINDS) == KINDS


def test_no_two_papers_of_one_line_of_agencies_share_a_number_word() -> None:
    words = Counter((kind.issuer_line, kind.word) for kind in PAPER_KINDS.values())
    assert max(words.values()) == 1


@pytest.mark.parametrize("code", DUTIES)
def test_a_paper_asks_for_each_item_its_instrument_lists(code: str) -> None:
    required = {field.duty for field in paper_kind(code).fields if field.required or field.when}
    assert required >= DUTIES[code]


@pytest.mark.parametrize("code", KINDS)
def test_a_complete_paper_lacks_nothing_and_an_empty_one_lacks_every_required_field(code: str) -> None:
    kind = paper_kind(code)
    for content in (sample(code), long_sample(code)):
        assert missing_fields(kind, content["fields"]) == ()
    required = [field.key for field in kind.fields if field.required and field.when is None]
    assert [field.key for field in missing_fields(kind, {})] == required


def test_a_refusal_to_transfer_must_give_its_reason_and_an_approval_need_not() -> None:
    kind, fields = paper_kind("transfer_approval"), sample("transfer_approval")["fields"]
    assert missing_fields(kind, {**fields, "decision": "批准移送"}) == ()
    lacking = missing_fields(kind, {**fields, "decision": "不批准移送", "refusal_reason": "  "})
    assert [field.key for field in lacking] == ["refusal_reason"]


def test_a_special_team_of_one_is_not_a_team() -> None:
    fields = sample("team_assignment")["fields"]
    lacking = missing_fields(paper_kind("team_assignment"), {**fields, "members": fields["members"][:1]})
    assert [field.key for field in lacking] == ["members"]


def test_a_row_without_its_source_and_a_choice_that_is_none_are_no_answers() -> None:
    materials = sample("transfer_list")["fields"]["materials"]
    for spoilt in ({"source": ""}, {"original": "也许"}, {"material_class": "第八类"}):
        rows = [{**materials[0], **spoilt}, *materials[1:]]
        assert [f.key for f in missing_fields(paper_kind("transfer_list"), {"materials": rows})] == [
            "materials"
        ]


def test_the_transfer_list_offers_the_seven_classes_of_material() -> None:
    column = paper_kind("transfer_list").field("materials").columns[0]
    assert column.choices == tuple(MATERIAL_CLASSES)
    assert len(MATERIAL_CLASSES) == 7


def test_an_unknown_kind_or_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        paper_kind("love_letter")
    with pytest.raises(KeyError):
        paper_kind("transfer_list").field("love")
