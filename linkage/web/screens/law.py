"""时限规则: every time limit with its article; one rule; and a calculator that says why on that day."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from linkage.deadlines.explaining import explain
from linkage.law import Due, TimeLimit, UnknownRule, counting_rule, due, rule, rules
from linkage.law.limits import Nature
from linkage.law.wording import deadline_in_words, limit_length

NATURES = {
    Nature.DUTY: "义务：过期即超期",
    Nature.CONDITIONAL: "附条件：情形出现才办",
    Nature.RIGHT: "权利：过期即失效",
    Nature.CADENCE: "周期：每期至少一次",
}

FIRST_YEAR, LAST_YEAR = 1979, 2100
"""The criminal law came into being in the first; nobody counts beyond the second."""


class Start(forms.Form):
    """From which moment to count."""

    start = forms.DateTimeField(
        label="起算时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={
            "invalid": "请按“2026-09-29T10:00”的样子填写日期和时间。",
            "required": "请填写起算时间。",
        },
    )


@require_GET
def rules_listed(request: HttpRequest) -> HttpResponse:
    """GET law/: all rules, those holding `q` when it is given."""
    words = request.GET.get("q", "").strip()
    found = [limit for limit in rules() if words in f"{limit.code}{limit.name}{limit.basis}{limit.actor}"]
    groups: dict[str, list[TimeLimit]] = {}
    for limit in found:
        groups.setdefault(limit.instrument, []).append(limit)
    context = {
        "head": {"title": "时限规则", "whose_turn": f"共 {len(found)} 条，{len(groups)} 件文件"},
        "groups": [(instrument, _table(instrument, limits)) for instrument, limits in groups.items()],
        "words": words,
        "empty": {
            "why": f"没有含有“{words}”的规则。",
            "what_to_do": "换一个词再找，例如“立案”“移送”“复议”。",
            "url": request.path,
            "action": "看全部",
        },
    }
    return render(request, "screens/law.html", context)


def _table(instrument: str, limits: list[TimeLimit]) -> dict[str, Any]:
    columns = ("规则", "时限", "谁办", "依据", "效力")
    return {
        "caption": instrument,
        "columns": [{"key": str(i), "label": label, "grow": i == 0} for i, label in enumerate(columns)],
        "rows": [{"url": _url_of(limit), "cells": _cells(limit)} for limit in limits],
        "total_words": f"{len(limits)} 条",
    }


def _url_of(limit: TimeLimit) -> str:
    """The page of this version; the newest has the plain address."""
    url = reverse("web:law_rule", args=[limit.code])
    return url if rule(limit.code) == limit else f"{url}?on={limit.in_force_from}"


@require_GET
def rule_shown(request: HttpRequest, code: str) -> HttpResponse:
    """GET law/<code>/: one rule; with `start`, when it falls due and why."""
    limit = _version(code, request.GET.get("on", ""))
    form = Start(request.GET if "start" in request.GET else None, label_suffix="")
    result = _counted(form, limit) if form.is_valid() else None
    context = {
        "head": {
            "title": limit.name,
            "number": limit.code,
            "crumbs": [{"label": "时限规则", "url": reverse("web:law")}],
        },
        "limit": limit,
        "force": force(limit),
        "facts": _facts(limit),
        "versions": [
            (v.in_force_from, v.in_force_to, _url_of(v), v == limit) for v in rules() if v.code == code
        ],
        "form": form,
        "why": explain(result) if result else None,
        "due_words": deadline_in_words(result.due_at) if result and result.due_at else "条文没有给出天数",
    }
    return render(request, "screens/law_rule.html", context, status=422 if form.errors else 200)


def _version(code: str, on: str) -> TimeLimit:
    try:
        return rule(code, date.fromisoformat(on) if on else None)
    except (UnknownRule, ValueError) as error:
        raise Http404(str(error)) from error


def _counted(form: Start, limit: TimeLimit) -> Due | None:
    """When the clock started at that moment falls due; what the law cannot count is said as the form's error."""
    start = form.cleaned_data["start"]
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        form.add_error("start", f"请填写 {FIRST_YEAR} 至 {LAST_YEAR} 年之间的时间。")
        return None
    try:
        return due(limit.code, start, as_of=limit.in_force_from)
    except (ValueError, UnknownRule) as error:
        form.add_error("start", str(error))
        return None


def force(limit: TimeLimit) -> str:
    """What may be said of its force; never more than was verified."""
    if limit.statutory:
        return "法定"
    return "条文已核，无天数" if limit.status == "VERIFIED" else "未核实，供参考"


def _cells(limit: TimeLimit) -> list[Any]:
    return [limit.name, limit_length(limit), limit.actor, limit.basis, force(limit)]


def _facts(limit: TimeLimit) -> list[tuple[str, str]]:
    counting = counting_rule(limit.counting) if limit.counting else None
    pairs = (
        ("时限", limit_length(limit)),
        ("效力", force(limit)),
        ("性质", NATURES[Nature(limit.nature)]),
        ("谁办", limit.actor),
        ("从何时起", limit.start_event),
        ("依据", "；".join((limit.basis, *limit.also))),
        ("怎样数", f"{counting.text}（{counting.basis}）" if counting else ""),
        ("条件", limit.conditions),
        ("延长", limit.extension),
        ("中止", limit.pauses),
        ("其后", limit.consequence),
        ("文件之间的差别", limit.difference),
        ("平台的理解", limit.interpretation),
        ("疑问", limit.doubt),
        ("施行", f"{limit.in_force_from}{f' 至 {limit.in_force_to}' if limit.in_force_to else ' 起'}"),
        ("出处", "；".join(source.title for source in limit.sources)),
    )
    return [(label, text) for label, text in pairs if text]
