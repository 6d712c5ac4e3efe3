"""Docs that can fail: what the code has and the pages do not name is found here."""

import re

from django.apps import apps

from linkage.accounts.roles import Role
from scripts import guide_tables
from scripts.states import main as draw_states
from scripts.states import tables
from tests.architecture.sources import ROOT, kept_files, python_files, text_of, where

DEVELOPERS = ROOT / "DEVELOPERS.md"
GLOSSARY = ROOT / "docs" / "glossary.md"


def in_code(text: str) -> set[str]:
    """Everything that stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def test_each_environment_variable_is_explained() -> None:
    text = text_of(DEVELOPERS)
    used = {
        name for path in python_files() for name in re.findall(r"\bLINKAGE_[A-Z_]*[A-Z]\b", text_of(path))
    }
    assert not sorted(name for name in used if f"`{name}`" not in text)


def test_each_environment_variable_that_is_explained_is_used() -> None:
    explained = {word for word in in_code(text_of(DEVELOPERS)) if re.fullmatch(r"LINKAGE_[A-Z_]+", word)}
    source = "\n".join(
        text_of(path) for path in kept_files() if path.suffix in {".py", ".sh"} or path.name == "Makefile"
    )
    assert not sorted(name for name in explained if name not in source)


def test_each_make_target_is_explained() -> None:
    makefile = text_of(ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    explained = set(re.findall(r"make ([a-z-]+)", text_of(DEVELOPERS)))
    assert not sorted(targets - explained - {"help"})
    assert not sorted(explained - targets)


def test_each_file_the_pages_link_to_is_there() -> None:
    pages = [path for path in kept_files() if path.suffix == ".md"]
    missing = [
        f"{where(page)}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text_of(page))
        if not (page.parent / target).exists()
    ]
    assert not missing, "\n" + "\n".join(missing)


def test_each_decision_has_a_context_a_decision_and_a_consequence() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        for part in ("**Context.**", "**Decision.**", "**Consequence.**"):
            assert part in text_of(path), f"{where(path)} has no {part}"


def test_each_role_is_in_the_glossary_under_its_name() -> None:
    text = text_of(GLOSSARY)
    missing = [role for role in Role if f"| {role.label} | `{role.value}` |" not in text]
    assert not missing


def test_each_kind_of_record_is_in_the_glossary() -> None:
    words = in_code(text_of(GLOSSARY))
    ours = [model for model in apps.get_models() if model.__module__.startswith("linkage.")]
    assert ours
    assert not sorted(model.__name__ for model in ours if model.__name__ not in words)


def test_each_status_is_in_the_glossary_under_its_name() -> None:
    text = text_of(GLOSSARY)
    missing = [
        f"{label} `{status}`"
        for table in tables()
        for status, label in table.labels.items()
        if f"| {label} | `{status}` |" not in text
    ]
    assert not missing, "\n" + "\n".join(missing)


def test_each_act_is_in_the_glossary_under_its_name() -> None:
    text = text_of(GLOSSARY)
    missing = [
        f"{row.label} `{row.act}`"
        for table in tables()
        for row in table.rows
        if f"| {row.label} | `{row.act}` |" not in text
    ]
    assert not missing, "\n" + "\n".join(missing)


def test_the_diagrams_are_what_the_tables_say() -> None:
    assert draw_states(["--check"]) == 0


def test_the_guide_of_all_steps_is_what_the_tables_say() -> None:
    assert guide_tables.main(["--check"]) == 0


def test_the_guide_of_all_steps_names_every_act_and_status_of_every_table() -> None:
    text = text_of(guide_tables.PAGE)
    missing = [
        label
        for table in tables()
        for label in (*(row.label for row in table.rows), *table.labels.values())
        if f"\n| {label} | " not in text
    ]
    assert not missing, "\n" + "\n".join(missing)


def test_a_page_of_all_steps_that_is_out_of_date_is_named(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(guide_tables, "ROOT", tmp_path)
    monkeypatch.setattr(guide_tables, "PAGE", tmp_path / "every-step.md")
    assert guide_tables.main(["--check"]) == 1
    assert "make states" in capsys.readouterr().err
    assert guide_tables.main([]) == 0
    assert guide_tables.main(["--check"]) == 0


def test_the_guide_shows_each_picture_and_each_picture_is_shown() -> None:
    guide = ROOT / "docs" / "guide"
    pages = [*guide.glob("*.md"), ROOT / "README.md"]
    shown = {name for page in pages for name in re.findall(r"images/([\w-]+\.png)\)", text_of(page))}
    assert shown == {path.name for path in (guide / "images").iterdir()}


def test_no_picture_of_the_guide_is_over_200_kilobytes() -> None:
    images = [*(ROOT / "docs" / "guide" / "images").iterdir()]
    assert images
    assert not [where(path) for path in images if path.stat().st_size > 200_000]
