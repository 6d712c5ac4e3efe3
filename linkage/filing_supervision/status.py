"""Where a filing supervision and an opinion to transfer stand, and whose turn it is there."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL

SUGGESTING, POLICE, SUPERIOR, ECOLOGY = "suggesting", "police", "superior", "ecology"


class Ground(models.TextChoices):
    """The four grounds of 17号第十二条."""

    OVERDUE = "逾期未决定", "逾期未决定"
    DECLINED = "不予立案", "不予立案"
    UPHELD = "复议维持", "复议维持"
    WITHDRAWN = "撤案", "撤案"


class SupervisionStatus(models.TextChoices):
    """From the suggestion to the case that was filed, or the reasons that held."""

    SUGGESTED = "fs_suggested", "待受理监督建议"
    EXAMINING = "fs_examining", "立案监督审查中"
    EXPLAINING = "fs_explaining", "待公安机关说明理由"
    EXPLAINED = "fs_explained", "审查公安机关的理由"
    VALID = "fs_valid", "理由成立待答复"
    NOTIFIED = "fs_notified", "待公安机关按通知立案"
    CORRECTING = "fs_correcting", "已发纠正违法通知"
    REPORTED = "fs_reported", "已报上一级检察机关"
    FILED = "fs_filed", "已监督立案"
    CLOSED = "fs_closed", "立案监督已结束"
    WITHDRAWN = "fs_withdrawn", "监督建议已撤回"


class OpinionStatus(models.TextChoices):
    """From the files asked for to the transfer that was made."""

    FILES_ASKED = "op_files_asked", "待提供案卷"
    EXAMINING = "op_examining", "检察机关审查案卷"
    GIVEN = "op_given", "待按检察意见移送"
    OBJECTED = "op_objected", "待复核异议"
    CARRIED_OUT = "op_carried_out", "检察意见已执行"
    CLOSED = "op_closed", "检察意见程序已结束"


S, O = SupervisionStatus, OpinionStatus  # noqa: E741  one letter each, as in the tables

SUPERVISION_TURNS: dict[str, str | None] = {
    S.SUGGESTED: PROCURATORIAL,
    S.EXAMINING: PROCURATORIAL,
    S.EXPLAINING: POLICE,
    S.EXPLAINED: PROCURATORIAL,
    S.VALID: PROCURATORIAL,
    S.NOTIFIED: POLICE,
    S.CORRECTING: POLICE,
    S.REPORTED: PROCURATORIAL,
    S.FILED: PROCURATORIAL,
    S.CLOSED: None,
    S.WITHDRAWN: None,
}
SUPERVISION_DUTIES: dict[str, str] = {
    S.SUGGESTED: "受理立案监督建议",
    S.EXAMINING: "审查是否要求说明理由",
    S.EXPLAINING: "书面说明理由",
    S.EXPLAINED: "审查理由是否成立",
    S.VALID: "答复审查结果",
    S.NOTIFIED: "立案并送达立案决定书",
    S.CORRECTING: "纠正违法",
    S.REPORTED: "等候上一级检察机关协商处理",
    S.FILED: "跟踪侦查进展",
}
SUPERVISION_TONES: dict[str, str] = {
    S.SUGGESTED: "waiting",
    S.EXAMINING: "running",
    S.EXPLAINING: "waiting",
    S.EXPLAINED: "running",
    S.VALID: "running",
    S.NOTIFIED: "waiting",
    S.CORRECTING: "overdue",
    S.REPORTED: "overdue",
    S.FILED: "running",
    S.CLOSED: "done",
    S.WITHDRAWN: "refused",
}

OPINION_TURNS: dict[str, str | None] = {
    O.FILES_ASKED: ECOLOGY,
    O.EXAMINING: PROCURATORIAL,
    O.GIVEN: ECOLOGY,
    O.OBJECTED: PROCURATORIAL,
    O.CARRIED_OUT: None,
    O.CLOSED: None,
}
OPINION_DUTIES: dict[str, str] = {
    O.FILES_ASKED: "提供案卷",
    O.EXAMINING: "审查案卷",
    O.GIVEN: "移送公安机关并通知执行情况",
    O.OBJECTED: "复核异议",
}
OPINION_TONES: dict[str, str] = {
    O.FILES_ASKED: "waiting",
    O.EXAMINING: "running",
    O.GIVEN: "waiting",
    O.OBJECTED: "waiting",
    O.CARRIED_OUT: "done",
    O.CLOSED: "done",
}
