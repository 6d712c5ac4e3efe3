"""How long each analyte of a sample may still wait: `law.sampling_rules` says until when, here it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from linkage.law.sampling_rules import HoldRule, Medium, analytes, hold_rule, hold_until
from linkage.law.statute_book import NotInForce, UnknownRule
from linkage.law.wording import moment, remaining
from linkage.sampling.models import Sample, SampleResult

NEAR = 3
"""The last third of the time is 临期, as for the clocks of the law."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One analyte of one sample: the rule, the last moment for analysis, and where that stands now."""

    analyte: str
    word: str
    tone: str
    words: str
    rule: HoldRule | None = None
    until: datetime | None = None

    @property
    def to_be_checked(self) -> bool:
        """Whether the time rests on a text nobody has read yet (待核对)."""
        return self.rule is not None and self.rule.to_be_checked


def rule_for(analyte: str, medium: str, on: date) -> tuple[HoldRule | None, str]:
    """The row for an analyte by its Chinese name on the day of sampling, or the sentence that says why there is none."""
    known = {name: code for code, name in analytes(Medium(medium))}
    try:
        return hold_rule(known.get(analyte, analyte), Medium(medium), on), ""
    except (UnknownRule, NotInForce) as unknown:
        return None, str(unknown)


def held_until(sample: Sample, analyte: str) -> datetime | None:
    """The last moment at which analysis of this analyte may begin; None where no instrument we hold sets one."""
    rule, _ = rule_for(analyte, sample.medium, localdate(sample.sampled_at))
    return hold_until(rule, sample.sampled_at) if rule else None


def holdings_of(sample: Sample, results: Mapping[str, SampleResult], now: datetime) -> list[Holding]:
    """Each analyte of the sample, in the order in which they were named; `results` are those of its own test."""
    return [_holding(sample, name, results.get(name), now) for name in sample.analytes]


def most_pressing(holdings: list[Holding]) -> Holding | None:
    """The one whose time ends first among those not analysed yet; else one that was too late."""
    waiting = [h for h in holdings if h.until is not None and h.tone in ("running", "waiting", "overdue")]
    return min(waiting, key=lambda h: (h.tone != "overdue", h.until), default=None)


def _holding(sample: Sample, name: str, result: SampleResult | None, now: datetime) -> Holding:
    if result is not None:
        return _analysed(result)
    rule, why_not = rule_for(name, sample.medium, localdate(sample.sampled_at))
    if rule is None:
        return Holding(name, "未收录", "hint", why_not)
    until = hold_until(rule, sample.sampled_at)
    if until is None:
        return Holding(name, "未定期限", "hint", rule.note or "没有规定保存期限，按方法标准。", rule)
    assert rule.shortest is not None
    words = f"{remaining(until, now)}，{moment(until)}前分析"
    if now > until:
        return Holding(name, "已过保存期", "overdue", words, rule, until)
    near = until - now <= rule.shortest.span / NEAR
    return Holding(
        name, "临近期限" if near else "保存期内", "waiting" if near else "running", words, rule, until
    )


def _analysed(result: SampleResult) -> Holding:
    began = f"{moment(result.analysed_at)}开始分析"
    if result.held_until is None:
        return Holding(result.analyte, "已分析", "done", f"{began}，没有可以比对的保存期限。")
    if not result.after_hold:
        return Holding(
            result.analyte, "保存期内分析", "done", f"{began}，期限到{moment(result.held_until)}。"
        )
    late = remaining(result.held_until, result.analysed_at).removeprefix("已超")
    words = f"{began}，期限到{moment(result.held_until)}，超过{late}。"
    return Holding(result.analyte, "超过保存期", "overdue", words, None, result.held_until)
