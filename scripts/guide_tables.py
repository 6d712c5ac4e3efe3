"""Writes the guide's page of all steps from the tables of transitions: who, from, to, papers, clocks, basis, whose turn.

Usage: python -m scripts.guide_tables            writes docs/guide/every-step.md
       python -m scripts.guide_tables --check    writes nothing; exit status 1 when the page is out of date
"""

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django

from linkage.law import TimeLimit, rule
from linkage.law.transitions import NEW, Table, Transition
from linkage.law.wording import limit_length
from scripts.states import role_names

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "guide" / "every-step.md"
HEAD = """# 各步骤一览

由流转表自动生成（`make states`），请勿手工修改。看不看得到某一步，取决于您的岗位和案件现在的状态；还不能办的，卷宗页会逐条说明原因。

时钟一栏写明哪些期限从这一步开始、哪些到这一步停止，期限有多长、是谁的；带“提醒”的，条文只写立即或者及时，天数是平台自己的提醒。依据前写着“未核对”的，条文原文还没有核对，不作法定依据。
17号即环环监〔2017〕17号，310号即国务院令第310号，通知即晋公通字〔2019〕37号。
"""
ACTS = ("环节", "由谁办", "从", "到", "要填写", "制发文书", "时钟", "依据")
STATUSES = ("状态", "轮到谁", "接着可以办")


def procedures() -> tuple[Any, ...]:
    """Every procedure the product knows; those that lead a dossier come before those beside it."""
    known = importlib.import_module("linkage.procedure.procedures")
    return (*known.leading(), *known.beside())


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    parts += [section(procedure) for procedure in procedures()]
    return "\n".join(parts)


def section(procedure: Any) -> str:
    """One procedure: its acts, stage by stage, then its statuses."""
    table: Table = procedure.table
    lines = [f"## {table.name}", ""]
    for stage, rows in by_stage(table):
        lines += [f"### {stage}", ""] if stage else []
        lines += [*grid(ACTS, (act(row, procedure) for row in rows)), ""]
    lines += [f"### {table.noun}的状态", "", *grid(STATUSES, statuses(table)), ""]
    return "\n".join(lines)


def by_stage(table: Table) -> list[tuple[str, list[Transition]]]:
    """The rows under the stage of the status they leave; an opening act stands before all stages."""
    found: dict[str, list[Transition]] = {}
    for row in table.rows:
        stage = "" if row.source[0] == NEW else table.stages.get(row.source[0], "")
        found.setdefault(stage, []).append(row)
    order = ["", *dict.fromkeys(table.stages.values())]
    return [(stage, found[stage]) for stage in order if stage in found]


def act(row: Transition, procedure: Any) -> tuple[str, ...]:
    """One act as the cells of its line."""
    table: Table = procedure.table
    asked = "、".join(procedure.facts[name].label for name in row.asks)
    return (
        row.label,
        f"{table.sides[row.who.side]}：{'、'.join(role_names()[role] for role in row.who.roles)}",
        "、".join(table.label_of(source) for source in row.source),
        table.label_of(row.target) if row.target else "不变",
        asked,
        "；".join(papers(row, procedure)),
        "；".join(clocks(row, procedure)),
        row.basis if row.status == "VERIFIED" or row.basis.startswith("平台设计") else f"未核对：{row.basis}",
    )


def papers(row: Transition, procedure: Any) -> Iterator[str]:
    """《接受案件回执》给移送机关，抄送检察机关."""
    kinds = importlib.import_module("linkage.documents.paper_kinds")
    for paper in row.issues:
        name = f"《{kinds.paper_kind(paper.kind).name}》"
        to = "，存卷" if paper.to == "self" else f"，给{place(paper.to, procedure)}"
        copies = "、".join(place(side, procedure) for side in paper.copies)
        yield f"{name}{to}{'，抄送' + copies if copies else ''}"


def clocks(row: Transition, procedure: Any) -> Iterator[str]:
    """开始「立案审查」（3日，接收机关）；停止「…」「…」"""
    for clock in row.starts:
        limit = rule(clock.code)
        yield f"开始「{limit.name}」（{length(limit)}，{place(clock.side, procedure)}）"
    if row.stops:
        yield "停止" + "".join(f"「{name}」" for name in dict.fromkeys(rule(code).name for code in row.stops))


def length(limit: TimeLimit) -> str:
    """How long; where the article says only at once or promptly, our own reminder as such."""
    words = limit_length(limit)
    return f"{words}，提醒{limit_length(limit.internal_reminder)}" if limit.internal_reminder else words


def place(side: str, procedure: Any) -> str:
    """What the agency on this side is called, or the one that the actor names."""
    table: Table = procedure.table
    return table.sides[side] if side in table.sides else str(procedure.facts[side].label)


def statuses(table: Table) -> Iterator[tuple[str, ...]]:
    """Every status: whose turn it is, and what can be done there."""
    for status, label in table.labels.items():
        side = table.turns[status]
        turn = table.sides[side] if side else "已办结"
        yield (label, turn, "、".join(row.label for row in table.from_status(status)))


def grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A Markdown table; an empty cell is a dash."""
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join((cell or "—").replace("\n", " ") for cell in line) + " |" for line in lines]


def main(arguments: list[str]) -> int:
    """Write or check the page; 0 when all is as it should be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
    django.setup()
    where, text = PAGE.relative_to(ROOT), page()
    if "--check" in arguments:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not fresh:
            print(f"{where} 与流转表不一致，请执行 make states。", file=sys.stderr)
        return 0 if fresh else 1
    PAGE.write_text(text, encoding="utf-8")
    print(where)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
