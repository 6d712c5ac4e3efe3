"""Conditions on facts. Each answers None, or the reason the user will read. None of them changes anything."""

from linkage.cases.models import PartyKind
from linkage.clues.status import Status as Clue
from linkage.documents.models import Document
from linkage.evidence.completeness import lacks, self_check
from linkage.investigations.status import Status as Found
from linkage.law.refusal import Reason
from linkage.penalties.status import Status as Punished
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers
from linkage.property.queries import items_to_hand_over, items_to_sign_for, unsettled
from linkage.property.rules import property_is_settled
from linkage.transfers.facts import FACTS
from linkage.transfers.material_papers import (
    made_classes,
    papers_as_material,
    standing_declarations,
    standing_items,
)
from linkage.transfers.models import Transfer

TEAM_AT_LEAST = 2
ROUNDS_AT_MOST = 2
CALLING_FOR_TRANSFER = frozenset(
    {
        Found.TO_TRANSFER, Clue.VERIFIED, Clue.NOTIFIED, Clue.ANSWERED,
        Punished.FILED, Punished.NOTIFIED, Punished.DECIDED, Punished.SERVED,
    }
)  # fmt: skip
"""Where a dossier stands when what was found calls for a transfer; an officer who punishes may find a crime (行政处罚法第二十七条)."""
ASKING_PAPERS = ("require_explain", "notify_filing")
"""What the procuratorate issues in filing supervision: reasons demanded, then the notice to file."""
FILING_CLOCKS = (
    "police_filing_decision_normal",
    "police_filing_decision_clue",
    "police_filing_decision_complex",
)


def findings_call_for_transfer(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第五条; 通知三: what was found is suspected to be a crime, by the joint report or by the verified clue."""
    if transfer.dossier.stage in CALLING_FOR_TRANSFER:
        return None
    return Reason(
        "调查还没有得出移送公安机关追究刑事责任的结果。",
        "17号第五条；通知三",
        "请先核实线索或者完成联合调查报告。",
        code="no_findings",
    )


def everything_is_stated(transfer: Transfer, situation: Situation) -> tuple[Reason, ...]:
    """What the act must state is not left blank. Acts that issue a paper need not ask: a paper asks its own questions."""
    return blank_answers(FACTS, situation)


def team_of_two(transfer: Transfer, situation: Situation) -> Reason | None:
    """310号第五条第一款: two or more enforcement officers."""
    members = situation.facts.get("members")
    if members is None or len({m.pk for m in members}) >= TEAM_AT_LEAST:
        return None
    return Reason(
        "专案组不足两人，不能指定。",
        "310号第五条第一款",
        "请再选择至少一名本机关执法人员。",
        code="team_too_small",
    )


def reporter_in_team(transfer: Transfer, situation: Situation) -> Reason | None:
    """310号第五条第一款: the team itself verifies and writes the report."""
    by = situation.by
    if by is None or situation.once("in_team", lambda: transfer.team.filter(user=by).exists()):
        return None
    return Reason("书面报告由专案组成员写出。", "310号第五条第一款", "请专案组成员办理。", code="not_in_team")


def unit_crime_has_a_unit(transfer: Transfer, situation: Situation) -> Reason | None:
    """高检会〔2019〕3号第一项: a crime of a unit needs a unit among the parties."""
    if not situation.facts.get("unit_crime_signs"):
        return None
    if transfer.dossier.case.parties.filter(kind=PartyKind.UNIT).exists():
        return None
    return Reason(
        "当事人中没有单位，不能写明单位犯罪的情形。",
        "高检会〔2019〕3号第一项",
        "请核对当事人；不是单位犯罪的，不选单位犯罪的情形，只写判断。",
        code="no_unit",
    )


def approver_not_in_team(transfer: Transfer, situation: Situation) -> Reason | None:
    """The one who verified does not approve their own report (310号第五条第二款: the head does)."""
    if (
        situation.by is None
        or situation.by.pk != transfer.reported_by_id
        and not transfer.team.filter(user=situation.by).exists()
    ):
        return None
    return Reason(
        "专案组成员不能审批自己的报告。",
        "310号第五条第二款",
        "请正职负责人或主持工作的其他负责人审批。",
        code="own_report",
    )


def conditions_are_met(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第五条: both conditions, before a transfer can be approved."""
    if transfer.conditions_met:
        return None
    return Reason(
        "书面报告认定不符合移送条件，不能批准移送。",
        "17号第五条",
        "可作出不批准决定并写明理由。",
        code="conditions_not_met",
    )


def materials_are_complete(transfer: Transfer, situation: Situation) -> tuple[Reason, ...]:
    """17号第六条: the seven classes are there, or it is on record why one is not."""
    dossier = transfer.dossier
    papers = situation.once("papers", lambda: papers_as_material(dossier))
    with_property = situation.once("has_property", lambda: unsettled(dossier).exists())
    return lacks(
        self_check(
            dossier,
            items=situation.once("items", lambda: standing_items(dossier)),
            declarations=situation.once("declarations", lambda: standing_declarations(dossier)),
            penalty_decided=bool(dossier.case.penalty_number),
            generated=made_classes(papers, with_property=with_property),
        )
    )


def another_police_agency(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第九条: onward transfer goes to another public security organ, not back to this one."""
    competent = situation.facts.get("competent_agency")
    if competent is None or competent.pk != transfer.receiving_agency_id:
        return None
    return Reason(
        "接收机关就是本机关，不是移送管辖。",
        "17号第九条",
        "请选择有管辖权的其他公安机关。",
        code="same_agency",
    )


def filing_term_still_runs(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第九条: the seven- and thirty-day tiers are chosen before the running one has expired."""
    clock = next((situation.clocks[c] for c in FILING_CLOCKS if c in situation.clocks), None)
    if clock is None or clock.overdue_after is None or situation.occurred_at <= clock.overdue_after:
        return None
    return Reason(
        "现行审查期限已经届满，不能再改用更长的一档。",
        "17号第九条",
        "请立即作出立案或者不予立案决定。",
        code="term_expired",
    )


def not_yet_in_longer_tier(transfer: Transfer, situation: Situation) -> Reason | None:
    """Seven days only from the three-day tier: the total runs from acceptance and does not add up."""
    if "police_filing_decision_normal" in situation.clocks:
        return None
    return Reason("审查期限已经是更长的一档。", "17号第九条", code="tier_already_longer")


def not_yet_in_longest_tier(transfer: Transfer, situation: Situation) -> Reason | None:
    """Thirty days is the last tier."""
    if "police_filing_decision_complex" not in situation.clocks:
        return None
    return Reason("审查期限已经是三十日一档，不能再延长。", "17号第九条", code="tier_already_longest")


def reconsideration_in_time(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第十一条: three working days from receipt of the notice; later only filing supervision remains.

    What counts is when it was applied for: an application made in time may be entered after the right's clock has lapsed.
    """
    clock = (
        situation.clocks.get("reconsider_apply")
        or transfer.dossier.clocks.filter(code="reconsider_apply").last()
    )
    if clock and clock.overdue_after and situation.occurred_at <= clock.overdue_after:
        return None
    return Reason(
        "申请复议的期限已过。",
        "17号第十一条",
        "仍可依17号第十二条建议检察机关立案监督。",
        code="reconsideration_late",
    )


def once_reconsidered(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第十一条 provides one reconsideration of a decision not to file."""
    if transfer.reconsideration_decided_at is None:
        return None
    return Reason(
        "本案已经复议过一次。",
        "17号第十一、十二条",
        "有异议的，可以建议检察机关立案监督。",
        code="reconsidered_once",
    )


def rounds_left(transfer: Transfer, situation: Situation) -> Reason | None:
    """刑事诉讼法第一百七十五条第三款: supplementary investigation at most twice."""
    if transfer.supplement_rounds < ROUNDS_AT_MOST:
        return None
    return Reason(
        "退回补充侦查已经两次，不能再退。",
        "刑事诉讼法第一百七十五条",
        "请依法作出起诉或者不起诉决定。",
        code="two_rounds",
    )


def review_not_extended(transfer: Transfer, situation: Situation) -> Reason | None:
    """检察规则第三百五十一条: fifteen more days, once."""
    if not transfer.review_extended:
        return None
    return Reason("审查起诉期限已经延长过一次。", "检察规则第三百五十一条", code="extended_once")


def note_when_incomplete(transfer: Transfer, situation: Situation) -> Reason | None:
    """The receipt says which materials are missing when it says that some are (17号第八条)."""
    facts = situation.facts
    if facts.get("material_check") != "材料不全" or facts.get("missing_materials_note"):
        return None
    return Reason("核对结果为材料不全，请写明缺少的材料。", "17号第八条", code="missing_materials_unnamed")


def correction_is_stated(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第八条: corrected materials are listed; what cannot be corrected is explained in writing."""
    facts = situation.facts
    outcome = facts.get("outcome")
    if outcome in ("全部补正", "部分补正") and not facts.get("corrected"):
        return Reason("请列出补正的材料。", "17号第八条", code="corrected_unnamed")
    if outcome in ("部分补正", "无法补正") and not facts.get("objective_reason"):
        return Reason("请写明无法补正的客观原因。", "17号第八条", code="reason_unstated")
    return None


def review_still_runs(transfer: Transfer, situation: Situation) -> Reason | None:
    """An extension is granted while the time still runs."""
    clock = situation.clocks.get("prosecution_review")
    if clock is None or clock.overdue_after is None or situation.occurred_at <= clock.overdue_after:
        return None
    return Reason("审查起诉期限已经届满，不能再延长。", "检察规则第三百五十一条", code="term_expired")


def every_item_is_signed_for(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第十条; 310号第十二条: item by item, signed for on both sides, before the hand-over is over."""
    dossier = transfer.dossier
    waiting = [item.name for item in items_to_hand_over(dossier)]
    unsigned = [item.name for item in items_to_sign_for(dossier)]
    if not waiting and not unsigned:
        return None
    said = [f"还没有移交：{'、'.join(waiting)}"] if waiting else []
    said += [f"公安机关还没有签收：{'、'.join(unsigned)}"] if unsigned else []
    return Reason(
        f"{'；'.join(said)}。",
        "17号第十条；310号第十二条",
        "请在“涉案物品”里逐件移交，并由公安机关逐件签收。",
        code="property_not_handed_over",
    )


def no_property_is_left(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第十条: nothing leaves the register without an end, and no case ends before."""
    return property_is_settled(transfer.dossier)


def property_is_awaited(transfer: Transfer, situation: Situation) -> Reason | None:
    """17号第十条: one hand-over of the property; it is over when its clock has stopped."""
    if "property_handover" in situation.clocks:
        return None
    return Reason("涉案物品已经交接，或者尚未收到立案通知书。", "17号第十条", code="property_not_awaited")


def procuratorate_has_asked(transfer: Transfer, situation: Situation) -> Reason | None:
    """检察规则第五百六十、五百六十三条: after the police decided not to file, the procuratorate demanded reasons or notified."""
    decided = (transfer.declined_at, transfer.reconsideration_decided_at, transfer.withdrawn_at)
    last = max((moment for moment in decided if moment), default=None)
    asked = Document.objects.filter(dossier_id=transfer.dossier_id, kind__in=ASKING_PAPERS)
    if last and asked.filter(made_at__gte=last).exists():
        return None
    return Reason(
        "检察机关没有就本案要求说明理由，也没有通知立案。",
        "检察规则第五百六十、五百六十三条",
        "请等候检察机关的要求说明理由通知书或者通知立案书。",
        code="not_asked_by_procuratorate",
    )
