"""Where a criminal transfer stands, and whose turn it is there."""

from django.db import models

from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING


class Status(models.TextChoices):
    """The statuses of a criminal transfer, in the words of the notice."""

    DISCOVERED = "discovered", "已发现待核实"
    VERIFYING = "verifying", "核实中"
    AWAITING_APPROVAL = "awaiting_approval", "待审批"
    APPROVED = "approved", "批准移送"
    NOT_APPROVED = "not_approved", "不批准移送"
    SUBMITTED = "submitted", "已移交待接受"
    ACCEPTED = "accepted", "已接受审查中"
    AWAITING_CORRECTION = "awaiting_correction", "待补正"
    AWAITING_SUPPLEMENT = "awaiting_supplement", "补充调查中"
    REFERRED = "referred", "移送他地公安待接受"
    RETURNED = "returned", "非公安管辖已退回"
    FILED = "filed", "已立案待通知"
    INVESTIGATING = "investigating", "侦查中"
    DECLINED = "declined", "不予立案待通知"
    DECLINED_NOTIFIED = "declined_notified", "不予立案"
    RECONSIDERING = "reconsidering", "复议中"
    UPHELD = "upheld", "复议维持不予立案"
    WITHDRAWN = "withdrawn", "已撤案待通知"
    WITHDRAWN_NOTIFIED = "withdrawn_notified", "已撤案"
    IN_REVIEW = "in_review", "审查起诉中"
    SUPPLEMENTING = "supplementing", "退回补充侦查"
    PROSECUTED = "prosecuted", "已起诉"
    NON_PROSECUTED = "non_prosecuted", "不起诉待告知"
    NON_PROSECUTION_NOTIFIED = "non_prosecution_notified", "不起诉"
    JUDGED = "judged", "已裁判"
    CONCLUDED = "concluded", "已转行政处理办结"


S = Status

TURNS: dict[str, str | None] = {
    S.DISCOVERED: SENDING,
    S.VERIFYING: SENDING,
    S.AWAITING_APPROVAL: SENDING,
    S.APPROVED: SENDING,
    S.NOT_APPROVED: SENDING,
    S.SUBMITTED: RECEIVING,
    S.ACCEPTED: RECEIVING,
    S.AWAITING_CORRECTION: SENDING,
    S.AWAITING_SUPPLEMENT: SENDING,
    S.REFERRED: RECEIVING,
    S.RETURNED: SENDING,
    S.FILED: RECEIVING,
    S.INVESTIGATING: RECEIVING,
    S.DECLINED: RECEIVING,
    S.DECLINED_NOTIFIED: SENDING,
    S.RECONSIDERING: RECEIVING,
    S.UPHELD: SENDING,
    S.WITHDRAWN: RECEIVING,
    S.WITHDRAWN_NOTIFIED: SENDING,
    S.IN_REVIEW: PROCURATORIAL,
    S.SUPPLEMENTING: RECEIVING,
    S.PROSECUTED: PROCURATORIAL,
    S.NON_PROSECUTED: PROCURATORIAL,
    S.NON_PROSECUTION_NOTIFIED: SENDING,
    S.JUDGED: None,
    S.CONCLUDED: None,
}
"""Exactly one side owns the transfer at every instant; none only where it has ended."""

STAGES: dict[str, str] = {
    **dict.fromkeys((S.DISCOVERED, S.VERIFYING), "核实"),
    **dict.fromkeys((S.AWAITING_APPROVAL, S.APPROVED, S.NOT_APPROVED), "审批"),
    **dict.fromkeys((S.SUBMITTED, S.REFERRED), "移送"),
    **dict.fromkeys((S.ACCEPTED, S.AWAITING_CORRECTION, S.AWAITING_SUPPLEMENT, S.RETURNED), "受理审查"),
    **dict.fromkeys((S.FILED, S.DECLINED, S.DECLINED_NOTIFIED, S.RECONSIDERING, S.UPHELD), "立案"),
    **dict.fromkeys((S.INVESTIGATING, S.WITHDRAWN, S.WITHDRAWN_NOTIFIED), "侦查"),
    **dict.fromkeys(
        (S.IN_REVIEW, S.SUPPLEMENTING, S.PROSECUTED, S.NON_PROSECUTED, S.NON_PROSECUTION_NOTIFIED), "审查起诉"
    ),
    **dict.fromkeys((S.JUDGED, S.CONCLUDED), "办结"),
}
"""The stage each status belongs to, by which the timeline is grouped."""
