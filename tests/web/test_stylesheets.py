"""The stylesheets hold what the pages promise: contrast, known classes, and only what is served."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from linkage.web import finders as own
from linkage.web import gallery

WEB = Path(gallery.__file__).parent
STYLES = {path.name: path.read_text() for path in sorted((WEB / "static/web").glob("*.css"))}
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLES["tokens.css"]))
INKS = ("ink", "ink-soft", "ink-faint", "accent", "visited", "overdue", "near", "near-text", "done")
AGENCIES = ("ecology", "police", "procuratorate")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [*INKS, *AGENCIES])
def test_each_ink_can_be_read_on_white(ink: str) -> None:
    assert contrast(COLOURS[ink], COLOURS["paper"]) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [("ink-faint", "paper-soft"), ("overdue", "overdue-wash"), ("near-text", "near-wash"), ("done", "done-wash"),
     ("accent", "accent-wash"), ("ink-soft", "overdue-wash")],
)  # fmt: skip
def test_each_ink_can_be_read_on_its_wash(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


def test_the_older_browsers_in_use_understand_every_colour() -> None:
    """360 and 统信 browsers build on older engines; a colour they do not know leaves text unreadable."""
    found = [
        name
        for name, text in STYLES.items()
        if re.search(r"color-mix|light-dark|oklch|oklab|:has\(|@layer", text)
    ]
    assert not found


def test_every_class_of_the_shared_templates_has_a_rule() -> None:
    """A class nobody styles is a slip of the pen."""
    styled = set(re.findall(r"\.([A-Za-z][\w-]*)", "".join(STYLES.values())))
    folders = ("components", "shell", "registration")
    used: dict[str, str] = {}
    for path in sorted(p for folder in folders for p in (WEB / "templates" / folder).glob("*.html")):
        fixed = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", path.read_text())
        names = " ".join(re.findall(r'class="([^"]*)"', fixed)).split()
        used |= {name: path.name for name in names if not name.endswith("-")}
    assert not {f"{name} in {where}" for name, where in used.items() if name not in styled}


def test_the_finder_serves_the_picked_files_and_nothing_else(tmp_path: Path, settings) -> None:
    settings.NODE_MODULES = tmp_path
    for name in (own.PICKED[0], "left-pad/index.js"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("x")
    finder = own.PickFinder()
    assert finder.find(f"vendor/{own.PICKED[0]}") == str(tmp_path / own.PICKED[0])
    assert finder.find("vendor/left-pad/index.js") is None
    assert finder.find(own.PICKED[0]) is None
    assert finder.find(f"vendor/{own.PICKED[1]}") is None, "picked, but not installed"
    assert [path for path, _ in finder.list(None)] == [own.PICKED[0]]


def test_each_stylesheet_and_script_a_page_names_is_served() -> None:
    named = {
        name
        for path in (WEB / "templates").rglob("*.html")
        for name in re.findall(r"{% static '([^']+)' %}", path.read_text())
    }
    assert named
    missing = {
        name for name in named if not finders.find(name) and name.removeprefix("vendor/") not in own.PICKED
    }
    assert not missing
