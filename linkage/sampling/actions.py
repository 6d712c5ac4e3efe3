"""One function per act on a sample that does more than its row: columns, samplers, laboratory, results.

What each act asks stands in `states.py`, and as types in `stated.py`. Each returns the Outcome, or raises Refused.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Unpack

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.evidence.actions import attached
from linkage.law.coordinates import parse_degrees
from linkage.law.refusal import Refused
from linkage.law.sampling_rules import Medium
from linkage.procedure.carrying_out import Act, Outcome, carry_out
from linkage.sampling import papers
from linkage.sampling.holding import held_until
from linkage.sampling.models import LaboratoryReport, Sample, SampleResult, SampleSampler
from linkage.sampling.qualified import valid_qualification
from linkage.sampling.queries import partner_of
from linkage.sampling.results import Reading, read_results
from linkage.sampling.stated import Receipt, Taking, Tested
from linkage.sampling.states import TABLE

DEGREE = Decimal("0.000001")
IN_THE_RECORD = ("sampled_unit", "sampling_basis", "conditions", "presence", "witness", "note")
"""What stands in the sampling record and has no column of its own."""


def take_sample(
    *, sample: Sample, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Unpack[Taking]
) -> Outcome:
    """Enter a sample that two qualified samplers took and sealed; the sampling record is issued (17号第六条第三项)."""
    spare_of = [*(facts.get("reserve_of") or ())]
    columns = {
        **{name: facts[name].strip() for name in ("place", "point", "container", "seal_number", "keeper")},
        "preservative": facts.get("preservative") or "",
        "medium": _medium(facts["medium"]),
        "longitude": _degrees(facts["longitude"]),
        "latitude": _degrees(facts["latitude"]),
        "amount": facts["amount"],
        "amount_unit": facts["amount_unit"],
        "analytes": [row["name"] for row in facts["analytes"]],
        "sampled_at": facts["sampled_at"],
        "ends_at": facts["ends_at"],
        "reserve_of": spare_of[0] if spare_of else None,
        "taking": {name: facts.get(name) or "" for name in IN_THE_RECORD},
    }

    def samplers(doing: Act) -> None:
        day = localdate(sample.sampled_at)
        SampleSampler.objects.bulk_create(_sampler(sample, user, day) for user in facts["samplers"])

    return _act(
        "take_sample", sample, by, at, occurred_at, facts=dict(facts), columns=columns, before_entry=samplers
    )


def receive_at_laboratory(
    *, sample: Sample, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Unpack[Receipt]
) -> Outcome:
    """The laboratory that signed for the sample holds a licence for every analyte on that day."""
    columns = {
        "laboratory": facts["laboratory"].strip(),
        "cma_number": facts["cma_number"].strip(),
        "cma_scope": [row["name"] for row in facts["cma_scope"]],
        "cma_valid_from": facts["cma_valid_from"],
        "cma_valid_to": facts["cma_valid_to"],
    }
    return _act("receive_at_laboratory", sample, by, at, occurred_at, facts=dict(facts), columns=columns)


def record_result(
    *, sample: Sample, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Unpack[Tested]
) -> Outcome:
    """Each analyte's value against its limit, as ratio and as excess; what was analysed too late is marked so."""
    return _report("record_result", sample, sample, by, at, occurred_at, facts)


def record_retest(
    *, sample: Sample, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Unpack[Tested]
) -> Outcome:
    """What the spare says, beside what the sample said; neither replaces the other."""
    return _report("record_retest", sample, sample.retest_reserve or sample, by, at, occurred_at, facts)


def request_retest(
    *,
    sample: Sample,
    by: User,
    at: datetime,
    reserve: Sequence[Sample],
    retest_reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The spare is to be tested, for a reason that stands on record."""
    columns = {"retest_reserve": next(iter(reserve), None), "retest_reason": retest_reason.strip()}
    facts = {"reserve": list(reserve), "retest_reason": retest_reason}
    return _act("request_retest", sample, by, at, occurred_at, facts=facts, columns=columns)


def dispose_sample(
    *,
    sample: Sample,
    by: User,
    at: datetime,
    disposal: str,
    disposal_note: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The end of the sample: how, where, by whom."""
    facts = {"disposal": disposal, "disposal_note": disposal_note}
    columns = {"disposal": disposal, "disposal_note": disposal_note.strip()}
    return _act("dispose_sample", sample, by, at, occurred_at, facts=facts, columns=columns)


def _act(
    act: str,
    sample: Sample,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    *,
    facts: Mapping[str, Any],
    columns: Mapping[str, Any],
    before_entry: Callable[[Act], None] | None = None,
) -> Outcome:
    """The other agency may have come into the dossier since the sample was taken: from then on it is told."""
    sample.receiving_agency = sample.receiving_agency or partner_of(sample.dossier, sample.sending_agency)
    return carry_out(
        TABLE, act, sample, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={**columns, "receiving_agency": sample.receiving_agency}, before_entry=before_entry,
    )  # fmt: skip


def _report(
    act: str,
    sample: Sample,
    tested: Sample,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    facts: Tested,
) -> Outcome:
    """`tested` is the bottle that was opened: the sample itself, or its spare."""

    def report(doing: Act) -> None:
        made = LaboratoryReport.objects.create(
            sample=sample, is_retest=act == "record_retest", number=facts["report_number"].strip(),
            laboratory=tested.laboratory, cma_number=tested.cma_number, recorded_at=at, recorded_by=by,
        )  # fmt: skip
        made.files.set(facts["report"])
        readings, _ = read_results(facts["results"])
        SampleResult.objects.bulk_create(
            _result(made, tested, reading, facts["analysed_at"]) for reading in readings
        )
        doing.evidence = attached(facts["report"])

    return _act(act, sample, by, at, occurred_at, facts=dict(facts), columns={}, before_entry=report)


def _result(
    report: LaboratoryReport, tested: Sample, reading: Reading, analysed_at: datetime
) -> SampleResult:
    began, until = reading.analysed_at or analysed_at, held_until(tested, reading.analyte)
    return SampleResult(
        report=report,
        analyte=reading.analyte,
        value=reading.value,
        detection_limit=reading.detection_limit,
        unit=reading.unit,
        method=reading.method,
        lowest=reading.lowest,
        limit=reading.limit,
        standard=reading.standard,
        verdict=reading.found.verdict.value if reading.found else "",
        ratio=reading.ratio,
        multiple=reading.multiple,
        words=reading.words,
        analysed_at=began,
        held_until=until,
        after_hold=until is not None and began > until,
    )


def _sampler(sample: Sample, user: User, day: date) -> SampleSampler:
    held = valid_qualification(user, sample.medium, day)
    assert held is not None
    return SampleSampler(sample=sample, user=user, qualification=held, qualification_number=held.number)


def _medium(label: str) -> str:
    return next(medium.value for medium in Medium if medium.label == label)


def _degrees(text: str) -> Decimal | None:
    """None for what cannot be read: the rule about the place then says why, together with all other reasons."""
    try:
        return parse_degrees(text).quantize(DEGREE)
    except Refused:
        return None
