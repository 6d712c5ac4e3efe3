"""`linkage penalty import`: decided penalties from a CSV table, checked as a whole before any of them is entered."""

import argparse
from pathlib import Path
from typing import Any

from linkage.commands import table_file
from linkage.penalties.importing import import_penalties


def register(subparsers: Any) -> None:
    """Add `penalty` to the command line."""
    penalty = subparsers.add_parser(
        "penalty", help="行政处罚：批量导入", description="从表格批量录入已作出的行政处罚决定。"
    )
    words = penalty.add_subparsers(title="子命令", metavar="子命令", dest="penalty", required=True)
    importing = words.add_parser(
        "import",
        help="导入",
        description="从 CSV 文件（UTF-8）导入处罚决定，一行一件，全部导入或者一件也不导入；列名与“录入已作出的处罚决定”页相同。",
    )
    importing.add_argument("file", type=Path, metavar="文件")
    importing.add_argument("--by", required=True, metavar="登录名", help="由谁录入：本单位执法员")
    importing.add_argument("--apply", action="store_true", help="正式录入；不写就只核对")
    importing.set_defaults(handler=import_file)


def import_file(args: argparse.Namespace) -> int:
    """Print a sentence a row. 1 when a row is refused, 2 when the file or the person is not there."""

    def said(many: int) -> str:
        return f"已录入 {many} 件处罚决定。" if args.apply else f"核对通过 {many} 件；加 --apply 正式录入。"

    return table_file.import_file(args, import_penalties, said)
