"""The bare page: the same four numbers and twenty rows by the same framework, as a new project would show them.

The middleware is that of a new project; there is no log-in, no rights, no rules, no inbox. What W3 is held against.
"""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linkage.web.settings")
django.setup()
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

from linkage.commands.bench_parts.worklist import numbers, worklist  # noqa: E402 - models can be imported only now

_PAGE = engines[
    "django"
].from_string("""<!doctype html><html lang="zh-CN"><head><title>工作台</title></head><body>
<ul>{% for label, many in numbers.items %}<li><a href="/dossiers/">{{ label }} <b>{{ many }}</b> 件</a></li>{% endfor %}</ul>
<table><thead><tr><th>卷宗编号</th><th>案件</th><th>状态</th><th>轮到</th><th>下一时限</th><th>最近一步</th></tr></thead><tbody>
{% for d in rows %}<tr><td><a href="{% url 'one' d.number %}">{{ d.number }}</a></td><td>{{ d.title }}</td>
<td class="status">{{ d.stage_label }}</td><td>{{ d.turn_agency.short_name }}</td>
<td title="{{ d.next_due_at|date:'Y年n月j日 l H:i' }}">{{ d.next_due_at|timeuntil }}</td>
<td>{{ d.last_act_at|date:'n月j日（l）' }} {{ d.last_act }}</td></tr>{% endfor %}</tbody></table></body></html>""")


def page(request: HttpRequest, agency: int) -> HttpResponse:
    """The work list of one agency."""
    return HttpResponse(_PAGE.render({"numbers": numbers(agency), "rows": worklist(agency)}, request))


urlpatterns = [path("<int:agency>", page), path("transfers/<str:number>/", page, name="one")]
application = WSGIHandler()
