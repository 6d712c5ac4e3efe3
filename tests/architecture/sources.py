"""The source as data: which files there are, which packages, what each imports."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "linkage"


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def python_files() -> tuple[Path, ...]:
    """Each Python file of the product; migrations are made by Django and left out."""
    return tuple(p for p in sorted(PACKAGE.rglob("*.py")) if "migrations" not in p.parts)


@cache
def templates() -> tuple[Path, ...]:
    """Each page and fragment."""
    return tuple(sorted(PACKAGE.rglob("templates/**/*.html")))


@cache
def kept_files() -> tuple[Path, ...]:
    """What a commit would hold: everything that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    names = listed.stdout.decode().split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def text_of(path: Path) -> str:
    """The text of a kept file; nothing for pictures, fonts and archives."""
    content = path.read_bytes()
    return "" if b"\0" in content[:8000] else content.decode("utf-8", errors="replace")


def where(path: Path, line: int | None = None) -> str:
    """file:line, as an editor opens it."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def package_of(path: Path) -> str:
    """The package right under linkage/ that the file belongs to; empty for linkage/__init__.py itself."""
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else ""


def packages() -> list[str]:
    """The packages that exist today."""
    return sorted(p.parent.name for p in PACKAGE.glob("*/__init__.py"))


def imported(node: ast.AST, path: Path) -> list[str]:
    """The dotted names inside linkage that this statement imports; empty for anything else."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            above = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
            base = ".".join([*above, base]).rstrip(".")
        names = [f"{base}.{alias.name}" for alias in node.names]
    else:
        return []
    return [name for name in names if name.split(".")[0] == "linkage"]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of each import of our own, wherever in the file it stands."""
    for node in ast.walk(tree(path)):
        for name in imported(node, path):
            yield node.lineno, name


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Each function and method, also those inside others."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
