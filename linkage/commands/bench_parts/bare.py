"""The bare page: the same rows by the same framework, without session, rights, rules or frame. What W3 is held against."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
django.setup()
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = __name__

from linkage.commands.bench_parts.worklist import worklist  # noqa: E402 - models can be imported only now

_PAGE = engines["django"].from_string(
    "<!doctype html><html lang=zh-CN><title>工作台</title><table>{% for d in rows %}<tr><td><a href='/transfers/{{ d.number }}/'>"
    "{{ d.number }}</a><td>{{ d.title }}<td>{{ d.stage_label }}<td>{{ d.lead_agency.name }}<td>{{ d.next_due_at|date:'Y-m-d H:i' }}"
    "{% endfor %}</table></html>"
)


def page(request: HttpRequest, agency: int) -> HttpResponse:
    """The work list of one agency."""
    return HttpResponse(_PAGE.render({"rows": worklist(agency)}))


urlpatterns = [path("<int:agency>", page)]
application = WSGIHandler()
