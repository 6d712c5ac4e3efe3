"""`linkage token`: issues, revokes and lists the tokens by which other systems act for a person."""

import argparse
import json
import sys
from datetime import timedelta
from typing import Any

from django.utils import timezone

from linkage.accounts.models import Token, User
from linkage.accounts.tokens import VALID_FOR, issue_token, revoke_token, tokens_of
from linkage.audit.chain import Actor
from linkage.law.refusal import Refused
from linkage.law.wording import SHANGHAI

DONE, REFUSED, WRONG_CALL = 0, 1, 2
OPERATOR = Actor(id=None, name="命令行操作者")
"""Whoever has the command line has the machine; which person that is, the machine's own log says."""


def register(subparsers: Any) -> None:
    """Add `token` with its three words to the command line."""
    token = subparsers.add_parser(
        "token",
        help="接口令牌：签发、收回、列出",
        description="接口令牌代表一名人员，以其岗位办理；签发和收回记入审计链。",
    )
    words = token.add_subparsers(title="子命令", metavar="子命令", dest="token", required=True)
    issue = words.add_parser("issue", help="签发", description="为一名人员签发接口令牌；令牌只显示这一次。")
    issue.add_argument("username", metavar="登录名")
    issue.add_argument("--label", required=True, metavar="用途", help="哪个系统、作什么用")
    issue.add_argument(
        "--days", type=int, default=VALID_FOR.days, metavar="天数", help=f"有效期（默认 {VALID_FOR.days} 天）"
    )
    issue.set_defaults(handler=issue_one)
    revoke = words.add_parser("revoke", help="收回", description="收回一个令牌，立即失效。")
    revoke.add_argument("number", type=int, metavar="编号", help="编号见 linkage token list")
    revoke.set_defaults(handler=revoke_one)
    listing = words.add_parser("list", help="列出", description="列出一名人员的全部令牌，或全部有效的令牌。")
    listing.add_argument("username", nargs="?", metavar="登录名")
    listing.set_defaults(handler=list_them)
    for parser in (issue, revoke, listing):
        parser.add_argument("--json", action="store_true", help="以 JSON 回答")


def issue_one(args: argparse.Namespace) -> int:
    """Print the secret once. 1 when it is refused, 2 when there is nobody by that name."""
    user = _person(args.username)
    if user is None:
        return WRONG_CALL
    try:
        token, secret = issue_token(
            user=user, label=args.label, by=OPERATOR, at=timezone.now(), valid_for=timedelta(days=args.days)
        )
    except (Refused, OverflowError) as error:
        return _refused(error)
    if args.json:
        print(json.dumps(_described(token) | {"token": secret}, ensure_ascii=False))
    else:
        print(
            f"编号 {token.pk}，代表{user.name}（{user.agency.name}），有效至 {_day(token)}。令牌只显示这一次：\n{secret}"
        )
    return DONE


def revoke_one(args: argparse.Namespace) -> int:
    """1 when it was revoked before, 2 when there is none of that number."""
    token = Token.objects.select_related("user__agency").filter(pk=args.number).first()
    if token is None:
        print(f"没有编号为 {args.number} 的令牌。", file=sys.stderr)
        return WRONG_CALL
    try:
        revoke_token(token=token, by=OPERATOR, at=timezone.now())
    except Refused as error:
        return _refused(error)
    print(json.dumps(_described(token), ensure_ascii=False) if args.json else f"已收回：{_line(token)}")
    return DONE


def list_them(args: argparse.Namespace) -> int:
    """All tokens of one person, or everybody's valid ones; 2 when there is nobody by that name."""
    if args.username:
        user = _person(args.username)
        if user is None:
            return WRONG_CALL
        tokens = tokens_of(user)
    else:
        tokens = Token.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now()).order_by(
            "user__username", "pk"
        )
    rows = list(tokens.select_related("user__agency"))
    if args.json:
        print(json.dumps([_described(token) for token in rows], ensure_ascii=False))
    else:
        print("\n".join(_line(token) for token in rows) or "没有令牌。")
    return DONE


def _person(username: str) -> User | None:
    user = User.objects.select_related("agency").filter(username=username).first()
    if user is None:
        print(f"没有登录名为 {username} 的人员。", file=sys.stderr)
    return user


def _refused(error: Exception) -> int:
    print(error if isinstance(error, Refused) else "有效期过长。", file=sys.stderr)
    return REFUSED


def _described(token: Token) -> dict[str, Any]:
    return {
        "number": token.pk,
        "username": token.user.username,
        "name": token.user.name,
        "agency": token.user.agency.name,
        "label": token.label,
        "created_at": token.created_at.isoformat(),
        "expires_at": token.expires_at.isoformat(),
        "revoked_at": token.revoked_at.isoformat() if token.revoked_at else None,
    }


def _line(token: Token) -> str:
    state = (
        "已收回"
        if token.revoked_at
        else "已到期"
        if token.expires_at <= timezone.now()
        else f"有效至 {_day(token)}"
    )
    return f"{token.pk}　{token.user.username}　{token.user.name}（{token.user.agency.name}）　{token.label}　{state}"


def _day(token: Token) -> str:
    return f"{token.expires_at.astimezone(SHANGHAI):%Y-%m-%d}"
