"""工作台: what to do first, by legal risk. The whole page takes six SQL statements, however many rows there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from linkage.accounts.models import User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.accounts.standing import standing_of
from linkage.clues.states import OFFICERS
from linkage.dossiers.queries import visible_to
from linkage.law.wording import date_with_weekday, duration
from linkage.web.addresses import address_of
from linkage.web.screens import cells
from linkage.web.screens.bench_numbers import Number, look, numbers_for
from linkage.web.screens.counting import CAP, in_words
from linkage.web.screens.dossier_columns import DOSSIERS, WORK, act_url, url_of
from linkage.web.screens.dossier_filter import line_of, overdue
from linkage.web.screens.duties import acts_of, statuses_for, statuses_for_heads_only
from linkage.web.screens.listing import Glance, drawn
from linkage.web.screens.matters import matters_for
from linkage.web.screens.reader import reader, roles_here

SILENT_SHOWN = 10


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
    shown, aside = numbers_for(roles)
    counted, rows = look(user, now)
    glance = Glance(user, now)
    context = {
        "head": _head(user, roles, now),
        "numbers": [_told(number, counted) for number in shown],
        "asides": [
            _told(number, counted) for number in aside if counted[number.code] and number.code != "silence"
        ],
        "first": _first(rows[0], glance, roles, counted["first"]) if rows and statuses_for(roles) else None,
        "table": _table(rows, glance, counted["first"], shown[0].url) if statuses_for(roles) else None,
        "matters": matters_for(user, roles, now),
        "silence": _silence(user, now, counted["silence"]) if Role.PROCURATOR in roles else None,
        "below": _below(user, now) if Role.SUPERVISOR in roles else None,
    }
    return render(request, "screens/workbench.html", context)


def _head(user: User, roles: frozenset[str], now: datetime) -> dict[str, Any]:
    head: dict[str, Any] = {"title": "工作台", "whose_turn": date_with_weekday(timezone.localtime(now))}
    if roles.intersection(OFFICERS):
        head["primary"] = {"label": "登记线索", "url": address_of("clues:new")}
    if Role.ENFORCEMENT_OFFICER in roles:
        head["others"] = [
            {"label": "登记涉嫌犯罪案件", "url": address_of("transfers:new")},
            {"label": "登记行政处罚", "url": address_of("penalties:new")},
        ]
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
    onward = [row for row in acts_of(dossier.stage, roles) if row.target]
    only = onward[0] if len(onward) == 1 else None
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
        "act_url": act_url(dossier, only.act) if only else url_of(dossier),
        "choice": "" if only else "、".join(row.label for row in onward),
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
            "url": address_of("web:dossiers"),
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
    url = f"{address_of('web:dossiers')}?late=silence"
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
            "url": f"{address_of('web:dossiers')}?state=open",
            "action": "查看未办结的案件",
        },
    }


def _of_agency(user: User, one: Mapping[str, Any]) -> str:
    mine = one["agency_id"] == user.agency_id
    conditions = {"late": "own"} if mine else {"late": "line", "agency": one["agency__code"]}
    return f"{address_of('web:dossiers')}?{urlencode(conditions)}"
