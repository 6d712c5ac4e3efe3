"""What must be on record before a case ends without a criminal judgment (17号第十七条; 行政处罚法第二十七条)."""

from linkage.documents.models import Document
from linkage.law.refusal import Reason
from linkage.penalties.queries import penalties_on
from linkage.penalties.status import DECISION_MADE, UNDECIDED
from linkage.penalties.status import Status as PenaltyStatus
from linkage.procedure.situation import Situation
from linkage.transfers.facts import DISPOSITIONS
from linkage.transfers.models import Transfer

PUNISHED, NOT_PUNISHED, CARRIED_OUT, ELSEWHERE = DISPOSITIONS
NONE_DUE = "none_due_decision"
"""The paper by which the bureau found that a case that came back calls for no penalty."""


def something_was_done_about_it(transfer: Transfer, situation: Situation) -> tuple[Reason, ...]:
    """17号第十七条; 行政处罚法第二十七条: what is stated as done is on record, and nothing is still under way."""
    said = situation.facts.get("disposition")
    if not said:
        return ()
    statuses = set(penalties_on(transfer.dossier).values_list("status", flat=True))
    if statuses & set(UNDECIDED):
        return (
            _not_done(
                "本案的行政处罚还在办理。", "请先作出处罚决定或者决定不予处罚，再办结。", "penalty_under_way"
            ),
        )
    done = {
        PUNISHED: bool(statuses & set(DECISION_MADE)),
        CARRIED_OUT: PenaltyStatus.CLOSED in statuses,
        NOT_PUNISHED: PenaltyStatus.NO_PENALTY in statuses or said == NOT_PUNISHED and _found_undue(transfer),
    }
    if done.get(said, True):
        return ()
    asked = {
        PUNISHED: "请先在“行政处罚”中立案并作出决定，或者录入已作出的处罚决定。",
        CARRIED_OUT: "请先在“行政处罚”中登记执行情况并结案。",
        NOT_PUNISHED: "请先在“行政处罚”中决定不予处罚，或者在“反向移送”中决定不予处罚。",
    }[said]
    return (_not_done(f"卷宗里没有与“{said}”相符的决定。", asked, "nothing_done"),)


def _found_undue(transfer: Transfer) -> bool:
    return Document.objects.filter(dossier=transfer.dossier, kind=NONE_DUE).exists()


def _not_done(said: str, remedy: str, code: str) -> Reason:
    return Reason(said, "17号第十七条；行政处罚法第二十七条", remedy, code=code)
