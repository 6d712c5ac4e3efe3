"""Security administrators: who holds which post, from when to when, and who stands in for whom."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from linkage.accounts import actions
from linkage.accounts.models import Appointment, Delegation, User
from linkage.accounts.roles import ADMINISTRATORS, Role
from linkage.law.refusal import Refused
from linkage.web.screens.administration import head_of
from linkage.web.screens.reader import only, reader

PEOPLE_SHOWN = 50
DAY = {"type": "date"}


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


@only(Role.SECURITY_ADMIN)
@require_http_methods(["GET", "POST"])
def posts(request: HttpRequest) -> HttpResponse:
    """GET and POST administration/posts/: give and end posts, name deputies, for the people of one log-in name or agency."""
    by, now, today = reader(request), timezone.now(), timezone.localdate()
    do = request.POST.get("do")
    appoint = NewPost(
        request.POST if do == "appoint" else None,
        auto_id="appoint_%s",
        label_suffix="",
        initial={"since": today},
    )
    deputy = NewDelegation(
        request.POST if do == "delegate" else None,
        auto_id="delegate_%s",
        label_suffix="",
        initial={"since": today},
    )
    form = {"appoint": appoint, "delegate": deputy}.get(do or "")
    if request.method == "POST":
        if do in ("end", "end_delegation"):
            messages.success(request, _ended(do, request.POST.get("held", ""), by, now))
            return redirect("web:posts")
        if form is not None and form.is_valid():
            try:
                messages.success(request, _carry_out(do or "", form.cleaned_data, by, now))
            except Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, str(reason))
            else:
                return redirect("web:posts")
    wrong = bool(form is not None and form.errors)
    context = {"head": head_of("岗位与代理"), "appoint": appoint, "deputy": deputy, **_held(request, today)}
    return render(request, "screens/posts.html", context, status=422 if wrong else 200)


def _held(request: HttpRequest, today: date) -> dict[str, Any]:
    """The posts that hold today, those of one name or agency when asked; and who stands in for whom, now or later."""
    words = request.GET.get("q", "").strip()
    held = Appointment.objects.filter(Appointment.holding(today)).select_related("user", "agency")
    if words:
        held = held.filter(
            Q(user__username__icontains=words)
            | Q(user__name__icontains=words)
            | Q(agency__name__icontains=words)
        )
    held = held.order_by("agency__region__code", "user__username", "role")[:PEOPLE_SHOWN]
    deputies = Delegation.objects.filter(until__gte=today).order_by("until", "pk")
    deputies = deputies.select_related("deputy", "appointment__user__agency")[:PEOPLE_SHOWN]
    return {
        "rows": [(post, Role(post.role).label) for post in held],
        "delegations": [(one, Role(one.appointment.role).label) for one in deputies],
        "words": words,
        "shown": PEOPLE_SHOWN,
    }


def _ended(do: str, held: str, by: User, now: datetime) -> str:
    pk, today = int(held) if held.isdecimal() else 0, timezone.localdate(now)
    if do == "end":
        post = Appointment.objects.select_related("user").filter(pk=pk).first()
        if post is None:
            raise Http404
        actions.end_appointment(by=by, at=now, post=post, until=today)
        return f"{post.user.name}的{Role(post.role).label}岗位到今天为止。"
    found = Delegation.objects.select_related("deputy", "appointment__user").filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.end_delegation(by=by, at=now, delegation=found, until=today)
    return f"{found.deputy.name}的代理到今天为止。"


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


def _person_named(username: str) -> User:
    user = User.objects.select_related("agency").filter(username=username.strip(), is_active=True).first()
    if user is None:
        raise forms.ValidationError(f"没有登录名为“{username}”的在用人员。")
    return user
