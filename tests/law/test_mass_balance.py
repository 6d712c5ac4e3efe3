"""What was there, came, went and is left: the rest is named with its side, and nothing is lost by adding up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.law.mass_balance import MassBalance, plain, total
from linkage.law.refusal import Refused

D = Decimal
OIL = "900-249-08"
tonnes = st.decimals("0", "100000", places=4)


def balance(opening: str, came_in: str, went_out: str, lost: str, remaining: str) -> MassBalance:
    return MassBalance(OIL, D(opening), D(came_in), D(went_out), D(lost), D(remaining))


def test_ten_tonnes_that_no_record_accounts_for_are_missing() -> None:
    found = balance("2.5", "30", "19.5", "0.5", "2.5")
    assert found.difference == D("10.0")
    assert found.in_words == "废物代码900-249-08：账面应余 12.5 吨，实际结存 2.5 吨，10 吨去向不明。"


def test_more_in_the_store_than_the_records_explain_is_said_from_the_other_side() -> None:
    found = balance("0", "1", "0", "0", "1.25")
    assert found.difference == D("-0.25")
    assert found.in_words.endswith("多出 0.25 吨，来源不明。")


def test_what_agrees_is_said_to_agree() -> None:
    assert balance("1", "2", "1.5", "0", "1.50").in_words.endswith("账实相符。")


def test_every_quantity_that_cannot_be_is_named_at_once() -> None:
    with pytest.raises(Refused) as refused:
        balance("-1", "2", "NaN", "0", "0")
    assert [reason.sentence for reason in refused.value.reasons] == [
        "期初库存不应小于零。",
        "转出和处置不是一个数量。",
    ]


def test_periods_that_do_not_join_are_not_added_up() -> None:
    with pytest.raises(Refused, match="第2期的期初库存 4 吨，与上一期的实际结存 5 吨不一致"):
        total(OIL, [balance("0", "5", "0", "0", "5"), balance("4", "0", "0", "0", "4")])


def test_two_wastes_are_not_added_up() -> None:
    with pytest.raises(Refused, match="不能与900-041-49合计"):
        total("900-041-49", [balance("0", "5", "0", "0", "5")])


def test_nothing_is_not_a_total() -> None:
    with pytest.raises(Refused, match="没有可以合计的数量"):
        total(OIL, [])


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [("10.00", "10"), ("0.50", "0.5"), ("1E+2", "100"), ("0", "0"), ("-0.250", "-0.25")],
)
def test_tonnes_are_written_plainly(quantity: str, shown: str) -> None:
    assert plain(D(quantity)) == shown


@given(tonnes, tonnes, tonnes, tonnes, tonnes)
def test_what_is_counted_back_with_the_difference_gives_what_there_was(
    opening: Decimal, came_in: Decimal, went_out: Decimal, lost: Decimal, remaining: Decimal
) -> None:
    found = MassBalance(OIL, opening, came_in, went_out, lost, remaining)
    assert remaining + went_out + lost + found.difference == opening + came_in


@given(tonnes, st.lists(st.tuples(tonnes, tonnes, tonnes, tonnes), min_size=1, max_size=6))
def test_the_difference_of_a_year_is_the_sum_of_its_months(
    opening: Decimal, months: list[tuple[Decimal, Decimal, Decimal, Decimal]]
) -> None:
    rows: list[MassBalance] = []
    for came_in, went_out, lost, remaining in months:
        rows.append(MassBalance(OIL, opening, came_in, went_out, lost, remaining))
        opening = remaining
    assert total(OIL, rows).difference == sum((row.difference for row in rows), D(0))
