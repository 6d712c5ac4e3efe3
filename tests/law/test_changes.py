"""What changed in the data of the law: entry by entry between two folders, and by the days on which rules come into force or end."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from linkage.law import due, rule
from linkage.law.changes import FOLDERS, ChangeKind, NoLaw, changes_between, coming_into_force, law_items
from linkage.law.statute_book import LAW, statutes_read_from

CODE_DAY = date(2026, 8, 15)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A copy of the law, to be made an older one."""
    for folder in FOLDERS:
        shutil.copytree(LAW / folder, tmp_path / folder)
    return tmp_path


def reword(folder: Path, file: str, before: str, after: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")


def told(folder: Path) -> list[tuple[str, str, str]]:
    return [(str(c.kind), c.item.code, c.words) for c in changes_between(folder)]


def test_the_same_law_shows_no_change(older: Path) -> None:
    assert changes_between(older) == ()


def test_every_entry_has_a_key_of_its_own() -> None:
    items = law_items()
    assert len({item.key for item in items}) == len(items) > 500
    assert {item.folder for item in items} == set(FOLDERS)


def test_a_limit_that_was_lengthened_is_told_field_by_field(older: Path) -> None:
    three = (
        '[[limit]]\ncode = "made_up"\nname = "虚构的时限"\ninstrument = "某办法"\narticle = "第1条"\n'
        'length = {}\nunit = "{}"\nin_force_from = 2020-01-01\nstatus = "MEMORY"\n'
    )
    (older / "statutes" / "zz.toml").write_text(three.format(3, "natural_day"), encoding="utf-8")
    newer = older.parent / "newer"
    shutil.copytree(older, newer)
    (newer / "statutes" / "zz.toml").write_text(three.format(5, "working_day"), encoding="utf-8")
    (change,) = changes_between(older, newer)
    assert (change.kind, change.item.basis, change.item.verified) == (
        ChangeKind.CHANGED,
        "某办法第1条",
        False,
    )
    assert change.words == "长度：3 → 5；单位：日 → 个工作日"


def test_a_holiday_that_was_moved_is_one_change(older: Path) -> None:
    reword(older, "holidays/2026.toml", '2026-10-03 = "国庆节"\n', "")
    assert told(older) == [("added", "2026-10-03", "新收录")]


def test_a_clause_that_reads_otherwise_and_one_that_is_new(older: Path) -> None:
    reword(
        older,
        "offences/js2023.toml",
        'at_least="hazardous_waste_t", n=3}',
        'at_least="hazardous_waste_t", n=5}',
    )
    reword(older, "offences/detention.toml", 'id = "fd1108"', 'id = "fd1108_old"')
    kinds = {(kind, code) for kind, code, _ in told(older)}
    assert kinds == {("changed", "2023_1_2"), ("added", "fd1108"), ("removed", "fd1108_old")}


def test_sources_and_questions_are_no_law(older: Path) -> None:
    reword(older, "statutes/sources.toml", "title = ", "title  = ")
    (older / "offences" / "facts.toml").unlink()
    assert told(older) == []


@pytest.mark.parametrize("content", [None, "[[limit]\n"])
def test_a_folder_without_law_or_with_broken_law_is_refused_with_a_sentence(
    tmp_path: Path, content: str | None
) -> None:
    (tmp_path / "statutes").mkdir()
    if content:
        (tmp_path / "statutes" / "a.toml").write_text(content, encoding="utf-8")
    with pytest.raises(NoLaw) as refused:
        changes_between(tmp_path)
    assert "法律数据" in str(refused.value)


def test_on_the_day_of_the_code_its_articles_come_and_the_old_ones_go() -> None:
    changes = coming_into_force(CODE_DAY, CODE_DAY)
    by_kind = {kind: {c.item.code for c in changes if c.kind is kind} for kind in ChangeKind}
    assert {"fd1102", "fd1108", "fd1160", "admin_limitation_code"} <= by_kind[ChangeKind.IN_FORCE]
    assert {"hbf63_3", "gf120_1", "admin_limitation_pre_code"} <= by_kind[ChangeKind.ENDED]
    assert all(change.on == CODE_DAY for change in changes)
    assert next(c for c in changes if c.item.code == "fd1108").words == "2026-08-15 施行"


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [
        (date(2026, 8, 16), date(2026, 8, 31), False),
        (date(2026, 8, 1), date(2026, 8, 14), False),
        (date(2026, 8, 15), date(2026, 8, 15), True),
        (date(2026, 8, 14), date(2026, 8, 16), True),
    ],
)
def test_both_days_are_included(since: date, until: date, seen: bool) -> None:
    assert any(c.item.code == "fd1108" for c in coming_into_force(since, until)) is seen


def test_inside_limits_are_those_of_the_other_folder_and_outside_ours(older: Path) -> None:
    own = rule("police_filing_decision_normal")
    text = (older / "statutes" / "crime_transfer.toml").read_text(encoding="utf-8")
    start = text.index('code = "police_filing_decision_normal"')
    at = text.index("length = 3", start)
    (older / "statutes" / "crime_transfer.toml").write_text(
        f"{text[:at]}length = 9{text[at + 10 :]}", encoding="utf-8"
    )
    with statutes_read_from(older / "statutes"):
        assert rule("police_filing_decision_normal").length == 9
        inside = due("police_filing_decision_normal", date(2026, 3, 2)).due_at
    assert rule("police_filing_decision_normal") == own
    assert inside is not None
    assert (inside.date(), due("police_filing_decision_normal", date(2026, 3, 2)).due_at.date()) == (  # type: ignore[union-attr]
        date(2026, 3, 11), date(2026, 3, 5),
    )  # fmt: skip
