"""What the frame around every page shows: agency, person, inbox, menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import Standing, standing_of
from linkage.inbox.queries import unread_count
from linkage.web.addresses import address_of

MENU = (
    ("工作台", "web:workbench"),
    ("案件", "web:dossiers"),
    ("台账", "web:ledger"),
    ("消息", "web:inbox"),
    ("时限规则", "web:law"),
)
PROCURATOR_SEAT = ("检察官席位", "web:procurator")
OF_A_CASE = ("/transfers/", "/clues/", "/penalties/", "/matters/", "/sampling/", "/evidence/", "/papers/")
"""Pages of one case belong to 案件 in the menu."""
LEDGERS = ("/screening/", "/open-ends/")
"""Lists beside the ledgers belong to 台账."""
ADMIN_MENU = (("运行与审计", "web:administration"), ("时限规则", "web:law"))


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor; strangers get nothing. The inbox is counted only when the frame is drawn."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"drill": settings.DRILL}
    return {
        "shell": SimpleLazyObject(lambda: _shell(user)),
        "menu": SimpleLazyObject(lambda: _menu(request, user)),
    }


def _shell(user: User) -> dict[str, Any]:
    standing = standing_of(user)
    return {
        "agency": user.agency.name,
        "level": user.agency.get_level_display(),
        "person": user.name,
        "role": _roles(standing),
        "inbox_count": unread_count(user) if standing.reads_dossiers else 0,
        "home_url": address_of("web:workbench"),
        "inbox_url": address_of("web:inbox"),
        "search_url": address_of("web:dossiers"),
        "logout_url": address_of("web:logout"),
        "password_url": address_of("web:password"),
        "printed_at": timezone.now(),
        "drill": settings.DRILL,
    }


def _roles(standing: Standing) -> str:
    words = [
        f"{Role(p.role).label}（代{p.for_name}）" if p.for_name else Role(p.role).label
        for p in standing.posts
    ]
    return "、".join(dict.fromkeys(words)) or "无岗位"


def _menu(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    standing = standing_of(user)
    entries = MENU if standing.reads_dossiers else ADMIN_MENU
    if standing.has_role(Role.PROCURATOR):
        entries = (*entries[:2], PROCURATOR_SEAT, *entries[2:])
    here = request.path
    if here.startswith(OF_A_CASE):
        here = address_of("web:dossiers")
    elif here.startswith(LEDGERS):
        here = address_of("web:ledger")
    urls = [(label, address_of(name)) for label, name in entries]
    current = max((url for _, url in urls if here.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == current} for label, url in urls]
