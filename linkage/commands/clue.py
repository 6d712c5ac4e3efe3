"""`linkage clue import`: clues from a CSV table, checked as a whole before any of them is registered."""

import argparse
from pathlib import Path
from typing import Any

from linkage.clues.importing import import_clues
from linkage.commands import table_file


def register(subparsers: Any) -> None:
    """Add `clue` to the command line."""
    clue = subparsers.add_parser("clue", help="线索：批量导入", description="从表格批量登记线索。")
    words = clue.add_subparsers(title="子命令", metavar="子命令", dest="clue", required=True)
    importing = words.add_parser(
        "import",
        help="导入",
        description="从 CSV 文件（UTF-8）导入线索，一行一条，全部导入或者一条也不导入；列名与“登记线索”页相同。",
    )
    importing.add_argument("file", type=Path, metavar="文件")
    importing.add_argument("--by", required=True, metavar="登录名", help="由谁登记：本单位办案人员")
    importing.add_argument("--apply", action="store_true", help="正式登记；不写就只核对")
    importing.set_defaults(handler=import_file)


def import_file(args: argparse.Namespace) -> int:
    """Print a sentence a row. 1 when a row is refused, 2 when the file or the person is not there."""

    def said(many: int) -> str:
        return f"已登记 {many} 条线索。" if args.apply else f"核对通过 {many} 条；加 --apply 正式登记。"

    return table_file.import_file(args, import_clues, said)
