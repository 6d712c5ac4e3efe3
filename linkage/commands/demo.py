"""`linkage demo`: a drill province with invented people and dossiers, ready to be used in the browser."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from linkage.accounts.models import User
from linkage.commands.drill.loading import load_drill
from linkage.commands.drill.people import PASSWORD, Login
from linkage.commands.serve import serve
from linkage.commands.worker import one_round
from linkage.law.refusal import Refused

SHOWN = (
    "xhl-",
    "sc-",
    "ty-supervisor",
    "ty-police-supervisor",
    "ty-procurator",
    "sx-supervisor",
    "sysadmin",
    "secadmin",
    "auditadmin",
)
"""The people of the two counties where the published cases are replayed, their superiors, and the administrators."""


def register(subparsers: Any) -> None:
    """Add `demo` to the command line."""
    parser = subparsers.add_parser(
        "demo",
        help="建立演练省并提供服务",
        description="建立数据库，载入演练省（人员和案件均为虚构），在本机提供服务并列出登录名。可以重复执行。",
    )
    parser.add_argument("--no-serve", action="store_true", help="只建立数据，不提供服务")
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="监听端口（默认 8000）")
    parser.add_argument("--data", metavar="文件夹", help="数据文件夹（默认 ./var）")
    parser.add_argument("--json", action="store_true", help="以 JSON 列出登录名")
    parser.set_defaults(handler=demo)


def demo(args: argparse.Namespace) -> int:
    """Build, load, print the log-ins, serve. 1 when the database holds a real instance: a drill never mixes with it."""
    call_command("migrate", verbosity=0, interactive=False)
    if not settings.DRILL and User.objects.exists():
        sys.stderr.write(
            "这个数据库里已有正式人员，不能载入演练数据。请用 --data 指定另一个文件夹，或另设 LINKAGE_DATABASE_URL。\n"
        )
        return 1
    (settings.DATA / "drill").touch()
    print("正在载入演练省……", file=sys.stderr)
    try:
        loaded = load_drill(now=timezone.now())
    except Refused as error:
        sys.stderr.write(f"演练数据没有载入：{error}\n")
        return 1
    while one_round():
        pass
    _show(loaded.logins, loaded.dossiers, args)
    if args.no_serve:
        return 0
    return serve(
        argparse.Namespace(host="127.0.0.1", port=args.port, processes=2, threads=4, no_worker=False)
    )


def _show(logins: list[Login], dossiers: int, args: argparse.Namespace) -> None:
    if args.json:
        rows = [asdict(login) for login in logins]
        print(
            json.dumps(
                {"password": PASSWORD, "logins": rows, "dossiers": dossiers}, ensure_ascii=False, default=str
            )
        )
        return
    print(f"演练省已就绪：{dossiers} 件卷宗。口令都是 {PASSWORD}\n")
    shown = [login for login in logins if login.username.startswith(SHOWN)]
    for login in shown:
        print(f"  {login.username:<20} {login.name}　{login.agency}　{login.roles}")
    print(f"  另有 {len(logins) - len(shown)} 人，用 linkage demo --no-serve --json 全部列出。")
    print(f"\n在浏览器打开 http://127.0.0.1:{args.port}，Ctrl-C 停止。", flush=True)
