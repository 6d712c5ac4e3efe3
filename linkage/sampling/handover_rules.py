"""Conditions on a hand-over of samples. Each answers None, or the reasons the user will read."""

from collections.abc import Sequence
from typing import Any

from linkage.dossiers.models import Participation
from linkage.law.refusal import Reason
from linkage.law.wording import moment
from linkage.procedure.situation import Situation
from linkage.procedure.stated import blank_answers
from linkage.sampling.custody import Holder, holder_of, open_offer
from linkage.sampling.handover_facts import BROKEN, DIFFERS, FACTS, NOT_KEPT
from linkage.sampling.models import Sample, SampleHandover
from linkage.sampling.rules import not_after
from linkage.sampling.status import Status


def everything_is_stated(handover: SampleHandover, situation: Situation) -> Sequence[Reason]:
    """What must be stated is not left blank."""
    return blank_answers(FACTS, situation)


def receiver_is_named(handover: SampleHandover, situation: Situation) -> Reason | None:
    """One colleague with an account, or one person of a unit that has none; never a colleague by typed name."""
    facts = situation.facts
    if "handed_by" not in facts:
        return None
    chosen = list(facts.get("receiver") or ())
    unit, person = _said(situation, "received_unit"), _said(situation, "received_by")
    if len(chosen) > 1 or chosen and (unit or person):
        said = "接收人应当是一个人：选择一名办案人员，或者填写接收单位和它的接收人。"
        return Reason(said, remedy="请只留一个接收人。", code="several_receivers")
    if not chosen and not (unit and person):
        said = "没有写明样品交给谁。"
        remedy = "请选择一名办案人员；交给检测机构、送样人的，填写接收单位和接收人。"
        return Reason(said, remedy=remedy, code="custody_to_nobody")
    if chosen and not _takes_part(handover, agency=chosen[0].agency_id):
        said = f"{chosen[0].agency.name}没有参与本案，{chosen[0].name}不能接收本案的样品。"
        return Reason(said, remedy="请选择参与本案的办案人员。", code="not_taking_part")
    if unit and _takes_part(handover, agency__name=unit):
        said = f"{unit}的人员有账号，应当由接收人本人签收，不能登记为纸质签收。"
        return Reason(said, remedy="请在“接收人（办案人员）”中选择。", code="receiver_has_an_account")
    return None


def samples_are_free(handover: SampleHandover, situation: Situation) -> Sequence[Reason]:
    """One bottle is offered to one person at a time, and not after its end."""
    reasons = []
    for sample in _samples(situation):
        if sample.status == Status.DISPOSED:
            reasons.append(Reason(f"{sample}已经处置，不能交接。", code="sample_disposed"))
        elif offer := open_offer(sample):
            said = (
                f"{sample}正在交接（{offer}，交给{offer.received_unit}的{offer.received_by}），还没有签收。"
            )
            reasons.append(Reason(said, remedy="请等接收人签收，或者先撤回那次交接。", code="handover_open"))
    return reasons


def custody_goes_on(handover: SampleHandover, situation: Situation) -> Sequence[Reason]:
    """Each sample comes from the hand it is in, not before it got there, by that hand's agency, to another hand."""
    facts = situation.facts
    reasons = []
    for sample in _samples(situation):
        holder = holder_of(sample)
        reasons += _against_giver(handover, sample, holder, _said(situation, "handed_by"))
        if _is_receiver(holder, situation):
            said = f"{sample}现在就由{holder.person}保管，交出人和接收人应当是两个人。"
            reasons.append(Reason(said, remedy="请核对接收人。", code="custody_to_nobody"))
        at = facts.get("handed_at")
        if at is not None and not not_after(holder.since, at):
            said = (
                f"交出时间（{moment(at)}）早于{sample}到{holder.person}手中的时间（{moment(holder.since)}）。"
            )
            reasons.append(Reason(said, remedy="请核对交出时间。", code="custody_out_of_order"))
    if (at := facts.get("handed_at")) is not None and not not_after(at, situation.occurred_at):
        reasons.append(
            Reason("交出时间不能晚于办理时间。", remedy="请核对交出时间。", code="custody_out_of_order")
        )
    return reasons


def broken_seal_is_explained(handover: SampleHandover, situation: Situation) -> Reason | None:
    """A seal that is broken before it leaves is told by the giver."""
    if situation.facts.get("seal_intact") != BROKEN or _said(situation, "custody_note"):
        return None
    return Reason("封签不完好，请写明情况。", remedy="请在“交出说明”中写明。", code="broken_seal_unexplained")


def the_receiver_acts(handover: SampleHandover, situation: Situation) -> Reason | None:
    """Who has an account signs, or refuses, in person."""
    receiver = handover.receiver
    if receiver is None or situation.by is None or situation.by.pk == receiver.pk:
        return None
    return Reason(
        f"样品是交给{receiver.agency.name}的{receiver.name}的，由其本人核对并签收。",
        remedy="本人不能接收的，由交出机关撤回后另交他人。",
        code="not_the_receiver",
    )


def paper_is_named(handover: SampleHandover, situation: Situation) -> Reason | None:
    """Who has no account signs the printed sheet; whoever enters that names the scan."""
    if not handover.on_paper or "signed_paper" not in situation.facts or situation.facts["signed_paper"]:
        return None
    return Reason(
        f"{handover.received_unit}没有账号，在打印的样品交接单上签收；请选择双方签字的交接单。",
        remedy="请打印样品交接单，双方签字后扫描，先加入证据材料，再在这里选择。",
        code="signed_paper_missing",
    )


def received_in_order(handover: SampleHandover, situation: Situation) -> Reason | None:
    """Given, received, then signed for."""
    at = situation.facts.get("received_at")
    if at is None or not_after(handover.handed_at, at) and not_after(at, situation.occurred_at):
        return None
    return Reason(
        f"接收时间应当不早于交出时间（{moment(handover.handed_at)}），不晚于办理时间。",
        remedy="请核对接收时间。",
        code="custody_out_of_order",
    )


def differences_are_told(handover: SampleHandover, situation: Situation) -> Reason | None:
    """What does not agree with the sheet is written down at once by whoever receives."""
    facts = situation.facts
    found = [
        label
        for label, is_so in (
            ("封签", bool(facts.get("broken_seals"))),
            ("数量", facts.get("count_check") == DIFFERS),
            ("体积或者重量", facts.get("volume_check") == DIFFERS),
            ("保存温度", facts.get("temperature_check") == NOT_KEPT),
        )
        if is_so
    ]
    if not found or _said(situation, "receipt_difference"):
        return None
    return Reason(
        f"{'、'.join(found)}不符，请写明不符之处。",
        remedy="请在“不符之处”中写明；不能接收的，办理退回。",
        code="difference_unstated",
    )


def _against_giver(handover: SampleHandover, sample: Sample, holder: Holder, giver: str) -> list[Reason]:
    reasons = []
    if giver and giver != holder.person:
        said = f"{sample}现在由{holder.unit}的{holder.person}保管，交出人写的是“{giver}”，交接链在这里断开。"
        remedy = "请核对交出人；中间还有一次交接没有登记的，先登记那一次。"
        reasons.append(Reason(said, remedy=remedy, code="custody_broken"))
    answers = holder.agency or sample.sending_agency_id
    if answers != handover.sending_agency_id:
        whose = holder.unit if holder.agency else sample.sending_agency.name
        said = f"{sample}现在由{holder.unit}的{holder.person}保管，由{whose}办理交出。"
        reasons.append(Reason(said, remedy="请由该机关的办案人员办理。", code="not_in_our_hands"))
    return reasons


def _is_receiver(holder: Holder, situation: Situation) -> bool:
    chosen = list(situation.facts.get("receiver") or ())
    if chosen:
        return any((one.agency_id, one.name) == (holder.agency, holder.person) for one in chosen)
    named = (_said(situation, "received_unit"), _said(situation, "received_by"))
    return named == (holder.unit, holder.person)


def _takes_part(handover: SampleHandover, **agency: Any) -> bool:
    return Participation.objects.filter(dossier=handover.dossier, until__isnull=True, **agency).exists()


def _samples(situation: Situation) -> Sequence[Sample]:
    return list(situation.facts.get("samples") or ())


def _said(situation: Situation, name: str) -> str:
    return (situation.facts.get(name) or "").strip()
