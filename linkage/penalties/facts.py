"""The questions the acts of a penalty ask."""

from typing import Any

from django.db.models import QuerySet

from linkage.cases.models import Party
from linkage.evidence.models import EvidenceItem
from linkage.evidence.queries import standing
from linkage.penalties.status import ConductKind, Harm, PenaltyKind
from linkage.procedure.facts import Fact, by_name

ORDINARY, SUMMARY = "普通程序", "简易程序"
APPROVED_BY_HEAD, DISCUSSED = "负责人批准延长", "集体讨论决定延长"
HEARING_TOLD, NO_HEARING = "已告知听证权利", "依法不需要告知听证权利"
BACK_BECAUSE = (
    "公安机关不予立案",
    "公安机关撤销案件",
    "公安机关退回",
    "检察机关不起诉",
    "人民法院免予刑罚或者判决无罪",
    "其他",
)
ENDINGS = ("全部执行完毕", "终结执行")


def labels(choices: Any) -> tuple[str, ...]:
    """The words of the choices."""
    return tuple(str(choice.label) for choice in choices)


def parties(subject: Any) -> QuerySet[Party]:
    """The parties of the dossier's case."""
    return Party.objects.filter(case__dossier=subject.dossier).order_by("pk")


def standing_material(subject: Any) -> QuerySet[EvidenceItem]:
    """The dossier's material that was not withdrawn."""
    return standing(subject.dossier)


ABOUT = ("cause", "punished", "conduct_kind", "conduct_until", "discovered_on", "harm", "procedure_kind")
DECISION = ("penalty_kinds", "fine_yuan", "decision_number", "decision_files")

FACTS = by_name(
    Fact("cause", "违法行为", help="例如：利用渗坑排放水污染物。", max_length=120),
    Fact("punished", "被处罚人", "picked", options=parties, help="从本案当事人中选择。"),
    Fact("conduct_kind", "行为类型", "choice", choices=labels(ConductKind)),
    Fact("conduct_until", "行为终了日", "day", help="连续或者继续的违法行为，填写终了之日；追责时效从这一天起算。"),
    Fact("discovered_on", "违法行为被发现日", "day"),
    Fact("harm", "危害后果", "choice", choices=labels(Harm), help="追责时效的长短由它决定。"),
    Fact("procedure_kind", "适用程序", "choice", choices=(ORDINARY, SUMMARY)),
    Fact("intended", "告知的事实、理由和拟处罚内容", "paragraphs"),
    Fact("hearing", "听证", "choice", choices=(HEARING_TOLD, NO_HEARING)),
    Fact("extension_ground", "延长依据", "choice", choices=(APPROVED_BY_HEAD, DISCUSSED)),
    Fact("reason", "理由", "paragraphs"),
    Fact("penalty_kinds", "处罚种类", "several", choices=labels(PenaltyKind)),
    Fact("fine_yuan", "罚款金额", "number", required=False, places=2, least=0, unit="元", help="处以罚款的必须填写。"),
    Fact("decision_number", "处罚决定书文号", max_length=60),
    Fact(
        "decision_files", "处罚决定书", "picked", options=standing_material,
        help="决定书文件先在“证据材料”中加入，再在这里选择。",
    ),
    Fact("decided_on", "决定日期", "day"),
    Fact("served_on", "送达日期", "day", help="处罚决定自送达之日起生效。"),
    Fact("no_penalty_reason", "不予处罚的事实、理由和依据", "paragraphs"),
    Fact("execution", "执行情况", "paragraphs", help="例如：罚款于何日缴纳、金额多少；停产停业的执行情况。"),
    Fact("ending", "结案方式", "choice", choices=ENDINGS),
    Fact("ending_note", "说明", "paragraphs", required=False, help="终结执行的必须写明理由。"),
    Fact("back_because", "恢复原因", "choice", choices=BACK_BECAUSE),
    Fact("back_reference", "依据的文书和文号", help="例如：不予立案通知书及文号。", max_length=120),
    Fact("opinion", "恢复办理的意见", "paragraphs"),
)  # fmt: skip
