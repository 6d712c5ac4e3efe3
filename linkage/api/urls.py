"""/api/v1/, described at /api/v1/openapi.json. A token, not a session: no cookie ever authorises a write here."""

from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import HttpBearer

from linkage.accounts.models import User
from linkage.api import problems
from linkage.api.tokens import person_of
from linkage.api.v1 import dossiers, reference, transfers


class Bearer(HttpBearer):
    """Authorization: Bearer <token>."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The person the token acts for becomes the request's user."""
        user = person_of(token, timezone.now())
        if user is not None:
            request.user = user
        return user


api = NinjaAPI(
    title="行刑衔接平台接口",
    version="1",
    description="与页面相同的事项。错误按 RFC 9457 返回，code 稳定；写操作可带 Idempotency-Key，重发只办一次。",
    auth=Bearer(),
    docs_url=None,
    urls_namespace="api-1",
)
problems.install(api)
api.add_router("/dossiers", dossiers.router)
api.add_router("/transfers", transfers.router)
api.add_router("", reference.router)

urlpatterns = [path("", api.urls)]
