"""Two doors every request goes through: only signed-in people come in, and refusals become sentences."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linkage.law.refusal import OvertakenBy, Refused

Next = Callable[[HttpRequest], HttpResponse]
OPEN_PATHS = ("/static/", "/api/", "/healthz")
"""The API has its own credentials and says 401; everything else asks for a log-in."""


class SignedInOnly:
    """Every page asks for a signed-in person unless its view says `login_not_required`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.login_path = reverse(settings.LOGIN_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send strangers to the log-in page, and bring them back afterwards."""
        path = request.path_info
        if path == self.login_path or path.startswith(OPEN_PATHS) or request.user.is_authenticated:
            return self.get_response(request)
        return redirect_to_login(request.get_full_path(), self.login_path)


class RefusalsAsSentences:
    """A Refused that no view caught: the page says what, why and what now; nothing was saved."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409 when somebody else came first, 422 for every other refusal."""
        if not isinstance(exception, Refused):
            return None
        status = 409 if isinstance(exception, OvertakenBy) else 422
        return render(
            request, "shell/refused.html", {"refusal": {"reasons": exception.reasons}}, status=status
        )
