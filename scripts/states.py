"""Draws each procedure from its table of transitions, into docs/states/. Nobody draws these by hand.

Usage: python -m scripts.states            writes the pages
       python -m scripts.states --check    writes nothing; exit status 1 names each page that is out of date
"""

import importlib
import os
import sys
from pathlib import Path

import django

from linkage.law.transitions import Table, Transition

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "states"


def tables() -> list[Table]:
    """Every table that stands in some linkage/<package>/states.py, in the order of their codes."""
    found: dict[str, Table] = {}
    for folder in sorted((ROOT / "linkage").iterdir()):
        if (folder / "states.py").exists():
            module = importlib.import_module(f"linkage.{folder.name}.states")
            found |= {value.code: value for value in vars(module).values() if isinstance(value, Table)}
    return [found[code] for code in sorted(found)]


def role_names() -> dict[str, str]:
    """role code -> its Chinese name."""
    roles = importlib.import_module("linkage.accounts.roles")
    return {str(role.value): str(role.label) for role in roles.Role}


def who(table: Table, row: Transition, roles: dict[str, str]) -> str:
    """移送机关：执法员、…"""
    return f"{table.sides[row.who.side]}：{'、'.join(roles[role] for role in row.who.roles)}"


def diagram(table: Table) -> list[str]:
    """The states and acts as a Mermaid diagram."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {status}: {label}" for status, label in table.labels.items()]
    reached = {str(row.target) for row in table.rows if row.target not in row.source}
    lines += [f"    [*] --> {status}" for status in table.labels if str(status) not in reached]
    for row in table.rows:
        # A row without a target leaves the status as it is.
        lines += [f"    {source or '[*]'} --> {row.target or source}: {row.label}" for source in row.source]
    lines += [f"    {status} --> [*]" for status, side in table.turns.items() if side is None]
    return [*lines, "```"]


def rows(table: Table) -> list[str]:
    """One line an act: from, to, who, clocks, papers, basis."""
    roles = role_names()
    lines = [
        "| 环节 | 从 | 到 | 谁 | 停止的时钟 | 开始的时钟 | 产出文书 | 依据 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in table.rows:
        cells = (
            f"{row.label} `{row.act}`",
            "、".join(table.label_of(source) for source in row.source),
            table.labels[row.target] if row.target else "不变",
            who(table, row, roles),
            "、".join([*(f"`{c}`" for c in row.stops), *(f"`{c}`（暂停）" for c in row.pauses)]) or "—",
            "、".join([*(f"`{c.code}`" for c in row.starts), *(f"`{c}`（恢复）" for c in row.resumes)])
            or "—",
            "、".join(f"`{paper.kind}`" for paper in row.issues) or "—",
            row.basis,
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def page(table: Table) -> str:
    """The whole page of one procedure."""
    head = [f"# {table.name}", "", "由流转表自动生成（`make states`），请勿手工修改。", ""]
    return "\n".join([*head, *diagram(table), "", *rows(table), ""])


def main(arguments: list[str]) -> int:
    """Write or check every page; 0 when all is as it should be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
    django.setup()
    pages = {TARGET / f"{table.code}.md": page(table) for table in tables()}
    if "--check" in arguments:
        stale = [
            path
            for path, text in pages.items()
            if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        stale += [path for path in TARGET.glob("*.md") if path not in pages]
        for path in stale:
            print(f"{path.relative_to(ROOT)} 与流转表不一致，请执行 make states。", file=sys.stderr)
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for path in set(TARGET.glob("*.md")) - set(pages):
        path.unlink()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
