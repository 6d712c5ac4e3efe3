"""Imports only go down. The drawing in DEVELOPERS.md is the rule; this test reads it and names the line that climbs."""

import ast
import re
from functools import cache

import pytest

from tests.architecture.sources import (
    PACKAGE,
    ROOT,
    functions,
    imported,
    imports,
    package_of,
    packages,
    python_files,
    tree,
    where,
)

NOT_A_FLOOR = re.compile(r"^[\s-]*$")
SECTION = re.compile(r"^[A-Z]+( [A-Z]+)*\s{2,}")
REMARK = re.compile(r"\(.*\)\s*$")
A_DRAWER = {"utils", "util", "common", "helpers", "helper", "misc"}


@cache
def floors() -> list[list[str]]:
    """The drawing, top floor first; neighbours share a floor."""
    text = (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8")
    drawings = re.findall(r"^```floors\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(drawings) == 1, "DEVELOPERS.md must hold exactly one ```floors drawing"
    lines = [REMARK.sub("", SECTION.sub("", line)) for line in drawings[0].splitlines()]
    return [[name.strip() for name in line.split("·")] for line in lines if not NOT_A_FLOOR.match(line)]


def floor_of(package: str) -> int:
    """How far down the package stands: 0 is the top."""
    for number, names in enumerate(floors()):
        if package in names:
            return number
    raise LookupError(f"{package} is not in the drawing in DEVELOPERS.md")


def climbs(importer: str, target: str) -> bool:
    """May `importer` not import `target`? Only what stands lower, and itself, is allowed."""
    return importer != target and floor_of(target) <= floor_of(importer)


def test_the_drawing_names_each_package_once() -> None:
    names = [name for floor in floors() for name in floor]
    assert len(names) == len(set(names))
    assert names[-1] == "law"


@pytest.mark.parametrize("package", packages())
def test_each_package_stands_on_a_floor_and_says_what_it_is(package: str) -> None:
    assert floor_of(package) >= 0
    assert ast.get_docstring(tree(PACKAGE / package / "__init__.py")), (
        f"linkage/{package}/__init__.py says nothing"
    )


@pytest.mark.parametrize(
    ("importer", "target", "expected"),
    [
        ("transfers", "law", False),
        ("transfers", "cases", False),
        ("transfers", "transfers", False),
        ("cases", "transfers", True),
        ("law", "audit", True),
        ("documents", "evidence", True),
        ("web", "api", True),
        ("commands", "web", True),
    ],
)
def test_the_drawing_is_read_as_it_is_meant(importer: str, target: str, expected: bool) -> None:
    assert climbs(importer, target) is expected


def test_no_line_climbs() -> None:
    climbing = []
    for path in python_files():
        importer = package_of(path)
        if not importer:
            continue
        for line, name in imports(path):
            parts = name.split(".")
            if len(parts) > 1 and parts[1] in packages() and climbs(importer, parts[1]):
                climbing.append(f"{where(path, line)}: {importer} imports {name}")
    assert not climbing, "\n" + "\n".join(climbing)


def test_the_law_knows_no_django() -> None:
    found = [
        f"{where(path, node.lineno)}"
        for path in python_files()
        if package_of(path) == "law"
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "django" for a in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "django")
    ]
    assert not found, "\n" + "\n".join(found)


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    """An import that hides in a function hides a circle."""
    hidden = [
        where(path, node.lineno)
        for path in python_files()
        for function in functions(path)
        for node in ast.walk(function)
        if imported(node, path)
    ]
    assert not hidden, "\n" + "\n".join(hidden)


def test_there_is_no_drawer() -> None:
    """A thing without a home is a concept without a name."""
    drawers = [
        where(path) for path in python_files() if A_DRAWER & {path.stem, *path.relative_to(PACKAGE).parts}
    ]
    assert not drawers, "\n" + "\n".join(drawers)
