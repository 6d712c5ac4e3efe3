"""危险废物的物料平衡: what there was and came in, less what left, was lost and is still there. The rest is unexplained.

One balance per dossier and waste code, in tonnes. It accuses nobody: it says how much the records do not account for, and
on which side.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkage.law.refusal import Reason, Refused

_NAMES = {
    "opening": "期初库存",
    "came_in": "转入和产生",
    "went_out": "转出和处置",
    "lost": "损耗",
    "remaining": "实际结存",
}


@dataclass(frozen=True, slots=True)
class MassBalance:
    """The quantities of one waste over one period, in tonnes; none may be negative."""

    waste_code: str
    opening: Decimal
    came_in: Decimal
    went_out: Decimal
    lost: Decimal
    remaining: Decimal

    def __post_init__(self) -> None:
        reasons = [Reason(fault) for name in _NAMES if (fault := _fault(_NAMES[name], getattr(self, name)))]
        if reasons:
            raise Refused(reasons)

    @property
    def expected(self) -> Decimal:
        """账面应余: what should still be there."""
        return self.opening + self.came_in - self.went_out - self.lost

    @property
    def difference(self) -> Decimal:
        """应余减实存: above zero, waste is missing; below zero, there is more than the records explain."""
        return self.expected - self.remaining

    @property
    def in_words(self) -> str:
        """`废物代码900-249-08：账面应余 12.5 吨，实际结存 2.5 吨，10 吨去向不明。`"""
        told = (
            f"废物代码{self.waste_code}：账面应余 {plain(self.expected)} 吨，"
            f"实际结存 {plain(self.remaining)} 吨，"
        )
        if self.difference > 0:
            return f"{told}{plain(self.difference)} 吨去向不明。"
        if self.difference < 0:
            return f"{told}多出 {plain(-self.difference)} 吨，来源不明。"
        return f"{told}账实相符。"


def total(waste_code: str, periods: Iterable[MassBalance]) -> MassBalance:
    """Periods that follow each other as one: it opens with the first, remains with the last, and sums what moved.

    Each period must open with what remained of the one before it; otherwise the gap would vanish in the sum.
    """
    rows = list(periods)
    if not rows:
        raise Refused([f"废物代码{waste_code}没有可以合计的数量。"])
    if wrong := [row.waste_code for row in rows if row.waste_code != waste_code]:
        raise Refused([f"废物代码{'、'.join(wrong)}不能与{waste_code}合计。"])
    gaps = [
        f"第{number}期的期初库存 {plain(later.opening)} 吨，与上一期的实际结存 {plain(earlier.remaining)} 吨不一致。"
        for number, (earlier, later) in enumerate(zip(rows, rows[1:], strict=False), start=2)
        if earlier.remaining != later.opening
    ]
    if gaps:
        raise Refused(gaps)
    return MassBalance(
        waste_code=waste_code,
        opening=rows[0].opening,
        came_in=sum((row.came_in for row in rows), Decimal(0)),
        went_out=sum((row.went_out for row in rows), Decimal(0)),
        lost=sum((row.lost for row in rows), Decimal(0)),
        remaining=rows[-1].remaining,
    )


def plain(tonnes: Decimal) -> str:
    """`12.5`, `10`: without trailing zeros and never with an exponent."""
    text = f"{tonnes:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fault(name: str, quantity: Decimal) -> str | None:
    if not quantity.is_finite():
        return f"{name}不是一个数量。"
    return f"{name}不应小于零。" if quantity < 0 else None
