"""The figures as a table, and the gate: which operation stays within what the product promises."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NAMES = {"W1": "登记案件并加入 1 MiB 文件", "W2": "办理一步（接受案件）", "W3": "工作台页面"}
BARE_CONTAINS = (
    "新建 Django 项目的中间件，四个数字各一条语句，同样的行和列一条语句，一个模板；不登录，不查权限"
)


@dataclass(frozen=True)
class Bound:
    """So many times the floor (or, for a page, the bare page) and so many statements."""

    times: float
    statements: int


GATE = {"W1": Bound(4, 20), "W2": Bound(6, 14), "W3": Bound(2, 6)}
AIM = {"W1": Bound(2.5, 12), "W2": Bound(3, 9), "W3": Bound(1, 3)}


@dataclass(frozen=True)
class Verdict:
    """How one operation stands against one bound."""

    code: str
    times: float
    statements: int
    commits: int

    def meets(self, bound: Bound) -> bool:
        """Within the bound; a write commits once, a page never."""
        most_commits = 0 if self.code == "W3" else 1
        return (
            self.times <= bound.times and self.statements <= bound.statements and self.commits <= most_commits
        )


def verdicts(figures: Mapping[str, Any]) -> list[Verdict]:
    """Each operation against what it is held to: its floor, a page the bare page of the same framework."""
    return [
        Verdict(
            each["code"],
            each["product"]["median"] / (each["bare"] or each["floor"])["median"],
            each["statements"],
            each["commits"],
        )
        for each in figures["operations"]
    ]


def passed(figures: Mapping[str, Any]) -> bool:
    """Whether every gate is met."""
    return all(verdict.meets(GATE[verdict.code]) for verdict in verdicts(figures))


def lines(figures: Mapping[str, Any], database: str) -> Iterator[str]:
    """The report for a person."""
    yield f"{database}，{figures['dossiers']} 件卷宗，{figures['rows']} 行；单客户端，毫秒"
    yield ""
    yield f"{'':4}{'中位':>9}{'p95':>9}{'底线':>9}{'普通页面':>10}{'倍数':>8}{'语句':>6}{'提交':>6}  {'门槛':<16}{'目标':<14}"
    for each, verdict in zip(figures["operations"], verdicts(figures), strict=True):
        bare = f"{each['bare']['median']:.2f}" if each["bare"] else "–"
        yield (
            f"{each['code']:4}{each['product']['median']:>11.2f}{each['product']['p95']:>10.2f}"
            f"{each['floor']['median']:>10.2f}{bare:>12}{verdict.times:>10.2f}{verdict.statements:>7}{verdict.commits:>7}"
            f"    {_held(verdict, GATE[each['code']]):<18}{_held(verdict, AIM[each['code']])}"
        )
    yield ""
    for each in figures["operations"]:
        against = f"普通页面（{BARE_CONTAINS}）" if each["bare"] else "底线"
        yield f"{each['code']} {NAMES[each['code']]}，与{against}相比。底线：{each['floor_contains']}。"
    yield ""
    yield (
        f"服务进程内存 {_mebibytes(figures['resident_bytes'])}，数据库 {_mebibytes(figures['database_bytes'])}，"
        f"文件 {_mebibytes(figures['files_bytes'])}；载入用时 {figures['load_seconds']} 秒；工作台 {figures['page_rows']} 行。"
    )
    yield "门槛：全部达到。" if passed(figures) else "门槛：没有全部达到。"


def _held(verdict: Verdict, bound: Bound) -> str:
    word = "达到" if verdict.meets(bound) else "未达到"
    return f"{word}（≤{bound.times:g}×，≤{bound.statements}）"


def _mebibytes(size: int) -> str:
    return f"{size / 1024**2:.0f} MiB"
