"""`linkage law changes`: what changed in the data of the law, and which running clocks and open dossiers that touches."""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from linkage.commands.law_due import a_date

RECORDS, TOUCHED = "linkage.commands.records", "linkage.commands.law_touched"
"""`linkage law` needs no records, this one does: Django is set up by the first module, and only when it is asked for."""


def register(parts: Any) -> None:
    """Add `changes` under `linkage law`."""
    parser = parts.add_parser(
        "changes",
        help="法律变更涉及哪些在办卷宗和时钟",
        description="法律数据有什么变化，涉及哪些计时中的时钟（原届满和现届满）和在办卷宗。"
        "可以与另一份法律数据比较，也可以看某日起施行、失效的规则。",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--since", metavar="日期", type=a_date, help="这一天以来施行、失效的规则和重新计算的时钟"
    )
    which.add_argument(
        "--from", dest="folder", metavar="文件夹", type=Path, help="原来的法律数据，形式与 linkage/law 相同"
    )
    parser.add_argument(
        "--until", metavar="日期", type=a_date, help="与 --since 同用：到哪一天为止，缺省为今天"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.set_defaults(handler=answer, usage_error=parser.error)


def answer(args: argparse.Namespace) -> int:
    """0 told, 2 for days in the wrong order or a folder that holds no law."""
    if args.until and not args.since:
        args.usage_error("--until 只与 --since 同用")
    import_module(RECORDS)
    status: int = import_module(TOUCHED).tell(args)
    return status
