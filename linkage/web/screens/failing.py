"""When something goes wrong: a number to quote, under which the log holds the details; and the sign of life."""

import logging
import uuid

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

log = logging.getLogger("linkage.incidents")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an error nobody foresaw; the same number stands on the page and in the log, with the traceback."""
    incident = uuid.uuid4().hex[:8].upper()
    user = getattr(request, "user", None)
    log.error(
        "incident %s: %s %s, user %s",
        incident,
        request.method,
        request.path,
        getattr(user, "pk", None),
        exc_info=True,
    )
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For the proxy in front: 200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})
