"""工作台: what to do first, by legal risk. The whole page takes six SQL statements, however many rows there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Min, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from linkage.accounts.models import User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.accounts.standing import standing_of
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.law.wording import date_with_weekday, duration
from linkage.web.screens import cells
from linkage.web.screens.counting import CAP, counts_and_rows, in_words
from linkage.web.screens.dossier_columns import DOSSIERS, WORK, dressed, url_of
from linkage.web.screens.dossier_filter import chosen, line_of, overdue
from linkage.web.screens.duties import acts_of, statuses_for, statuses_for_heads_only
from linkage.web.screens.listing import Glance, drawn
from linkage.web.screens.paging import SIZE
from linkage.web.screens.reader import reader, roles_here

SILENT_SHOWN = 10


@dataclass(frozen=True)
class Number:
    """A number on the bench: the conditions it counts are the conditions of the list it leads to."""

    code: str
    label: str
    note: str
    conditions: tuple[tuple[str, str], ...]

    @property
    def url(self) -> str:
        """The list of exactly these rows."""
        return f"{reverse('web:dossiers')}?{urlencode(self.conditions)}"

    def query(self, user: User, now: datetime) -> QuerySet[Dossier]:
        """The rows it counts, among those this reader may see."""
        return chosen(visible_to(user), dict(self.conditions).get, user, now)


@require_GET
def bench(request: HttpRequest) -> HttpResponse:
    """GET /: administrators are led to their own page, for they see no dossier."""
    user, now = reader(request), timezone.now()
    standing = standing_of(user)
    if not standing.reads_dossiers:
        if standing.has_role(*ADMINISTRATORS):
            return redirect("web:administration")
        return render(request, "screens/no_dossiers.html", {"head": {"title": "工作台"}})
    roles = roles_here(user)
    shown, aside = numbers_for(user, roles)
    counted, rows = counts_and_rows(
        {n.code: n.query(user, now) for n in (*shown, *aside)}, _work(user, roles, now)
    )
    rows.sort(key=lambda row: (row.rank, row.work_order, row.pk))
    glance = Glance(user, now)
    context = {
        "head": _head(user, roles, now),
        "numbers": [_told(number, counted) for number in shown],
        "asides": [
            _told(number, counted) for number in aside if counted[number.code] and number.code != "silence"
        ],
        "first": _first(rows[0], glance, roles, counted["first"]) if rows and statuses_for(roles) else None,
        "table": _table(rows, glance, counted["first"], shown[0].url) if statuses_for(roles) else None,
        "silence": _silence(user, now, counted["silence"]) if Role.PROCURATOR in roles else None,
        "below": _below(user, now) if Role.SUPERVISOR in roles else None,
    }
    return render(request, "screens/workbench.html", context)


def numbers_for(user: User, roles: frozenset[str]) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The four numbers of this reader's bench, and the smaller ones beneath them."""
    theirs = Number("theirs", "等对方", "轮到其他机关办理", (("turn", "others"), ("part", "own")))
    done = Number("done", "已办", "本机关参与、已经办结", (("state", "closed"), ("part", "own")))
    late = Number("late", "超期", "本机关的期限已过、还没有办", (("late", "own"),))
    if statuses_for(roles):
        words = "、".join(
            Role(role).label for role in Role.values if role in roles and statuses_for(frozenset({role}))
        )
        mine = Number("first", "待我办", f"轮到本机关，{words}可以办", (("turn", "mine"),))
        return (mine, theirs, done, late), _asides(roles)
    if Role.SUPERVISOR in roles:
        return (
            Number("first", "超期", "本系统各级机关期限已过、还没有办", (("late", "line"),)),
            Number("near", "临期", "本系统各级机关期限进入最后三分之一", (("late", "line_near"),)),
            Number("open", "未办结", "可以查阅的全部", (("state", "open"),)),
            Number("done", "已办结", "可以查阅的全部", (("state", "closed"),)),
        ), ()
    ours = Number("first", "轮到本机关", "由有办理岗位的同事办，您可以查阅", (("turn", "agency"),))
    return (ours, theirs, done, late), ()


def _asides(roles: frozenset[str]) -> tuple[Number, ...]:
    asides = [
        Number("colleague", "轮到本机关、由同事办", "", (("turn", "colleague"),)),
        Number(
            "running", "轮到对方、但本机关还有时限在走", "", (("turn", "others"), ("late", "own_running"))
        ),
    ]
    if Role.PROCURATOR in roles:
        asides.append(Number("silence", "沉默", "", (("late", "silence"),)))
    return tuple(asides)


def _work(user: User, roles: frozenset[str], now: datetime) -> QuerySet[Any]:
    """The first page of what is mine to do; what only the head may decide comes before the rest."""
    mine = chosen(visible_to(user), {"turn": "mine"}.get, user, now)
    heads_only = statuses_for_heads_only(roles)
    if not heads_only:
        return dressed(mine).annotate(rank=Value(0)).order_by("work_order", "pk")[:SIZE]
    rank = Case(
        When(stage__in=sorted(heads_only), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return dressed(mine).annotate(rank=rank).order_by("rank", "work_order", "pk")[:SIZE]


def _head(user: User, roles: frozenset[str], now: datetime) -> dict[str, Any]:
    head: dict[str, Any] = {"title": "工作台", "whose_turn": date_with_weekday(timezone.localtime(now))}
    if Role.ENFORCEMENT_OFFICER in roles:
        head["primary"] = {"label": "登记涉嫌犯罪案件", "url": reverse("transfers:new")}
    return head


def _told(number: Number, counted: dict[str, int]) -> dict[str, Any]:
    many = counted[number.code]
    return {
        "code": number.code,
        "label": number.label,
        "note": number.note,
        "words": in_words(many),
        "url": number.url,
        "tone": "overdue" if number.label == "超期" and many else "",
    }


def _first(dossier: Any, glance: Glance, roles: frozenset[str], many: int) -> dict[str, Any]:
    acts = acts_of(dossier.stage, roles)
    only = acts[0] if len(acts) == 1 else None
    clock = cells.next_clock(dossier, glance.now)
    limit = cells.limit_of(dossier.next_clock)
    return {
        "dossier": dossier,
        "url": url_of(dossier),
        "status": {"word": dossier.stage_label, "tone": cells.status(dossier)["tone"]},
        "clock": clock,
        "clock_name": limit.name if limit else "",
        "clock_basis": f"{limit.basis}，{'法定' if limit.statutory else '平台提醒'}" if limit else "",
        "due_at": dossier.next_due_at,
        "why": _why_first(dossier, glance.now, many, roles),
        "button": only.label if only else "去办理",
        "act_url": reverse("transfers:act", args=(dossier.number, only.act)) if only else url_of(dossier),
        "choice": "" if only else "、".join(row.label for row in acts),
    }


def _why_first(dossier: Any, now: datetime, many: int, roles: frozenset[str]) -> str:
    if many == 1:
        return "轮到您的只有这一件，它已经超期。" if cells.is_late(dossier, now) else "轮到您的只有这一件。"
    among = f"待您办的 {in_words(many)} 件里，"
    if cells.is_late(dossier, now):
        return f"{among}它已经超期，最先办。"
    if dossier.stage in statuses_for_heads_only(roles):
        return f"{among}它只能由您决定，同事替不了。"
    if dossier.next_due_at is None:
        return (
            f"{among}它最先办；条文没有给出天数，但要求立即或者及时。"
            if dossier.at_once
            else f"{among}它最先办。"
        )
    return f"{among}它的期限最先到。"


def _table(rows: Sequence[Any], glance: Glance, many: int, url: str) -> dict[str, Any]:
    more = many > len(rows)
    return {
        "caption": "待我办",
        "columns": [{"key": c.key, "label": c.label, "numeric": c.numeric, "grow": c.grow} for c in WORK],
        "rows": drawn(DOSSIERS, WORK, rows, glance),
        "total_words": f"共 {in_words(many)} 件，列出最先的 {len(rows)} 件"
        if more
        else f"共 {in_words(many)} 件",
        "print": True,
        "all_url": url if more else "",
        "empty": {
            "why": "没有轮到您办的案件。",
            "what_to_do": "对方办完一步、轮到您时，案件会出现在这里，“消息”里同时有一条告知。",
            "url": reverse("web:dossiers"),
            "action": "查看全部案件",
        },
    }


SILENT = {
    **dict.fromkeys(("crime_transfer_approval", "crime_transfer_handover"), "没有移送"),
    **dict.fromkeys(("police_filing_decision_normal", "police_filing_decision_clue"), "没有决定"),
    **dict.fromkeys(
        ("police_filing_decision_complex", "reconsider_decide", "prosecution_review"), "没有决定"
    ),
    **dict.fromkeys(("police_decision_notice", "non_prosecution_notice"), "没有通知"),
}
"""rule -> what has not happened; every other duty is 没有办理."""


def _silence(user: User, now: datetime, many: int) -> dict[str, Any]:
    url = f"{reverse('web:dossiers')}?late=silence"
    rows = []
    if many:
        found = overdue(now).exclude(agency=user.agency_id).filter(dossier__in=visible_to(user))
        rows = list(found.select_related("dossier", "agency").order_by("overdue_after", "pk")[:SILENT_SHOWN])
    columns = ("卷宗编号", "案件", "没有做的", "应由谁办", "超期")
    return {
        "caption": "沉默",
        "columns": [{"key": str(i), "label": label, "grow": i == 1} for i, label in enumerate(columns)],
        "rows": [
            {
                "url": url_of(c.dossier),
                "late": True,
                "cells": [c.dossier.number, c.dossier.title, *_silent(c, now)],
            }
            for c in rows
        ],
        "total_words": f"共 {in_words(many)} 件，最久的在前",
        "all_url": url if many else "",
        "empty": {
            "why": "您可以查阅的案件里，没有超期不移送、不决定、不通知的。",
            "what_to_do": "任何一方的期限过了还没有办，会出现在这里；超期七十二小时的同时有一条消息。",
        },
    }


def _silent(clock: Any, now: datetime) -> list[Any]:
    return [
        {"text": SILENT.get(clock.code, "没有办理"), "title": clock.name},
        clock.agency.short_name,
        cells.clock_state(clock, "overdue", f"已超{duration(now - clock.overdue_after)}", ""),
    ]


def _below(user: User, now: datetime) -> dict[str, Any]:
    """Overdue dossiers of this line, agency by agency, each number leading to its rows. One SQL statement."""
    found = overdue(now).filter(agency__in=line_of(user), dossier__in=visible_to(user))
    agencies = (
        found.values("agency_id", "agency__code", "agency__name")
        .annotate(many=Count("dossier", distinct=True), oldest=Min("overdue_after"))
        .order_by("-many", "oldest")[: CAP // 2]
    )
    columns = ("机关", "超期案件", "最久的已超")
    return {
        "caption": "各机关超期",
        "columns": [
            {"key": str(i), "label": label, "grow": i == 0, "numeric": i == 1}
            for i, label in enumerate(columns)
        ],
        "rows": [
            {
                "url": _of_agency(user, one),
                "late": True,
                "cells": [
                    one["agency__name"],
                    {"kind": "number", "text": in_words(one["many"])},
                    {
                        "kind": "clock",
                        "state": "overdue",
                        "text": f"已超{duration(now - one['oldest'])}",
                        "title": "最久的一件",
                    },
                ],
            }
            for one in agencies
        ],
        "total_words": "超期案件多的在前",
        "print": True,
        "empty": {
            "why": "本系统各级机关没有超期的案件。",
            "what_to_do": "期限过了还没有办的，会按机关列在这里。",
            "url": f"{reverse('web:dossiers')}?state=open",
            "action": "查看未办结的案件",
        },
    }


def _of_agency(user: User, one: Mapping[str, Any]) -> str:
    mine = one["agency_id"] == user.agency_id
    conditions = {"late": "own"} if mine else {"late": "line", "agency": one["agency__code"]}
    return f"{reverse('web:dossiers')}?{urlencode(conditions)}"
