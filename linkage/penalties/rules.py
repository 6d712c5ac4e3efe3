"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from linkage.documents.models import Document
from linkage.dossiers.facing import takes_part
from linkage.dossiers.models import Dossier
from linkage.law.refusal import Reason
from linkage.law.wording import date_with_weekday
from linkage.penalties.facts import APPROVED_BY_HEAD, DISCUSSED, ENDINGS, FACTS
from linkage.penalties.limitation import basis_of, last_day
from linkage.penalties.models import Penalty
from linkage.penalties.status import WHILE_WITH_POLICE, Harm, PenaltyKind, Status
from linkage.procedure.procedures import leading_at
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers

DECISION_CLOCK = "admin_penalty_decision"
TRANSFER = "crime_transfer"
COMES_BACK = "conclude"
"""The act of a transfer that returns the case to administrative handling: where it may be done, the police have let go."""


def is_with_the_police(dossier: Dossier) -> bool:
    """Whether the criminal case runs: handed over with a transfer letter, and not come back (17号第十六条)."""
    procedure = leading_at(dossier.stage) if dossier.stage and dossier.is_open else None
    if procedure is None or procedure.table.code != TRANSFER:
        return False
    if dossier.stage in procedure.table.row(COMES_BACK).source:
        return False
    return Document.objects.filter(dossier=dossier, kind="transfer_letter").exists()


def everything_is_stated(penalty: Penalty, situation: Situation) -> tuple[Reason, ...]:
    """What an act on a penalty must state is not left blank."""
    return blank_answers(FACTS, situation)


def bureau_takes_part(penalty: Penalty, situation: Situation) -> Reason | None:
    """A bureau punishes in a case of its own; a superior who only looks on does not."""
    if not penalty.punishing_agency_id:
        said = "没有找到办理本案的生态环境部门。"
        return Reason(said, remedy="请由参与本案的生态环境部门办理。", code="nobody_there")
    if takes_part(penalty.dossier, penalty.punishing_agency):
        return None
    said = f"{penalty.punishing_agency.name}没有参与本案，不能在本案立案处罚。"
    return Reason(said, remedy="请由参与本案的机关办理，或者另行登记行政处罚。", code="not_taking_part")


def procuratorate_is_known(penalty: Penalty, situation: Situation) -> Reason | None:
    """17号第三十四条: every penalty is open to the procuratorate of the same level; so there must be one."""
    if penalty.procuratorial_agency_id or not penalty.punishing_agency_id:
        return None
    said = f"没有找到{penalty.punishing_agency.name}的同级人民检察院。"
    return Reason(said, "17号第三十四条", "请系统管理员补录同级对应。", code="no_counterpart")


def days_are_in_order(penalty: Penalty, situation: Situation) -> tuple[Reason, ...]:
    """Neither the end of the conduct nor its being found out is still to come."""
    done = ("办理日期", localdate(situation.occurred_at))
    stated = (("违法行为被发现日", "discovered_on"), ("行为终了日", "conduct_until"))
    return tuple(
        reason
        for label, name in stated
        for reason in _days_against(((label, situation.facts.get(name)), done))
    )


def served_after_the_decision(penalty: Penalty, situation: Situation) -> tuple[Reason, ...]:
    """行政处罚法第六十一条: a decision is served once it was made, and not in the future."""
    decided = situation.facts.get("decided_on", penalty.decided_on)
    served = situation.facts.get("served_on")
    until = situation.facts.get("entered_on", localdate(situation.occurred_at))
    steps = (("决定日期", decided), ("送达日期", served), ("登记日期", until))
    return tuple(_days_against(steps)) if served else ()


def limitation_has_not_run_out(penalty: Penalty, situation: Situation) -> Reason | None:
    """行政处罚法第三十六条, 生态环境法典第一千零五十四条: what was found out too late is punished no more."""
    facts = situation.facts
    until, found, said = facts.get("conduct_until"), facts.get("discovered_on"), facts.get("harm")
    harm = next((h.value for h in Harm if h.label == said), "")
    if not isinstance(until, date) or not isinstance(found, date) or not harm:
        return None
    last = last_day(until, harm)
    if found <= last:
        return None
    return Reason(
        f"追责时效已于{date_with_weekday(last)}届满，违法行为在{date_with_weekday(found)}才被发现，不再给予行政处罚。",
        basis_of(until),
        "行为连续或者继续的，请核对行为终了日；不再处罚的，不要立案。",
        code="limitation_expired",
    )


def extension_is_the_next(penalty: Penalty, situation: Situation) -> Reason | None:
    """Thirty days by the head once, thirty more after collective discussion once, and no third (MEMORY)."""
    clock = situation.clocks.get(DECISION_CLOCK)
    if clock is None:
        return Reason(
            "办案期限没有在计算，不能延长。", remedy="请核对本案的办理环节。", code="no_running_term"
        )
    if clock.overdue_after is not None and situation.occurred_at > clock.overdue_after:
        return Reason("办案期限已经届满，不能再延长。", remedy="请尽快作出决定。", code="term_expired")
    given = clock.extensions.count()
    if given >= 2:
        return Reason(
            "办案期限已经延长两次，不能再延长。", remedy="请在期限内作出决定。", code="extended_twice"
        )
    said, due = situation.facts.get("extension_ground"), (APPROVED_BY_HEAD, DISCUSSED)[given]
    if said is None or said == due:
        return None
    order = "第一次延长由负责人批准。" if given == 0 else "再次延长须经集体讨论决定。"
    return Reason(order, remedy=f"请选择“{due}”。", code="extension_out_of_order")


def fine_is_stated(penalty: Penalty, situation: Situation) -> Reason | None:
    """A fine has an amount, and an amount belongs to a fine."""
    kinds, amount = situation.facts.get("penalty_kinds"), situation.facts.get("fine_yuan")
    if kinds is None:
        return None
    fined = str(PenaltyKind.FINE.label) in kinds
    if fined and (amount is None or amount <= 0):
        return Reason("处以罚款的，请填写罚款金额。", code="fine_unstated")
    if not fined and amount is not None:
        return Reason("没有处以罚款的，不要填写罚款金额。", code="fine_without_kind")
    return None


def no_fine_while_with_the_police(penalty: Penalty, situation: Situation) -> Reason | None:
    """17号第十六条: while the criminal case runs nothing new is decided but 暂扣、吊销许可证 and 责令停产停业."""
    said = situation.facts.get("penalty_kinds")
    if said is None:
        return None
    barred = [word for word in said if word not in _words(WHILE_WITH_POLICE)]
    if not barred:
        return None
    if penalty.status == Status.SUSPENDED:
        where, remedy = "本处罚因刑事移送中止，还没有恢复办理", "刑事程序终结后，请先办理“恢复办理行政处罚”。"
    elif is_with_the_police(penalty.dossier):
        where, remedy = "本案已移送公安机关办理", "请等待刑事处理结果。"
    else:
        return None
    return Reason(
        f"{where}，期间不能作出{'、'.join(barred)}的处罚。",
        "17号第十六条",
        f"{remedy}期间可以作出的是：{'、'.join(sorted(_words(WHILE_WITH_POLICE)))}。",
        code="with_the_police",
    )


def party_was_told(penalty: Penalty, situation: Situation) -> Reason | None:
    """Before a decision the party hears what is intended and may answer (MEMORY: 行政处罚法第四十四条)."""
    if penalty.notified_at:
        return None
    return Reason("还没有事先告知当事人。", remedy="请先办理“事先告知”。", code="not_notified")


def decision_number_is_new(penalty: Penalty, situation: Situation) -> Reason | None:
    """A decision is entered once: its number is its bureau's alone."""
    number = str(situation.facts.get("decision_number") or "").strip()
    found = Penalty.objects.filter(punishing_agency=penalty.punishing_agency_id, decision_number=number)
    if not number or not found.exclude(pk=penalty.pk).exists():
        return None
    said = f"文号为{number}的处罚决定已经登记。"
    return Reason(said, remedy="请核对文号，不要重复登记。", code="number_taken")


def case_is_with_the_police(penalty: Penalty, situation: Situation) -> Reason | None:
    """17号第十六条: a penalty stands still only with a criminal case."""
    if is_with_the_police(penalty.dossier):
        return None
    said = "本案没有移送公安机关，或者已经退回，不能中止处罚。"
    return Reason(said, "17号第十六条", "请在办案期限内办理。", code="not_with_the_police")


def case_has_come_back(penalty: Penalty, situation: Situation) -> Reason | None:
    """17号第十六、十七条: it goes on once the criminal case is over."""
    if not is_with_the_police(penalty.dossier):
        return None
    said = "刑事案件还在办理，不能恢复办理行政处罚。"
    return Reason(said, "17号第十六条", "请等待公安、检察机关的处理结果。", code="with_the_police")


def termination_has_a_reason(penalty: Penalty, situation: Situation) -> Reason | None:
    """Who ends before everything was carried out says why."""
    facts = situation.facts
    if facts.get("ending") != ENDINGS[1] or str(facts.get("ending_note") or "").strip():
        return None
    return Reason("终结执行的，请写明理由。", code="reason_unstated")


def execution_is_recorded(penalty: Penalty, situation: Situation) -> Reason | None:
    """A case of a penalty closes on what was carried out."""
    if penalty.execution:
        return None
    return Reason("还没有登记执行情况。", remedy="请先办理“登记执行情况”。", code="execution_unrecorded")


def _words(kinds: Iterable[PenaltyKind]) -> set[str]:
    return {str(kind.label) for kind in kinds}


def _days_against(steps: tuple[tuple[str, date | None], ...]) -> Iterable[Reason]:
    for (before, first), (after, second) in zip(steps, steps[1:], strict=False):
        if isinstance(first, date) and isinstance(second, date) and first > second:
            yield Reason(f"{before}不能晚于{after}。", remedy="请核对日期。", code="days_out_of_order")
