"""法律变更: rules that come into force or end in a span of days, and what of the reader's dossiers they touch."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from linkage.accounts.models import User
from linkage.deadlines.queries import visible_to as clocks_visible_to
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.law.changes import LawChange, coming_into_force
from linkage.law.wording import moment
from linkage.screening import law_changes as touching
from linkage.screening.law_changes import TouchedClock, TouchedDossier
from linkage.web.addresses import dossier_address
from linkage.web.screens.reader import reader

AT_MOST = 200
"""Rows of each table; the command `linkage law changes` tells all of them."""
RULES = ("施行/失效", "内容", "依据", "种类", "核对")
CLOCKS = ("卷宗编号", "时限", "谁办", "原届满", "现届满", "原因")
DOSSIERS = ("卷宗编号", "案件", "涉及", "原因")
WRAPPED = ("依据", "原因")
"""An article loses its meaning with its last words."""
BEFORE, AFTER = timedelta(days=180), timedelta(days=90)


class Span(forms.Form):
    """Between which days."""

    since = forms.DateField(label="自", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="至", widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """The first day does not come after the last."""
        days: dict[str, Any] = super().clean() or {}
        if days.get("since") and days.get("until") and days["since"] > days["until"]:
            self.add_error("until", "“至”不能早于“自”。")
        return days


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """GET law/changes/: half a year back and a quarter ahead unless other days are asked for."""
    user, today = reader(request), localdate()
    usual = {"since": today - BEFORE, "until": today + AFTER}
    form = Span(
        {**usual, **{name: request.GET[name] for name in usual if request.GET.get(name)}}, label_suffix=""
    )
    days = form.cleaned_data if form.is_valid() else usual
    changed = coming_into_force(days["since"], days["until"])
    context = {
        "head": {
            "title": "法律变更",
            "whose_turn": "哪些规则施行、失效，涉及哪些计时中的时钟和在办卷宗",
        },
        "form": form,
        "parts": [
            ("规则", _table(RULES, changed, _rule, "没有规则在这些日子施行或者失效。")),
            ("时钟", _table(CLOCKS, _clocks(user, days["since"], changed), _clock, "没有涉及的时钟。")),
            ("卷宗", _table(DOSSIERS, _dossiers(user, changed), _dossier, "没有涉及的在办卷宗。")),
        ],
    }
    return render(request, "screens/law_changes.html", context)


def _clocks(user: User, since: date, changed: Sequence[LawChange]) -> list[TouchedClock]:
    clocks, dossiers = clocks_visible_to(user), dossiers_visible_to(user)
    return [
        *_first(touching.clocks_to_be_recounted(clocks)),
        *_first(touching.clocks_recounted(since, dossiers)),
        *_first(touching.clocks_of_changed_rules(changed, clocks)),
    ]


def _dossiers(user: User, changed: Sequence[LawChange]) -> list[TouchedDossier]:
    dossiers = dossiers_visible_to(user)
    return [
        *_first(touching.dossiers_assessed_under_other_law(dossiers)),
        *_first(touching.dossiers_before_the_change(changed, dossiers)),
    ]


def _first(rows: Iterable[Any]) -> list[Any]:
    return list(islice(rows, AT_MOST))


def _table(
    columns: Sequence[str], rows: Sequence[Any], row: Callable[[Any], dict[str, Any]], nothing: str
) -> dict[str, Any]:
    told = f"共 {len(rows)} 项"
    return {
        "caption": columns[1],
        "columns": [
            {"key": str(i), "label": label, "grow": i == 1 or label in WRAPPED}
            for i, label in enumerate(columns)
        ],
        "rows": [row(each) for each in rows],
        "total_words": f"{told}（每种最多列出 {AT_MOST} 项）" if len(rows) >= AT_MOST else told,
        "print": True,
        "empty": {"why": nothing, "what_to_do": "可以换一段日期再看。"},
    }


def _rule(change: LawChange) -> dict[str, Any]:
    item = change.item
    limit = "/limit/" in item.key
    url = f"{reverse('web:law_rule', args=[item.code])}?on={item.in_force_from}" if limit else ""
    checked = "已核对" if item.verified else "未核实，供参考"
    return {"url": url, "cells": [change.words, item.name, item.basis, item.subject, checked], "late": False}


def _clock(clock: TouchedClock) -> dict[str, Any]:
    page = (
        reverse("transfers:clock", args=[clock.number, clock.clock_id])
        if clock.clock_id
        else dossier_address(clock.number)
    )
    before, after = (moment(at) if at else "没有届满时刻" for at in (clock.before, clock.after))
    return {
        "url": page,
        "cells": [clock.number, clock.name, clock.agency, before, after, clock.why],
        "late": False,
    }


def _dossier(dossier: TouchedDossier) -> dict[str, Any]:
    return {
        "url": dossier_address(dossier.number),
        "cells": [dossier.number, dossier.title, dossier.what, dossier.why],
        "late": False,
    }
