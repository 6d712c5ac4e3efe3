"""`linkage law due`: one clock with its reasons, or a whole file of bare lengths."""

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from linkage.commands.law_batch import BatchError, run_batch
from linkage.commands.parser import WRONG_CALL
from linkage.law import CalendarFileError, Due, NotInForce, UnknownRule, due
from linkage.law.wording import SHANGHAI, moment

_FORMS = "2026-03-06 或 2026-03-06T16:30（可带时区，不带的按北京时间）"


def register(parts: Any) -> None:
    """Add `due` under `linkage law`."""
    parser = parts.add_parser(
        "due",
        help="一个时限何时届满，为什么",
        description="推算一个时限何时届满；或者用 --batch 成批推算。",
    )
    parser.add_argument("code", metavar="编号", nargs="?", help="时限编号，见 linkage law list")
    parser.add_argument("start", metavar="起算", nargs="?", type=a_start, help=f"起算事实的时间：{_FORMS}")
    parser.add_argument(
        "--as-of", metavar="日期", type=a_start, help="截至哪一天（或时刻）：还剩多少、超了多少"
    )
    parser.add_argument("--explain", action="store_true", help="逐日列出算法")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，含逐日步骤")
    parser.add_argument("--batch", metavar="IN.csv", type=Path, help="成批推算：id,unit,n,event_datetime")
    parser.add_argument("--out", metavar="OUT.csv", type=Path, help="成批推算的结果：id,due_datetime")
    parser.set_defaults(handler=answer, usage_error=parser.error)


def a_date(text: str) -> date:
    """An ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2026-03-06") from None


def a_start(text: str) -> date | datetime:
    """A date, or a moment; one without an offset is read on a Shanghai clock."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时间，应写成 {_FORMS}") from None
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)


def answer(args: argparse.Namespace) -> int:
    """0 answered, 1 not in force then, 2 wrong call or a file that cannot be read."""
    if args.batch or args.out:
        return _batch(args)
    if not (args.code and args.start):
        args.usage_error("须给出编号和起算时间，或者用 --batch 和 --out")
    try:
        result = due(args.code, args.start, as_of=args.as_of)
    except NotInForce as error:
        return _fail(error, 1)
    except (UnknownRule, CalendarFileError, ValueError) as error:
        return _fail(error, WRONG_CALL)
    except OverflowError:
        return _fail("日期超出可以推算的范围。", WRONG_CALL)
    print(
        json.dumps(result.as_dict(), ensure_ascii=False, indent=2)
        if args.json
        else _told(result, args.explain)
    )
    return 0


def _batch(args: argparse.Namespace) -> int:
    if not (args.batch and args.out):
        args.usage_error("--batch 与 --out 须同时给出")
    if args.code or args.start:
        args.usage_error("--batch 不与编号、起算时间同用")
    try:
        rows, provisional = run_batch(args.batch, args.out)
    except (BatchError, CalendarFileError) as error:
        return _fail(error, WRONG_CALL)
    sys.stderr.write(f"已推算 {rows} 行，其中 {provisional} 行暂定（放假安排尚未公布或者没有录入）。\n")
    return 0


def _told(result: Due, explain: bool) -> str:
    lines = [f"{result.limit.name}：{_moment(result)}"]
    if result.remind_by and result.remind_by != result.overdue_after:
        what = "提醒从短" if result.due_at else "平台内部提醒（不是法定期限）"
        lines.append(f"{what}：{moment(result.remind_by)}")
    wanted = None if explain else {"caution", "provisional", "as_of"}
    lines += [step.text for step in result.steps if wanted is None or step.kind in wanted]
    return "\n".join(lines)


def _moment(result: Due) -> str:
    if result.due_at is None:
        return "没有届满时刻"
    return f"{moment(result.due_at)}{'（暂定）' if result.provisional else ''}"


def _fail(error: Exception | str, status: int) -> int:
    sys.stderr.write(f"{error}\n")
    return status
