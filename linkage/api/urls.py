"""/api/v1/, described at /api/v1/openapi.json. A token, not a session: no cookie ever authorises anything here."""

from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from ninja.security import HttpBearer

from linkage.accounts.models import User
from linkage.accounts.tokens import person_of
from linkage.api import problems
from linkage.api.description import DescribedAPI, answering_in_problems, refuse_unknown_address
from linkage.api.v1 import clues, dossiers, evidence, matters, reference, transfers


class Bearer(HttpBearer):
    """Authorization: Bearer <token>."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The person the token acts for becomes the request's user, whoever a cookie says it is."""
        user = person_of(token, timezone.now())
        if user is not None:
            request.user = user
        return user


api = DescribedAPI(
    title="行刑衔接平台接口",
    version="1",
    description="与页面相同的事项。错误按 RFC 9457 返回，code 稳定；写操作可带 Idempotency-Key，重发只办一次。",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api-1",
)
problems.install(api)
api.add_router("/dossiers", dossiers.router)
api.add_router("/dossiers", evidence.router)
api.add_router("/transfers", transfers.router)
api.add_router("/clues", clues.router)
api.add_router("/matters", matters.router)
api.add_router("", reference.router)

_patterns, _app_name, _namespace = api.urls
for _pattern in _patterns:
    _pattern.callback = answering_in_problems(_pattern.callback)

urlpatterns = [
    path("", refuse_unknown_address),
    path("", (_patterns, _app_name, _namespace)),
    path("<path:rest>", refuse_unknown_address),
]
