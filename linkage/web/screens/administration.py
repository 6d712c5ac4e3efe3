"""三员: people (system), posts (security), and what those two did (audit). None sees a dossier; none does another's job."""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from linkage.accounts import actions
from linkage.accounts.models import Agency, Appointment, User
from linkage.accounts.roles import ADMINISTRATORS, DUTIES, Role
from linkage.accounts.standing import standing_of
from linkage.audit.models import AuditEntry, Checkpoint
from linkage.audit.verify import verify_all
from linkage.law.refusal import Refused
from linkage.law.wording import moment
from linkage.web.screens.reader import only, reader

PEOPLE_SHOWN = 50
ENTRIES_SHOWN = 100
DAY = {"type": "date"}
PAGES = (
    (Role.SYSTEM_ADMIN, "人员", "web:people", "增加、启用、停用人员，重置口令"),
    (Role.SECURITY_ADMIN, "岗位与代理", "web:posts", "授予、终止岗位，设定代理"),
    (Role.AUDIT_ADMIN, "审计", "web:audit", "核验审计链，查看另两员的操作"),
)


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


class NewPost(forms.Form):
    """A post to be given."""

    username = forms.CharField(label="登录名", max_length=40)
    role = forms.ChoiceField(label="岗位", choices=Role.choices)
    since = forms.DateField(label="自", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(
        label="至（含当日）", required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def clean_username(self) -> User:
        """The person with this log-in name."""
        return _person_named(self.cleaned_data["username"])


class PostField(forms.ModelChoiceField):
    """A post that holds today, told by person, role and agency."""

    def label_from_instance(self, obj: Any) -> str:
        """How a post stands in the list."""
        return f"{obj.user.name}　{Role(obj.role).label}　{obj.agency.name}"


class NewDelegation(forms.Form):
    """A deputy for a post."""

    post = PostField(label="岗位", queryset=Appointment.objects.select_related("user", "agency"))
    deputy = forms.CharField(label="代理人登录名", max_length=40)
    since = forms.DateField(label="自", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(label="至（含当日）", widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    reason = forms.CharField(label="事由", max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Appointment.objects.filter(Appointment.holding(timezone.localdate()))
        self.fields["post"].queryset = posts.exclude(role__in=ADMINISTRATORS).select_related("user", "agency")  # type: ignore[attr-defined]

    def clean_deputy(self) -> User:
        """The person with this log-in name."""
        return _person_named(self.cleaned_data["deputy"])


@require_GET
@only(*ADMINISTRATORS)
def overview(request: HttpRequest) -> HttpResponse:
    """GET administration/: the door to each administrator's own page, with the duties as an auditor could sign them."""
    standing = standing_of(reader(request))
    doors = [
        {
            "label": label,
            "url": reverse(name) if standing.has_role(role) else "",
            "prose": prose,
            "role": role.label,
        }
        for role, label, name, prose in PAGES
    ]
    duties = [(duty.role.label, duty.prose) for duty in DUTIES]
    return render(
        request,
        "screens/administration.html",
        {"head": {"title": "运行与审计"}, "doors": doors, "duties": duties},
    )


@require_http_methods(["GET", "POST"])
@only(Role.SYSTEM_ADMIN)
def people(request: HttpRequest) -> HttpResponse:
    """GET and POST administration/people/: find people, add one."""
    form = NewPerson(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.add_person(by=reader(request), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            _show_once(request, user, password)
            return redirect("web:person", user.pk)
    words = request.GET.get("q", "").strip()
    found = User.objects.select_related("agency").order_by("agency__region__code", "username")
    if words:
        found = found.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Q(agency__name__icontains=words)
        )
    shown = list(found[: PEOPLE_SHOWN + 1])
    columns = ("登录名", "姓名", "机构", "证号", "状态")
    table = _table("人员", columns, [
        {
            "url": reverse("web:person", args=[u.pk]),
            "cells": [u.username, u.name, u.agency.name, u.credential_number,
                      {"kind": "status", "text": "在用" if u.is_active else "停用", "tone": "done" if u.is_active else "refused"}],
        }
        for u in shown[:PEOPLE_SHOWN]
    ], f"列出前 {PEOPLE_SHOWN} 人，请用姓名、登录名或者机构查找" if len(shown) > PEOPLE_SHOWN else f"共 {len(shown)} 人")  # fmt: skip
    context = {"head": _head("人员"), "table": table, "form": form, "words": words}
    return render(request, "screens/people.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@only(Role.SYSTEM_ADMIN)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """GET and POST administration/people/<id>/: put in or out of service, give a one-time password."""
    user = User.objects.select_related("agency").filter(pk=pk).first()
    if user is None:
        raise Http404
    if request.method == "POST":
        by, now = reader(request), timezone.now()
        if request.POST.get("do") == "reset":
            _show_once(request, user, actions.reset_password(by=by, at=now, user=user))
        elif request.POST.get("do") in ("activate", "deactivate"):
            actions.set_active(by=by, at=now, user=user, active=request.POST["do"] == "activate")
            messages.success(
                request, f"已{'启用' if request.POST['do'] == 'activate' else '停用'}{user.name}。"
            )
        return redirect("web:person", pk)
    posts = [(Role(a.role).label, a.since, a.until) for a in user.appointments.order_by("since", "pk")]
    return render(request, "screens/person.html", {"head": _head(user.name), "person": user, "posts": posts})


@require_http_methods(["GET", "POST"])
@only(Role.SECURITY_ADMIN)
def posts(request: HttpRequest) -> HttpResponse:
    """GET and POST administration/posts/: give and end posts, name deputies, for the people of one log-in name or agency."""
    by, now, today = reader(request), timezone.now(), timezone.localdate()
    words = request.GET.get("q", "").strip()
    held = Appointment.objects.filter(Appointment.holding(today)).select_related("user", "agency")
    if words:
        held = held.filter(
            Q(user__username__icontains=words)
            | Q(user__name__icontains=words)
            | Q(agency__name__icontains=words)
        )
    held = held.order_by("agency__region__code", "user__username", "role")
    do = request.POST.get("do")
    appoint = NewPost(request.POST if do == "appoint" else None, label_suffix="", initial={"since": today})
    deputy = NewDelegation(
        request.POST if do == "delegate" else None, label_suffix="", initial={"since": today}
    )
    form = {"appoint": appoint, "delegate": deputy}.get(do or "")
    if request.method == "POST":
        if do == "end":
            _end(request, by, now)
            return redirect("web:posts")
        if form is not None and form.is_valid():
            try:
                messages.success(request, _carry_out(do or "", form.cleaned_data, by, now))
            except Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, str(reason))
            else:
                return redirect("web:posts")
    rows = [(a, Role(a.role).label) for a in held[:PEOPLE_SHOWN]]
    context = {
        "head": _head("岗位与代理"),
        "rows": rows,
        "appoint": appoint,
        "deputy": deputy,
        "words": words,
    }
    wrong = bool(form is not None and form.errors)
    return render(
        request, "screens/posts.html", {**context, "shown": PEOPLE_SHOWN}, status=422 if wrong else 200
    )


@require_http_methods(["GET", "POST"])
@only(Role.AUDIT_ADMIN)
def audit(request: HttpRequest) -> HttpResponse:
    """GET administration/audit/: what the other two did, and the checkpoints; POST walks every chain and says what it found."""
    entries = AuditEntry.objects.filter(chain=actions.CHAIN).order_by("-sequence")[:ENTRIES_SHOWN]
    rows = [
        {
            "url": "",
            "cells": [
                str(e.sequence),
                moment(e.at),
                e.actor_name,
                e.agency_name,
                json.loads(e.body)["facts"]["sentence"],
                e.hash[:16],
            ],
        }
        for e in entries
    ]
    columns = ("序号", "时间", "何人", "机构", "做了什么", "摘要")
    signed = Checkpoint.objects.order_by("-sequence")[:10]
    context = {
        "head": _head("审计"),
        "table": _table("三员操作", columns, rows, f"最近 {len(rows)} 条"),
        "checkpoints": [(c.sequence, moment(c.at), c.chains, c.entries, c.root) for c in signed],
        "outcome": _verified() if request.method == "POST" else None,
    }
    return render(request, "screens/audit.html", context)


def _end(request: HttpRequest, by: User, now: datetime) -> None:
    post = Appointment.objects.select_related("user").filter(pk=request.POST.get("post") or 0).first()
    if post is None:
        raise Http404
    actions.end_appointment(by=by, at=now, post=post, until=timezone.localdate(now))
    messages.success(request, f"{post.user.name}的{Role(post.role).label}岗位到今天为止。")


def _carry_out(do: str, said: dict[str, Any], by: User, now: datetime) -> str:
    if do == "appoint":
        user = said["username"]
        actions.appoint(by=by, at=now, user=user, role=said["role"], since=said["since"], until=said["until"])
        return f"已授予{user.name}{Role(said['role']).label}岗位。"
    actions.delegate(
        by=by, at=now, post=said["post"], deputy=said["deputy"], since=said["since"], until=said["until"],
        reason=said["reason"],
    )  # fmt: skip
    return f"已由{said['deputy'].name}代理{said['post'].user.name}的岗位。"


def _verified() -> dict[str, Any]:
    outcome = verify_all()
    whole = f"{outcome.chains} 条链、{outcome.entries} 条记录逐条相符。"
    return {"whole": outcome.intact, "words": whole if outcome.intact else outcome.findings[0].sentence}


def _person_named(username: str) -> User:
    user = User.objects.select_related("agency").filter(username=username.strip(), is_active=True).first()
    if user is None:
        raise forms.ValidationError(f"没有登录名为“{username}”的在用人员。")
    return user


def _show_once(request: HttpRequest, user: User, password: str) -> None:
    messages.warning(
        request,
        f"{user.name}（{user.username}）的一次性口令：{password}　只显示这一次，请当面交给本人，登录后立即更改。",
    )


def _head(title: str) -> dict[str, Any]:
    return {"title": title, "crumbs": [{"label": "运行与审计", "url": reverse("web:administration")}]}


def _table(caption: str, columns: tuple[str, ...], rows: list[dict[str, Any]], total: str) -> dict[str, Any]:
    return {
        "caption": caption,
        "columns": [{"key": str(i), "label": label} for i, label in enumerate(columns)],
        "rows": rows,
        "total_words": total,
        "print": True,
        "empty": {"why": f"还没有{caption}的记录。", "what_to_do": ""},
    }
