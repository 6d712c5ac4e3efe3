"""`linkage administrator`: the first system, security and audit administrators, and the way back in for one who forgot."""

import argparse
import sys
from typing import Any

from django.utils import timezone

from linkage.accounts.installing import install_administrator, readmit_administrator
from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Role
from linkage.audit.chain import Actor
from linkage.law.refusal import Refused

DONE, REFUSED, WRONG_CALL = 0, 1, 2
OPERATOR = Actor(id=None, name="命令行操作者")
"""Whoever has the command line has the machine; which person that is, the machine's own log says."""
POSTS = {"system": Role.SYSTEM_ADMIN, "security": Role.SECURITY_ADMIN, "audit": Role.AUDIT_ADMIN}


def register(subparsers: Any) -> None:
    """Add `administrator` with its two words to the command line."""
    administrator = subparsers.add_parser(
        "administrator",
        help="三员：设立首名、重置密码",
        description="设立首名系统、安全、审计管理员，或者为三员重置密码；都记入审计链。其余人员在屏幕上办理。",
    )
    words = administrator.add_subparsers(
        title="子命令", metavar="子命令", dest="administrator", required=True
    )
    install = words.add_parser(
        "install", help="设立首名", description="设立首名管理员；一次性密码只显示这一次。"
    )
    install.add_argument("post", choices=POSTS, metavar="岗位", help="system 系统、security 安全、audit 审计")
    install.add_argument("username", metavar="登录名")
    install.add_argument("--name", required=True, metavar="姓名")
    install.add_argument("--agency", required=True, metavar="机构代码")
    install.set_defaults(handler=install_one)
    reset = words.add_parser(
        "reset", help="重置密码", description="为一名管理员重置密码；一次性密码只显示这一次。"
    )
    reset.add_argument("username", metavar="登录名")
    reset.set_defaults(handler=reset_one)


def install_one(args: argparse.Namespace) -> int:
    """Print the one-time password once. 1 when it is refused, 2 when there is no such agency."""
    agency = Agency.objects.filter(code=args.agency, valid_to__isnull=True).first()
    if agency is None:
        print(f"没有代码为 {args.agency} 的机构。", file=sys.stderr)
        return WRONG_CALL
    try:
        user, password = install_administrator(
            by=OPERATOR, at=timezone.now(), username=args.username, name=args.name, agency=agency,
            role=POSTS[args.post],
        )  # fmt: skip
    except Refused as refused:
        return _refused(refused)
    return _shown(user, password)


def reset_one(args: argparse.Namespace) -> int:
    """Print the one-time password once. 1 when it is refused, 2 when there is nobody by that name."""
    user = User.objects.select_related("agency").filter(username=args.username).first()
    if user is None:
        print(f"没有登录名为 {args.username} 的人员。", file=sys.stderr)
        return WRONG_CALL
    try:
        return _shown(user, readmit_administrator(by=OPERATOR, at=timezone.now(), user=user))
    except Refused as refused:
        return _refused(refused)


def _shown(user: User, password: str) -> int:
    print(f"{user.name}（{user.username}，{user.agency.name}）的一次性密码，只显示这一次：\n{password}")
    return DONE


def _refused(refused: Refused) -> int:
    print(refused, file=sys.stderr)
    return REFUSED
