"""Conditions on a filing supervision. Each answers None, or the reason the user will read. None of them changes anything."""

from datetime import datetime

from linkage.deadlines.models import Clock
from linkage.filing_supervision.chief import decided_by_now
from linkage.filing_supervision.facts import INVESTIGATED, SUPERVISION_FACTS
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.overdue import filing_is_overdue, overdue_clocks
from linkage.filing_supervision.status import SUPERIOR, Ground, SupervisionStatus
from linkage.law.refusal import Reason
from linkage.law.wording import moment
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers
from linkage.transfers.models import Transfer
from linkage.transfers.states import REVIEWING
from linkage.transfers.status import Status as T

EXPLAIN_CLOCKS = ("police_explain_non_filing", "police_explain_overdue")
FILE_CLOCK = "police_file_on_notice"
URGE_CLOCK = "supervised_case_urge"
NOT_FILED = frozenset({
    T.DECLINED, T.DECLINED_NOTIFIED, T.RECONSIDERING, T.UPHELD, T.WITHDRAWN, T.WITHDRAWN_NOTIFIED, T.CONCLUDED,
})  # fmt: skip
"""Where the police have decided and the case is not filed."""
INVESTIGATING = frozenset({T.FILED, T.INVESTIGATING, T.SUPPLEMENTING})
TOLD: dict[str, str] = {
    T.DECLINED_NOTIFIED: Ground.DECLINED,
    T.UPHELD: Ground.UPHELD,
    T.WITHDRAWN_NOTIFIED: Ground.WITHDRAWN,
}
"""What the bureau was told, and on which ground it may suggest supervision then."""
UNTOLD: dict[str, tuple[str, str]] = {
    T.DECLINED: (Ground.DECLINED, "police_decision_notice"),
    T.RECONSIDERING: (Ground.DECLINED, "reconsider_decide"),
    T.WITHDRAWN: (Ground.WITHDRAWN, "police_decision_notice"),
}
"""Where something is still owed to the bureau: its ground is there once that clock has run out."""
NOT_SO: dict[str, str] = {
    Ground.OVERDUE: "公安机关的立案审查期限没有届满，或者已经作出决定。",
    Ground.DECLINED: "公安机关没有作出不予立案决定，或者正在复议期限内。",
    Ground.UPHELD: "公安机关没有作出维持不予立案的复议决定。",
    Ground.WITHDRAWN: "公安机关没有撤销案件。",
}


def grounds_to_suggest(transfer: Transfer, at: datetime) -> frozenset[str]:
    """17号第十二条; 310号第九条: on which of the four grounds the bureau may suggest supervision at this moment."""
    status = transfer.status
    if status in REVIEWING:
        return frozenset({Ground.OVERDUE} if filing_is_overdue(transfer.dossier, at) else ())
    if status in UNTOLD:
        ground, clock = UNTOLD[status]
        return frozenset({ground} if overdue_clocks(transfer.dossier, (clock,), at) else ())
    return frozenset({TOLD[status]} if status in TOLD else ())


def grounds_to_take_up(transfer: Transfer, at: datetime) -> frozenset[str]:
    """检察规则第五百五十九条: what the procuratorate finds itself it need not wait for to be told."""
    if transfer.status in UNTOLD:
        return frozenset({UNTOLD[transfer.status][0]})
    if transfer.status != T.CONCLUDED:
        return grounds_to_suggest(transfer, at)
    if transfer.withdrawn_at:
        return frozenset({Ground.WITHDRAWN})
    if transfer.reconsideration_decided_at:
        return frozenset({Ground.UPHELD})
    return frozenset({Ground.DECLINED} if transfer.declined_at else ())


def bureau_has_a_ground(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """The suggestion names one of the four grounds, and it is so."""
    return _ground(subject, situation, own=False)


def procuratorate_has_a_ground(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """What is taken up is a decision that was not made, or one not to file."""
    return _ground(subject, situation, own=True)


def none_under_way(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """One supervision of a case at a time."""
    ended = (SupervisionStatus.CLOSED, SupervisionStatus.WITHDRAWN)
    if not FilingSupervision.objects.filter(dossier_id=subject.dossier_id).exclude(status__in=ended).exists():
        return None
    return Reason(
        "本案的立案监督正在进行。", remedy="请在正在进行的立案监督中办理。", code="supervision_under_way"
    )


def is_stated(subject: FilingSupervision, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(SUPERVISION_FACTS, situation)


def police_have_decided(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十条: reasons for not filing are asked where the police have not filed."""
    transfer = subject.transfer
    if transfer and transfer.status in NOT_FILED:
        return None
    return Reason(
        "公安机关没有作出不立案或者撤案的决定，不能要求说明不立案理由。",
        "检察规则第五百六十条",
        "逾期不作决定的，请要求说明逾期理由；已经立案的，可以结束监督。",
        code="no_decision_not_to_file",
    )


def police_are_late(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十二条: reasons for deciding nothing are asked once the time for deciding has run out."""
    transfer = subject.transfer
    if (
        transfer
        and transfer.status in REVIEWING
        and filing_is_overdue(subject.dossier, situation.occurred_at)
    ):
        return None
    return Reason(
        "公安机关的立案审查期限没有届满，或者已经作出决定，不能要求说明逾期理由。",
        "检察规则第五百六十二条",
        "已经决定不立案或者撤案的，请要求说明不立案理由。",
        code="not_overdue",
    )


def reasons_are_awaited(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """Reasons are given before the notice to file; afterwards the case is to be filed (检察规则第五百六十三条)."""
    if subject.notified_at is None:
        return None
    return Reason(
        "检察机关已经通知立案，不再是说明理由。", "检察规则第五百六十三条", "请立案并送达立案决定书。",
        code="already_notified",
    )  # fmt: skip


def reasons_came_or_are_late(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十一、五百六十二条: notice follows the reasons, or the seven days in which none were given."""
    if subject.status == SupervisionStatus.EXPLAINED:
        return None
    if _late(subject, EXPLAIN_CLOCKS, situation) or subject.status == SupervisionStatus.CORRECTING:
        return reasons_are_awaited(subject, situation)
    return Reason(
        "公安机关说明理由的七日期限没有届满。",
        "检察规则第五百六十一、五百六十二条",
        "请等候公安机关说明理由。",
        code="reasons_not_due",
    )


def case_is_not_filed(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """Nobody is told to file what has been filed."""
    transfer = subject.transfer
    if transfer and (transfer.status in NOT_FILED or transfer.status in REVIEWING):
        return None
    return Reason("公安机关已经立案。", remedy="请等候公安机关送达立案决定书。", code="already_filed")


def chief_decided_by_now(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十一条: the procurator-general decides that the police must file."""
    return decided_by_now(situation, "检察规则第五百六十一条")


def duty_has_run_out(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十二、五百六十四条: corrected is who gave no reasons in seven days, or did not file in fifteen."""
    if _late(subject, (*EXPLAIN_CLOCKS, FILE_CLOCK), situation):
        return None
    return Reason(
        "公安机关说明理由或者立案的期限没有届满。",
        "检察规则第五百六十二、五百六十四条",
        "请在期限届满后提出。",
        code="not_overdue",
    )


def case_was_filed(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十三条: what is served is a decision that was made, after the procuratorate asked."""
    transfer, asked = subject.transfer, subject.demanded_at
    filed_at = transfer.filed_at if transfer and transfer.status not in NOT_FILED else None
    if filed_at and asked and filed_at >= asked:
        return None
    return Reason(
        "本案还没有立案。",
        "检察规则第五百六十三条",
        "请公安机关负责人先在移送程序中办理立案。",
        code="not_filed",
    )


def three_months_have_passed(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十四条第三款: urged is a case not concluded three months after it was filed."""
    line = line_of_supervision(subject)
    clock = Clock.objects.filter(dossier=subject.dossier, line=line, code=URGE_CLOCK).order_by("pk").last()
    if clock is None or clock.due_at is None or situation.occurred_at > clock.due_at:
        return None
    return Reason(
        f"立案后三个月（{moment(clock.due_at)}）没有届满。",
        "检察规则第五百六十四条第三款",
        code="three_months_not_over",
    )


def investigation_goes_on(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """A case that has been concluded is not urged."""
    transfer = subject.transfer
    if transfer and transfer.status in INVESTIGATING:
        return None
    return Reason(
        "案件已经侦查终结。", "检察规则第五百六十四条第三款", "请结束立案监督。", code="investigation_over"
    )


def there_is_a_superior(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """检察规则第五百六十四条: the procuratorate of the level above negotiates with the police of that level."""
    if subject.agency_on(SUPERIOR):
        return None
    return Reason("没有上一级检察机关。", "检察规则第五百六十四条", code="no_superior")


def result_is_so(subject: FilingSupervision, situation: Situation) -> Reason | None:
    """What the closing says of the case is what the transfer shows."""
    stated, transfer = situation.facts.get("result"), subject.transfer
    if stated != INVESTIGATED or transfer and transfer.filed_at and transfer.status not in INVESTIGATING:
        return None
    return Reason("案件还没有侦查终结。", remedy="请选择与案件情况相符的结果。", code="result_not_so")


def line_of_supervision(subject: FilingSupervision) -> str:
    """What the clocks of this supervision carry."""
    return f"filing_supervision:{subject.pk}"


def _ground(subject: FilingSupervision, situation: Situation, *, own: bool) -> Reason | None:
    transfer = subject.transfer
    basis = "检察规则第五百五十九条" if own else "17号第十二条；310号第九条"
    if transfer is None or transfer.submitted_at is None:
        return Reason(
            "本案没有移送公安机关，没有可以监督的立案活动。", basis, "应当移送而不移送的，由检察机关提出检察意见。",
            code="not_transferred",
        )  # fmt: skip
    holds = (grounds_to_take_up if own else grounds_to_suggest)(transfer, situation.occurred_at)
    stated = situation.facts.get("ground")
    if stated in holds or not stated and holds and not situation.facts:
        return None
    if stated in NOT_SO:
        return Reason(NOT_SO[stated], basis, "请核对事由。", code="ground_not_so")
    return Reason(
        "公安机关没有逾期未决定、不予立案、复议维持或者撤案的情形。", basis, code="no_ground"
    )  # fmt: skip


def _late(subject: FilingSupervision, codes: tuple[str, ...], situation: Situation) -> bool:
    return bool(overdue_clocks(subject.dossier, codes, situation.occurred_at, line_of_supervision(subject)))
