"""`linkage migrate`: the database brought to this version, and the reference tables loaded."""

import argparse
from typing import Any

from django.core.management import call_command

from linkage.accounts.reference_data import BadReference, load_reference


def register(subparsers: Any) -> None:
    """Add `migrate` to the command line."""
    parser = subparsers.add_parser(
        "migrate",
        help="建立或升级数据库",
        description="建立或升级数据库，并载入区划、机构和同级对应。可以重复执行。",
    )
    parser.set_defaults(handler=migrate)


def migrate(args: argparse.Namespace) -> int:
    """Bring the database up to date; 1 when a reference table is unusable (file and row are named)."""
    call_command("migrate", verbosity=0, interactive=False)
    try:
        loaded = load_reference()
    except BadReference as error:
        print(error)
        return 1
    print(
        f"数据库已就绪：区划 {loaded.regions} 个，机构 {loaded.agencies} 个，同级对应 {loaded.pairings} 条。"
    )
    return 0
