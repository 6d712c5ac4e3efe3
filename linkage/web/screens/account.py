"""Signing in, one's own posts, and changing the password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from linkage.accounts.actions import change_own_password
from linkage.accounts.models import Appointment, Delegation
from linkage.accounts.roles import DUTIES, Role
from linkage.web.screens.reader import reader

PROSE = {duty.role.value: duty.prose for duty in DUTIES}


class SignIn(AuthenticationForm):
    """Log-in name and password, with sentences of our own."""

    error_messages = {
        "invalid_login": "登录名或者密码不对。连续错五次将锁定十五分钟。",
        "inactive": "这个账号已停用，请联系本单位系统管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["username"].label, self.fields["password"].label = "登录名", "密码"
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class NewPassword(PasswordChangeForm):
    """The old password, and the new one twice."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "原密码不对。",
        "password_mismatch": "两次填写的新密码不一样。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        labels = {"old_password": "原密码", "new_password1": "新密码", "new_password2": "再填一次新密码"}
        for name, label in labels.items():
            field = self.fields[name]
            field.label, field.error_messages["required"] = label, f"请填写{label}。"
            field.widget = forms.PasswordInput(
                attrs={"autocomplete": field.widget.attrs.get("autocomplete", "")}
            )
        self.fields["new_password1"].help_text = "至少十个字符，不要用常见密码，不要与登录名、姓名相近。"
        self.fields["new_password2"].help_text = ""

    def add_error(self, field: str | None, error: Any) -> None:
        """Django has no Chinese for the one sentence that a number stands in."""
        for one in getattr(error, "error_list", ()):
            if one.code == "password_too_short":
                one.message = f"新密码太短，至少 {one.params['min_length']} 个字符。"
        super().add_error(field, error)


FIRST_STEPS = (
    "第一次登录：请先把一次性密码改成自己的，再核对下面的岗位；岗位不对的，请安全管理员更正。"
    "“工作台”列出先办哪一件，“时限规则”说明每一天怎样数出来。"
)


class Door(LoginView):
    """Whoever signs in for the first time, or with a one-time password, comes to their own page before any other."""

    authentication_form = SignIn
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in; `last_login` is empty before the first time and after a reset."""
        first_time = form.get_user().last_login is None
        response = super().form_valid(form)
        if first_time:
            messages.info(self.request, FIRST_STEPS)
            return redirect("web:password")
        return response


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """GET and POST login/."""
    return Door.as_view()(request)


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """GET and POST password/: what I am appointed to, and my password."""
    user, today = reader(request), timezone.localdate()
    form = NewPassword(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_own_password(by=user, at=timezone.now(), password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        messages.success(request, "密码已更改，其他地方的登录已失效。")
        return redirect("web:password")
    own = Appointment.objects.filter(Appointment.holding(today), user=user).select_related("agency")
    held = Delegation.objects.filter(Delegation.holding(today), deputy=user).select_related(
        "appointment__user__agency"
    )
    context = {
        "head": {"title": "我的岗位与密码"},
        "form": form,
        "posts": [(Role(a.role).label, a.agency.name, a.since, a.until, PROSE[a.role]) for a in own],
        "held": [
            (Role(d.appointment.role).label, d.appointment.user, d.since, d.until, d.reason) for d in held
        ],
    }
    return render(request, "screens/password.html", context, status=422 if form.errors else 200)
