"""A measured value against its limit: over or not, and by how much, in two numbers that are never mixed up.

`ratio` is 实测浓度÷标准限值, `multiple` is 超标倍数, which is `ratio` − 1: 3.2 times the limit is over it by 2.2 times. Whether
a value is over is decided on the value as measured, before any rounding (GB/T 8170—2008, 全数值比较法); only the words are
rounded, once, half to even (GB/T 8170 进舍规则). A value below its detection limit and a value that is judged by a range
(pH值) have no multiple, and say so.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

_SHOWN = Decimal("0.01")


class Verdict(StrEnum):
    """What the comparison says."""

    OVER = "over"
    WITHIN = "within"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {Verdict.OVER: "超标", Verdict.WITHIN: "达标", Verdict.UNDECIDED: "不能判定"}


class TimesOver(StrEnum):
    """Whether 超过标准若干倍以上 is reached, where lawyers differ on what the words mean."""

    REACHED = "reached"
    DISPUTED = "disputed"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Exceedance:
    """The outcome of one comparison. Where a multiple has no meaning, `no_multiple` says why and both numbers are None."""

    verdict: Verdict
    measured: Decimal | None = None
    limit: Decimal | None = None
    no_multiple: str = ""

    @property
    def ratio(self) -> Decimal | None:
        """实测浓度÷标准限值."""
        if self.measured is None or self.limit is None:
            return None
        return self.measured / self.limit

    @property
    def multiple(self) -> Decimal | None:
        """超标倍数; None where the value is not over its limit."""
        if self.verdict is not Verdict.OVER or self.measured is None or self.limit is None:
            return None
        return (self.measured - self.limit) / self.limit


def compare(measured: Decimal, limit: Decimal) -> Exceedance:
    """A concentration against the highest value allowed. A value equal to its limit is within it."""
    if limit <= 0 or measured < 0:
        raise ValueError("限值应大于零，实测值不应小于零。")
    return Exceedance(Verdict.OVER if measured > limit else Verdict.WITHIN, measured, limit)


def compare_undetected(detection_limit: Decimal, limit: Decimal) -> Exceedance:
    """“未检出”: within the limit if the method could have seen the limit; otherwise nothing follows from it."""
    if detection_limit <= limit:
        return Exceedance(Verdict.WITHIN, no_multiple="结果低于检出限，没有可以计算倍数的浓度。")
    sentence = f"方法检出限 {detection_limit} 高于限值 {limit}，未检出不能说明达标，应换用更灵敏的方法。"
    return Exceedance(Verdict.UNDECIDED, no_multiple=sentence)


def compare_range(measured: Decimal, lowest: Decimal, highest: Decimal) -> Exceedance:
    """A value that must lie within a range, both ends included (pH值). Outside it is over, and never by a multiple."""
    if lowest > highest:
        raise ValueError("范围的下限不应高于上限。")
    within = lowest <= measured <= highest
    return Exceedance(
        Verdict.WITHIN if within else Verdict.OVER,
        no_multiple=f"按范围 {lowest}～{highest} 判定，不计算倍数。",
    )


def times_over(found: Exceedance, times: int) -> TimesOver:
    """Whether “超过标准`times`倍以上” (以上含本数) is reached.

    Read one way, `times` × the limit is enough; read the other way, the excess itself must be `times` × the limit. What
    lies between is never decided by the platform (法释〔2023〕7号第1条第3、4项, 法释〔2016〕29号第1条第3、4项).
    """
    if found.verdict is not Verdict.OVER or found.measured is None or found.limit is None:
        return TimesOver.BELOW
    if found.measured >= found.limit * (times + 1):
        return TimesOver.REACHED
    return TimesOver.DISPUTED if found.measured >= found.limit * times else TimesOver.BELOW


def rounded(value: Decimal, step: Decimal = _SHOWN) -> Decimal:
    """GB/T 8170 修约, once, to a decimal step: 四舍六入五成双."""
    return value.quantize(step, ROUND_HALF_EVEN)


def in_words(found: Exceedance) -> str:
    """`超标：为限值的 3.20 倍，超标 2.20 倍。`; both numbers, so that neither is read as the other."""
    if found.no_multiple:
        return f"{found.verdict.label}：{found.no_multiple}"
    if found.ratio is None or found.multiple is None:
        return f"{found.verdict.label}：实测值 {found.measured}，限值 {found.limit}。"
    if rounded(found.multiple) == 0:
        return f"{found.verdict.label}：超过限值不足 {_SHOWN} 倍（实测值 {found.measured}，限值 {found.limit}）。"
    return f"{found.verdict.label}：为限值的 {rounded(found.ratio)} 倍，超标 {rounded(found.multiple)} 倍。"


def times_over_in_words(found: Exceedance, times: int) -> str:
    """What a handler must know before quoting “超过标准若干倍以上”."""
    match times_over(found, times):
        case TimesOver.REACHED:
            return f"已达到“超过标准{times}倍以上”：两种理解下都成立。"
        case TimesOver.DISPUTED:
            return (
                f"是否“超过标准{times}倍以上”有两种理解：实测值已达到限值的{times}倍，"
                f"但没有达到限值的{times + 1}倍（即超标{times}倍），须人工判断。"
            )
        case TimesOver.BELOW:
            return f"没有达到“超过标准{times}倍以上”。"
