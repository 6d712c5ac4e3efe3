"""A waste before a reader: its movements, its manifests, its balance with the sentence."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.law.mass_balance import MassBalance, plain
from linkage.waste.balance import balance_of, in_order, in_words, was_counted
from linkage.waste.models import Direction, WasteMovement, WasteStream

TRANSPORTS = (Direction.IN, Direction.OUT)


def page_of(stream: WasteStream, reader: User, now: datetime) -> dict[str, Any]:
    """What `waste/stream.html` calls `shown`."""
    movements = in_order(stream.movements.select_related("entered_by"))
    return {
        "stream": stream,
        "balance": balance_words(stream, movements),
        "movements": [movement_words(row) for row in movements],
        "manifests": manifests_of(movements),
    }


def balance_words(stream: WasteStream, movements: Sequence[WasteMovement]) -> dict[str, Any]:
    """The balance in figures, as a state and as a sentence."""
    balance = balance_of(stream, movements)
    return {
        **figures(balance),
        "status": state_of(balance),
        "words": in_words(balance, counted=was_counted(movements)),
    }


def figures(balance: MassBalance) -> dict[str, str]:
    """Each quantity in tonnes, as a table prints it."""
    return {
        "opening": plain(balance.opening),
        "came_in": plain(balance.came_in),
        "went_out": plain(balance.went_out),
        "lost": plain(balance.lost),
        "expected": plain(balance.expected),
        "remaining": plain(balance.remaining),
        "difference": plain(balance.difference),
    }


def state_of(balance: MassBalance) -> dict[str, str]:
    """账实相符, 去向不明 or 来源不明, as word and shape."""
    if balance.difference > 0:
        return {"word": "去向不明", "tone": "overdue"}
    if balance.difference < 0:
        return {"word": "来源不明", "tone": "overdue"}
    return {"word": "账实相符", "tone": "done"}


def movement_words(row: WasteMovement) -> dict[str, Any]:
    """One movement as a line of the table."""
    transport = row.direction in TRANSPORTS
    return {
        "row": row,
        "direction": row.get_direction_display(),
        "quantity": plain(row.quantity),
        "manifest": row.manifest,
        "without": {"word": "没有联单", "tone": "missing"} if transport and not row.manifest else None,
    }


def manifests_of(movements: Iterable[WasteMovement]) -> list[dict[str, Any]]:
    """The manifests of a waste, by number."""
    rows = sorted((row for row in movements if row.manifest), key=lambda row: row.manifest)
    return [movement_words(row) for row in rows]
