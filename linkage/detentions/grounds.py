"""Which article a conduct is detained under, by its own day and the day of the decision, and within which band of days.

Reads `law.assess_detention`; here it becomes one question about one stated conduct.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.law.assessment import FACTS, BadFacts, DetentionFinding, State, assess_detention

CONDUCTS: tuple[str, ...] = tuple(FACTS["detention_conduct"].values)
CIRCUMSTANCES: tuple[str, ...] = tuple(FACTS["circumstances"].values)
FARMING = "农业农村部门"


@dataclass(frozen=True)
class Conduct:
    """One conduct as it was stated, with the days on which it depends."""

    name: str
    until: date
    circumstances: str
    penalty_decided_on: date
    order_served_on: date | None = None
    order_defied: bool | None = None

    def kept(self) -> dict[str, Any]:
        """As JSON, for the subject's row."""
        return {
            "name": self.name,
            "until": self.until.isoformat(),
            "circumstances": self.circumstances,
            "penalty_decided_on": self.penalty_decided_on.isoformat(),
            "order_served_on": self.order_served_on.isoformat() if self.order_served_on else "",
            "order_defied": self.order_defied,
        }


def conduct_of(kept: Mapping[str, Any], *, circumstances: str = "") -> Conduct | None:
    """The conduct as `kept` had it, with other circumstances if the police found them; None where nothing was stated."""
    if not kept.get("name"):
        return None
    served = kept.get("order_served_on")
    return Conduct(
        name=kept["name"],
        until=date.fromisoformat(kept["until"]),
        circumstances=circumstances or kept["circumstances"],
        penalty_decided_on=date.fromisoformat(kept["penalty_decided_on"]),
        order_served_on=date.fromisoformat(served) if served else None,
        order_defied=kept.get("order_defied"),
    )


def governing(conduct: Conduct, on: date) -> tuple[list[DetentionFinding], list[str]]:
    """The articles that govern this conduct if decided on that day; without one, why not, in sentences."""
    facts = {
        "detention_conduct": [conduct.name],
        "conduct_end": conduct.until,
        "circumstances": conduct.circumstances,
        "penalty_decided_on": conduct.penalty_decided_on,
        "order_served_on": conduct.order_served_on,
        "order_defied": conduct.order_defied,
    }
    try:
        assessed = assess_detention(facts, decided_on=on)
    except BadFacts as bad:
        return [], list(bad.errors.values())
    own = [f for f in assessed.findings if f.conduct == conduct.name and f.governs]
    met = [f for f in own if f.state is State.MET]
    if met:
        return met, []
    return [], [f.reason for f in own] or [
        f"{conduct.until}终了的这一行为，平台没有收录可以适用行政拘留的条款。"
    ]


def cited(found: list[DetentionFinding]) -> str:
    """The articles as a paper cites them: one that the transfer of another hangs on is not cited beside it twice."""
    return "、".join(dict.fromkeys(f"《{f.law}》{f.article}" for f in found))


def instruments(found: list[DetentionFinding]) -> str:
    """The articles with the procedure they are transferred under (853号 interprets 环境保护法第63条; whether it goes on is open)."""
    return f"{cited(found)}；《行政主管部门移送适用行政拘留环境违法案件暂行办法》（公治〔2014〕853号）"


def band(found: list[DetentionFinding]) -> tuple[int, int]:
    """The days from and to; where two articles meet on one conduct, what both allow."""
    bands = [f.days for f in found if f.days]
    return max(low for low, _ in bands), min(high for _, high in bands)


__all__ = [
    "CIRCUMSTANCES", "CONDUCTS", "FARMING", "Conduct", "band", "cited", "conduct_of", "governing", "instruments",
]  # fmt: skip
