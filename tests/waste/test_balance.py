"""物料平衡 under any sequence of movements: figures that sum, a difference that only the unrecorded can change."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from linkage.waste.balance import NONE, balance_of, balance_of_all, in_order, sum_of
from linkage.waste.models import Direction, WasteMovement, WasteStream

FIRST = date(2026, 1, 1)
tonnes = some.decimals(min_value=0, max_value=1000, places=3, allow_nan=False, allow_infinity=False)
row = some.tuples(some.sampled_from(list(Direction)), tonnes, some.integers(0, 30))
rows = some.lists(row, max_size=12)


def movements(said: list[tuple[Direction, Decimal, int]]) -> list[WasteMovement]:
    return [
        WasteMovement(pk=number, direction=direction, quantity=quantity, moved_on=FIRST + timedelta(days=day))
        for number, (direction, quantity, day) in enumerate(said, start=1)
    ]


def stream(opening: Decimal, code: str = "900-249-08") -> WasteStream:
    return WasteStream(opening=opening, waste_code=code)


@given(opening=tonnes, said=rows)
def test_the_difference_is_what_came_less_what_went_and_what_is_there(
    opening: Decimal, said: list[tuple[Direction, Decimal, int]]
) -> None:
    made = movements(said)
    found = balance_of(stream(opening), made)
    came, went, lost = (sum_of(made, d) for d in (Direction.IN, Direction.OUT, Direction.LOST))
    assert found.difference == opening + came - went - lost - found.remaining
    assert found.remaining >= 0
    assert (found.came_in, found.went_out, found.lost) == (came, went, lost)


@given(opening=tonnes, said=rows, counted=tonnes)
def test_right_after_a_stocktaking_what_is_there_is_what_was_counted(
    opening: Decimal, said: list[tuple[Direction, Decimal, int]], counted: Decimal
) -> None:
    made = movements([*said, (Direction.STORED, counted, 40)])
    assert balance_of(stream(opening), made).remaining == counted


@given(opening=tonnes, said=rows, counted=tonnes, later=some.lists(tonnes, max_size=5))
def test_what_is_recorded_after_a_stocktaking_does_not_change_the_difference(
    opening: Decimal,
    said: list[tuple[Direction, Decimal, int]],
    counted: Decimal,
    later: list[Decimal],
) -> None:
    before = [*said, (Direction.STORED, counted, 40)]
    after = [(Direction.IN, quantity, 41) for quantity in later]
    gone = [(Direction.OUT, sum(later, NONE) + counted, 42)]
    difference = balance_of(stream(opening), movements(before)).difference
    assert balance_of(stream(opening), movements([*before, *after])).difference == difference
    assert balance_of(stream(opening), movements([*before, *after, *gone])).difference == difference


@given(opening=tonnes, said=rows, order=some.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_changes_nothing(
    opening: Decimal, said: list[tuple[Direction, Decimal, int]], order: object
) -> None:
    made = movements(said)
    shuffled = list(made)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    assert balance_of(stream(opening), shuffled) == balance_of(stream(opening), made)
    assert in_order(shuffled) == in_order(made)


@given(several=some.lists(some.tuples(tonnes, rows), max_size=4))
def test_a_dossiers_balance_is_the_sum_of_its_wastes(
    several: list[tuple[Decimal, list[tuple[Direction, Decimal, int]]]],
) -> None:
    each = [balance_of(stream(opening), movements(said)) for opening, said in several]
    whole = balance_of_all(each, "合计")
    assert whole.difference == sum((one.difference for one in each), NONE)
    assert whole.expected == sum((one.expected for one in each), NONE)


def test_without_code_it_is_called_not_identified_yet() -> None:
    assert balance_of(stream(Decimal(1), ""), []).in_words.startswith("废物代码待认定：账面应余 1 吨")
