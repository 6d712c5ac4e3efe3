"""`linkage penalty import`: decided penalties from a CSV table, checked as a whole before any of them is entered."""

import argparse
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.law.refusal import Refused
from linkage.penalties.importing import import_penalties

DONE, REFUSED, WRONG_CALL = 0, 1, 2


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
    user = User.objects.select_related("agency").filter(username=args.by, is_active=True).first()
    if user is None:
        return _wrong(f"没有登录名为 {args.by} 的人员。")
    try:
        table = args.file.read_text(encoding="utf-8")
    except OSError as error:
        return _wrong(f"文件 {args.file} 读不出来：{error.strerror}。")
    except UnicodeDecodeError:
        return _wrong(f"文件 {args.file} 不是 UTF-8 编码，请另存为“CSV UTF-8”后再导入。")
    try:
        told = import_penalties(table=table, by=user, at=timezone.now(), apply=args.apply)
    except Refused as refused:
        for reason in refused.reasons:
            print(reason, file=sys.stderr)
        return REFUSED
    for sentence in told:
        print(sentence)
    print(
        f"已录入 {len(told)} 件处罚决定。"
        if args.apply
        else f"核对通过 {len(told)} 件；加 --apply 正式录入。"
    )
    return DONE


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_CALL
