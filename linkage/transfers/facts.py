"""The facts an act asks of its actor. A row of the table names them; forms, API and acts share this one list."""

from linkage.law.assessment import FACTS as SCHEMA
from linkage.procedure.facts import Fact

CONDITION = ("符合", "不符合")
DISPOSITIONS = ("依法给予行政处罚", "不予行政处罚", "已作行政处罚，执行完毕", "移交其他主管机关")
"""What was done about a case that ends without a criminal judgment."""

FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("members", "专案组成员", "people", help="两名以上执法人员（310号第五条）"),
        Fact("verification", "核实情况", "paragraphs"),
        Fact("charge", "涉嫌罪名", max_length=60),
        Fact(
            "provisions",
            "条款及司法解释版本",
            "paragraphs",
            help="按行为终了日选用的条款和司法解释，写明文号",
        ),
        Fact("condition_lawful", "实施行政执法的主体与程序是否合法", "choice", choices=CONDITION),
        Fact("condition_evidence", "是否有合法证据证明有涉嫌环境犯罪的事实发生", "choice", choices=CONDITION),
        Fact("suggestion", "建议", "paragraphs"),
        Fact("discovery", "查获情况", "paragraphs"),
        Fact("suspect_details", "犯罪嫌疑人（单位）基本情况", "paragraphs"),
        Fact("established_facts", "涉嫌犯罪事实", "paragraphs"),
        Fact(
            "report_evidence",
            "证据",
            "lines",
            columns=(("name", ""), ("source", "本机关制作"), ("proves", "涉嫌犯罪事实")),
            help="每行一项：证据名称｜来源｜证明事项",
        ),
        Fact(
            "unit_crime_signs",
            "单位犯罪的情形",
            "several",
            required=False,
            choices=tuple(SCHEMA["unit_crime_signs"].values),
            help="有其中之一的，可以认定为单位犯罪（高检会〔2019〕3号第一项）；没有的不选",
        ),
        Fact("unit_crime", "单位犯罪判断", "paragraphs", help="是不是单位犯罪，根据什么判断"),
        Fact(
            "fault_signs",
            "可以推定故意的情形",
            "several",
            required=False,
            choices=tuple(SCHEMA["fault_signs"].values),
            help="有其中之一、不能作出合理解释的，可以认定故意（高检会〔2019〕3号第三项）；没有的不选",
        ),
        Fact("intent", "主观故意判断", "paragraphs", help="有没有主观故意，根据什么判断"),
        Fact("team_opinion", "专案组意见", "paragraphs", required=False),
        Fact("refusal_reason", "不批准理由", "paragraphs", help="记录在案，检察机关可以调阅"),
        Fact("reason", "理由", "paragraphs"),
        Fact("acceptance_number", "受案编号", max_length=60),
        Fact(
            "material_check",
            "材料清单核对结果",
            "choice",
            choices=("材料齐全", "材料不全"),
            help="材料不全也应当接受",
        ),
        Fact(
            "missing_materials_note",
            "缺少的材料",
            "paragraphs",
            required=False,
            help="核对结果为“材料不全”时填写",
        ),
        Fact(
            "missing_materials",
            "需补正的材料",
            "lines",
            columns=(("name", ""), ("requirement", "提供原件或加盖公章的复印件")),
            help="每行一项：材料名称｜补正要求",
        ),  # fmt: skip
        Fact("served_at", "送达时间", "moment", help="送达时间与制作时间分开记录；期限从送达起算"),
        Fact("outcome", "补正情况", "choice", choices=("全部补正", "部分补正", "无法补正")),
        Fact(
            "corrected",
            "补正材料清单",
            "lines",
            required=False,
            columns=(("name", ""), ("copies", "1")),
            help="每行一项：材料名称｜份数",
        ),  # fmt: skip
        Fact(
            "objective_reason",
            "无法补正的客观原因",
            "paragraphs",
            required=False,
            help="部分或无法补正时填写",
        ),
        Fact("evidence_problems", "证据问题", "paragraphs"),
        Fact(
            "matters",
            "需补充调查的事项",
            "lines",
            columns=(("matter", ""), ("proves", "-")),
            help="每行一项：事项｜拟证明的内容",
        ),
        Fact("results", "补充调查结果", "paragraphs"),
        Fact("unable_reason", "未能查明的事项及原因", "paragraphs", required=False),
        Fact("competent_agency", "有管辖权的公安机关", "agency"),
        Fact("suggested_agency", "建议主管机关", max_length=60),
        Fact("police_case_number", "案件编号", max_length=60),
        Fact("handling_unit", "承办单位", max_length=60),
        Fact(
            "property_requirements",
            "涉案物品移交要求",
            "paragraphs",
            help="接到通知书之日起三日内移交（17号第十条）",
        ),
        Fact("reasons", "理由", "paragraphs"),
        Fact("request", "请求", "paragraphs"),
        Fact(
            "grounds_evidence",
            "证据",
            "lines",
            columns=(("name", ""), ("proves", "申请理由")),
            help="每行一项：证据｜证明内容",
        ),
        Fact("ground", "撤销案件的法定情形", "paragraphs"),
        Fact(
            "suggests_penalty",
            "行政处罚建议",
            "choice",
            choices=("建议依法给予行政处罚", "不建议给予行政处罚"),
        ),
        Fact("opinion_number", "起诉意见书文号", max_length=60),
        Fact("suspects", "犯罪嫌疑人（单位）", max_length=300),
        Fact("crime_facts", "犯罪事实", "paragraphs"),
        Fact("main_evidence", "主要证据", "paragraphs"),
        Fact("volumes", "案卷册数", max_length=30),
        Fact("direction", "补充侦查的方向", "paragraphs"),
        Fact("requirements", "补充侦查的要求", "paragraphs"),
        Fact(
            "items",
            "补充侦查的事项",
            "lines",
            columns=(("matter", ""), ("proves", "犯罪事实")),
            help="每行一项：事项｜证明作用",
        ),
        Fact("handover_note", "交接情况", "paragraphs", help="逐件交接的情况；本案没有涉案物品的，写明没有"),
        Fact("indictment_number", "起诉书文号", max_length=60),
        Fact("decision_number", "不起诉决定书文号", max_length=60),
        Fact(
            "non_prosecution_ground",
            "不起诉的种类",
            "choice",
            choices=("法定不起诉", "酌定不起诉", "证据不足不起诉"),
        ),
        Fact("penalty_opinion", "行政处罚检察意见", "choice", choices=("另行提出检察意见", "不提出检察意见")),
        Fact("court", "审判法院", max_length=60),
        Fact("judgment_number", "裁判文书文号", max_length=60),
        Fact("judgment_result", "裁判结果", "paragraphs"),
        Fact(
            "disposition",
            "处理结果",
            "choice",
            choices=DISPOSITIONS,
        ),  # fmt: skip
        Fact("disposition_number", "处理文书文号或说明", max_length=120),
    )
}
