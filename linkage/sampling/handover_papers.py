"""What the 样品交接单 states: from whom to whom, each sample with seal, preservative and the time left for analysis."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linkage.law.mass_balance import plain
from linkage.law.wording import SHANGHAI, moment, remaining
from linkage.procedure.carrying_out import Act
from linkage.sampling.holding import held_until
from linkage.sampling.models import Sample

NO_TERM = "没有收录期限，按方法标准"


def fill(doing: Act) -> Mapping[str, dict[str, Any]]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: sample_handover(doing) for item in doing.row.issues}


def sample_handover(doing: Act) -> dict[str, Any]:
    """样品交接单: both hands, and the samples."""
    facts = doing.facts
    receiver = next(iter(facts.get("receiver") or ()), None)
    at = facts.get("handed_at") or doing.occurred_at
    return {
        "handed_by": facts.get("handed_by") or "",
        "received_unit": receiver.agency.name if receiver else facts.get("received_unit") or "",
        "received_by": receiver.name if receiver else facts.get("received_by") or "",
        "handed_at": at.astimezone(SHANGHAI).isoformat(),
        "seal_intact": facts.get("seal_intact") or "",
        "custody_note": facts.get("custody_note") or "",
        "samples": [_sample(sample, at) for sample in facts.get("samples") or ()],
    }


def _sample(sample: Sample, at: datetime) -> dict[str, str]:
    return {
        "number": sample.number,
        "medium": sample.get_medium_display(),
        "analytes": "、".join(sample.analytes),
        "amount": f"{plain(sample.amount)}{sample.amount_unit}",
        "container": sample.container,
        "preservation": sample.preservative or "未加固定剂",
        "sampled_at": sample.sampled_at.astimezone(SHANGHAI).isoformat(),
        "seal": sample.seal_number,
        "hold": time_left(sample, at),
    }


def time_left(sample: Sample, at: datetime) -> str:
    """The analyte whose time ends first: `六价铬：剩 20 小时，11-18 09:00前分析`."""
    terms = [(until, name) for name in sample.analytes if (until := held_until(sample, name))]
    if not terms:
        return NO_TERM
    until, name = min(terms)
    return f"{name}：{remaining(until, at)}，{moment(until)}前分析"
