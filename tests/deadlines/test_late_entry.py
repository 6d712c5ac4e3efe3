"""17号第三十四条: what was done is entered within seven days; the days are counted as 第三十八条 says."""

from datetime import datetime

import pytest

from linkage.deadlines.running import entered_late
from linkage.law.wording import SHANGHAI


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("done", "entered", "late"),
    [
        ("2026-03-02 10:00:00", "2026-03-09 10:00:00", False),
        ("2026-03-02 10:00:00", "2026-03-09 23:59:59", False),
        ("2026-03-02 10:00:00", "2026-03-10 00:00:00", True),
        # The seventh day is a Saturday: the Monday after it still counts.
        ("2026-03-07 09:00:00", "2026-03-14 12:00:00", False),
        ("2026-03-07 09:00:00", "2026-03-16 23:59:59", False),
        ("2026-03-07 09:00:00", "2026-03-17 00:00:00", True),
        # Before the notice was in force its first version counts.
        ("2016-03-01 09:00:00", "2016-06-01 09:00:00", True),
    ],
)
def test_the_seventh_day_is_the_last_and_a_day_off_is_not(done: str, entered: str, late: bool) -> None:
    assert entered_late(shanghai(done), shanghai(entered)) is late
