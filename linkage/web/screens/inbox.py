"""消息: what was told to my agency, unread first, each leading to its dossier."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from linkage.inbox.actions import mark_all_read, mark_read
from linkage.inbox.models import Message, Reading, Weight
from linkage.inbox.queries import messages_for, unread
from linkage.law.wording import moment
from linkage.web.screens.dossier_columns import url_of
from linkage.web.screens.listing import address
from linkage.web.screens.paging import Order, leaf
from linkage.web.screens.reader import reader, reads_dossiers

TONES = {Weight.TOLD: "hint", Weight.NEAR: "waiting", Weight.OVERDUE: "overdue"}
NEWEST = Order("at", "at", descending=True)
EMPTY = {
    "all": ("还没有消息。", "其他机关办理与本机关有关的一步、时限临期或者超期时，消息会出现在这里。"),
    "unread": ("没有未读的消息。", "看过的消息在“全部”里。"),
}


@require_GET
@reads_dossiers
def inbox(request: HttpRequest) -> HttpResponse:
    """GET inbox/: unread ones, or all of them with `show=all`; one weight with `weight=`."""
    user = reader(request)
    show = "all" if request.GET.get("show") == "all" else "unread"
    weight = request.GET.get("weight", "")
    found = messages_for(user) if show == "all" else unread(user)
    if weight in Weight.values:
        found = found.filter(weight=weight)
    is_read = Exists(Reading.objects.filter(message=OuterRef("pk"), user=user))
    found = found.select_related("dossier").annotate(is_read=is_read)
    page = leaf(found, NEWEST, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    why, what_to_do = EMPTY[show]
    context = {
        "head": {"title": "消息"},
        "rows": [_row(message, timezone.now()) for message in page.rows],
        "shows": [_choice(request, show, "unread", "未读"), _choice(request, show, "all", "全部")],
        "weights": [
            {"label": label, "url": address(request, weight=value), "current": weight == value}
            for value, label in (("", "不限类别"), *Weight.choices)
        ],
        "pager": {
            "prev_url": address(request, before=page.before) if page.before else "",
            "next_url": address(request, after=page.after) if page.after else "",
            "words": f"本页 {len(page.rows)} 条",
        },
        "empty": {"why": why, "what_to_do": what_to_do},
    }
    return render(request, "screens/inbox.html", context)


@require_POST
@reads_dossiers
def read(request: HttpRequest) -> HttpResponse:
    """POST inbox/read/: the messages named `message`, or every one with `all`."""
    user, now = reader(request), timezone.now()
    if "all" in request.POST:
        mark_all_read(by=user, at=now)
    else:
        ids = [int(pk) for pk in request.POST.getlist("message") if pk.isdecimal()]
        mark_read(by=user, message_ids=ids, at=now)
    return redirect("web:inbox")


def _row(message: Message, now: datetime) -> dict[str, Any]:
    return {
        "pk": message.pk,
        "text": message.text,
        "url": url_of(message.dossier),
        "number": message.dossier.number,
        "at": moment(message.at),
        "read": message.is_read,  # type: ignore[attr-defined]
        "status": {"word": message.get_weight_display(), "tone": TONES[Weight(message.weight)]},
    }


def _choice(request: HttpRequest, now: str, value: str, label: str) -> dict[str, Any]:
    return {"label": label, "url": address(request, show=value), "current": now == value}
