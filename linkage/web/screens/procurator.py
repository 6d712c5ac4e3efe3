"""检察官席位: what the procuratorate of a region has to look at, read only, with the rows behind each number (17号第三十四条).

Rows are those of dossiers this procurator may see anyway. Only numbers go beyond: how many cases each bureau and police
of the region came to take part in, month by month, so that one that enters nothing stands out.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from linkage.accounts.roles import Role
from linkage.deadlines.models import ClockState, Nature
from linkage.deadlines.queries import visible_to as clocks_visible_to
from linkage.dossiers.models import Dossier, Matter
from linkage.dossiers.queries import visible
from linkage.law.wording import moment
from linkage.web.screens import procurator_lists as lists
from linkage.web.screens.counting import counts, in_words
from linkage.web.screens.exporting import export
from linkage.web.screens.ledger import Between
from linkage.web.screens.listing import Glance, Listing, Sieve, address, table
from linkage.web.screens.reader import only, reader

TABS = (
    ("各机关录入情况", "web:procurator"),
    ("不移送、不立案、退回、撤案", "web:procurator_refused"),
    ("降格处理", "web:procurator_downgraded"),
    ("迟录的环节", "web:procurator_late"),
    ("行政处罚", "web:procurator_penalties"),
)
SUPERVISING = ("filing_supervision", "transfer_opinion")
EMPTY = {
    "why": "没有这样的案件。",
    "what_to_do": "只列出您可以查阅的案件；还没有移送的案件可以依17号第十四条调阅。",
}
NO_AGENCIES = {"why": "没有与本院对应的生态环境部门和公安机关。", "what_to_do": "请系统管理员补录同级对应。"}


class RefusalSieve(Between):
    """The refusals of one kind."""

    kind = forms.ChoiceField(
        label="怎样拒绝",
        required=False,
        choices=[("", "全部"), *((code, label) for code, (label, _) in lists.REFUSALS.items())],
    )


class DowngradeSieve(Between):
    """The downgrades of one kind."""

    kind = forms.ChoiceField(
        label="怎样降格",
        required=False,
        choices=[("", "全部"), *((code, label) for code, (label, _) in lists.DOWNGRADES.items())],
    )


class PenaltySieve(Between):
    """The penalties that are to be looked at for one reason."""

    kind = forms.ChoiceField(
        label="为什么看",
        required=False,
        choices=[("", "全部"), *((code, label) for code, (label, _) in lists.PENALTIES.items())],
    )


@only(Role.PROCURATOR)
@require_GET
def seat(request: HttpRequest) -> HttpResponseBase:
    """GET procurator/: the numbers of the region, and which agency enters how much."""
    user, now = reader(request), timezone.now()
    agencies = lists.watched_agencies(user, timezone.localdate(now))
    sieve = Sieve(request.GET, lists.ENTERED)
    numbers = None if "export" in request.GET else _numbers(request)
    return _shown(
        request, lists.ENTERED, agencies, sieve, "web:procurator", numbers=numbers, empty=NO_AGENCIES
    )


@only(Role.PROCURATOR)
@require_GET
def refused(request: HttpRequest) -> HttpResponseBase:
    """GET procurator/refused/: not approved, returned, declined, withdrawn."""
    sieve = RefusalSieve(request.GET, lists.REFUSED)
    rows = _of_kind(lists.refused_to(reader(request)), sieve, lists.REFUSALS)
    return _shown(request, lists.REFUSED, _sifted(rows, sieve), sieve, "web:procurator_refused")


@only(Role.PROCURATOR)
@require_GET
def downgraded(request: HttpRequest) -> HttpResponseBase:
    """GET procurator/downgraded/: what was handled by the bureau after all, or filed for another charge."""
    sieve = DowngradeSieve(request.GET, lists.DOWNGRADED)
    rows = _of_kind(lists.downgraded(reader(request)), sieve, lists.DOWNGRADES)
    return _shown(request, lists.DOWNGRADED, _sifted(rows, sieve), sieve, "web:procurator_downgraded")


@only(Role.PROCURATOR)
@require_GET
def penalties(request: HttpRequest) -> HttpResponseBase:
    """GET procurator/penalties/: entered late, or of a case assessed as a crime that was not handed over."""
    sieve = PenaltySieve(request.GET, lists.PENALISED)
    rows = _of_kind(lists.penalties_to_look_at(reader(request)), sieve, lists.PENALTIES)
    return _shown(request, lists.PENALISED, _sifted(rows, sieve), sieve, "web:procurator_penalties")


@only(Role.PROCURATOR)
@require_GET
def late(request: HttpRequest) -> HttpResponseBase:
    """GET procurator/late/: acts entered more than seven days after they were done."""
    sieve = Between(request.GET, lists.LATE)
    rows = sieve.within(lists.late_entries(reader(request)), "at")
    if words := sieve.value("q"):
        rows = rows.filter(Q(label__icontains=words) | Q(agency_name__icontains=words))
    return _shown(request, lists.LATE, rows, sieve, "web:procurator_late")


def _numbers(request: HttpRequest) -> list[dict[str, Any]]:
    """What is to be looked at, each number leading to its rows. One SQL statement."""
    user, now = reader(request), timezone.now()
    running = clocks_visible_to(user).filter(state=ClockState.RUNNING)
    overdue = running.filter(nature=Nature.DUTY, overdue_after__lt=now)
    ledger, dossiers = reverse("web:ledger_clocks"), reverse("web:dossiers")
    silent = Dossier.objects.filter(pk__in=overdue.exclude(agency=user.agency_id).values("dossier"))
    matters = Matter.objects.filter(visible(user, "dossier"), procedure__in=SUPERVISING, is_open=True)
    told: tuple[tuple[str, str, str, QuerySet[Any], str], ...] = (
        ("running", "计时中的时限", "", running, f"{ledger}?state=running"),
        ("overdue", "超期未办的时限", "overdue", overdue, f"{ledger}?state=overdue"),
        ("silence", "他方超期的案件", "overdue", silent, f"{dossiers}?late=silence"),
        ("refused", "不移送、不立案、退回、撤案", "refused", lists.refused_to(user), reverse("web:procurator_refused")),
        ("downgraded", "降格处理", "refused", lists.downgraded(user), reverse("web:procurator_downgraded")),
        ("late", "迟录的环节", "waiting", lists.late_entries(user), reverse("web:procurator_late")),
        (
            "penalties", "迟录或者评估入罪未移送的处罚", "waiting", lists.penalties_to_look_at(user),
            reverse("web:procurator_penalties"),
        ),
        ("matters", "进行中的检察监督", "running", matters, reverse("web:workbench")),
    )  # fmt: skip
    many = counts({code: rows for code, _, _, rows, _ in told})
    return [
        {"code": code, "label": label, "tone": tone if many[code] else "", "words": in_words(many[code]), "url": url}
        for code, label, tone, _, url in told
    ]  # fmt: skip


def _of_kind(rows: QuerySet[Any], sieve: Sieve, kinds: Mapping[str, tuple[str, Q]]) -> QuerySet[Any]:
    kind = sieve.value("kind")
    return rows.filter(kinds[kind][1]) if kind else rows


def _sifted(rows: QuerySet[Any], sieve: Between) -> QuerySet[Any]:
    rows = sieve.within(rows, "status_since")
    if words := sieve.value("q"):
        rows = rows.filter(Q(dossier__number__icontains=words) | Q(dossier__title__icontains=words))
    return rows


def _shown(
    request: HttpRequest,
    listing: Listing,
    rows: QuerySet[Any],
    sieve: Sieve,
    here: str,
    *,
    numbers: list[dict[str, Any]] | None = None,
    empty: Mapping[str, str] = EMPTY,
) -> HttpResponseBase:
    glance = Glance(reader(request), timezone.now())
    if "export" in request.GET:
        return export(listing, rows, sieve, glance)
    context = {
        "head": {
            "title": "检察官席位",
            "whose_turn": f"截至 {moment(glance.now.replace(second=0, microsecond=0))}",
            "others": [{"label": "纸面版", "url": address(request, paper="1")}],
        },
        "tabs": [{"label": label, "url": reverse(name), "current": name == here} for label, name in TABS],
        "numbers": numbers,
        "table": table(request, listing, rows, sieve, glance, empty=empty),
        "sieve": sieve,
    }
    return render(request, "screens/procurator.html", context)
