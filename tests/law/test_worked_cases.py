"""Two hundred worked cases: the table, the product and a second reckoning written another way all agree.

Cases with a remark in `checked_by_hand` were counted on a wall calendar; the remark says how.
"""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from linkage.law import due_by_unit
from linkage.law.wording import SHANGHAI
from tests.law import second_opinion

with (Path(__file__).parent / "worked_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def test_there_are_two_hundred_cases_and_thirty_of_them_were_counted_by_hand() -> None:
    assert len(CASES) >= 200
    assert len([case for case in CASES if case["checked_by_hand"]]) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_falls_due_on_the_day_of_the_table(case: dict[str, str]) -> None:
    at = datetime.fromisoformat(case["event_datetime"])
    at = at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
    reckoned = due_by_unit(at, int(case["n"]), case["unit"])
    assert reckoned.due_at.isoformat(timespec="seconds") == case["due_datetime"], case["checked_by_hand"]
    assert not reckoned.provisional


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_second_opinion_is_the_same(case: dict[str, str]) -> None:
    told = second_opinion.due_datetime(case["unit"], int(case["n"]), case["event_datetime"])
    assert told == case["due_datetime"], case["checked_by_hand"]
