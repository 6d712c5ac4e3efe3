"""Conditions on a sample. Each answers None, or the reasons the user will read. None of them changes anything."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from linkage.law.coordinates import fault_of_place, parse_degrees
from linkage.law.refusal import Reason, Refused
from linkage.law.wording import date_with_weekday, moment
from linkage.procedure.situation import Situation
from linkage.sampling.custody import holder_of, open_offer
from linkage.sampling.models import Sample
from linkage.sampling.qualified import fault_of_sampler
from linkage.sampling.results import read_results
from linkage.sampling.status import Status

SAMPLERS_AT_LEAST = 2
LICENCE_BASIS = "17号第二十条"


def place_is_right(sample: Sample, situation: Situation) -> Sequence[Reason]:
    """A point on the map, in China, as 2000国家大地坐标系 has it; nothing is swapped or repaired."""
    facts = situation.facts
    if "longitude" not in facts or "latitude" not in facts:
        return ()
    try:
        fault = fault_of_place(parse_degrees(facts["longitude"]), parse_degrees(facts["latitude"]))
    except Refused as refused:
        return [Reason(reason.sentence, code="place_wrong") for reason in refused.reasons]
    return [Reason(fault, code="place_wrong")] if fault else ()


def sampled_in_order(sample: Sample, situation: Situation) -> Reason | None:
    """Sampling begins, ends, and is then entered."""
    began, ended = situation.facts.get("sampled_at"), situation.facts.get("ends_at")
    if began is None or ended is None or began <= ended and not_after(ended, situation.occurred_at):
        return None
    return Reason(
        "采样开始时间应当不晚于结束时间，结束时间应当不晚于办理时间。",
        remedy="请核对时间。",
        code="sampling_out_of_order",
    )


def two_qualified_samplers(sample: Sample, situation: Situation) -> Sequence[Reason]:
    """Two or more, each with a qualification for this medium that is valid on the day of sampling."""
    facts = situation.facts
    samplers = facts.get("samplers")
    if samplers is None or facts.get("sampled_at") is None:
        return ()
    day = localdate(facts["sampled_at"])
    faults = [fault for user in samplers if (fault := fault_of_sampler(user, facts["medium"], day))]
    reasons = [
        Reason(fault, remedy="请换有资格的采样人，或者由负责人先登记采样资格。", code="sampler_unqualified")
        for fault in faults
    ]
    if len({user.pk for user in samplers}) < SAMPLERS_AT_LEAST:
        few = Reason("采样人不足两人。", remedy="请再选择至少一名采样人。", code="too_few_samplers")
        return [few, *reasons]
    return reasons


def keeper_is_a_sampler(sample: Sample, situation: Situation) -> Reason | None:
    """The line of custody begins in the hands of one who took the sample."""
    keeper, samplers = situation.facts.get("keeper"), situation.facts.get("samplers")
    if keeper is None or samplers is None or keeper.strip() in {user.name for user in samplers}:
        return None
    names = "、".join(user.name for user in samplers)
    return Reason(
        f"采样后的保管人“{keeper.strip()}”不是采样人（{names}），交接链没有起点。",
        remedy="请填写采样人之一；当场交给别人的，采样以后登记交接。",
        code="keeper_not_a_sampler",
    )


def seal_is_new(sample: Sample, situation: Situation) -> Reason | None:
    """One seal, one sample."""
    seal = situation.facts.get("seal_number")
    if not seal:
        return None
    used = Sample.objects.filter(sending_agency=sample.sending_agency_id, seal_number=seal.strip()).first()
    if used is None:
        return None
    return Reason(
        f"封签号{seal.strip()}已经用在样品{used.number}上。", remedy="请核对封签号。", code="seal_used"
    )


def analytes_are_named(sample: Sample, situation: Situation) -> Sequence[Reason]:
    """At least one, each once."""
    named = situation.facts.get("analytes")
    if named is None:
        return ()
    if not named:
        return [Reason("没有写检测项目。", remedy="请一行写一个项目。", code="no_analyte")]
    return _twice([row["name"] for row in named], "检测项目")


def amount_is_positive(sample: Sample, situation: Situation) -> Reason | None:
    """An empty bottle is no sample."""
    amount = situation.facts.get("amount")
    if amount is None or amount > 0:
        return None
    return Reason("采样量应当大于零。", remedy="请核对采样量。", code="no_amount")


def spare_fits(sample: Sample, situation: Situation) -> Reason | None:
    """A spare is of one sample, and of the same kind."""
    spare_of = situation.facts.get("reserve_of")
    if not spare_of:
        return None
    if len(spare_of) > 1:
        return Reason("一个备用样只能属于一个样品。", remedy="请只选一个。", code="spare_of_several")
    original, medium = spare_of[0], situation.facts["medium"]
    if original.get_medium_display() == medium:
        return None
    return Reason(
        f"{original}是{original.get_medium_display()}，备用样也应当是{original.get_medium_display()}，不是{medium}。",
        remedy="请核对样品类型。",
        code="spare_of_another_kind",
    )


def nothing_is_offered(sample: Sample, situation: Situation) -> Sequence[Reason]:
    """While a hand-over waits for its signature, nothing else is done with the bottle."""
    bottles = [one for one in (sample, sample.retest_reserve) if one is not None and one.pk]
    return [
        Reason(
            f"{one}正在交接（{offer}，交给{offer.received_unit}的{offer.received_by}），还没有签收，仍由交出人{offer.handed_by}保管。",
            remedy="请等接收人签收，或者先撤回交接。",
            code="handover_open",
        )
        for one in bottles
        if (offer := open_offer(one))
    ]


def laboratory_has_it(sample: Sample, situation: Situation) -> Reason | None:
    """The laboratory that will test it is the one that signed for it last."""
    holder, named = holder_of(sample), situation.facts.get("laboratory")
    if holder.agency is None and (named is None or named.strip() == holder.unit):
        return None
    whom = f"{named.strip()}签收" if named else "检测机构签收"
    return Reason(
        f"样品现在由{holder.unit}的{holder.person}保管，还没有由{whom}。",
        remedy="请先办理“交接样品”，由检测机构在样品交接单上签收。",
        code="not_at_laboratory",
    )


def laboratory_may_test(sample: Sample, situation: Situation) -> Sequence[Reason]:
    """The laboratory's licence covers each analyte of this sample on the day it takes the sample in."""
    facts = situation.facts
    if facts.get("cma_scope") is None:
        return ()
    name, number, day = facts["laboratory"], facts["cma_number"], localdate(holder_of(sample).since)
    reasons = []
    if missing := [a for a in sample.analytes if a not in {row["name"] for row in facts["cma_scope"]}]:
        said = f"{name}的资质认定证书{number}不包括{'、'.join(missing)}，不在CMA范围。"
        remedy = "请送有这些项目资质的检测机构；证书附表写法不同的，按本样品的项目名称填写。"
        reasons.append(Reason(said, LICENCE_BASIS, remedy, code="outside_cma_scope"))
    if not facts["cma_valid_from"] <= day <= facts["cma_valid_to"]:
        term = f"{date_with_weekday(facts['cma_valid_from'])}至{date_with_weekday(facts['cma_valid_to'])}"
        said = f"{name}的资质认定证书{number}有效期为{term}，{date_with_weekday(day)}收样时不在有效期内。"
        reasons.append(Reason(said, LICENCE_BASIS, "请核对证书。", code="cma_not_valid"))
    return reasons


def not_a_reserve(sample: Sample, situation: Situation) -> Reason | None:
    """A spare is tested for the sample it is the spare of."""
    if sample.reserve_of is None:
        return None
    return Reason(
        f"这是{sample.reserve_of}的备用样，结果登记在原样品的复测中。",
        remedy=f"请在{sample.reserve_of}的页面申请复测。",
        code="reserve_tested_alone",
    )


def report_is_named(sample: Sample, situation: Situation) -> Reason | None:
    """A result rests on a report with a number; whoever reads the number finds the report in the dossier."""
    facts = situation.facts
    if "report_number" not in facts or facts["report_number"].strip() and facts["report"]:
        return None
    return Reason("请写明报告编号，并选择报告原件。", "17号第六条第六项", code="report_missing")


def results_are_whole(sample: Sample, situation: Situation) -> Sequence[Reason]:
    """One result for each analyte that was ordered, each readable, none analysed before it was taken or after now."""
    facts = situation.facts
    if facts.get("results") is None:
        return ()
    readings, reasons = read_results(facts["results"])
    named = [row["analyte"] for row in facts["results"]]
    reasons += _twice(named, "检测结果")
    if missing := [a for a in sample.analytes if a not in named]:
        said = f"还没有{'、'.join(missing)}的结果。"
        reasons.append(Reason(said, remedy="请补上，一行一项。", code="result_missing"))
    if strange := [a for a in named if a not in sample.analytes]:
        said = f"{'、'.join(strange)}不是本样品的检测项目（{'、'.join(sample.analytes)}）。"
        reasons.append(Reason(said, remedy="请核对项目名称。", code="result_unordered"))
    for reading in readings:
        at = reading.analysed_at or facts["analysed_at"]
        if not (not_after(sample.sampled_at, at) and not_after(at, situation.occurred_at)):
            said = f"{reading.analyte}的分析开始时间（{moment(at)}）应当在采样以后、办理以前。"
            reasons.append(Reason(said, remedy="请核对时间。", code="analysed_out_of_order"))
    return reasons


def has_a_reserve(sample: Sample, situation: Situation) -> Reason | None:
    """Without a spare there is nothing that could be tested again."""
    if sample.reserves.exclude(status=Status.DISPOSED).exists():
        return None
    return Reason(
        "没有备用样，不能复测。",
        remedy="可以重新采样；采样时请一并留取备用样。",
        code="no_reserve",
    )


def one_reserve(sample: Sample, situation: Situation) -> Reason | None:
    """One spare is opened for one retest."""
    chosen = situation.facts.get("reserve")
    if chosen is None or len(chosen) == 1:
        return None
    return Reason("请选择一个备用样。", code="one_reserve")


def retest_is_reasoned(sample: Sample, situation: Situation) -> Reason | None:
    """Why the first result is not enough stands on record."""
    return _stated(situation, "retest_reason", "复测理由")


def reserve_at_laboratory(sample: Sample, situation: Situation) -> Reason | None:
    """The spare went its own way of custody to a laboratory that may test it."""
    reserve = sample.retest_reserve
    if reserve is None or reserve.laboratory:
        return None
    return Reason(
        f"备用的{reserve}还没有登记检测机构收样。",
        remedy=f"请先在{reserve}的页面登记收样。",
        code="reserve_not_at_laboratory",
    )


def no_retest_waits_for_it(sample: Sample, situation: Situation) -> Reason | None:
    """A spare that a retest was requested for is still needed."""
    waiting = Sample.objects.filter(retest_reserve=sample.pk, status=Status.RETEST_REQUESTED).first()
    if waiting is None:
        return None
    return Reason(
        f"{waiting}正待用这个备用样复测，不能处置。", remedy="请先登记复测结果。", code="retest_waits"
    )


def disposal_is_told(sample: Sample, situation: Situation) -> Reason | None:
    """Nothing leaves without an end that can be read."""
    return _stated(situation, "disposal_note", "处置情况")


def _stated(situation: Situation, name: str, label: str) -> Reason | None:
    said: Any = situation.facts.get(name)
    if said is None or said.strip():
        return None
    return Reason(f"请填写“{label}”。", remedy="没有写明的，不能办理。", code="fact_missing")


def _twice(names: Sequence[str], what: str) -> list[Reason]:
    twice = [name for name, times in Counter(names).items() if times > 1]
    return [
        Reason(f"{what}中“{name}”写了两次。", remedy="请删去一行。", code="named_twice") for name in twice
    ]


def not_after(earlier: datetime, later: datetime) -> bool:
    """A control knows minutes, the server seconds: within one minute nothing is out of order."""
    return earlier < later + timedelta(minutes=1)
