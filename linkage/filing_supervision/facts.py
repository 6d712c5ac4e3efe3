"""The questions the acts of a filing supervision and of an opinion to transfer ask."""

from typing import Any

from django.db.models import QuerySet

from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.filing_supervision.status import Ground
from linkage.procedure.facts import Fact, by_name

VALID = "不立案理由成立"
RESULTS = ("公安机关已经立案", "案件已经侦查终结", "不符合监督立案条件", "公安机关已经作出决定")
INVESTIGATED = RESULTS[1]


def standing_material(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's material that was not withdrawn."""
    return standing(subject.dossier)


SERVED = Fact(
    "served_at",
    "送达时间",
    "moment",
    help="文书送达对方的时间，时限从这时起算。已填好现在的时间，不是的请改。",
)
MATERIALS = Fact("materials", "所附材料", "picked", required=False, options=standing_material)
CHIEF = Fact("chief", "检察长", max_length=30, help="作出决定或者批准的检察长姓名。")
DECIDED_ON = Fact("decided_on", "决定日期", "day", help="检察长决定或者批准的日期。")

SUPERVISION_FACTS = by_name(
    Fact("ground", "建议事由", "choice", choices=tuple(Ground.values)),
    Fact("background", "案件情况", "paragraphs"),
    Fact("reasons", "理由", "paragraphs"),
    MATERIALS,
    SERVED,
    Fact(
        "finding_reason", "启动的根据", "paragraphs", help="写明从哪里发现、根据什么认为应当立案而没有立案。"
    ),
    Fact("demand", "要求说明的根据", "paragraphs"),
    Fact("situation", "办理情况", "paragraphs"),
    Fact("grounds", "依据", "paragraphs"),
    Fact("statement", "理由", "paragraphs"),
    Fact("finding", "理由和根据", "paragraphs"),
    Fact("notice_reasons", "通知立案的理由", "paragraphs"),
    Fact("evidence", "证据材料", "picked", options=standing_material, help="证明有犯罪事实发生的材料。"),
    CHIEF,
    DECIDED_ON,
    Fact("violation", "违法事实", "paragraphs"),
    Fact("opinion", "纠正意见", "paragraphs"),
    Fact("report", "报告的情况", "paragraphs"),
    Fact("matters", "催办事项", "paragraphs"),
    Fact("result", "结果", "choice", choices=RESULTS),
    Fact("withdrawal_reason", "撤回原因", max_length=300),
)

OPINION_FACTS = by_name(
    Fact("reason", "调阅原因", "paragraphs"),
    Fact("wanted", "调阅的材料", "paragraphs"),
    SERVED,
    Fact("handed_over", "提供的材料", "paragraphs", help="写明材料名称、份数；不能提供的写明原因。"),
    MATERIALS,
    Fact("facts", "事实", "paragraphs"),
    Fact("grounds", "依据", "paragraphs"),
    Fact("request", "移送要求", "paragraphs"),
    CHIEF,
    DECIDED_ON,
    Fact("acceptance_number", "公安受案编号", required=False, max_length=60),
    Fact("remarks", "说明", "paragraphs", required=False),
    Fact("new_facts", "新的事实或者证据", "paragraphs"),
    Fact("objection", "异议理由", "paragraphs"),
    Fact("finding", "审查或者复核的结果", "paragraphs"),
)
