"""How a transfer is put before a reader: the shape of its status, and what is to be done there."""

from linkage.transfers.status import Status

S = Status
TONES: dict[str, str] = {
    **dict.fromkeys((S.DISCOVERED, S.VERIFYING, S.APPROVED), "draft"),
    **dict.fromkeys(
        (S.AWAITING_APPROVAL, S.SUBMITTED, S.REFERRED, S.FILED, S.DECLINED, S.WITHDRAWN), "waiting"
    ),
    **dict.fromkeys((S.NON_PROSECUTED, S.RECONSIDERING), "waiting"),
    **dict.fromkeys((S.ACCEPTED, S.INVESTIGATING, S.IN_REVIEW, S.PROSECUTED), "running"),
    **dict.fromkeys((S.AWAITING_CORRECTION, S.AWAITING_SUPPLEMENT, S.SUPPLEMENTING), "missing"),
    **dict.fromkeys((S.NOT_APPROVED, S.RETURNED, S.DECLINED_NOTIFIED, S.UPHELD), "refused"),
    **dict.fromkeys((S.WITHDRAWN_NOTIFIED, S.NON_PROSECUTION_NOTIFIED), "refused"),
    **dict.fromkeys((S.JUDGED, S.CONCLUDED), "done"),
}
"""status -> the shape and colour that go with its word (`components/status.html`)."""

DUTIES: dict[str, str] = {
    S.DISCOVERED: "指定专案组",
    S.VERIFYING: "核实并提出书面报告",
    S.AWAITING_APPROVAL: "审批",
    S.APPROVED: "移交公安机关",
    S.NOT_APPROVED: "作行政处理",
    S.SUBMITTED: "接受案件并出具回执",
    S.ACCEPTED: "决定是否立案",
    S.AWAITING_CORRECTION: "补正材料",
    S.AWAITING_SUPPLEMENT: "补充调查并反馈",
    S.REFERRED: "接受案件并出具回执",
    S.RETURNED: "作行政处理或者重新核实",
    S.FILED: "送达立案通知书",
    S.INVESTIGATING: "侦查",
    S.DECLINED: "送达不予立案通知书并退卷",
    S.DECLINED_NOTIFIED: "决定申请复议或者作行政处理",
    S.RECONSIDERING: "作出复议决定",
    S.UPHELD: "作行政处理或者建议立案监督",
    S.WITHDRAWN: "送达撤销案件通知书并退卷",
    S.WITHDRAWN_NOTIFIED: "作行政处理",
    S.IN_REVIEW: "审查起诉",
    S.SUPPLEMENTING: "补充侦查",
    S.PROSECUTED: "录入裁判结果",
    S.NON_PROSECUTED: "告知不起诉决定",
    S.NON_PROSECUTION_NOTIFIED: "作行政处理",
}
"""status -> what the agency whose turn it is has to do."""


def status_of(status: str) -> dict[str, str]:
    """The status in the shape `components/status.html` documents."""
    return {"word": Status(status).label, "tone": TONES[status]}
