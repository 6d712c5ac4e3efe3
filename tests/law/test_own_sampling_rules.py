"""A deployment's own rows on keeping samples come before ours; a file that cannot be read says so."""

from datetime import date
from pathlib import Path

import pytest

from linkage.law.sampling_rules import OWN_RULES, Medium, SamplingFileError, hold_rule

ROW = """
[[rule]]
analytes = { cod = "化学需氧量" }
media = ["waste_water"]
container = "玻璃瓶"
hold = { length = 5, unit = "day" }
instrument = "HJ 828—2017"
clause = "7.1"
status = "VERIFIED"
in_force_from = 2017-05-01
"""


def test_a_row_of_the_deployment_counts_before_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = hold_rule("cod", Medium.WASTE_WATER, date(2026, 3, 2))
    file = tmp_path / "rules.toml"
    file.write_text(ROW, encoding="utf-8")
    monkeypatch.setenv(OWN_RULES, str(file))
    theirs = hold_rule("cod", Medium.WASTE_WATER, date(2026, 3, 2))
    assert (theirs.instrument, theirs.shortest.length, theirs.to_be_checked) == ("HJ 828—2017", 5, False)
    assert theirs != ours
    assert hold_rule("cod", Medium.WASTE_WATER, date(2016, 3, 2)) == ours, "before it was in force ours holds"
    assert hold_rule("ph", Medium.WASTE_WATER, date(2026, 3, 2)).instrument == "HJ 493—2009"


@pytest.mark.parametrize("content", [None, "[[rule", "\udcff"])
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(
    content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rules.toml"
    if content is not None:
        file.write_bytes(content.encode("utf-8", "surrogateescape"))
    monkeypatch.setenv(OWN_RULES, str(file))
    with pytest.raises(SamplingFileError, match=f"rules.toml 读不出来.*{OWN_RULES}"):
        hold_rule("cod", Medium.WASTE_WATER, date(2026, 3, 2))
