"""Addresses of the screens; every state of a list is an address that can be sent to a colleague."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

app_name = "web"


def _soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return render(request, "shell/page.html", {})


urlpatterns = [
    path("", _soon, name="workbench"),
    path("dossiers/", _soon, name="dossiers"),
    path("ledger/", _soon, name="ledger"),
    path("inbox/", _soon, name="inbox"),
    path("law/", _soon, name="law"),
    path("law/<str:code>/", _soon, name="law_rule"),
    path("administration/", _soon, name="administration"),
    path("login/", _soon, name="login"),
    path("logout/", _soon, name="logout"),
    path("password/", _soon, name="password"),
    path("healthz", _soon, name="healthz"),
]
