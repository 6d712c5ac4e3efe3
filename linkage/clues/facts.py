"""The facts that the acts on a clue and on a request for early intervention ask. Forms, API and acts share these lists."""

from linkage.accounts.roles import Role
from linkage.clues.models import JUDGED, Source
from linkage.procedure.facts import Fact, by_name

YES, NO = "是", "否"
FOUNDED, PARTLY_FOUNDED, UNFOUNDED = "情况属实", "部分属实", "查无实据"
JOINT, WATCH, CHECK = "开展联合调查", "予以关注", "依法核查处理"
CONTACTS = (
    Role.LIAISON_OFFICER.value,
    Role.ENFORCEMENT_OFFICER.value,
    Role.INTAKE_OFFICER.value,
    Role.CASE_OFFICER.value,
)

JUDGEMENTS = tuple(
    fact
    for name, words in JUDGED.items()
    for fact in (
        Fact(name, f"是否{words}", "choice", choices=(YES, NO)),
        Fact(f"{name}_reason", f"{words}的理由", "paragraphs", required=False, help="选“是”的必须写明"),
    )
)
JUDGEMENT_NAMES = tuple(fact.name for fact in JUDGEMENTS)


def _evidence(name: str, label: str, *, required: bool) -> Fact:
    """A list of evidence, as the papers print it."""
    return Fact(
        name,
        label,
        "lines",
        required=required,
        columns=(("name", ""), ("source", "本机关收集"), ("proves", "线索所反映的情况")),
        help="每行一项：证据名称｜来源｜证明事项",
    )


CLUE_FACTS = by_name(
    Fact("source", "线索来源", "choice", choices=tuple(Source.labels)),
    Fact("received_at", "收到时间", "moment"),
    Fact("suspected_conduct", "涉嫌情形", "paragraphs"),
    *JUDGEMENTS,
    Fact("suggestion", "拟办意见", "paragraphs"),
    Fact("conclusion", "核实结论", "choice", choices=(FOUNDED, PARTLY_FOUNDED)),
    Fact("verification", "核实情况", "paragraphs", help="写明何时、何人、用什么方法核实，查明了什么"),
    _evidence("obtained", "取得的证据", required=False),
    _evidence("evidence", "现有证据", required=True),
    Fact("suggestion_to_police", "建议", "choice", choices=(JOINT, WATCH)),
    Fact("suggestion_to_bureau", "建议", "choice", choices=(JOINT, CHECK)),
    Fact("liaison_officers", "联络员", "people", required=False, roles=CONTACTS),
    Fact("served_at", "送达时间", "moment", help="送达时间与制作时间分开记录"),
    Fact("answer", "反馈意见", "choice", choices=(JOINT, WATCH, CHECK)),
    Fact("answer_note", "说明", "paragraphs", required=False),
    Fact("merge_into", "并入的卷宗编号", max_length=24, help="您能够查阅的卷宗；并入以后在那个卷宗办理"),
    Fact("reason", "理由", "paragraphs"),
    Fact("penalty_grounds", "拟处罚的违法事实和依据", "paragraphs"),
    Fact("penalty_case_number", "行政处罚立案号", required=False, max_length=60),
)

INTERVENTION_FACTS = by_name(
    Fact(
        "grounds",
        "商请提前介入的理由",
        "lines",
        columns=(("ground", ""), ("reason", "")),
        help="每行一项：情形（情节严重、情况复杂、社会影响较大）｜具体情况",
    ),
    Fact("case_facts", "案情", "paragraphs"),
    Fact("help_needed", "需公安机关协助的事项", "paragraphs"),
    Fact("liaison_officers", "联络员", "people", roles=CONTACTS),
    Fact("served_at", "送达时间", "moment", help="送达时间与制作时间分开记录"),
    Fact("method", "介入方式", "paragraphs", help="例如：派员到现场、共同研判、指导取证"),
    Fact(
        "officers",
        "介入民警",
        "people",
        sides=("receiving",),
        roles=(Role.CASE_OFFICER.value, Role.INTAKE_OFFICER.value),
    ),
    Fact("reasons", "不能提前介入的理由", "paragraphs"),
)
