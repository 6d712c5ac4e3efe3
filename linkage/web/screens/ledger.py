"""台账: transfers with their milestones, clocks, papers; each filtered, printed and exported."""

from typing import Any

from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from linkage.accounts.models import User
from linkage.deadlines.cards import card, state_of
from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.deadlines.queries import visible_to as clocks_visible_to
from linkage.documents.models import Delivery, Document, Making
from linkage.documents.paper_kinds import PAPER_KINDS, paper_kind
from linkage.documents.queries import visible_to as papers_visible_to
from linkage.dossiers.models import NO_DUE
from linkage.law.wording import moment
from linkage.transfers.queries import visible_to as transfers_visible_to
from linkage.transfers.status import Status
from linkage.web.screens import cells
from linkage.web.screens.exporting import export
from linkage.web.screens.ledger_transfers import TRANSFERS
from linkage.web.screens.listing import Column, Glance, Listing, Sieve, address, table
from linkage.web.screens.paging import Order
from linkage.web.screens.reader import reader, reads_dossiers

DAY = {"type": "date"}
TABS = (
    ("移送台账", "web:ledger"),
    ("时限台账", "web:ledger_clocks"),
    ("文书台账", "web:ledger_papers"),
    ("应移未移", "web:screening"),
    ("未了事项", "web:open_ends"),
)
EMPTY = {
    "why": "还没有您可以查阅的记录。",
    "what_to_do": "本机关参与的、以及本系统下级机关参与的案件会列在这里。",
}


class Between(Sieve):
    """Words, and a span of days."""

    q = forms.CharField(label="含有", required=False, max_length=80)
    since = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs=DAY))

    def within(self, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        """The rows whose moment lies between the days asked for, both included."""
        if since := self.value("since"):
            rows = rows.filter(**{f"{column}__date__gte": since})
        if until := self.value("until"):
            rows = rows.filter(**{f"{column}__date__lte": until})
        return rows


class TransferSieve(Between):
    """The transfers of one status."""

    status = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *Status.choices])


class ClockSieve(Between):
    """The clocks by what has become of them."""

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[
            ("", "全部"),
            ("running", "计时中"),
            ("overdue", "超期未办"),
            ("late", "超期后才办"),
            ("stopped", "已办"),
            ("lapsed", "失效"),
        ],
    )


class PaperSieve(Between):
    """The papers of one kind."""

    kind = forms.ChoiceField(
        label="种类",
        required=False,
        choices=[("", "全部"), *((k.code, k.name) for k in PAPER_KINDS.values())],
    )


def _card(clock: Clock, glance: Glance) -> dict[str, Any]:
    shown = card(clock, glance.now)
    words = "不计期限" if shown["state"] == "unlimited" else shown["remaining_words"]
    return cells.clock_state(clock, shown["state"], words, shown["due_words"] or shown["remaining_words"])


CLOCKS = Listing(
    code="clocks",
    title="时限台账",
    measure="个",
    columns=(
        Column("number", "卷宗编号", lambda c, g: c.dossier.number),
        Column("case", "案件", lambda c, g: c.dossier.title, grow=True),
        Column("name", "时限", lambda c, g: c.name),
        Column("agency", "谁办", lambda c, g: c.agency.short_name),
        Column("started", "起算", lambda c, g: cells.day(c.started_at), order="started"),
        Column("due", "届满", lambda c, g: cells.day(c.overdue_after, "立即或者及时"), order="due"),
        Column("stopped", "办理", lambda c, g: cells.day(c.stopped_at), chosen=False),
        Column("state", "状态", _card),
        Column("force", "效力", lambda c, g: "法定" if c.statutory else "平台提醒", chosen=False),
    ),
    orders=(Order("started", "started_at", descending=True), Order("due", "due_order")),
    url=lambda c: reverse("transfers:clock", args=[c.dossier.number, c.pk]),
    late=lambda c, g: c.was_overdue or state_of(c, g.now) == "overdue",
    dress=lambda rows: rows.select_related("dossier", "agency").annotate(
        due_order=Coalesce("due_at", Value(NO_DUE))
    ),
)


def _unserved(paper: Any) -> str:
    """A paper nobody on the platform receives: kept in the agency, or sent to a government outside it."""
    return "平台外送达" if paper_kind(paper.kind).addressee == "outside" else "内部文书"


PAPERS = Listing(
    code="papers",
    title="文书台账",
    measure="份",
    columns=(
        Column("number", "文号", lambda p, g: p.number),
        Column("name", "文书", lambda p, g: p.name),
        Column("case", "案件", lambda p, g: p.dossier.title, grow=True),
        Column("agency", "制作机关", lambda p, g: p.agency.short_name, chosen=False),
        Column("made", "制作", lambda p, g: cells.day(p.made_at), order="made"),
        Column("to", "送达", lambda p, g: p.served_to or _unserved(p)),
        Column("served", "送达时间", lambda p, g: cells.day(cells.as_moment(p.served_at))),
        Column("file", "文件", lambda p, g: _file(p)),
    ),
    orders=(Order("made", "made_at", descending=True),),
    url=lambda p: reverse("documents:paper", args=[p.pk]),
    dress=lambda rows: _served(rows).select_related("dossier", "agency").defer("content"),
)


def _served(papers: QuerySet[Document]) -> QuerySet[Any]:
    served = Delivery.objects.filter(document=OuterRef("pk"), is_copy=False)
    return papers.annotate(
        served_to=Subquery(served.values("agency__short_name")[:1]),
        served_at=Subquery(served.values("served_at")[:1]),
    )


def _file(paper: Document) -> dict[str, str]:
    tone = {Making.READY: "done", Making.PENDING: "waiting", Making.FAILED: "refused"}[Making(paper.state)]
    return {"kind": "status", "text": paper.get_state_display(), "tone": tone, "title": paper.failure}


@require_GET
@reads_dossiers
def transfers(request: HttpRequest) -> HttpResponseBase:
    """GET ledger/: every transfer with its milestones and how often it ran late."""
    user = reader(request)
    sieve = TransferSieve(request.GET, TRANSFERS)
    rows = sieve.within(transfers_visible_to(user), "dossier__opened_at")
    if words := sieve.value("q"):
        rows = rows.filter(Q(dossier__number__icontains=words) | Q(dossier__title__icontains=words))
    if status := sieve.value("status"):
        rows = rows.filter(status=status)
    return _shown(request, TRANSFERS, rows, sieve, user, "web:ledger")


@require_GET
@reads_dossiers
def clocks(request: HttpRequest) -> HttpResponseBase:
    """GET ledger/clocks/: every clock, running or past."""
    user, now = reader(request), timezone.now()
    sieve = ClockSieve(request.GET, CLOCKS)
    rows = sieve.within(clocks_visible_to(user), "started_at")
    if words := sieve.value("q"):
        rows = rows.filter(
            Q(dossier__number__icontains=words)
            | Q(dossier__title__icontains=words)
            | Q(name__icontains=words)
        )
    conditions = {
        "running": Q(state=ClockState.RUNNING),
        "overdue": Q(state=ClockState.RUNNING, nature=Nature.DUTY, overdue_after__lt=now),
        "late": Q(was_overdue=True),
        "stopped": Q(state=ClockState.STOPPED),
        "lapsed": Q(state=ClockState.LAPSED),
    }
    if state := sieve.value("state"):
        rows = rows.filter(conditions[state])
    return _shown(request, CLOCKS, rows, sieve, user, "web:ledger_clocks")


@require_GET
@reads_dossiers
def papers(request: HttpRequest) -> HttpResponseBase:
    """GET ledger/papers/: every paper with its number and service."""
    user = reader(request)
    sieve = PaperSieve(request.GET, PAPERS)
    rows = sieve.within(papers_visible_to(user), "made_at")
    if words := sieve.value("q"):
        rows = rows.filter(
            Q(number__icontains=words)
            | Q(dossier__title__icontains=words)
            | Q(dossier__number__icontains=words)
        )
    if kind := sieve.value("kind"):
        rows = rows.filter(kind=kind)
    return _shown(request, PAPERS, rows, sieve, user, "web:ledger_papers")


def _shown(
    request: HttpRequest, listing: Listing, rows: QuerySet[Any], sieve: Sieve, user: User, here: str
) -> HttpResponseBase:
    glance = Glance(user, timezone.now())
    if "export" in request.GET:
        return export(listing, rows, sieve, glance)
    context = {
        "head": {
            "title": listing.title,
            "whose_turn": f"截至 {moment(glance.now.replace(second=0, microsecond=0))}",
            "others": [{"label": "纸面版", "url": address(request, paper="1")}],
        },
        "tabs": [{"label": label, "url": reverse(name), "current": name == here} for label, name in TABS],
        "table": table(request, listing, rows, sieve, glance, empty=EMPTY),
        "sieve": sieve,
    }
    return render(request, "screens/list.html", context)
