"""The questions the acts of a reverse transfer ask."""

from linkage.procedure.facts import Fact, by_name
from linkage.reverse_transfers.limitation import GROUNDS

NOT_BY_LAW = "不需要给予行政处罚"
JUDGMENTS = ("宣告无罪", "免予刑事处罚", "判处刑罚，但依法应当另予行政处罚")
RUN_OUT, ALREADY, NO_VIOLATION, MINOR = (
    "超过追责期限", "已经处罚或者已被罚金、刑期折抵", "违法事实不能成立", "违法行为轻微并及时改正，没有造成危害后果",
)  # fmt: skip
NONE_DUE_GROUNDS = (RUN_OUT, ALREADY, NO_VIOLATION, MINOR)

FACTS = by_name(
    Fact("grounds", "应当行政处罚的事实和依据", "paragraphs", help="查明的违法事实、证据和认为应当处罚的条款。"),
    Fact(
        "returned_materials", "移交的案卷材料", "lines", columns=(("name", ""), ("copies", "1"), ("pages", "—"), ("note", "—")),
        help="每行一项：材料名称｜份数｜页数｜说明",
    ),
    Fact("decision_number", "不起诉决定书文号", max_length=60),
    Fact("measures", "强制措施与涉案财物处理情况", "paragraphs"),
    Fact("reply_by", "回复期限", "day", required=False, help="意见书另定了日期的填写；不填就按两个月。"),
    Fact("no_opinion_reasons", "不提出检察意见的理由", "paragraphs"),
    Fact("approver", "批准人", max_length=40, help="决定延长的检察长姓名。"),
    Fact("extended_days", "延长多少个工作日", "whole", least=1),
    Fact("reason", "理由", max_length=300),
    Fact("judgment_outcome", "裁判结果", "choice", choices=JUDGMENTS),
    Fact("court", "作出裁判的法院", max_length=60),
    Fact("judgment_number", "裁判文书文号", max_length=60),
    Fact("effective_on", "裁判生效日期", "day"),
    Fact("served_at", "送达时间", "moment", help="文书送达对方的时间。已填好现在的时间，不是的请改。"),
    Fact("received_note", "接收情况", "paragraphs", required=False, help="案卷材料与清单不符的，写明不符之处。"),
    Fact("conduct_until", "违法行为终了日", "day", help="连续或者继续的，填终了之日。"),
    Fact("discovered_on", "发现违法行为之日", "day"),
    Fact("limitation_ground", "追责期限的情形", "choice", choices=GROUNDS),
    Fact("none_due_ground", "不予处罚的情形", "choice", choices=NONE_DUE_GROUNDS),
    Fact("none_due_reasons", "不予处罚的理由", "paragraphs"),
    Fact("result", "处理结果或者办理情况", "paragraphs"),
    Fact("reminder", "催办内容", max_length=300),
)  # fmt: skip
