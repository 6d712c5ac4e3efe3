"""The balance of a waste: what the movements add up to, and what the stocktakings say is there.

What is there now is the latest stocktaking, carried on by what came and went since; so a movement after it changes what
should be there and what is there alike, and only what nobody recorded remains as a difference.
"""

from collections.abc import Iterable
from decimal import Decimal

from linkage.law.mass_balance import MassBalance
from linkage.waste.models import Direction, WasteMovement, WasteStream

NONE = Decimal(0)
NO_CODE = "待认定"


def balance_of(stream: WasteStream, movements: Iterable[WasteMovement]) -> MassBalance:
    """One waste over all its movements."""
    rows = in_order(movements)
    return MassBalance(
        waste_code=stream.waste_code or NO_CODE,
        opening=stream.opening,
        came_in=sum_of(rows, Direction.IN),
        went_out=sum_of(rows, Direction.OUT),
        lost=sum_of(rows, Direction.LOST),
        remaining=remaining(rows),
    )


def balance_of_all(balances: Iterable[MassBalance], words: str) -> MassBalance:
    """Several wastes of a dossier side by side as one; `words` stand where the code stands."""
    rows = list(balances)
    return MassBalance(
        waste_code=words,
        opening=sum((row.opening for row in rows), NONE),
        came_in=sum((row.came_in for row in rows), NONE),
        went_out=sum((row.went_out for row in rows), NONE),
        lost=sum((row.lost for row in rows), NONE),
        remaining=sum((row.remaining for row in rows), NONE),
    )


def in_order(movements: Iterable[WasteMovement]) -> list[WasteMovement]:
    """By day; those of one day as they were entered."""
    return sorted(movements, key=lambda row: (row.moved_on, row.pk))


def sum_of(rows: Iterable[WasteMovement], direction: Direction) -> Decimal:
    """All tonnes of one direction."""
    return sum((row.quantity for row in rows if row.direction == direction), NONE)


def was_counted(movements: Iterable[WasteMovement]) -> bool:
    """Whether anybody has looked what is there."""
    return any(row.direction == Direction.STORED for row in movements)


def remaining(rows: list[WasteMovement]) -> Decimal:
    """What is there after the last of these rows; nothing where nobody ever counted, and never less than nothing."""
    counts = [place for place, row in enumerate(rows) if row.direction == Direction.STORED]
    if not counts:
        return NONE
    since = rows[counts[-1] + 1 :]
    left = sum_of(since, Direction.OUT) + sum_of(since, Direction.LOST)
    return max(NONE, rows[counts[-1]].quantity + sum_of(since, Direction.IN) - left)


def in_words(balance: MassBalance, *, counted: bool) -> str:
    """The sentence of the balance, and that nobody has counted where nobody has."""
    if counted:
        return balance.in_words
    return f"{balance.in_words}还没有盘点，实际结存按零计。"
