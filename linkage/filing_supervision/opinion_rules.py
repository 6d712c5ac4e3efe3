"""Conditions on an opinion to transfer. Each answers None, or the reason the user will read."""

from linkage.dossiers.facing import takes_part
from linkage.filing_supervision.chief import decided_by_now
from linkage.filing_supervision.facts import OPINION_FACTS
from linkage.filing_supervision.models import TransferOpinion
from linkage.filing_supervision.status import ECOLOGY, OpinionStatus
from linkage.law.refusal import Reason
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers
from linkage.transfers.status import Status as T

BACK_WITH_THE_BUREAU = frozenset({T.RETURNED, T.VERIFYING, T.AWAITING_APPROVAL, T.APPROVED, T.NOT_APPROVED})
"""Where a case that was handed over once is in the bureau's hands again."""


def is_stated(subject: TransferOpinion, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(OPINION_FACTS, situation)


def bureau_is_known(subject: TransferOpinion, situation: Situation) -> Reason | None:
    """There is a bureau whose files can be asked for."""
    if subject.agency_on(ECOLOGY):
        return None
    return Reason("没有找到本案的生态环境部门。", remedy="请系统管理员补录同级对应。", code="nobody_there")


def supervises_this_bureau(subject: TransferOpinion, situation: Situation) -> Reason | None:
    """17号第十四条 speaks of the procuratorate of the level of the bureau, not of one that looks on from above."""
    own = subject.agency_on(PROCURATORIAL)
    if own and (takes_part(subject.dossier, own) or subject.is_of_the_same_level):
        return None
    return Reason("由与办案机关同级的检察机关办理。", "17号第十四条", code="not_same_level")


def none_under_way(subject: TransferOpinion, situation: Situation) -> Reason | None:
    """One consultation or opinion at a time on a dossier."""
    ended = (OpinionStatus.CARRIED_OUT, OpinionStatus.CLOSED)
    others = TransferOpinion.objects.filter(dossier_id=subject.dossier_id).exclude(pk=subject.pk)
    if not others.exclude(status__in=ended).exists():
        return None
    return Reason(
        "本案已经调阅或者提出了检察意见。", remedy="请在正在进行的程序中办理。", code="opinion_under_way"
    )


def not_with_the_police(subject: TransferOpinion, situation: Situation) -> Reason | None:
    """17号第十四条: an opinion to transfer is for what was not transferred."""
    transfer = subject.transfer
    if transfer is None or transfer.submitted_at is None or transfer.status in BACK_WITH_THE_BUREAU:
        return None
    return Reason(
        "案件已经移送公安机关。",
        "17号第十四条",
        "公安机关不立案的，由立案监督办理。",
        code="already_transferred",
    )


def chief_decided_by_now(subject: TransferOpinion, situation: Situation) -> Reason | None:
    """17号第十四条: approved by the procurator-general, and approved before it is given."""
    return decided_by_now(situation, "17号第十四条")


def case_was_transferred(subject: TransferOpinion, situation: Situation) -> Reason | None:
    """17号第十四条: what is notified is that the case was transferred after the opinion."""
    transfer = subject.transfer
    given = subject.given_at
    if transfer and transfer.submitted_at and given and transfer.submitted_at >= given:
        return None
    return Reason(
        "案件还没有按检察意见移送公安机关。",
        "17号第十四条",
        "请先办理涉嫌犯罪案件移送。",
        code="not_transferred",
    )
