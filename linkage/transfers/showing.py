"""How a transfer is put before a reader: its status as word and shape, whose turn it is as a sentence."""

from linkage.accounts.models import User
from linkage.law.transitions import PROCURATORIAL, RECEIVING, SENDING
from linkage.transfers.models import Transfer
from linkage.transfers.status import TURNS, Status

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

_DO: dict[str, str] = {
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
SIDES = (SENDING, RECEIVING, PROCURATORIAL)


def status_of(status: str) -> dict[str, str]:
    """The status in the shape `components/status.html` documents."""
    return {"word": Status(status).label, "tone": TONES[status]}


def whose_turn(transfer: Transfer, reader: User) -> str:
    """轮到谁、做什么, as one sentence; for an ended case, that it has ended."""
    side = TURNS[transfer.status]
    if side is None:
        return "本案已办结"
    agency = transfer.agency_on(side)
    whom = f"本机关（{agency.name}）" if agency.pk == reader.agency_id else agency.name
    return f"轮到{whom}{_DO[transfer.status]}"
