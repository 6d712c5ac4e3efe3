"""The size and the manners of the source: what a newcomer may count on in each file."""

import ast
import re

import pytest

from tests.architecture.sources import (
    ROOT,
    functions,
    kept_files,
    package_of,
    python_files,
    templates,
    text_of,
    tree,
    where,
)

LONGEST_FILE = 500
LONGEST_FUNCTION = 50

# "linkage/….py:function": why it may be longer than the rest. Empty is best.
LONGER_WITH_REASON: dict[str, str] = {}

# Names that identify a format, not places that anything is fetched from; and this machine itself.
NAMES_NOT_PLACES = {
    "127.0.0.1",
    "[::1]",
    "localhost",
    "testserver",
    "www.w3.org",
    "www.ofdspec.org",
    "schemas.openxmlformats.org",
    "schemas.microsoft.com",
    "purl.org",
    "json-schema.org",
}
HOST = re.compile(r"https?://([^/\s\"'`<>)（），。{}\\$|]+)")
# Split, so that this file does not find itself.
LEFT_UNDONE = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|raise NotImplemented" + r"Error")
LEFT_OUT = re.compile(r"pytest\.(mark\.)?(sk" + r"ip|xf" + r"ail)|unittest\.sk" + r"ip")
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|\shx-on|javascript:""", re.IGNORECASE
)
SCRIPT_DATA = re.compile(r"<script[^>]*type=.application/json.[^>]*>", re.IGNORECASE)


def test_no_file_is_one_nobody_wants_to_live_in() -> None:
    suffixes = {".py", ".html", ".css", ".js"}
    long = [
        f"{where(path)}: {lines} lines"
        for path in kept_files()
        if path.suffix in suffixes and "migrations" not in path.parts
        if (lines := text_of(path).count("\n")) > LONGEST_FILE
    ]
    assert not long, "\n" + "\n".join(long)


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{where(path, function.lineno)}: {function.name} has {length} lines"
        for path in python_files()
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
        if f"{where(path)}:{function.name}" not in LONGER_WITH_REASON
    ]
    assert not long, "\n" + "\n".join(long)


def test_each_function_allowed_to_be_longer_still_is() -> None:
    names = {f"{where(path)}:{function.name}" for path in python_files() for function in functions(path)}
    assert not set(LONGER_WITH_REASON) - names


def test_nothing_is_left_undone() -> None:
    found = [
        f"{where(path, number)}: {line.strip()}"
        for path in kept_files()
        if path.suffix in {".py", ".html", ".js", ".css", ".sh", ".toml"}
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if LEFT_UNDONE.search(line)
    ]
    assert not found, "\n" + "\n".join(found)


def test_no_test_is_left_out() -> None:
    found = [
        f"{where(path, number)}: {line.strip()}"
        for path in kept_files()
        if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if LEFT_OUT.search(line)
    ]
    assert not found, "\n" + "\n".join(found)


def test_pages_carry_no_inline_style_or_script() -> None:
    """The content security policy would drop them without a word."""
    found = [
        f"{where(path, number)}: {line.strip()}"
        for path in templates()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if INLINE.search(SCRIPT_DATA.sub("", line))
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ('<p style="color:red">', True),
        ("<style>p{}</style>", True),
        ("<script>alert(1)</script>", True),
        ('<a onclick="go()">', True),
        ('<script src="{% static "linkage.js" %}" defer></script>', False),
        ('<link rel="stylesheet" href="x.css">', False),
        ('<p class="clock" data-style="x">', False),
    ],
)
def test_what_counts_as_inline(line: str, refused: bool) -> None:
    assert bool(INLINE.search(line)) is refused


def test_no_file_names_a_place_in_the_outside_world() -> None:
    """It runs where there is no internet, and a lock names digests, not hosts.

    Data of the law and of reference say on which page a fact was read; nothing is fetched from there.
    """
    found = [
        f"{where(path, number)}: {host}"
        for path in kept_files()
        if not (path.suffix in {".toml", ".csv"} and path.is_relative_to(ROOT / "linkage"))
        for number, line in enumerate(text_of(path).splitlines(), 1)
        for host in HOST.findall(line)
        if (name := host.rsplit("@", 1)[-1].rsplit(":", 1)[0] if host[0] != "[" else "[::1]")
        not in NAMES_NOT_PLACES
        if not name.endswith((".example", ".invalid", ".test")) and "example." not in name
    ]
    assert not found, "\n" + "\n".join(found)


def test_no_file_names_a_folder_of_one_machine() -> None:
    folders = {str(ROOT), str(ROOT.home())} - {"/"}
    found = [
        where(path, number)
        for path in kept_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if any(folder in line for folder in folders)
    ]
    assert not found, "\n" + "\n".join(found)


def public_functions_that_answer_for_something():
    """The acts, the reads and the law: what the rest of the house calls."""
    for path in python_files():
        if {"actions", "queries"} & {path.stem, path.parent.name} or package_of(path) == "law":
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield path, node


def test_each_act_each_read_and_each_rule_of_law_says_what_it_is_for() -> None:
    silent = [
        f"{where(path, function.lineno)}: {function.name}"
        for path, function in public_functions_that_answer_for_something()
        if not ast.get_docstring(function)
    ]
    assert not silent, "\n" + "\n".join(silent)


def test_each_act_each_read_and_each_rule_of_law_says_what_it_takes_and_gives() -> None:
    untyped = []
    for path, function in public_functions_that_answer_for_something():
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if function.returns is None or any(argument.annotation is None for argument in arguments):
            untyped.append(f"{where(path, function.lineno)}: {function.name}")
    assert not untyped, "\n" + "\n".join(untyped)
