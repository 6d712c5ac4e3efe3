"""How many portions (份样) make a sample of solid waste whose hazard is to be identified: HJ 298—2019.

Too few portions is what defence counsel looks for first; the number follows from how much waste there is.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from linkage.law.limits import Status
from linkage.law.sampling_rules import SAMPLING, read_data
from linkage.law.statute_book import NotInForce


@dataclass(frozen=True, slots=True)
class Portions:
    """The least number of portions, and on what it rests."""

    count: int
    instrument: str
    clause: str
    status: Status

    @property
    def basis(self) -> str:
        """Instrument and clause, as quoted to a reader."""
        return f"{self.instrument}第{self.clause}"


def least_portions(tonnes: Decimal, on: date, *, incident: bool = False) -> Portions:
    """The least number for this quantity; for an environmental incident (倾倒等), what urgency may reduce it to.

    Raises `NotInForce` before 2020-01-01: HJ/T 298—2007 is not held.
    """
    if tonnes <= 0:
        raise ValueError("固体废物的量应大于零。")
    data = _data()
    if on < data["in_force_from"]:
        raise NotInForce(f"{data['instrument']}自 {data['in_force_from']} 起施行，此前的份样数没有收录。")
    if incident:
        lowest = data["incident"]
        return Portions(lowest["portions"], data["instrument"], lowest["clause"], Status(lowest["status"]))
    count = next(step["portions"] for step in data["steps"] if "up_to" not in step or tonnes <= step["up_to"])
    return Portions(count, data["instrument"], data["clause"], Status(data["status"]))


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = read_data(SAMPLING / "solid_waste.toml")["portions"]
    return found
