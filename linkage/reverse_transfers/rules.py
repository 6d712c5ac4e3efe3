"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from datetime import date, datetime

from django.utils import timezone

from linkage.deadlines.running import is_overdue
from linkage.law.refusal import Reason
from linkage.law.wording import date_with_weekday
from linkage.penalties.models import Penalty
from linkage.penalties.queries import decided_on, penalties_on, unfinished_on
from linkage.penalties.status import Status as PenaltyStatus
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers
from linkage.reverse_transfers.facts import FACTS, RUN_OUT
from linkage.reverse_transfers.limitation import Limitation, limitation
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.queries import transfer_of, under_way
from linkage.reverse_transfers.status import ECOLOGY, Origin, Status
from linkage.transfers.status import Status as Transfer

NO_CRIME = frozenset(
    {Transfer.DECLINED, Transfer.DECLINED_NOTIFIED, Transfer.UPHELD, Transfer.WITHDRAWN, Transfer.WITHDRAWN_NOTIFIED}
)  # fmt: skip
"""Where the police have concluded that there is no crime, or none that is prosecuted."""
NOT_PROSECUTED = frozenset({Transfer.NON_PROSECUTED, Transfer.NON_PROSECUTION_NOTIFIED})
JUDGED = frozenset({Transfer.JUDGED})
REPLY, REVIEW = "reverse_link_agency_reply", "reverse_link_review"


def everything_is_stated(subject: ReverseTransfer, situation: Situation) -> tuple[Reason, ...]:
    """What must be stated is not left blank."""
    return blank_answers(FACTS, situation)


def bureau_is_known(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """There is a bureau to hand back to."""
    if subject.agency_on(ECOLOGY):
        return None
    return Reason("没有找到本案的生态环境部门。", remedy="请系统管理员补录同级对应。", code="nobody_there")


def police_found_no_crime(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """17号第十七条: handed back once the police declined to file, or withdrew the case."""
    said = "公安机关还没有作出不予立案、撤销案件的决定，不能移交行政处理。"
    return _stands_among(subject, NO_CRIME, said, "17号第十七条；310号第十三条")


def was_not_prosecuted(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """17号第十八条: whether to propose a penalty is asked once it was decided not to prosecute."""
    said = "检察机关还没有作出不起诉决定，不需要审查是否提出处罚意见。"
    return _stands_among(subject, NOT_PROSECUTED, said, "17号第十八条；指引第十二条")


def was_judged(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """法释〔2023〕7号第十二条: what a court acquitted or exempted is passed on once the judgment was entered."""
    said = "还没有录入裁判结果，不能移送行政处理。"
    return _stands_among(subject, JUDGED, said, "法释〔2023〕7号第十二条")


def nothing_is_under_way(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """One at a time: a second hand-over waits until the first was answered."""
    found = under_way(subject.dossier)
    if found is None:
        return None
    return Reason(
        f"本案已有一件反向移送，现在是「{Status(found.status).label}」。",
        remedy="无需再次移交；需要补充的，请与生态环境部门联系。",
        code="already_under_way",
    )


def review_still_runs(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """What has run out cannot be extended."""
    clock = situation.clocks.get(REVIEW)
    if clock is not None and not is_overdue(clock, situation.occurred_at):
        return None
    return Reason("审查期限已经届满，不能再延长。", "指引第十二条", "请作出决定。", code="already_overdue")


def reply_day_lies_ahead(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """A day for the answer that has passed already is none."""
    day, served = situation.facts.get("reply_by"), situation.facts.get("served_at")
    if day is None or day > timezone.localdate(served or situation.occurred_at):
        return None
    return Reason("载明的回复日期应当在送达之后。", "高检发释字〔2021〕4号第十条", "请核对回复期限。", code="reply_day_passed")  # fmt: skip


def judgment_is_in_effect(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """行政处罚法第二十七条: what is passed on has been decided for good."""
    return _not_in_the_future(
        situation.facts.get("effective_on"), situation, "裁判生效日期", "法释〔2023〕7号第十二条"
    )


def answer_is_overdue(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """Where a day for the answer runs it must have passed; where the law names none, a reminder is always in place."""
    clock = situation.clocks.get(REPLY)
    if clock is None or is_overdue(clock, situation.occurred_at):
        return None
    assert clock.overdue_after is not None
    return Reason(
        f"回复期限到{date_with_weekday(timezone.localdate(clock.overdue_after))}届满，现在还没有超期。",
        "高检发释字〔2021〕4号第十条",
        "届满后没有回复的再催办。",
        code="not_overdue_yet",
    )


def days_are_in_order(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """Conduct ends, then or meanwhile it is found out; neither lies in the future."""
    ended, found = situation.facts.get("conduct_until"), situation.facts.get("discovered_on")
    return _not_in_the_future(
        ended, situation, "违法行为终了日", "行政处罚法第三十六条"
    ) or _not_in_the_future(found, situation, "发现违法行为之日", "行政处罚法第三十六条")


def within_limitation(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """行政处罚法第三十六条, 生态环境法典第一千零五十四条: what was not found out in time is not punished any more."""
    found = stated_limitation(situation)
    if found is None or not found.has_run_out:
        return None
    return Reason(
        "".join(found.steps), found.basis, "请办理“决定移交案件不予处罚”。", code="limitation_run_out"
    )


def time_has_run_out_if_so_said(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """Who says that the time has run out is held to the count."""
    found = stated_limitation(situation)
    if situation.facts.get("none_due_ground") != RUN_OUT or found is None or found.has_run_out:
        return None
    return Reason("".join(found.steps), found.basis, "请按实际情形选择不予处罚的理由。", code="limitation_not_run_out")  # fmt: skip


def there_is_a_penalty_case(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """What is taken up is a penalty that was filed: the one that stood still, or one that is filed for this now."""
    if unfinished_on(subject.dossier).exists() or decided_on(subject.dossier):
        return None
    return Reason(
        "本案还没有行政处罚立案，没有可以恢复办理的处罚。",
        "行政处罚法第五十四条第二款",
        "请先在“行政处罚”中立案，再恢复办理。",
        code="no_penalty_case",
    )


def no_penalty_was_decided(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """What was punished already after the hand-over is reported, not declared undue."""
    handed = subject.returned_at
    later = [p for p in decided_on(subject.dossier) if handed and _decided_after(p, handed)]
    if not later:
        return None
    return Reason(
        f"移交以后已经作出处罚决定（{later[-1].decision_number}）。", remedy="请直接书面回复处理结果。", code="already_punished"
    )  # fmt: skip


def no_penalty_is_open(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """A penalty that was filed is ended where it runs, so that two records never say different things."""
    found = unfinished_on(subject.dossier).first()
    if found is None:
        return None
    return Reason(
        f"{found}还没有终结，现在是「{PenaltyStatus(found.status).label}」。",
        "行政处罚法第五十七条",
        "请先在“行政处罚”中恢复办理并决定不予处罚，再书面回复。",
        code="penalty_still_open",
    )


def _decided_after(penalty: Penalty, handed: datetime) -> bool:
    """By the moment where it was decided here; by the day where the decision was entered afterwards."""
    if penalty.decided_at is not None:
        return bool(penalty.decided_at > handed)
    return penalty.decided_on is not None and penalty.decided_on > timezone.localdate(handed)


def something_was_decided(subject: ReverseTransfer, situation: Situation) -> Reason | None:
    """法释〔2023〕7号第十二条: the answer tells what was decided, so something must have been."""
    if subject.status != Status.TAKEN_UP or decisions_on(subject):
        return None
    return Reason(
        "还没有作出行政处罚决定，也没有决定不予处罚。",
        "法释〔2023〕7号第十二条",
        "请先在“行政处罚”中作出决定，或者办理“决定移交案件不予处罚”。",
        code="nothing_decided",
    )


def decisions_on(subject: ReverseTransfer) -> list[Penalty]:
    """What was decided on the dossier's penalties: penalties, and that none is imposed. None while one is still open."""
    if unfinished_on(subject.dossier).exists():
        return []
    none = penalties_on(subject.dossier).filter(status=PenaltyStatus.NO_PENALTY)
    return [*decided_on(subject.dossier), *none]


def stated_limitation(situation: Situation) -> Limitation | None:
    """The limitation by the days just stated; None while they are not all there."""
    facts = situation.facts
    said = [facts.get(name) for name in ("conduct_until", "discovered_on", "limitation_ground")]
    return limitation(*said) if all(said) else None  # type: ignore[arg-type]


def _stands_among(
    subject: ReverseTransfer, statuses: frozenset[Transfer], said: str, basis: str
) -> Reason | None:
    transfer = transfer_of(subject.dossier)
    if transfer is not None and transfer.status in statuses:
        return None
    return Reason(said, basis, "请在刑事程序作出结论以后办理。", code="not_concluded")


def _not_in_the_future(day: date | None, situation: Situation, what: str, basis: str) -> Reason | None:
    if day is None or day <= timezone.localdate(situation.occurred_at):
        return None
    return Reason(f"{what}不能晚于办理之日。", basis, "请核对日期。", code="in_the_future")


ORIGINS = {
    "return_for_penalty": Origin.POLICE,
    "begin_penalty_review": Origin.NON_PROSECUTION,
    "pass_on_judgment": Origin.JUDGMENT,
}
"""Opening act -> by which way the case comes back."""
