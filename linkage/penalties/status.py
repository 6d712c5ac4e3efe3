"""Where an administrative penalty stands, whose turn it is there, and the words by which it is entered."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL

PUNISHING, POLICE = "punishing", "police"
SIDES = {PUNISHING: "处罚机关", PROCURATORIAL: "检察机关", POLICE: "公安机关"}


class Status(models.TextChoices):
    """From filing to the end of execution; it stands still while the case is with the police."""

    FILED = "pen_filed", "处罚立案调查中"
    NOTIFIED = "pen_notified", "已告知待处罚决定"
    SUSPENDED = "pen_suspended", "处罚因刑事移送中止"
    DECIDED = "pen_decided", "已决定处罚待送达"
    SERVED = "pen_served", "处罚决定已送达"
    CLOSED = "pen_closed", "处罚已执行结案"
    NO_PENALTY = "pen_no_penalty", "决定不予处罚"
    WITHDRAWN = "pen_withdrawn", "处罚已撤销"


S = Status
UNDECIDED = (S.FILED, S.NOTIFIED, S.SUSPENDED)
"""No decision yet: neither a penalty nor that there is none."""
DECISION_MADE = (S.DECIDED, S.SERVED, S.CLOSED)
"""A penalty was decided and not withdrawn."""

TURNS: dict[str, str | None] = {
    S.FILED: PUNISHING,
    S.NOTIFIED: PUNISHING,
    S.SUSPENDED: PUNISHING,
    S.DECIDED: PUNISHING,
    S.SERVED: PUNISHING,
    S.CLOSED: None,
    S.NO_PENALTY: None,
    S.WITHDRAWN: None,
}
DUTIES: dict[str, str] = {
    S.FILED: "查清违法事实并事先告知",
    S.NOTIFIED: "作出处罚决定",
    S.SUSPENDED: "刑事程序终结后恢复办理",
    S.DECIDED: "送达处罚决定书",
    S.SERVED: "登记执行情况并结案",
}
TONES: dict[str, str] = {
    S.FILED: "running",
    S.NOTIFIED: "waiting",
    S.SUSPENDED: "waiting",
    S.DECIDED: "waiting",
    S.SERVED: "running",
    S.CLOSED: "done",
    S.NO_PENALTY: "done",
    S.WITHDRAWN: "refused",
}
STAGES: dict[str, str] = {
    S.FILED: "行政处罚",
    S.NOTIFIED: "行政处罚",
    S.SUSPENDED: "行政处罚",
    S.DECIDED: "行政处罚",
    S.SERVED: "行政处罚",
    S.CLOSED: "办结",
    S.NO_PENALTY: "办结",
    S.WITHDRAWN: "办结",
}
AT_REST = frozenset({S.SUSPENDED.value, S.SERVED.value})
"""Standing still with the criminal case, or being carried out: no entry of a work list."""


class ConductKind(models.TextChoices):
    """What was punished; by it earlier penalties count in 法释〔2023〕7号第一条."""

    THREE_SUBSTANCES = "three_substances", "排放、倾倒、处置放射性废物、含传染病病原体的废物、有毒物质"
    ALERT_EMISSION = "alert_emission", "重污染天气预警期间超标排放大气污染物"
    FALSE_PAPERS = "false_papers", "提供虚假证明文件"
    EVASION = "evasion", "逃避监管排放污染物"
    NO_PERMIT = "no_permit", "无排污许可证排放污染物"
    UNAPPROVED_BUILDING = "unapproved_building", "建设项目未批先建"
    FALSE_MONITORING = "false_monitoring", "篡改、伪造监测数据"
    HAZARDOUS_WASTE = "hazardous_waste", "违反危险废物管理规定"
    OTHER = "other", "其他环境违法行为"


COUNTED_AS: dict[str, str] = {
    ConductKind.THREE_SUBSTANCES: "三类物质",
    ConductKind.ALERT_EMISSION: "预警期间超标排放大气污染物",
    ConductKind.FALSE_PAPERS: "提供虚假证明文件",
}
"""Kind -> the word by which the assessment of a crime counts earlier penalties (`law/offences/facts.toml`); else 其他."""


class Harm(models.TextChoices):
    """What came of the conduct: it decides the limitation (行政处罚法第三十六条, 生态环境法典第一千零五十四条)."""

    NONE = "none", "没有造成危害后果"
    HARM = "harm", "造成环境污染、生态破坏等危害后果"
    HEALTH = "health", "涉及公民生命健康安全且有危害后果"


class PenaltyKind(models.TextChoices):
    """The kinds of a penalty; several may stand in one decision."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATION = "confiscation", "没收违法所得、没收非法财物"
    PERMIT_SUSPENDED = "permit_suspended", "暂扣许可证件"
    PERMIT_REVOKED = "permit_revoked", "吊销许可证件"
    PRODUCTION_LIMITED = "production_limited", "限制开展生产经营活动"
    PRODUCTION_STOPPED = "production_stopped", "责令停产停业"
    CLOSED_DOWN = "closed_down", "责令关闭"
    BANNED = "banned", "限制从业"


WHILE_WITH_POLICE = frozenset(
    {PenaltyKind.PERMIT_SUSPENDED, PenaltyKind.PERMIT_REVOKED, PenaltyKind.PRODUCTION_STOPPED}
)
"""What may still be decided while the criminal case runs (17号第十六条第三款)."""
