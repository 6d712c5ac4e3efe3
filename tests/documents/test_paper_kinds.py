"""What each paper must state."""

from collections import Counter

import pytest

from linkage.documents.paper_kinds import MATERIAL_CLASSES, PAPER_KINDS, missing_fields, paper_kind
from tests.documents.samples import long_sample, sample

# The kinds the procedures issue, in the order of a case.
KINDS = [
    "clue_registration",
    "clue_notification",
    "clue_notification_by_police",
    "early_intervention_request",
    "early_intervention_reply",
    "joint_investigation_plan",
    "joint_investigation_report",
    "verification_report",
    "team_assignment",
    "sampling_record",
    "media_list",
    "waste_identification",
    "investigation_report",
    "property_list",
    "sample_handover",
    "element_evidence_table",
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
    "property_handover_list",
    "disposal_cost_list",
    "government_disposal_report",
    "no_filing_notice",
    "withdrawal_notice",
    "reconsider_application",
    "reconsider_decision",
    "prosecution_opinion",
    "supplement_outline",
    "non_prosecution_notice",
    "filing_term_approval",
    "consultation_letter",
    "consultation_reply",
    "support_request",
    "support_reply",
    "supervision_suggestion",
    "require_explain",
    "reasons_statement",
    "supervision_reply",
    "notify_filing",
    "violation_correction",
    "filing_urge_letter",
    "file_consultation_letter",
    "procuratorate_opinion_transfer",
    "opinion_execution_notice",
    "opinion_objection",
    "order_transfer",
    "detention_approval",
    "detention_letter",
    "detention_list",
    "detention_acceptance",
    "detention_referral",
    "detention_supplement",
    "detention_supply_reply",
    "detention_decision",
    "detention_rejection",
    "detention_to_crime",
    "detention_suspension",
    "detention_closing",
    "return_for_penalty",
    "procuratorate_opinion_penalty",
    "judgment_transfer",
    "none_due_decision",
    "opinion_reply",
    "penalty_resumption",
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
    "clue_notification": {"线索来源", "对象", "涉嫌情形", "现有证据", "建议(联合调查/关注)"},
    "early_intervention_request": {
        "触发理由(情节严重/情况复杂/社会影响较大，至少一项)",
        "案情",
        "需公安协助事项",
        "联络员",
    },
    "early_intervention_reply": {"介入方式", "承办人", "不能介入理由"},
    "joint_investigation_plan": {
        "目标",
        "分工(生态：采样检测鉴定/排放方式；公安：控制现场/责任人/强制措施)",
        "时间",
        "采样与笔录规范",
        "影像留存",
    },
    "joint_investigation_report": {"查明事实", "证据", "处理去向(刑事/拘留/处罚/查无实据)"},
    "waste_identification": {"涉案单位名称", "案由", "涉案物品识别认定的理由", "结论,废物代码"},
    "property_list": {"名称,数量,特征,存放地,强制措施种类及文号,来源材料(现场笔录等),危险性/环境危害性"},
    "property_handover_list": {
        "逐件名称数量特征,状态",
        "移交人签名",
        "接收人签名",
        "交接时间地点",
        "立案通知书接收时间",
    },
    "disposal_cost_list": {"处置合同,缴费凭证,金额,处置单位,数量"},
    "government_disposal_report": {"物品情况", "无责任人/无能力/超部门能力的理由", "建议"},
    "supervision_suggestion": {"建议事由", "案件材料"},
    "require_explain": {"事由", "7日期限"},
    "notify_filing": {"依据理由", "证据材料", "15日期限"},
    "procuratorate_opinion_transfer": {"事实", "依据", "移送要求"},
    "opinion_execution_notice": {"检察意见文号", "移送时间"},
    "media_list": {"证明对象,拍摄人,拍摄时间,拍摄地点,文件校验值"},
    "detention_letter": {
        "案由",
        "企业名称",
        "组织机构代码",
        "地址",
        "法定代表人/主要负责人及证件电话",
        "简要案情",
        "移送依据(环保法63条+853号；2026-08-15后按法典条款切换)",
        "移送建议",
        "经办人(执法证号)",
    },
    "detention_list": {"材料名称,数量,提供部门,备注"},
    "detention_rejection": {"受案日", "理由", "退卷清单"},
    "detention_decision": {
        "被处罚人信息",
        "违法事实证据情节",
        "处罚种类幅度依据",
        "执行方式期限",
        "救济途径期限",
    },
}


def test_every_kind_the_procedures_issue_is_here_and_in_the_order_of_a_case() -> None:
    assert list(PAPER_KINDS) == KINDS


def test_no_two_papers_of_one_line_of_agencies_share_a_number_word() -> None:
    words = Counter(
        (line, kind.word)
        for kind in PAPER_KINDS.values()
        for line in {kind.issuer_line, *kind.also_issued_by}
    )
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


def test_a_waste_is_identified_in_the_words_article_22_prescribes() -> None:
    kind, fields = paper_kind("waste_identification"), sample("waste_identification")["fields"]
    for conclusion in (
        "经认定，废酸液属于废酸类危险废物，废物代码900-300-34。",
        "经认定，废酸液不属于危险废物",
        "经认定，废酸液属于危险废物，废物代码900-300-34\n经认定，废木托盘不属于危险废物。",
    ):
        assert missing_fields(kind, {**fields, "conclusion": conclusion}) == ()
    for conclusion in (
        "废酸液属于危险废物，废物代码900-300-34",
        "经认定，废酸液属于危险废物",
        "经认定，废酸液属于危险废物，废物代码900-300",
        "经认定，废酸液属于危险废物，废物代码900-300-34\n其余物品另行认定",
    ):
        lacking = missing_fields(kind, {**fields, "conclusion": conclusion})
        assert [field.key for field in lacking] == ["conclusion"], conclusion


def test_police_who_cannot_intervene_must_say_why_and_those_who_do_must_say_how_and_who() -> None:
    kind, fields = paper_kind("early_intervention_reply"), sample("early_intervention_reply")["fields"]
    bare = {key: value for key, value in fields.items() if key not in ("method", "officers")}
    assert [f.key for f in missing_fields(kind, bare)] == ["method", "officers"]
    assert [f.key for f in missing_fields(kind, {**bare, "decision": "不能提前介入"})] == ["reasons"]


def test_early_intervention_is_asked_for_on_one_of_the_three_grounds_at_least() -> None:
    kind, fields = paper_kind("early_intervention_request"), sample("early_intervention_request")["fields"]
    for grounds in ([], [{"ground": "领导交办", "reason": "无"}]):
        assert [f.key for f in missing_fields(kind, {**fields, "grounds": grounds})] == ["grounds"]


def test_a_handover_with_differences_must_say_what_became_of_them() -> None:
    kind, fields = paper_kind("property_handover_list"), sample("property_handover_list")["fields"]
    assert [f.key for f in missing_fields(kind, {**fields, "differences": ""})] == ["differences"]
    assert missing_fields(kind, {**fields, "check_result": "全部相符", "differences": ""}) == ()


def test_an_unknown_kind_or_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        paper_kind("love_letter")
    with pytest.raises(KeyError):
        paper_kind("transfer_list").field("love")
