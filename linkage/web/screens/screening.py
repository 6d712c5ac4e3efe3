"""应移未移: what the standards call for and nobody handed over; filtered, printed and exported like every ledger."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from linkage.law.wording import date_with_weekday, moment
from linkage.screening.models import Duty, Screened, WhyNot
from linkage.screening.queries import hits
from linkage.web.screens import cells
from linkage.web.screens.dossier_columns import url_of
from linkage.web.screens.exporting import export
from linkage.web.screens.ledger import TABS, Between
from linkage.web.screens.listing import Column, Glance, Listing, address, table
from linkage.web.screens.paging import Order
from linkage.web.screens.reader import reader, reads_dossiers

DUTIES = [(duty.value, duty.label) for duty in Duty if duty is not Duty.NONE]
NOTHING = {
    "why": "没有筛出应移未移的案件。",
    "what_to_do": "平台按入罪标准和拘留依据逐件对照已知的事实；事实没有录入的，筛查不出来。",
}


class HitSieve(Between):
    """The hits of one kind, by what the record says of why nothing was handed over."""

    duty = forms.ChoiceField(label="应作", required=False, choices=[("", "全部"), *DUTIES])
    why = forms.ChoiceField(label="未移送", required=False, choices=[("", "全部"), *WhyNot.choices])


def _clauses(hit: Screened, glance: Glance) -> dict[str, str]:
    return {
        "text": "、".join(dict.fromkeys(clause["basis"] for clause in hit.clauses)),
        "title": "\n".join(clause["reason"] for clause in hit.clauses),
    }


def _why(hit: Screened, glance: Glance) -> dict[str, str]:
    label = str(WhyNot(hit.why_not).label)
    return {"text": f"{label}：{hit.why_words}" if hit.why_words else label, "title": hit.remark}


def _strength(hit: Screened, glance: Glance) -> dict[str, str]:
    words, tone = ("存疑", "waiting") if hit.is_doubtful else ("命中", "running")
    return {"kind": "status", "text": words, "tone": tone}


HITS = Listing(
    code="screening",
    title="应移未移",
    measure="件",
    columns=(
        Column("number", "卷宗编号", lambda h, g: h.dossier.number),
        Column("case", "案件", lambda h, g: h.dossier.title, grow=True),
        Column("agency", "移送机关", lambda h, g: h.agency.short_name),
        Column("duty", "应作", lambda h, g: str(Duty(h.duty).label)),
        Column("strength", "对照", _strength),
        Column("clauses", "条款", _clauses, grow=True),
        Column(
            "facts", "事实", lambda h, g: "；".join(f"{label} {words}" for label, words in h.facts), grow=True
        ),
        Column("why", "未移送", _why, grow=True),
        Column(
            "since", "自", lambda h, g: {"kind": "date", "text": date_with_weekday(h.since)}, order="since"
        ),
        Column("stage", "卷宗状态", lambda h, g: cells.status(h.dossier), chosen=False),
        Column("screened", "筛查时间", lambda h, g: cells.day(h.screened_at), chosen=False),
    ),
    orders=(Order("since", "since", parse=date.fromisoformat),),
    url=lambda h: url_of(h.dossier),
    dress=lambda rows: rows.select_related("dossier", "agency"),
)


@require_GET
@reads_dossiers
def screened(request: HttpRequest) -> HttpResponseBase:
    """GET screening/: the hits this reader may see. It proposes; what is done about one is done in its dossier."""
    user = reader(request)
    sieve = HitSieve(request.GET, HITS)
    rows = hits(user)
    if since := sieve.value("since"):
        rows = rows.filter(since__gte=since)
    if until := sieve.value("until"):
        rows = rows.filter(since__lte=until)
    if words := sieve.value("q"):
        rows = rows.filter(
            Q(dossier__number__icontains=words)
            | Q(dossier__title__icontains=words)
            | Q(agency__name__icontains=words)
        )
    for name, column in (("duty", "duty"), ("why", "why_not")):
        if chosen := sieve.value(name):
            rows = rows.filter(**{column: chosen})
    glance = Glance(user, timezone.now())
    if "export" in request.GET:
        return export(HITS, rows, sieve, glance)
    context: dict[str, Any] = {
        "head": {
            "title": HITS.title,
            "whose_turn": f"截至 {moment(glance.now.replace(second=0, microsecond=0))}；筛查只作提示，是否移送由负责人决定",
            "others": [{"label": "纸面版", "url": address(request, paper="1")}],
        },
        "tabs": [
            {"label": label, "url": reverse(name), "current": name == "web:screening"} for label, name in TABS
        ],
        "table": table(request, HITS, rows, sieve, glance, empty=NOTHING),
        "sieve": sieve,
    }
    return render(request, "screens/list.html", context)
