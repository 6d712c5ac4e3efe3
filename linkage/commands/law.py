"""`linkage law`: when a clock falls due, what a rule says, which clauses the facts meet. Needs no database."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from linkage.commands import law_assess, law_changes, law_due
from linkage.commands.parser import WRONG_CALL
from linkage.law import NotInForce, Status, TimeLimit, UnknownRule, rule, rules
from linkage.law.wording import limit_length

PARTS = (law_due, law_assess, law_changes)
"""Modules that bring further subcommands of `linkage law`."""

_NATURES = {
    "duty": "职责（逾期即超期）",
    "conditional": "附条件（期满自动失效，不算超期）",
    "right": "权利或者权限（期满失效）",
    "cadence": "周期",
}
_CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}
_TEXTS = (
    ("conditions", "条件与手续"),
    ("extension", "延长"),
    ("pauses", "暂停"),
    ("consequence", "后续"),
    ("interpretation", "解释（非条文）"),
    ("difference", "文件之间的差异"),
    ("doubt", "存疑"),
)


def register(subparsers: Any) -> None:
    """Add `law` with `due`, `assess`, `changes`, `show` and `list`."""
    law = subparsers.add_parser(
        "law",
        help="法定时限：推算、查阅；入罪标准：对照",
        description="法定时限的推算与查阅，入罪标准的对照。",
    )
    parts = law.add_subparsers(title="子命令", metavar="子命令", dest="law_command", required=True)
    for module in PARTS:
        module.register(parts)
    show = parts.add_parser(
        "show", help="一条时限的全部内容", description="显示一条时限的依据、生效期间、算法和说明。"
    )
    show.add_argument("code", metavar="编号", help="时限编号，见 linkage law list")
    show.add_argument("--on", metavar="日期", type=law_due.a_date, help="取这一天施行的版本，缺省为最新版本")
    show.add_argument("--json", action="store_true", help="以 JSON 输出")
    show.set_defaults(handler=show_rule)
    listing = parts.add_parser("list", help="全部时限", description="列出全部时限。")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出")
    listing.set_defaults(handler=list_rules)


def show_rule(args: argparse.Namespace) -> int:
    """One rule. 1 if it was not in force on that day, 2 if there is no such code."""
    try:
        limit = rule(args.code, args.on)
    except NotInForce as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except UnknownRule as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_CALL
    if args.json:
        print(json.dumps(as_dict(limit), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(limit)))
    return 0


def list_rules(args: argparse.Namespace) -> int:
    """Every rule, one a line."""
    if args.json:
        print(json.dumps([as_dict(limit) for limit in rules()], ensure_ascii=False, indent=2))
        return 0
    for limit in rules():
        print(
            f"{limit.code}\t{limit_length(limit)}\t{limit.actor}\t{limit.name}\t{limit.basis}\t{status(limit)}"
        )
    return 0


def status(limit: TimeLimit) -> str:
    """已核对, or how sure memory is. Only the former may be called 法定."""
    if limit.status is Status.VERIFIED:
        return "已核对条文"
    return f"未核对（凭记忆，把握{_CONFIDENCE.get(limit.confidence, '未知')}）"


def as_dict(limit: TimeLimit) -> dict[str, Any]:
    """JSON values only; empty fields left out."""
    plain = {name: _plain(getattr(limit, name)) for name in limit.__dataclass_fields__}
    return {name: value for name, value in plain.items() if value not in ("", None, [], False)} | {
        "length": limit.length,
        "basis": limit.basis,
        "statutory": limit.statutory,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def _lines(limit: TimeLimit) -> Iterator[str]:
    yield f"{limit.code}  {limit.name}"
    yield f"期限：{limit_length(limit)}"
    yield f"起算：{limit.start_event}"
    yield f"责任机关：{limit.actor}"
    yield f"性质：{_NATURES[limit.nature]}"
    yield f"依据：{'；'.join((limit.basis, *limit.also))}"
    yield f"核对：{status(limit)}"
    until = f"至 {limit.in_force_to}" if limit.in_force_to else "起，未见废止"
    yield f"施行：{limit.in_force_from} {until}"
    for term in limit.other_terms:
        yield f"另据：{term.instrument}{term.article}：{limit_length(term)}"
    if limit.internal_reminder:
        yield f"平台内部提醒（不是法定期限）：{limit_length(limit.internal_reminder)}"
    for name, label in _TEXTS:
        if text := getattr(limit, name):
            yield f"{label}：{text}"
    for source in limit.sources:
        yield f"条文来源：{source.title} {source.address}"
