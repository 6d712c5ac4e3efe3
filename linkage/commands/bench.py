"""`linkage bench`: measures this machine on a throw-away province, each operation beside the raw floor of its database."""

import argparse
import json
import subprocess
import sys
from typing import Any

from linkage.commands.bench_parts import report
from linkage.commands.bench_parts.throwaway import NoSuchServer, throwaway, version

MET, MISSED, WRONG_CALL = 0, 1, 2
SIZES = range(1, 10_000_001)
ROUNDS = range(1, 10_001)


def register(subparsers: Any) -> None:
    """Add `bench` to the command line."""
    parser = subparsers.add_parser(
        "bench",
        help="测量本机：主要操作与数据库底线之比",
        description="在用完即弃的数据库里载入若干件卷宗，启动真实的服务，测量登记、办理和工作台，与同一次测得的底线相比。"
        "门槛全部达到返回 0，否则返回 1。不接触本部署的数据。",
    )
    parser.add_argument("--size", type=int, default=10_000, metavar="件数", help="卷宗件数（默认 10000）")
    parser.add_argument("--rounds", type=int, default=200, metavar="次数", help="每项测量次数（默认 200）")
    parser.add_argument(
        "--database",
        default="",
        metavar="地址",
        help="PostgreSQL 地址，在其上建库、用完删除（默认用临时的 SQLite 文件）",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 回答")
    parser.set_defaults(handler=bench)


def bench(args: argparse.Namespace) -> int:
    """0 when every gate is met, 1 when one is missed or something did not run, 2 for a wrong call."""
    if args.size not in SIZES or args.rounds not in ROUNDS:
        sys.stderr.write(f"--size 须在 1 至 {SIZES[-1]} 之间，--rounds 须在 1 至 {ROUNDS[-1]} 之间。\n")
        return WRONG_CALL
    try:
        with throwaway(args.database) as place:
            database = version(place.url)
            words = [sys.executable, "-m", "linkage.commands.bench_parts", str(args.size), str(args.rounds)]
            ran = subprocess.run(words, env=place.environment, stdout=subprocess.PIPE, check=False)
    except NoSuchServer as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_CALL
    if ran.returncode:
        return MISSED
    figures = json.loads(ran.stdout)
    if args.json:
        gates = {
            v.code: {"times": v.times, "met": v.meets(report.GATE[v.code])} for v in report.verdicts(figures)
        }
        print(json.dumps({"database": database, **figures, "gates": gates}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(report.lines(figures, database)))
    return MET if report.passed(figures) else MISSED
