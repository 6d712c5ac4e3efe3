"""The part 采样检测 of the dossier page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.procedure.parts import Part, matters_of, openings_for
from linkage.sampling.custody import holder_after
from linkage.sampling.handover_procedure import HANDOVER
from linkage.sampling.holding import holdings_of, most_pressing
from linkage.sampling.models import Sample, SampleCustody
from linkage.sampling.procedure import SAMPLE
from linkage.sampling.qualified import registrar_post
from linkage.sampling.queries import of_dossier, reports_of
from linkage.sampling.showing import holding_words, result_words
from linkage.sampling.status import Status


def shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    """The samples with their hands, time and results; the number of statements does not grow with the samples."""
    samples = of_dossier(reader, dossier)
    reports = list(reports_of(samples))
    last = {entry.sample_id: entry for entry in SampleCustody.objects.filter(sample__in=samples)}
    own = _own_results(samples, reports)
    return {
        "title": "采样检测",
        "matters": matters_of(SAMPLE, reader, dossier),
        "openings": openings_for(SAMPLE, reader, dossier, now),
        "nothing": "本案还没有登记样品。",
        "handovers": matters_of(HANDOVER, reader, dossier),
        "handover_openings": openings_for(HANDOVER, reader, dossier, now) if samples else [],
        "samples": [_row(sample, last.get(sample.pk), own.get(sample.pk, {}), now) for sample in samples],
        "reports": [
            {"report": report, "results": [result_words(r) for r in report.results.all()]}
            for report in reports
        ],
        "number": dossier.number,
        "keeps_register": registrar_post(reader) is not None,
    }


def _own_results(samples: Any, reports: list[Any]) -> dict[int, dict[str, Any]]:
    """bottle -> analyte -> result: a retest was made from the spare."""
    spares = {sample.pk: sample.retest_reserve_id for sample in samples}
    return {
        spares[report.sample_id] if report.is_retest else report.sample_id: {
            result.analyte: result for result in report.results.all()
        }
        for report in reports
    }


def _row(
    sample: Sample, entry: SampleCustody | None, results: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    holder = holder_after(sample, entry)
    pressing = most_pressing(holdings_of(sample, results, now)) if sample.status != Status.DISPOSED else None
    return {
        "sample": sample,
        "url": reverse("procedure:matter", args=[SAMPLE.table.code, sample.pk]),
        "holder": f"{holder.person}（{holder.unit}）",
        "hold": holding_words(pressing) if pressing else None,
        "entries": holder.entries,
    }


PART = Part(code="sampling", label="采样检测", template="sampling/part.html", context=shown, rank=30)
