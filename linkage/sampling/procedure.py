"""A sample as a procedure: table, acts, facts, papers, words, and what its own page shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.accounts.standing import standing_of
from linkage.cases.models import Case, PartyKind
from linkage.dossiers.models import Dossier
from linkage.law.coordinates import DATUM, hint_of_place, in_degrees
from linkage.law.mass_balance import plain
from linkage.law.transitions import Transition
from linkage.law.wording import moment
from linkage.procedure.procedures import Procedure
from linkage.sampling import actions, papers
from linkage.sampling.custody import holder_of, open_offer
from linkage.sampling.facts import FACTS, SAMPLERS
from linkage.sampling.models import Sample
from linkage.sampling.queries import agency_of_reader, partner_of
from linkage.sampling.showing import page_of
from linkage.sampling.states import TABLE
from linkage.sampling.status import DUTIES, TONES

AS_BEFORE = ("sampled_unit", "sampling_basis", "conditions", "presence", "witness")
"""What is mostly the same for the next sample of the same day."""


def blank(dossier: Dossier, by: User, now: datetime) -> Sample:
    """The next sample of this dossier. Samples are never deleted, so their number says how many there were."""
    agency = agency_of_reader(dossier, by)
    count = Sample.objects.filter(dossier=dossier).count()
    return Sample(
        dossier=dossier,
        sending_agency=agency,
        receiving_agency=partner_of(dossier, agency),
        number=f"{dossier.number}-样{count + 1:02}",
    )


def known(row: Transition, sample: Sample, by: User, now: datetime) -> dict[str, Any]:
    """What the record already knows, as first values."""
    if row.act == "take_sample":
        return _of_the_last_sample(sample, by)
    values: dict[str, Any] = {}
    if row.act == "receive_at_laboratory":
        values |= _of_the_laboratory(sample)
    if "results" in row.asks:
        values["results"] = _lines_to_fill(sample)
    if row.act == "request_retest":
        values["reserve"] = [one.pk for one in sample.reserves.order_by("pk")[:1]]
    return values


def _of_the_last_sample(sample: Sample, by: User) -> dict[str, Any]:
    own = standing_of(by).holds(sample.sending_agency_id, SAMPLERS)
    values: dict[str, Any] = {"keeper": by.name if own else "", "samplers": [by.pk] if own else []}
    last = Sample.objects.filter(dossier=sample.dossier).order_by("-pk").first()
    if last is None:
        return values | _of_the_case(sample.dossier)
    return values | {
        **{name: last.taking.get(name, "") for name in AS_BEFORE},
        "place": last.place,
        "longitude": str(last.longitude),
        "latitude": str(last.latitude),
        "samplers": list(last.samplers.values_list("user_id", flat=True)),
    }


def _of_the_case(dossier: Dossier) -> dict[str, Any]:
    case = Case.objects.filter(dossier=dossier).first()
    if case is None:
        return {}
    units = [party.name for party in case.parties.filter(kind=PartyKind.UNIT).order_by("pk")]
    return {"place": case.place, "sampled_unit": "、".join(units)}


def _of_the_laboratory(sample: Sample) -> dict[str, Any]:
    """The laboratory that signed for the bottle, with the licence it showed for an earlier sample of this case."""
    holder = holder_of(sample)
    named = "" if holder.agency else holder.unit
    known = Sample.objects.filter(dossier=sample.dossier).exclude(laboratory="")
    last = (known.filter(laboratory=named) if named else known).order_by("-pk").first()
    if last is None:
        return {"laboratory": named} if named else {}
    return {
        "laboratory": last.laboratory,
        "cma_number": last.cma_number,
        "cma_valid_from": last.cma_valid_from,
        "cma_valid_to": last.cma_valid_to,
        "cma_scope": "\n".join(last.cma_scope),
    }


def _lines_to_fill(sample: Sample) -> str:
    """A line for each analyte; in a retest, with unit, method, limit and standard of the first test."""
    report = sample.reports.filter(is_retest=False).first()
    before = {result.analyte: result for result in report.results.all()} if report else {}
    return "\n".join(_line(name, before.get(name)) for name in sample.analytes)


def _line(name: str, before: Any) -> str:
    if before is None:
        return f"{name}｜"
    limit = "无" if before.limit is None else plain(before.limit)
    if before.lowest is not None:
        limit = f"{plain(before.lowest)}～{limit}"
    return f"{name}｜｜{before.unit}｜{before.method}｜{limit}｜{before.standard or '无'}"


def details(sample: Sample, reader: User) -> Sequence[tuple[str, Any]]:
    """What its own page says of it."""
    holder = holder_of(sample)
    place = f"{sample.place}\n{in_degrees(sample.longitude, sample.latitude)}（{DATUM}）"
    hint = hint_of_place(sample.longitude, sample.latitude)
    taking = sample.taking
    rows = [
        ("样品类型", sample.get_medium_display()),
        ("被采样单位", taking.get("sampled_unit", "")),
        ("采样点位", sample.point),
        ("采样地点", f"{place}\n提示：{hint}" if hint else place),
        ("采样时间", f"{moment(sample.sampled_at)}至{moment(sample.ends_at)}"),
        ("采样依据", taking.get("sampling_basis", "")),
        ("到场情况", f"{taking.get('presence', '')}（{taking.get('witness', '')}）"),
        ("容器和固定", f"{sample.container}；{sample.preservative or '未加固定剂'}"),
        ("采样量", f"{plain(sample.amount)}{sample.amount_unit}"),
        ("封签号", sample.seal_number),
        ("备用样", f"是{sample.reserve_of}的备用样" if sample.reserve_of else _reserves(sample)),
    ]
    if not sample.disposed_at:
        rows.append(("现在的保管人", f"{holder.person}（{holder.unit}），自{moment(holder.since)}"))
        if offer := open_offer(sample):
            rows.append(("正在交接", f"{offer}，交给{offer.received_by}（{offer.received_unit}），待签收"))
    else:
        rows.append(("去向", f"{sample.disposal}，{moment(sample.disposed_at)}\n{sample.disposal_note}"))
    if sample.laboratory:
        term = f"{sample.cma_valid_from}至{sample.cma_valid_to}"
        rows.append(("检测机构", f"{sample.laboratory}，资质认定证书{sample.cma_number}（{term}）"))
    if sample.retest_reason:
        rows.append(("复测理由", sample.retest_reason))
    return rows


def _reserves(sample: Sample) -> str:
    names = "、".join(one.number for one in sample.reserves.order_by("pk"))
    return f"留有{names}" if names else "没有备用样"


SAMPLE = Procedure(
    table=TABLE,
    model=Sample,
    argument="sample",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    blank=blank,
    known=known,
    related=("dossier", "sending_agency", "receiving_agency", "last_by__agency", "reserve_of"),
    details=details,
    template="sampling/sample.html",
    context=page_of,
)
