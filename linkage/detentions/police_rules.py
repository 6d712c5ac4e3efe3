"""Conditions on what the police do. Each answers None or what the user will read; none changes anything."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from linkage.cases.models import PartyKind
from linkage.deadlines.models import Clock
from linkage.detentions import grounds
from linkage.detentions.facts import EXECUTED, GUARANTOR
from linkage.detentions.models import DAYS_AT_MOST, DetentionTransfer
from linkage.detentions.rules import not_detained
from linkage.law import rule_for_fact
from linkage.law.refusal import Reason
from linkage.procedure.situation import Situation

TERMS = ("detention_case_limit_pre2026", "detention_case_limit_2026")
LAW_OF_2026 = date(2026, 1, 1)


def taken_in_before_2026(doing: Any) -> bool:
    """Taken in under 治安管理处罚法（2012）第九十九条."""
    return localdate(doing.occurred_at) < LAW_OF_2026


def taken_in_since_2026(doing: Any) -> bool:
    """Taken in under 治安管理处罚法（2025）第一百一十八条."""
    return not taken_in_before_2026(doing)


def conduct_is_still_detained(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """On the day of the decision, with the circumstances the police found (法典第一千零五十七条: the milder law)."""
    said = situation.facts.get("circumstances")
    conduct = grounds.conduct_of(detention.decision_facts.get("conduct", {}), circumstances=said or "")
    return not_detained(conduct, localdate(situation.occurred_at)) if conduct and said else None


def another_police_agency(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """行政案件程序规定第六十一条: onward to another public security organ."""
    competent = situation.facts.get("competent_agency")
    if competent is None or competent.pk != detention.receiving_agency_id:
        return None
    return Reason(
        "接收机关就是本机关，不是移送管辖。", "行政案件程序规定第六十一条", "请选择有管辖权的其他公安机关。", code="same_agency"
    )  # fmt: skip


def still_leads(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """Nothing is taken back once the crime was filed."""
    dossier = detention.dossier
    if dossier.stage == detention.status:
        return None
    return Reason(
        f"本卷宗现在是「{dossier.stage_label}」，已经作刑事案件办理。",
        "行政案件程序规定第六十五条",
        code="crime_leads",
    )


def superior_police_approves(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """治安管理处罚法第一百一十八条: the police agency above approves."""
    approver, own = situation.facts.get("approving_agency"), detention.receiving_agency
    if approver is None or approver.pk != own.pk and own.path.startswith(approver.path):
        return None
    return Reason(
        f"延长办案期限由{own.name}的上一级公安机关批准。", "治安管理处罚法第一百一十八条", "请选择上一级公安机关。",
        code="not_superior",
    )  # fmt: skip


def term_clock(situation: Situation) -> Clock | None:
    """The running term of the case, under whichever law it was taken in."""
    return next((situation.clocks[code] for code in TERMS if code in situation.clocks), None)


def extension_is_left(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """Once under the law of 2012, twice under that of 2025."""
    clock = term_clock(situation)
    if clock is None:
        return None
    limit = rule_for_fact(clock.code, localdate(clock.started_at))
    at_most = limit.extensions[0].max_times or 0
    if clock.extensions.count() < at_most:
        return None
    return Reason(
        f"办案期限已经延长{at_most}次，不能再延长。", f"{limit.instrument}{limit.article}", "请立即作出决定。",
        code="extended_enough",
    )  # fmt: skip


def term_still_runs(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """An extension is granted while the term still runs."""
    clock = term_clock(situation)
    if clock is None or clock.overdue_after is None or situation.occurred_at <= clock.overdue_after:
        return None
    return Reason(
        "办案期限已经届满，不能再延长。",
        "治安管理处罚法第一百一十八条",
        "请立即作出决定。",
        code="term_expired",
    )


def persons_by_name(detention: DetentionTransfer) -> dict[str, Any]:
    """The natural persons of this case by name."""
    return {p.name: p for p in detention.dossier.case.parties.filter(kind=PartyKind.PERSON).order_by("-pk")}


def detained_are_parties(detention: DetentionTransfer, situation: Situation) -> tuple[Reason, ...]:
    """Only a natural person of this case is detained, each once (853号第九条)."""
    rows = situation.facts.get("detained") or ()
    known = situation.once("persons", lambda: persons_by_name(detention)) if rows else {}
    names = [row["name"].strip() for row in rows]
    reasons = [
        Reason(f"“{name}”不是本案登记的个人当事人。", "853号第九条", "请先登记当事人。", code="not_a_party")
        for name in dict.fromkeys(names)
        if name not in known
    ]
    twice = sorted({name for name in names if names.count(name) > 1})
    return (
        *reasons,
        *(Reason(f"“{name}”写了两次。", remedy="每人一行。", code="person_twice") for name in twice),
    )


def days_within_band(detention: DetentionTransfer, situation: Situation) -> tuple[Reason, ...]:
    """The days lie within the band of the governing article for these circumstances."""
    rows, said = situation.facts.get("detained") or (), situation.facts.get("circumstances")
    conduct = grounds.conduct_of(detention.decision_facts.get("conduct", {}), circumstances=said or "")
    if not rows or not said or conduct is None:
        return ()
    found, _ = grounds.governing(conduct, localdate(situation.occurred_at))
    if not found:
        return ()
    low, high = grounds.band(found)
    return tuple(
        Reason(
            f"{row['name']}的拘留日数“{row['days']}”不在{low}日至{high}日以内（情节{said}）。",
            grounds.cited(found),
            "请核对日数或者情节。",
            code="days_out_of_band",
        )
        for row in rows
        if not low <= days_of(row) <= min(high, DAYS_AT_MOST)
    )


def days_of(row: Any) -> int:
    """The days of one line as a number; 0 for what is none, which no band allows."""
    text = str(row["days"]).strip().removesuffix("日").removesuffix("天")
    return int(text) if text.isascii() and text.isdigit() else 0


def applicants_are_detained(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """行政案件程序规定第二百二十二条: the punished person applies."""
    applicants = situation.facts.get("applicants") or ()
    if all(one.detention_id == detention.pk for one in applicants):
        return None
    return Reason("申请人不是本案的被拘留人。", "行政案件程序规定第二百二十二条", code="not_detained")


def guarantor_is_named(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """行政案件程序规定第二百二十三条: a guarantor has a name; the bond is computed from the days."""
    facts = situation.facts
    if facts.get("guarantee") != GUARANTOR or (facts.get("guarantor") or "").strip():
        return None
    return Reason(
        "担保方式是担保人，请写明担保人。", "行政案件程序规定第二百二十三条", code="guarantor_unnamed"
    )


def execution_in_order(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """Detention that was served has its first and last day, in order, after the decision and not in the future."""
    facts = situation.facts
    if facts.get("execution_result") != EXECUTED:
        return None
    first, last = facts.get("executed_from"), facts.get("executed_until")
    if first is None or last is None:
        return Reason("请填写拘留开始日和结束日。", code="execution_undated")
    decided = localdate(detention.decided_at) if detention.decided_at else first
    if decided <= first <= last <= localdate(situation.occurred_at):
        return None
    return Reason(
        "拘留开始日不能早于决定，结束日不能早于开始日，也不能晚于现在。", remedy="请核对日期。",
        code="execution_out_of_order",
    )  # fmt: skip
