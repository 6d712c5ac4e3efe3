"""The root of the command line: reads which subcommand is meant and hands over to its module."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from linkage.commands import law
from linkage.commands.parser import ChineseParser

WITHOUT_RECORDS = {"law": law}
"""Subcommands that need neither settings nor database."""

SET_UP = "linkage.commands.records"
"""The module of all the others. It sets Django up, which takes a second and needs sound settings; so it is imported
only when one of them, or the list of all, is asked for."""


def build_parser(modules: Sequence[ModuleType]) -> ChineseParser:
    """The grammar of `linkage`. Each module offers `register(subparsers)`, which sets `handler=` on its parser."""
    parser = ChineseParser(
        prog="linkage", description="行刑衔接平台的命令。退出码：0 完成，1 答案是否定的，2 用法不对。"
    )
    subparsers = parser.add_subparsers(title="子命令", metavar="子命令", dest="command", required=True)
    for module in modules:
        module.register(subparsers)
    return parser


def subcommands(words: Sequence[str]) -> tuple[ModuleType, ...]:
    """The modules needed to read `words`: one that needs no Django if it is named first, otherwise all."""
    bare = tuple(WITHOUT_RECORDS.values())
    if words and words[0] in WITHOUT_RECORDS:
        return bare
    _use_named_folder(words)
    return (*bare, *import_module(SET_UP).SUBCOMMANDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status; argparse itself leaves with 2 for a wrong call."""
    words = sys.argv[1:] if argv is None else list(argv)
    args = build_parser(subcommands(words)).parse_args(words)
    status: int = args.handler(args)
    return status


def _use_named_folder(words: Sequence[str]) -> None:
    """`--data DIR` names the data folder; the settings read the environment before any parser reads the words."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        named = (
            following
            if word == "--data"
            else word.removeprefix("--data=")
            if word.startswith("--data=")
            else ""
        )
        if named:
            os.environ["LINKAGE_DATA"] = str(Path(named).resolve())


if __name__ == "__main__":
    sys.exit(main())
