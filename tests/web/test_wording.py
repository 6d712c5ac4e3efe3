"""How a template puts dates and lengths into words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import engines

AT = datetime(2026, 10, 8, 8, 30, tzinfo=UTC)


def drawn(text: str, **context: object) -> str:
    return engines["django"].from_string(text).render(context)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ at|moment }}", "2026-10-08 周四 16:30"),
        ("{{ at|date_words }}", "2026-10-08 周四"),
        ("{{ day|date_words }}", "2026-10-08 周四"),
        ("{{ at|deadline }}", "10月8日（周四）16:30前"),
        ("{{ at|official_date }}", "2026年10月8日"),
        ("{{ day|official_date }}", "2026年10月8日"),
        ("{{ span|duration }}", "1天 6小时"),
    ],
)
def test_a_moment_is_written_in_local_time_with_its_weekday(text: str, words: str) -> None:
    assert drawn(text, at=AT, day=date(2026, 10, 8), span=timedelta(hours=30)) == words


def test_an_official_date_is_the_day_in_shanghai_and_not_in_utc() -> None:
    assert drawn("{{ at|official_date }}", at=datetime(2026, 10, 8, 16, 0, tzinfo=UTC)) == "2026年10月9日"


@pytest.mark.parametrize("word", ["moment", "date_words", "deadline", "official_date", "duration"])
def test_an_absent_value_becomes_nothing(word: str) -> None:
    assert drawn(f"[{{{{ gone|{word} }}}}]", gone=None) == "[]"
