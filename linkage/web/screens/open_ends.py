"""未了事项: dossiers with something that one procedure has let go and no other has finished; for bureau, superior, procurator."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from linkage.dossiers.queries import visible_to
from linkage.law.wording import moment
from linkage.reverse_transfers.open_ends import OpenEnd, open_ends_of, with_open_ends
from linkage.web.screens import cells
from linkage.web.screens.dossier_columns import url_of
from linkage.web.screens.exporting import export
from linkage.web.screens.ledger import TABS
from linkage.web.screens.listing import Column, Glance, Listing, Sieve, address, table
from linkage.web.screens.paging import Order
from linkage.web.screens.reader import reader, reads_dossiers

EMPTY = {
    "why": "没有未了事项。",
    "what_to_do": "刑事程序已经终结、行政处理还没有作出的案件，和移交以后还没有回复的案件，会列在这里。",
}


class OpenEndSieve(Sieve):
    """Words in the number or the title."""

    q = forms.CharField(label="含有", required=False, max_length=80)


def _ends(dossier: Any, glance: Glance) -> Sequence[OpenEnd]:
    found: Sequence[OpenEnd] = glance.more.get(dossier.pk, ())
    return found


def _lines(words: Sequence[str]) -> str:
    return "；".join(dict.fromkeys(word for word in words if word))


def _since(dossier: Any, glance: Glance) -> dict[str, str]:
    ends = _ends(dossier, glance)
    return cells.day(ends[0].since if ends else None)


def _due(dossier: Any, glance: Glance) -> dict[str, str]:
    moments = [end.due_at for end in _ends(dossier, glance) if end.due_at]
    return cells.day(min(moments, default=None))


def _is_late(dossier: Any, glance: Glance) -> bool:
    return any(end.due_at is not None and glance.now > end.due_at for end in _ends(dossier, glance))


def _gather(rows: Sequence[Any], glance: Glance) -> Mapping[Any, Any]:
    return open_ends_of(rows)


OPEN_ENDS = Listing(
    code="open_ends",
    title="未了事项",
    measure="件",
    columns=(
        Column("number", "卷宗编号", lambda d, g: d.number),
        Column("case", "案件", lambda d, g: d.title, grow=True),
        Column("what", "什么没有了结", lambda d, g: _lines([end.what for end in _ends(d, g)]), grow=True),
        Column("owner", "由谁办理", lambda d, g: _lines([end.owner.short_name for end in _ends(d, g)])),
        Column("since", "自何时", _since),
        Column("clock", "时限", lambda d, g: _lines([end.clock for end in _ends(d, g)])),
        Column("due", "届满", _due),
    ),
    orders=(
        Order("last", "last_act_at"),
        Order("opened", "opened_at", descending=True),
    ),
    url=url_of,
    late=_is_late,
    gather=_gather,
    choosable=False,
)


@require_GET
@reads_dossiers
def listed(request: HttpRequest) -> HttpResponseBase:
    """GET open-ends/: the list, or with `export` the spreadsheet, or with `paper` the sheet."""
    user = reader(request)
    glance, sieve = Glance(user, timezone.now()), OpenEndSieve(request.GET, OPEN_ENDS)
    rows = with_open_ends(visible_to(user))
    if words := sieve.value("q"):
        rows = rows.filter(Q(number__icontains=words) | Q(title__icontains=words))
    if "export" in request.GET:
        return export(OPEN_ENDS, rows, sieve, glance)
    context = {
        "head": {
            "title": OPEN_ENDS.title,
            "whose_turn": f"截至 {moment(glance.now.replace(second=0, microsecond=0))}",
            "others": [{"label": "纸面版", "url": address(request, paper="1")}],
        },
        "tabs": [
            {"label": label, "url": reverse(name), "current": name == "web:open_ends"} for label, name in TABS
        ],
        "table": table(request, OPEN_ENDS, rows, sieve, glance, empty=EMPTY),
        "sieve": sieve,
    }
    return render(request, "screens/list.html", context)
