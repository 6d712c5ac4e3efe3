"""The facts of the law's schema as the record of a dossier already knows them, each with where it comes from.

Nobody types twice what samples, wastes, costs, penalties and the case say. A value taken from the record is a proposal: the
form shows it, and whoever assesses may state another. Nothing is guessed: what the record does not say is left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from linkage.cases.models import Case
from linkage.dossiers.models import Dossier
from linkage.law.assessment import FACTS as SCHEMA
from linkage.law.exceedance import rounded
from linkage.law.mass_balance import plain as tonnes
from linkage.law.sampling_rules import Medium
from linkage.law.waste_catalogue import edition_on
from linkage.penalties.queries import decided_on, prior_penalties
from linkage.property.queries import costs_of
from linkage.sampling.models import SampleResult
from linkage.waste.models import Direction, WasteStream
from linkage.waste.status import Status as Waste

METALS = SCHEMA["measured_over_standard"].values
EMITTED = (Medium.WASTE_WATER.value, Medium.EXHAUST_GAS.value)
"""Media measured against a discharge standard: water and soil around are not what was discharged (法释〔2023〕7号第一条第三、四项)."""
_METAL = re.compile(rf"(?:总|六价|三价)?({'|'.join(METALS)})(?:及其化合物)?(?:（.*）|\(.*\))?")
_MILLIONTH = Decimal("0.000001")
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class Source:
    """One row of the record: what it is in words, and the matter whose page shows it (code and key), if it has one."""

    words: str
    procedure: str = ""
    pk: int = 0
    part: str = ""
    """Else the part of the dossier's page where it stands."""


@dataclass(frozen=True)
class Known:
    """A fact with what it rests on."""

    value: Any
    sources: tuple[Source, ...]


def known_facts(dossier: Dossier) -> dict[str, Any]:
    """The facts alone, for `law.assessment.assess` and `assess_detention`."""
    return {name: known.value for name, known in sourced_facts(dossier).items()}


def sourced_facts(dossier: Dossier) -> dict[str, Known]:
    """The facts with their sources, in the order of the schema. The number of statements does not grow with the record."""
    case = Case.objects.filter(dossier=dossier).first()
    found: dict[str, Known] = {
        **_conduct(case),
        **_concentrations(dossier),
        **_wastes(dossier),
        **_costs(dossier),
        **_penalties(dossier, case),
    }
    found |= _substance(found)
    return {name: found[name] for name in SCHEMA if name in found}


def _conduct(case: Case | None) -> dict[str, Known]:
    days = {"conduct_end": "conduct_until", "conduct_start": "conduct_from"} if case else {}
    return {
        name: Known(day, (Source(f"案件登记：{SCHEMA[name].label}", part="course"),))
        for name, column in days.items()
        if (day := getattr(case, column)) is not None
    }


def _concentrations(dossier: Dossier) -> dict[str, Known]:
    """为限值的倍数 per metal, the highest of all discharged samples; where a bottle was tested again, the retest stands."""
    results = SampleResult.objects.filter(
        report__sample__dossier=dossier, report__sample__medium__in=EMITTED, limit__gt=0, value__isnull=False
    ).select_related("report__sample")
    latest: dict[tuple[int, str], SampleResult] = {}
    for result in results.order_by("report__is_retest", "pk"):
        latest[result.report.sample_id, result.analyte] = result
    highest: dict[str, tuple[Decimal, SampleResult]] = {}
    for result in latest.values():
        if (metal := metal_of(result.analyte)) and (ratio := _ratio(result)) > highest.get(metal, (-1,))[0]:
            highest[metal] = ratio, result
    if not highest:
        return {}
    ordered = [(metal, *highest[metal]) for metal in METALS if metal in highest]
    return {
        "measured_over_standard": Known(
            {metal: ratio for metal, ratio, _ in ordered},
            tuple(_measured(metal, ratio, result) for metal, ratio, result in ordered),
        )
    }


def metal_of(analyte: str) -> str:
    """`铅` for 铅, 总铅, 铅及其化合物; empty for what is none of the metals of the interpretation."""
    found = _METAL.fullmatch(analyte.strip())
    return found[1] if found else ""


def _ratio(result: SampleResult) -> Decimal:
    """From the two values as recorded, cut to six places and never rounded up: a clause is met at its number, not just below it."""
    assert result.value is not None and result.limit is not None
    return _trimmed((Decimal(result.value) / Decimal(result.limit)).quantize(_MILLIONTH, ROUND_DOWN))


def _measured(metal: str, ratio: Decimal, result: SampleResult) -> Source:
    kind = "复测" if result.report.is_retest else "检测"
    over = f"，超标 {rounded(ratio - 1)} 倍" if ratio > 1 else "，没有超标"
    words = (
        f"{result.report.sample}{kind}报告{result.report.number}：{result.analyte} {_short(result.value)} {result.unit}，限值 "
        f"{_short(result.limit)}，为限值的 {rounded(ratio)} 倍{over}"
    )
    return Source(words, "sample", result.report.sample_id)


def _wastes(dossier: Dossier) -> dict[str, Known]:
    """危险废物 that left without a manifest: 数量 of what was unlawfully dumped or disposed of, stream by stream."""
    streams = WasteStream.objects.filter(
        dossier=dossier, status__in=(Waste.IDENTIFIED, Waste.SETTLED), identified_at__isnull=False
    ).exclude(waste_code="")
    told = [(one, _unlawfully_out(one)) for one in streams.prefetch_related("movements").order_by("pk")]
    gone = [(one, amount) for one, amount in told if amount]
    if not gone:
        return {}
    return {
        "hazardous_waste_t": Known(
            _trimmed(sum((amount for _, amount in gone), Decimal(0))),
            tuple(_disposed(one, amount) for one, amount in gone),
        )
    }


def _unlawfully_out(stream: WasteStream) -> Decimal:
    rows = [row for row in stream.movements.all() if row.direction == Direction.OUT and not row.manifest]
    return sum((row.quantity for row in rows), Decimal(0))


def _disposed(stream: WasteStream, amount: Decimal) -> Source:
    words = f"危险废物 {stream}：没有转移联单的转出、处置 {tonnes(amount)} 吨（{edition_on(stream.conduct_on).name}）"
    return Source(words, "hazardous_waste", stream.pk)


def _costs(dossier: Dossier) -> dict[str, Known]:
    """Necessary cost of removing pollution is a loss (公私财产损失); other losses are for whoever assesses to add."""
    costs = list(costs_of(dossier).order_by("pk"))
    if not costs:
        return {}
    total = sum((Decimal(cost.amount) for cost in costs), Decimal(0)) / TEN_THOUSAND
    sources = tuple(
        Source(
            f"{cost.item}的处置费用 {cost.amount} 元（凭证{cost.voucher_number}）",
            "case_property",
            cost.item_id,
        )
        for cost in costs
    )
    return {"property_loss_wan": Known(_trimmed(total), sources)}


def _penalties(dossier: Dossier, case: Case | None) -> dict[str, Known]:
    """Earlier penalties of the parties by the day they took effect, and the penalty in this case.

    An earlier penalty may stand in a dossier this reader may not see: number, agency and day are told, never a link.
    """
    found: dict[str, Known] = {}
    if case and case.conduct_until:
        parties = list(case.parties.all())
        earlier = prior_penalties(
            (party.name for party in parties),
            (party.identity_number for party in parties),
            case.conduct_until,
        )
        if earlier:
            found["prior_penalties"] = Known(
                [{"effective_on": one.effective_on, "conduct_kind": one.counted_as} for one in earlier],
                tuple(_earlier(one.decision_number, one.agency_name, one.effective_on) for one in earlier),
            )
    days = [(one.decided_on, one) for one in decided_on(dossier) if one.decided_on is not None]
    if days:
        day, first = min(days, key=lambda pair: pair[0])
        source = Source(f"本案行政处罚决定{first.decision_number}", "administrative_penalty", first.pk)
        found["penalty_decided_on"] = Known(day, (source,))
    return found


def _earlier(number: str, agency: str, effective: date) -> Source:
    return Source(f"行政处罚决定{number}（{agency}，{effective.isoformat()} 生效）")


def _substance(found: Mapping[str, Known]) -> dict[str, Known]:
    """危险废物, and what holds heavy metals over the standard, are 有毒物质 (法释〔2023〕7号第十七条)."""
    kinds: dict[str, tuple[Source, ...]] = {}
    if "hazardous_waste_t" in found:
        kinds["危险废物"] = found["hazardous_waste_t"].sources
    measured = found.get("measured_over_standard")
    if measured and any(ratio > 1 for ratio in measured.value.values()):
        kinds["含重金属污染物"] = measured.sources
    if not kinds:
        return {}
    sources = tuple(_once(source for each in kinds.values() for source in each))
    return {"substance": Known(["有毒物质"], sources), "toxic_kind": Known(list(kinds), sources)}


def _once(sources: Iterable[Source]) -> dict[Source, None]:
    return dict.fromkeys(sources)


def _trimmed(number: Decimal) -> Decimal:
    return Decimal(f"{number.normalize():f}")


def _short(number: Decimal | None) -> str:
    return f"{Decimal(number or 0).normalize():f}"
