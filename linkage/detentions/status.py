"""Where a transfer for administrative detention stands, whose turn it is there, and how it is put into words."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING

SUPERIOR = "superior"
"""The bureau above the sending one: it orders a transfer that was not made (853号第十七条)."""
SIDES = {
    SENDING: "移送部门",
    RECEIVING: "公安机关",
    PROCURATORIAL: "检察机关",
    SUPERIOR: "上级生态环境部门",
}


class Status(models.TextChoices):
    """The statuses of a transfer for administrative detention."""

    ORDERED = "det_ordered", "上级责令移送拘留"
    PREPARING = "det_preparing", "拘留移送待报批"
    AWAITING_APPROVAL = "det_awaiting_approval", "拘留移送待审批"
    NOT_APPROVED = "det_not_approved", "不批准拘留移送"
    APPROVED = "det_approved", "批准拘留移送"
    SUBMITTED = "det_submitted", "拘留案件已移送待受案"
    ACCEPTED = "det_accepted", "拘留案件办理中"
    AWAITING_EVIDENCE = "det_awaiting_evidence", "拘留案件待补充证据"
    REFERRED = "det_referred", "拘留案件移送管辖待受案"
    REJECTED = "det_rejected", "不符合拘留条件已退回"
    DECIDED = "det_decided", "已决定拘留待抄送"
    SERVED = "det_served", "拘留决定已抄送待执行"
    SUSPENSION_ASKED = "det_suspension_asked", "申请暂缓执行待决定"
    SUSPENDED = "det_suspended", "暂缓执行拘留"
    EXECUTED = "det_executed", "拘留已执行待结案"
    TO_CRIME = "det_to_crime", "拘留案件转刑事待立案"
    CLOSED = "det_closed", "拘留移送已结案"


S = Status

TURNS: dict[str, str | None] = {
    S.ORDERED: SENDING,
    S.PREPARING: SENDING,
    S.AWAITING_APPROVAL: SENDING,
    S.NOT_APPROVED: SENDING,
    S.APPROVED: SENDING,
    S.SUBMITTED: RECEIVING,
    S.ACCEPTED: RECEIVING,
    S.AWAITING_EVIDENCE: SENDING,
    S.REFERRED: RECEIVING,
    S.REJECTED: SENDING,
    S.DECIDED: RECEIVING,
    S.SERVED: RECEIVING,
    S.SUSPENSION_ASKED: RECEIVING,
    S.SUSPENDED: RECEIVING,
    S.EXECUTED: SENDING,
    S.TO_CRIME: RECEIVING,
    S.CLOSED: None,
}

STAGES: dict[str, str] = {
    **dict.fromkeys(
        (S.ORDERED, S.PREPARING, S.AWAITING_APPROVAL, S.NOT_APPROVED, S.APPROVED), "拘留移送审批"
    ),
    **dict.fromkeys((S.SUBMITTED, S.REFERRED), "拘留移送"),
    **dict.fromkeys((S.ACCEPTED, S.AWAITING_EVIDENCE, S.REJECTED, S.TO_CRIME), "拘留受案审查"),
    **dict.fromkeys((S.DECIDED, S.SERVED, S.SUSPENSION_ASKED, S.SUSPENDED, S.EXECUTED), "拘留决定执行"),
    S.CLOSED: "拘留移送结案",
}

DUTIES: dict[str, str] = {
    S.ORDERED: "按照责令移送通知报批移送",
    S.PREPARING: "填写审批表报部门负责人",
    S.AWAITING_APPROVAL: "决定是否移送",
    S.NOT_APPROVED: "重新报批或者结案",
    S.APPROVED: "三个工作日内移送公安机关",
    S.SUBMITTED: "受案并出具回执",
    S.ACCEPTED: "决定是否拘留",
    S.AWAITING_EVIDENCE: "补充移送证据",
    S.REFERRED: "受案并出具回执",
    S.REJECTED: "收到退回案卷后结案",
    S.DECIDED: "三个工作日内抄送移送部门",
    S.SERVED: "执行拘留",
    S.SUSPENSION_ASKED: "二十四小时内决定是否暂缓执行",
    S.SUSPENDED: "复议、诉讼终结后执行或者结束",
    S.EXECUTED: "结案",
    S.TO_CRIME: "刑事立案",
}

TONES: dict[str, str] = {
    **dict.fromkeys((S.ORDERED, S.PREPARING), "draft"),
    **dict.fromkeys((S.AWAITING_APPROVAL, S.SUBMITTED, S.REFERRED, S.AWAITING_EVIDENCE), "waiting"),
    **dict.fromkeys((S.SUSPENSION_ASKED, S.SUSPENDED, S.EXECUTED), "waiting"),
    **dict.fromkeys((S.APPROVED, S.ACCEPTED, S.DECIDED, S.SERVED, S.TO_CRIME), "running"),
    **dict.fromkeys((S.NOT_APPROVED, S.REJECTED), "refused"),
    S.CLOSED: "done",
}
