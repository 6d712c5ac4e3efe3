"""The root of the command line: reads which subcommand is meant and hands over to its module."""

import sys
from collections.abc import Sequence

from linkage.commands import law
from linkage.commands.parser import ChineseParser

SUBCOMMANDS = (law,)
"""Each module offers `register(subparsers)`, which sets `handler=` on its parser."""


def build_parser() -> ChineseParser:
    """The whole grammar of `linkage`, for the command itself and for the test that reads the docs."""
    parser = ChineseParser(prog="linkage", description="行刑衔接平台的命令。退出码：0 完成，1 答案是否定的，2 用法不对。")
    subparsers = parser.add_subparsers(title="子命令", metavar="子命令", dest="command", required=True)
    for module in SUBCOMMANDS:
        module.register(subparsers)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; argparse itself leaves with 2 for a wrong call."""
    args = build_parser().parse_args(argv)
    status: int = args.handler(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
