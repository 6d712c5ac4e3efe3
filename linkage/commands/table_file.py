"""A CSV file given on the command line, read and handed over to what imports its rows."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.law.refusal import Refused

DONE, REFUSED, WRONG_CALL = 0, 1, 2


def import_file(
    args: argparse.Namespace, importing: Callable[..., list[str]], said: Callable[[int], str]
) -> int:
    """Print a sentence a row, then what `said` says of so many. 1 when a row is refused, 2 when file or person is not there."""
    user = User.objects.select_related("agency").filter(username=args.by, is_active=True).first()
    if user is None:
        return _wrong(f"没有登录名为 {args.by} 的人员。")
    try:
        table = args.file.read_text(encoding="utf-8")
    except OSError as error:
        return _wrong(f"文件 {args.file} 读不出来：{error.strerror}。")
    except UnicodeDecodeError:
        return _wrong(f"文件 {args.file} 不是 UTF-8 编码，请另存为“CSV UTF-8”后再导入。")
    stated: dict[str, Any] = {"table": table, "by": user, "at": timezone.now(), "apply": args.apply}
    try:
        told = importing(**stated)
    except Refused as refused:
        for reason in refused.reasons:
            print(reason, file=sys.stderr)
        return REFUSED
    for sentence in told:
        print(sentence)
    print(said(len(told)))
    return DONE


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_CALL
