"""A sample before a reader: how long it may still wait, whose hands it went through, what was found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.law.exceedance import Exceedance, Verdict, times_over_in_words
from linkage.law.mass_balance import plain
from linkage.sampling.facts import NO_UNIT
from linkage.sampling.holding import Holding, holdings_of, rule_for
from linkage.sampling.models import LaboratoryReport, Sample, SampleResult
from linkage.sampling.queries import own_results, reports_of, visible_to

VERDICT_TONES = {Verdict.OVER: "overdue", Verdict.WITHIN: "done", Verdict.UNDECIDED: "hint"}
TIMES = (3, 10)
"""法释〔2023〕7号第一条 speaks of 超过标准三倍、十倍以上; which applies depends on the pollutant."""


def page_of(sample: Sample, reader: User, now: datetime) -> dict[str, Any]:
    """What `sampling/sample.html` calls `shown`."""
    mine = visible_to(reader).filter(pk=sample.pk)
    return {
        "sample": sample,
        "holdings": [holding_words(one) for one in holdings_of(sample, own_results(sample), now)],
        "keeping": [_keeping(sample, name) for name in sample.analytes],
        "samplers": sample.samplers.select_related("user").order_by("pk"),
        "custody": sample.custody.select_related("handover").order_by("place_in_line"),
        "reports": [_report(report) for report in reports_of(mine)],
    }


def holding_words(one: Holding) -> dict[str, Any]:
    """One analyte's time, with the state as word and shape."""
    return {
        "analyte": one.analyte,
        "status": {"word": one.word, "tone": one.tone},
        "words": one.words,
        "to_be_checked": one.to_be_checked,
    }


def _keeping(sample: Sample, name: str) -> dict[str, str]:
    """What the standard asks for, beside what was done."""
    rule, why_not = rule_for(name, sample.medium, localdate(sample.sampled_at))
    if rule is None:
        return {"analyte": name, "container": "", "amount": "", "hold": "", "basis": why_not}
    return {
        "analyte": name,
        "container": "；".join(part for part in (rule.container, rule.preservative) if part),
        "amount": f"{plain(rule.min_volume_ml)}毫升" if rule.min_volume_ml else "未规定",
        "hold": rule.shortest.in_words if rule.shortest else "未规定",
        "basis": f"{rule.instrument} {rule.clause}{'，待核对' if rule.to_be_checked else ''}"
        + (f"。{rule.note}" if rule.note else ""),
    }


def _report(report: LaboratoryReport) -> dict[str, Any]:
    return {
        "name": "复测结果" if report.is_retest else "检测结果",
        "report": report,
        "files": report.files.all(),
        "results": [result_words(result) for result in report.results.all()],
    }


def result_words(result: SampleResult) -> dict[str, Any]:
    """One result as it is read: value, limit, verdict with both numbers, and what must be known before quoting it."""
    verdict = Verdict(result.verdict) if result.verdict else None
    late = {"word": "超过保存期", "tone": "overdue"} if result.after_hold else None
    return {
        "analyte": result.analyte,
        "value": value_words(result),
        "method": result.method,
        "limit": limit_words(result),
        "standard": result.standard,
        "status": {"word": verdict.label, "tone": VERDICT_TONES[verdict]}
        if verdict
        else {"word": "没有限值", "tone": "hint"},
        "words": result.words,
        "late": late,
        "hints": _hints(result),
    }


def value_words(result: SampleResult) -> str:
    """`3.7毫克/升`, `未检出（检出限0.01毫克/升）`."""
    if result.value is not None:
        return f"{plain(result.value)}{_unit(result)}"
    assert result.detection_limit is not None
    return f"未检出（检出限{plain(result.detection_limit)}{_unit(result)}）"


def limit_words(result: SampleResult) -> str:
    """`1毫克/升`, `6～9`, or that there is none."""
    if result.limit is None:
        return "无"
    if result.lowest is not None:
        return f"{plain(result.lowest)}～{plain(result.limit)}{_unit(result)}"
    return f"{plain(result.limit)}{_unit(result)}"


def _unit(result: SampleResult) -> str:
    return "" if result.unit == NO_UNIT else result.unit


def _hints(result: SampleResult) -> Sequence[str]:
    if result.multiple is None:
        return ()
    found = Exceedance(Verdict.OVER, result.value, result.limit)
    return [times_over_in_words(found, times) for times in TIMES]
