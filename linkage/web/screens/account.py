"""Signing in, one's own posts, and changing the password."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linkage.accounts.actions import change_own_password
from linkage.accounts.models import Appointment, Delegation, User
from linkage.accounts.roles import DUTIES, Role
from linkage.web.screens.reader import reader

BACKEND = "linkage.accounts.signing_in.Backend"
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


class ChosenPassword(SetPasswordForm):
    """A password of one's own, twice; never the one that is in force."""

    error_messages = {
        "password_mismatch": "两次填写的新密码不一样。",
        "password_incorrect": "原密码不对。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        labels = {"old_password": "原密码", "new_password1": "新密码", "new_password2": "再填一次新密码"}
        for name, field in self.fields.items():
            field.label = labels[name]
            field.error_messages["required"] = f"请填写{field.label}。"
            field.widget = forms.PasswordInput(
                attrs={"autocomplete": field.widget.attrs.get("autocomplete", "")}
            )
        self.fields["new_password1"].help_text = "至少十个字符，不要用常见密码，不要与登录名、姓名相近。"
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        """Whoever gave the present password knows it."""
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise forms.ValidationError("新密码不能与现在的密码相同。")
        return password

    def add_error(self, field: str | None, error: Any) -> None:
        """Django has no Chinese for the one sentence that a number stands in."""
        for one in getattr(error, "error_list", ()):
            if one.code == "password_too_short":
                one.message = f"新密码太短，至少 {one.params['min_length']} 个字符。"
        super().add_error(field, error)


class NewPassword(ChosenPassword, PasswordChangeForm):
    """The old password, and the new one twice."""


FIRST_STEPS = (
    "第一次登录：请核对下面的岗位；岗位不对的，请安全管理员更正。"
    "“工作台”列出先办哪一件，“时限规则”说明每一天怎样数出来。"
)
CHOOSING = "choosing_password"
"""In the session of somebody who showed a one-time password and is not signed in yet: who, proof, until when."""
TIME_TO_CHOOSE = timedelta(minutes=15)


class Door(LoginView):
    """A one-time password signs nobody in: it leads to choosing one's own. The first time, one's own page comes first."""

    authentication_form = SignIn
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in; `last_login` is empty before the first time and after a reset."""
        user = form.get_user()
        if user.one_time_password:
            until = timezone.now() + TIME_TO_CHOOSE
            self.request.session[CHOOSING] = [user.pk, user.get_session_auth_hash(), until.timestamp()]
            return redirect("web:login")
        first_time = user.last_login is None
        response = super().form_valid(form)
        return _welcome(self.request) if first_time else response


@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """GET and POST login/: the door, or choosing a password where a one-time one was shown; `?again` forgets that."""
    if "again" in request.GET:
        request.session.pop(CHOOSING, None)
    user = _who_chooses(request)
    return Door.as_view()(request) if user is None else _choose(request, user)


def _who_chooses(request: HttpRequest) -> User | None:
    """The person whose one-time password this browser has shown, while it is still that password."""
    pk, proof, until = request.session.get(CHOOSING, (None, "", 0))
    if pk is None or until < timezone.now().timestamp():
        return None
    user = User.objects.select_related("agency").filter(pk=pk, is_active=True, one_time_password=True).first()
    return user if user and constant_time_compare(user.get_session_auth_hash(), proof) else None


def _choose(request: HttpRequest, user: User) -> HttpResponse:
    form = ChosenPassword(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_own_password(by=user, at=timezone.now(), password=form.cleaned_data["new_password1"])
        del request.session[CHOOSING]
        login(request, user, backend=BACKEND)
        return _welcome(request)
    context = {"form": form, "person": user}
    return render(request, "registration/choose_password.html", context, status=422 if form.errors else 200)


def _welcome(request: HttpRequest) -> HttpResponse:
    messages.info(request, FIRST_STEPS)
    return redirect("web:password")


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
