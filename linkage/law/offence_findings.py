"""One clause as it comes out for one case: the state, the sentence that says why, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linkage.law.offence_answers import State


@dataclass(frozen=True, slots=True)
class Finding:
    """`clause_id` is an id of `offence_book`; `missing` and `used` are names of `FACTS`.

    `tier` is the tier of the offence under the criminal law of the day of the conduct, 0 where tiers do not apply. Only a finding
    whose `status` is VERIFIED rests on a text that was read.
    """

    clause_id: str
    title: str
    basis: str
    state: State
    reason: str
    offence: str = ""
    tier: int = 0
    tier_name: str = ""
    catch_all: bool = False
    missing: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    note: str = ""
    status: str = "VERIFIED"


def plain(value: Any) -> Any:
    """JSON values only: dates and numbers as their text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, str) else value
