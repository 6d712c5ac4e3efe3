"""System administrators: people and agencies. A one-time password is shown once, on the answer itself, and kept nowhere."""

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from linkage.accounts import actions
from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Role
from linkage.law.refusal import Refused
from linkage.web.screens.administration import head_of, plain_table
from linkage.web.screens.cells import day
from linkage.web.screens.paging import Order, leaf
from linkage.web.screens.reader import only, reader

BY_NAME = Order("username", "username", parse=str)
BY_PATH = Order("path", "path", parse=str)
SHOWN = 50


class NewPerson(forms.Form):
    """A person to be added."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{2,39}$",
        label="登录名",
        error_messages={"invalid": "登录名用小写字母、数字和连字符，三个字符以上。"},
    )
    name = forms.CharField(label="姓名", max_length=30)
    agency = forms.CharField(label="机构全称或者代码", max_length=60)
    credential_number = forms.CharField(label="执法证号/警号/检察官证号", max_length=30)
    phone = forms.CharField(label="联系电话", max_length=20)

    def clean_agency(self) -> Agency:
        """The agency by its full name or its code."""
        text = self.cleaned_data["agency"].strip()
        found = Agency.objects.filter(Q(name=text) | Q(code=text), valid_to__isnull=True).first()
        if found is None:
            raise forms.ValidationError(
                f"没有名为“{text}”的机构。请写全称，例如：太原市生态环境局杏花岭分局。"
            )
        return found


@only(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """GET and POST administration/people/: find people, add one."""
    form = NewPerson(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.add_person(by=reader(request), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _shown_once(request, user, password)
    words = request.GET.get("q", "").strip()
    found = User.objects.select_related("agency")
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Q(agency__name__icontains=words)
        )
    columns = ("登录名", "姓名", "机构", "证号", "状态", "最近登录")
    table = _listed(request, "人员", columns, found, BY_NAME, _person_row)
    context = {"head": head_of("人员"), "table": table, "form": form, "words": words}
    return render(request, "screens/people.html", context, status=422 if form.errors else 200)


@only(Role.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST administration/people/<id>/: put in or out of service, give a one-time password."""
    user = User.objects.select_related("agency").filter(pk=pk).first()
    if user is None:
        raise Http404
    by, now, do = reader(request), timezone.now(), request.POST.get("do")
    if do == "reset":
        return _shown_once(request, user, actions.reset_password(by=by, at=now, user=user))
    if do in ("activate", "deactivate"):
        actions.set_active(by=by, at=now, user=user, active=do == "activate")
        messages.success(
            request, f"已{'启用' if do == 'activate' else '停用'}{user.name}（{user.username}）。"
        )
        return redirect("web:person", pk)
    posts = [(Role(a.role).label, a.since, a.until) for a in user.appointments.order_by("since", "pk")]
    context = {"head": _below("人员", "web:people", user.name), "person": user, "posts": posts}
    return render(request, "screens/person.html", context)


@only(Role.SYSTEM_ADMIN)
@require_GET
def agencies(request: HttpRequest) -> HttpResponse:
    """GET administration/agencies/: the agencies of the three lines, in the order of their superiors."""
    words = request.GET.get("q", "").strip()
    found = Agency.objects.select_related("parent", "region").annotate(many=Count("people"))
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(code__icontains=words) | Q(region__name__icontains=words)
        )
    columns = ("机构代码", "全称", "系统", "层级", "上级", "机关代字", "人员")
    table = _listed(request, "机构", columns, found, BY_PATH, _agency_row)
    context = {"head": head_of("机构"), "table": table, "form": None, "words": words}
    return render(request, "screens/people.html", context)


def _listed(
    request: HttpRequest, caption: str, columns: tuple[str, ...], found: Any, order: Order, row: Any
) -> dict[str, Any]:
    page = leaf(
        found, order, after=request.GET.get("after", ""), before=request.GET.get("before", ""), size=SHOWN
    )
    query = request.GET.copy()
    query.pop("after", None)
    query.pop("before", None)

    def at(name: str, place: str) -> str:
        query[name] = place
        address = f"{request.path}?{query.urlencode()}"
        del query[name]
        return address

    return {
        **plain_table(caption, columns, [row(one) for one in page.rows], f"本页 {len(page.rows)} 个"),
        "prev_url": at("before", page.before) if page.before else "",
        "next_url": at("after", page.after) if page.after else "",
        "page_words": f"本页 {len(page.rows)} 个",
    }


def _person_row(user: User) -> dict[str, Any]:
    state = {
        "kind": "status",
        "text": "在用" if user.is_active else "停用",
        "tone": "done" if user.is_active else "refused",
    }
    last = day(user.last_login, "从未登录")
    return {
        "url": reverse("web:person", args=[user.pk]),
        "cells": [user.username, user.name, user.agency.name, user.credential_number, state, last],
    }


def _agency_row(agency: Any) -> dict[str, Any]:
    superior = agency.parent.short_name if agency.parent else "—"
    return {
        "url": f"{reverse('web:people')}?q={quote(agency.name)}",
        "cells": [
            agency.code, agency.name, agency.get_line_display(), agency.get_level_display(), superior,
            agency.document_prefix, {"kind": "number", "text": str(agency.many)},
        ],
    }  # fmt: skip


def _shown_once(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """The one answer that holds the password: nothing stores it, neither session, cookie, log nor browser cache."""
    context = {"head": _below("人员", "web:people", user.name), "person": user, "password": password}
    response = render(request, "screens/one_time_password.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _below(label: str, name: str, title: str) -> dict[str, Any]:
    head = head_of(title)
    return {**head, "crumbs": [*head["crumbs"], {"label": label, "url": reverse(name)}]}
