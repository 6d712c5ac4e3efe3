"""Conditions on what the bureau does. Each answers None or what the user will read; none changes anything."""

from datetime import date

from django.utils.timezone import localdate

from linkage.clues.status import Status as Clue
from linkage.detentions import grounds
from linkage.detentions.facts import FACTS, KEPT, MATERIALS, MAY_BE_NONE, NONE, ORIGINAL
from linkage.detentions.models import DetentionTransfer
from linkage.investigations.status import Status as Found
from linkage.law.refusal import Reason
from linkage.penalties.queries import decided_on
from linkage.procedure.procedures import leading_at
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers

BEFORE = (
    Found.TO_DETENTION, Found.TO_PENALTY, Clue.VERIFIED, Clue.NOTIFIED, Clue.ANSWERED, Clue.TO_PENALTY,
)  # fmt: skip
"""Where a dossier stands when a detention may be transferred next; also where only a penalty is, or a transfer has ended."""
TRANSFER, TRANSFER_ENDED = "crime_transfer", "concluded"
PENALTY_PROCEDURE = "administrative_penalty"
KINDS_THAT_MUST_BE = tuple(kind for kind in MATERIALS if kind not in MAY_BE_NONE)


def everything_is_stated(detention: DetentionTransfer, situation: Situation) -> tuple[Reason, ...]:
    """What the act must state is not left blank."""
    return blank_answers(FACTS, situation)


def is_ripe(stage: str) -> bool:
    """Whether a detention may be transferred next where the dossier stands so."""
    leads = leading_at(stage)
    return stage in ("", TRANSFER_ENDED, *BEFORE) or (
        leads is not None and leads.table.code == PENALTY_PROCEDURE
    )


def may_lead_the_dossier(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """853号第二条: no crime. A suspected crime under way is with the police; one detention a dossier."""
    dossier = detention.dossier
    if DetentionTransfer.objects.filter(dossier=dossier).exists():
        return Reason(
            "本卷宗已经有一次行政拘留移送。", "853号第二条", "请在原移送上继续办理。", code="one_detention"
        )
    leads = leading_at(dossier.stage)
    code = leads.table.code if leads else ""
    if code == TRANSFER and dossier.stage != TRANSFER_ENDED:
        return Reason(
            f"本卷宗的刑事移送现在是「{dossier.stage_label}」，不能同时移送行政拘留。",
            "853号第二条；17号第十七条",
            "尚不构成犯罪的，待刑事移送转行政处理办结以后再移送。",
            code="crime_transfer_leads",
        )
    if is_ripe(dossier.stage):
        return None
    return Reason(
        f"本卷宗现在是「{dossier.stage_label}」，还不能移送行政拘留。",
        "853号第二条",
        "请先核实线索，或者完成联合调查。",
        code="not_ripe",
    )


def penalty_is_decided(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """853号第二条: detention is transferred after the penalty was decided, never before."""
    decided = situation.once("penalties", lambda: decided_on(detention.dossier))
    if decided:
        return None
    case = getattr(detention.dossier, "case", None)
    if case is None or not case.penalty_number:
        return Reason(
            "还没有作出行政处罚决定，不能移送行政拘留；材料也不能先于处罚决定移送。",
            "853号第二条",
            "请先作出行政处罚决定并在“行政处罚”里登记。",
            code="no_penalty",
        )
    if "penalty_decided_on" in situation.facts and situation.facts["penalty_decided_on"] is None:
        return Reason(
            f"处罚决定（{case.penalty_number}）的日期没有登记。",
            "853号第二条",
            "请填写行政处罚决定日。",
            code="penalty_undated",
        )
    return None


def conduct_stated(detention: DetentionTransfer, situation: Situation) -> grounds.Conduct | None:
    """The conduct as this act states it; None while something is missing."""
    facts = situation.facts
    decided = situation.once("penalties", lambda: decided_on(detention.dossier))
    penalty = decided[0].decided_on if decided else facts.get("penalty_decided_on")
    wanted = (facts.get("conduct"), facts.get("conduct_until"), facts.get("circumstances"))
    if penalty is None or not all(wanted):
        return None
    defied = facts.get("order_defied")
    return grounds.Conduct(
        name=facts["conduct"], until=facts["conduct_until"], circumstances=facts["circumstances"],
        penalty_decided_on=penalty, order_served_on=facts.get("order_served_on"),
        order_defied=None if not defied else defied == "是",
    )  # fmt: skip


def conduct_is_detained(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """The conduct falls under an article in force on its own day (环保法第六十三条 …; 法典第一千一百零八条 …)."""
    conduct = conduct_stated(detention, situation)
    return not_detained(conduct, localdate(situation.occurred_at)) if conduct else None


def not_detained(conduct: grounds.Conduct, on: date) -> Reason | None:
    """Why no article punishes this conduct with detention on that day; None where one does."""
    found, why = grounds.governing(conduct, on)
    if found:
        return None
    return Reason(
        f"“{conduct.name}”不具备行政拘留的条件：{''.join(why)}",
        "853号第二条",
        "请核对行为、日期和责令文书。",
        code="no_ground",
    )


def bureau_transfers(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """法典第一千一百三十一条: banned pesticides are transferred by the department of agriculture."""
    conduct = conduct_stated(detention, situation)
    found = grounds.governing(conduct, localdate(situation.occurred_at))[0] if conduct else []
    if not any(grounds.FARMING in one.transferor for one in found):
        return None
    return Reason(
        "生产、使用禁用农药的案件由农业农村部门移送公安机关，生态环境部门不移送。",
        grounds.cited(found),
        "请把线索和材料移送同级农业农村部门，由其移送公安机关。",
        code="agriculture_transfers",
    )


def order_is_ahead(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """The day by which the transfer is ordered lies ahead."""
    due = situation.facts.get("order_due_on")
    if due is None or due >= localdate(situation.occurred_at):
        return None
    return Reason("责令移送的期限不能早于今天。", "853号第十七条", "请核对日期。", code="order_in_the_past")


def unit_is_registered(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """853号附件一: the form names the enterprise or operator."""
    if detention.dossier.case.parties.exists():
        return None
    return Reason("本案还没有登记当事人。", "853号附件1", "请先登记企业或者其他经营者。", code="no_party")


def approver_did_not_request(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """853号第十条: who asks for approval does not give it."""
    if situation.by is None or situation.by.pk != detention.requested_by_id:
        return None
    return Reason("填写审批表的人不能审批。", "853号第十条", "请部门负责人审批。", code="own_request")


def materials_are_whole(detention: DetentionTransfer, situation: Situation) -> tuple[Reason, ...]:
    """853号第十一条: seven kinds; letter and list are made by the hand-over, two kinds may not exist in a case."""
    rows = situation.facts.get("materials")
    if not rows:
        return ()
    known = [row["kind"] for row in rows if row["name"].strip() != NONE]
    unknown = [row["kind"] for row in rows if row["kind"] not in MATERIALS]
    reasons = [
        Reason(
            f"没有“{kind}”这一类材料。",
            "853号第十一条",
            f"类别是：{'、'.join(MATERIALS)}。",
            code="unknown_kind",
        )
        for kind in unknown
    ]
    reasons += [
        Reason(f"移送材料缺“{kind}”。", "853号第十一条", "请补上后移送。", code="material_missing")
        for kind in KINDS_THAT_MUST_BE
        if kind not in known
    ]
    named = {row["kind"] for row in rows}
    reasons += [
        Reason(
            f"移送材料没有写明“{kind}”。", "853号第十一条", "本案没有的，名称写“无”。", code="material_unsaid"
        )
        for kind in MAY_BE_NONE
        if kind not in named
    ]
    return tuple(reasons)


def materials_are_originals(detention: DetentionTransfer, situation: Situation) -> tuple[Reason, ...]:
    """853号第十一条: originals go, copies are made before and kept."""
    rows = [row for row in situation.facts.get("materials") or () if row["name"].strip() != NONE]
    reasons = [
        Reason(
            f"“{row['name']}”不是原件。", "853号第十一条", "请移送原件，复印件留存备查。", code="no_original"
        )
        for row in rows
        if row["form"] != ORIGINAL
    ]
    reasons += [
        Reason(
            f"“{row['name']}”还没有复印备查。", "853号第十一条", "请先复印留存再移送。", code="no_copy_kept"
        )
        for row in rows
        if row["kept"] != KEPT
    ]
    return tuple(reasons)


def supplied_or_explained(detention: DetentionTransfer, situation: Situation) -> Reason | None:
    """853号第十三条: what was asked for is supplied, or it is said why it cannot be."""
    facts = situation.facts
    if not facts or facts.get("supplied") or (facts.get("unable_reason") or "").strip():
        return None
    return Reason(
        "没有列出补充的证据，也没有写明不能补充的原因。",
        "853号第十三条",
        "请至少填写一项。",
        code="nothing_supplied",
    )
