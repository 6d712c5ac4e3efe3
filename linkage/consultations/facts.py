"""The questions the acts of a consultation and of technical support ask."""

from typing import Any

from django.db.models import QuerySet

from linkage.accounts.roles import Role
from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.procedure.facts import Fact, by_name

POLICE_AND_PROCURATORS = (
    Role.INTAKE_OFFICER.value, Role.CASE_OFFICER.value, Role.POLICE_HEAD.value, Role.PROCURATOR.value,
)  # fmt: skip
PROVIDING = ("提供", "部分提供")


def standing_material(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's material that was not withdrawn."""
    return standing(subject.dossier)


SERVED = Fact(
    "served_at",
    "送达时间",
    "moment",
    help="文书送达对方的时间，时限从这时起算。已填好现在的时间，不是的请改。",
)

CONSULTATION_FACTS = by_name(
    Fact("topic", "咨询事项", help="一句话，例如：危险废物属性。", max_length=60),
    Fact("background", "案件情况", "paragraphs", required=False),
    Fact("questions", "咨询的问题", "paragraphs", help="逐个写明希望对方答复的问题。"),
    Fact("materials", "所附材料", "picked", required=False, options=standing_material),
    SERVED,
    Fact("reply", "答复意见", "paragraphs", help="逐个答复对方的问题。"),
    Fact("remarks", "说明", "paragraphs", required=False),
    Fact("withdrawal_reason", "撤回原因", max_length=300),
)

SUPPORT_FACTS = by_name(
    Fact("background", "案件情况", "paragraphs"),
    Fact("site_survey", "现场勘验的要求", required=False, max_length=300, help="不需要的不填。"),
    Fact("monitoring", "环境监测的要求", required=False, max_length=300, help="不需要的不填。"),
    Fact("determination", "认定意见的要求", required=False, max_length=300, help="不需要的不填。"),
    Fact("other_support", "其他技术支持的要求", required=False, max_length=300, help="不需要的不填。"),
    Fact("needed_on", "需用日期", "day", required=False, help="按照刑事案件办理的法定时限写明。"),
    Fact("liaison_officers", "联络员", "people", sides=("requesting",), roles=POLICE_AND_PROCURATORS),
    SERVED,
    Fact("decision", "答复", "choice", choices=PROVIDING),
    Fact(
        "arrangements", "支持的安排", "lines", columns=(("matter", ""), ("arrangement", "")),
        help="每行一项：事项｜安排",
    ),
    Fact("partly_unable_reason", "不能提供部分的原因", "paragraphs", required=False, help="部分提供的必须写明。"),
    Fact("unable_reason", "不能提供的原因", "paragraphs"),
    Fact("results", "支持成果", "paragraphs", help="写明结论和成果文件的名称、文号。"),
    Fact(
        "materials", "成果文件", "picked", required=False, options=standing_material,
        help="成果文件先在“证据材料”中加入，再在这里选择。",
    ),
    Fact("evaluation", "确认意见", "paragraphs", required=False),
    Fact("what_is_missing", "还缺什么", "paragraphs"),
    Fact("withdrawal_reason", "撤回原因", max_length=300),
)  # fmt: skip
