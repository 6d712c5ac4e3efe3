"""The facts that the acts of a transfer for administrative detention ask for. One list for forms, API and acts."""

from typing import Any

from linkage.accounts.roles import Line
from linkage.detentions.grounds import CIRCUMSTANCES, CONDUCTS
from linkage.detentions.models import Detained
from linkage.procedure.facts import Fact, by_name

REPORT, EVIDENCE, PROPERTY, PENALTY, OTHER = (
    "案件调查报告", "涉案证据材料", "涉案物品清单", "行政处罚决定等材料", "其他材料",
)  # fmt: skip
MATERIALS = (REPORT, EVIDENCE, PROPERTY, PENALTY, OTHER)
"""853号第十一条 but for the letter and the list, which the hand-over itself makes."""
MAY_BE_NONE = (PROPERTY, OTHER)
ORIGINAL, KEPT, NONE = "原件", "已复印备查", "无"
SUPPLIED = (("name", ""), ("quantity", "1份"), ("provider", ""))
GUARANTOR, BOND = "担保人", "保证金"
EXECUTED, NOT_EXECUTED = "执行完毕", "依法不执行"


def _detained(subject: Any) -> Any:
    return Detained.objects.filter(detention=subject.pk).select_related("party").order_by("pk")


FACTS: dict[str, Fact] = by_name(
    Fact("conduct", "违法行为", "choice", choices=CONDUCTS, help="一次移送一种行为；移送依据按行为终了日选用"),
    Fact("conduct_until", "行为终了日", "day"),
    Fact("circumstances", "情节", "choice", choices=CIRCUMSTANCES),
    Fact(
        "order_served_on", "责令改正、停止的文书送达日", "day", required=False,
        help="以“拒不执行、拒不停止、拒不改正”为条件的行为填写",
    ),
    Fact("order_defied", "被责令后是否拒不执行", "choice", choices=("是", "否"), required=False),
    Fact(
        "penalty_decided_on", "行政处罚决定日", "day", required=False,
        help="已在“行政处罚”里登记的不用填",
    ),
    Fact("order_reasons", "应当移送的理由", "paragraphs"),
    Fact("order_due_on", "移送的期限", "day", help="853号没有规定期限，由责令机关确定"),
    Fact("postcode", "邮编", required=False, max_length=6),
    Fact("legal_representative", "法定代表人或者负责人及证件号、电话", max_length=200),
    Fact("chief_person", "企业主要负责人及证件号、电话", max_length=200),
    Fact("brief", "案情简介", "paragraphs", max_length=10000),
    Fact("proposal", "处理意见", "paragraphs"),
    Fact("office_opinion", "执法机构意见", "paragraphs"),
    Fact("legal_opinion", "法制机构意见", "paragraphs"),
    Fact("leader_opinion", "负责人意见", "paragraphs"),
    Fact("refusal_reason", "不批准理由", "paragraphs", help="记录在案"),
    Fact(
        "materials", "移送材料（原件）", "lines",
        columns=(
            ("kind", ""), ("name", ""), ("quantity", "1份"), ("provider", ""), ("form", ORIGINAL), ("kept", KEPT),
        ),
        help="每行一项：类别｜名称｜数量｜提供部门｜原件｜已复印备查；没有涉案物品或者其他材料的，名称写“无”",
    ),
    Fact("suggestion", "移送建议", "paragraphs"),
    Fact("served_at", "送达时间", "moment", help="送达时间与制作时间分开记录"),
    Fact("supplied", "补充的证据", "lines", required=False, columns=SUPPLIED, help="每行一项：名称｜数量｜提供部门"),
    Fact("unable_reason", "不能补充的原因", "paragraphs", required=False),
    Fact("closing_result", "办理结果", "paragraphs"),
    Fact("closing_opinion", "结案意见", "paragraphs"),
    Fact("acceptance_number", "受案登记号", max_length=60),
    Fact("accepting_unit", "受案单位", max_length=60),
    Fact("competent_agency", "有管辖权的公安机关", "agency"),
    Fact("reason", "移送管辖的理由", "paragraphs"),
    Fact("evidence_wanted", "需补充的证据", "lines", columns=(("name", ""), ("proves", "-")), help="每行一项：证据｜拟证明的内容"),
    Fact("approving_agency", "批准延长的公安机关", "agency", line=Line.POLICE.value, help="上一级公安机关"),
    Fact("approval_number", "批准文号", max_length=60),
    Fact("extension_reason", "延长的理由", "paragraphs"),
    Fact("reasons", "理由", "paragraphs"),
    Fact(
        "detained", "拘留的人员", "lines", columns=(("name", ""), ("days", ""), ("post", "直接负责的主管人员")),
        help="每行一人：姓名｜日数｜身份；须是本案登记的个人当事人",
    ),
    Fact("facts_found", "违法事实和证据", "paragraphs", max_length=10000),
    Fact("heard", "告知和陈述申辩情况", "paragraphs"),
    Fact("execution", "执行方式和期限", "paragraphs"),
    Fact("remedies", "救济途径和期限", "paragraphs"),
    Fact("served_on_persons", "向被处罚人宣告、送达的情况", "paragraphs"),
    Fact("family_notice", "通知了何人、何时、以何种方式", max_length=200),
    Fact("objection_kind", "种类", "choice", choices=("申请行政复议", "提起行政诉讼")),
    Fact("objection_by", "被处罚人", max_length=80),
    Fact("objection_body", "复议机关或者法院", max_length=80),
    Fact("objection_number", "案号或者收件号", max_length=60, required=False),
    Fact("applicants", "申请人", "picked", options=_detained),
    Fact("application_objection", "申请复议或者提起诉讼的情况", "paragraphs", help="不服拘留决定申请复议、提起诉讼的，可以申请暂缓执行"),
    Fact("offered_guarantee", "提出的担保", "choice", choices=(GUARANTOR, BOND)),
    Fact("guarantee", "担保方式", "choice", choices=(GUARANTOR, BOND), help="保证金按拘留日数每日二百元计算"),
    Fact("guarantor", "担保人", max_length=120, required=False, help="担保方式为“担保人”时填写"),
    Fact("execution_result", "执行结果", "choice", choices=(EXECUTED, NOT_EXECUTED)),
    Fact("executed_from", "拘留开始日", "day", required=False, help="“执行完毕”时填写"),
    Fact("executed_until", "拘留结束日", "day", required=False, help="“执行完毕”时填写"),
    Fact("revoking_paper", "撤销决定的文书及文号", max_length=120),
)  # fmt: skip
