"""案件: the dossiers this reader may see; search, filters, columns, saved views, export, paper."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linkage.accounts.models import User
from linkage.dossiers.queries import visible_to
from linkage.web.models import SavedView
from linkage.web.screens.counting import counts, in_words
from linkage.web.screens.dossier_columns import DOSSIERS
from linkage.web.screens.dossier_filter import DossierSieve, chosen
from linkage.web.screens.exporting import export
from linkage.web.screens.listing import OFF_SCREEN, Glance, address, table
from linkage.web.screens.reader import reader, reads_dossiers

SCREEN = "dossiers"
VIEWS_AT_MOST = 12
EMPTY = {
    "why": "还没有您可以查阅的案件。",
    "what_to_do": "本机关参与的、以及本系统下级机关参与的案件会出现在这里；案件由生态环境部门执法员登记。",
}


class ViewName(forms.Form):
    """The name under which the present filters are kept."""

    name = forms.CharField(label="视图名称", max_length=20, help_text="例如：本周到期、小店分局未办结。")
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


@require_GET
@reads_dossiers
def listed(request: HttpRequest) -> HttpResponseBase:
    """GET dossiers/: the list, or with `export` the spreadsheet, or with `paper` the sheet."""
    user, now = reader(request), timezone.now()
    sieve = DossierSieve(request.GET, DOSSIERS, user)
    found, glance = chosen(visible_to(user), sieve.value, user, now), Glance(user, now)
    if "export" in request.GET:
        return export(DOSSIERS, found, sieve, glance)
    kept = list(SavedView.objects.filter(user=user, screen=SCREEN).order_by("name"))
    views = _views(request, kept, user, glance)
    more = {"views": views, "save_view_url": _save_url(request) if sieve.told() else ""}
    context = {
        "head": {"title": "案件", "others": _others(request, kept)},
        "table": table(request, DOSSIERS, found, sieve, glance, empty=EMPTY, **more),
        "sieve": sieve,
    }
    return render(request, "screens/list.html", context)


@require_http_methods(["GET", "POST"])
@reads_dossiers
def keep_view(request: HttpRequest) -> HttpResponse:
    """GET and POST dossiers/views/new/: keep the filters in the address under a name; the same name is replaced."""
    user = reader(request)
    form = ViewName(request.POST or None, initial={"query": request.GET.urlencode()})
    if request.method == "POST" and form.is_valid():
        name, query = form.cleaned_data["name"], QueryDict(form.cleaned_data["query"])
        kept = SavedView.objects.filter(user=user, screen=SCREEN)
        if kept.exclude(name=name).count() >= VIEWS_AT_MOST:
            form.add_error("name", ValidationError(f"最多保存 {VIEWS_AT_MOST} 个视图，请先删除不用的。"))
        else:
            SavedView.objects.update_or_create(
                user=user, screen=SCREEN, name=name, defaults={"query": _plain(query).urlencode()}
            )
            messages.success(request, f"已存为视图“{name}”，只有您自己看得到。")
            return redirect(f"{reverse('web:dossiers')}?{_plain(query).urlencode()}")
    asked = QueryDict(form["query"].value() or "")
    told = DossierSieve(asked, DOSSIERS, user).told()
    context = {"head": {"title": "存为视图", "crumbs": [{"label": "案件", "url": reverse("web:dossiers")}]}}
    return render(
        request, "screens/keep_view.html", {**context, "form": form, "told": [words for _, words in told]}
    )


@require_POST
@reads_dossiers
def drop_view(request: HttpRequest, pk: int) -> HttpResponse:
    """POST dossiers/views/<id>/drop/: one's own view only."""
    found = SavedView.objects.filter(user=reader(request), screen=SCREEN, pk=pk).first()
    if found is None:
        raise Http404
    found.delete()
    messages.success(request, f"已删除视图“{found.name}”。")
    return redirect("web:dossiers")


@require_GET
@reads_dossiers
def views(request: HttpRequest) -> HttpResponse:
    """GET dossiers/views/: one's views, with what each asks for."""
    user = reader(request)
    kept = [
        {
            "view": view,
            "told": [words for _, words in DossierSieve(QueryDict(view.query), DOSSIERS, user).told()],
        }
        for view in SavedView.objects.filter(user=user, screen=SCREEN).order_by("name")
    ]
    head = {"title": "已存视图", "crumbs": [{"label": "案件", "url": reverse("web:dossiers")}]}
    return render(request, "screens/views.html", {"head": head, "kept": kept})


def _views(request: HttpRequest, kept: list[SavedView], user: User, glance: Glance) -> list[dict[str, Any]]:
    """The saved views with their numbers, counted in one statement; the list without conditions comes first."""
    if not kept:
        return []
    queries = {f"view_{view.pk}": _found(view, user, glance) for view in kept}
    numbers = counts(queries)
    here = _plain(request.GET).urlencode()
    url = reverse("web:dossiers")
    every = [{"label": "全部", "url": url, "current": not here, "count": None}]
    return every + [
        {
            "label": view.name,
            "url": f"{url}?{view.query}",
            "current": here == view.query,
            "count": in_words(numbers[f"view_{view.pk}"]),
        }
        for view in kept
    ]


def _found(view: SavedView, user: User, glance: Glance) -> Any:
    sieve = DossierSieve(QueryDict(view.query), DOSSIERS, user)
    return chosen(visible_to(user), sieve.value, user, glance.now)


def _plain(query: QueryDict) -> QueryDict:
    """The conditions of an address alone, in one fixed order, so that two addresses can be compared."""
    plain = QueryDict(mutable=True)
    for name, values in sorted(query.lists()):
        if name not in OFF_SCREEN and any(values):
            plain.setlist(name, [value for value in values if value])
    return plain


def _save_url(request: HttpRequest) -> str:
    return f"{reverse('web:keep_view')}?{_plain(request.GET).urlencode()}"


def _others(request: HttpRequest, kept: list[SavedView]) -> list[dict[str, str]]:
    others = [{"label": "纸面版", "url": address(request, paper="1")}]
    return [{"label": "管理视图", "url": reverse("web:views")}, *others] if kept else others
