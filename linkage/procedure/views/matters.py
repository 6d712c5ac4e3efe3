"""The pages of what runs beside a case: one matter, its acts, and the opening of a new one on a dossier."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from linkage.deadlines.models import ClockState
from linkage.deadlines.queries import of_dossier as clocks_of
from linkage.documents.queries import of_dossier as papers_of
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.procedure.carrying_out import line_of
from linkage.procedure.procedures import Procedure, known_procedures, with_locked_dossier
from linkage.procedure.reasons import act_panel
from linkage.procedure.showing import acts, clock_cards, stands_still, status_words, turn_words, under_way
from linkage.procedure.situation import Situation
from linkage.procedure.views.acting import Place, answer_act, answer_preview, row_of


@require_safe
def matter(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One matter: where it stands, what was said, its clocks and papers, and what may be done next."""
    procedure, now = _procedure(code), timezone.now()
    subject = procedure.subject_visible_to(request.user, pk=pk)
    if subject is None:
        raise Http404
    line = line_of(procedure.table, subject)
    clocks = [clock for clock in clocks_of(request.user, subject.dossier) if clock.line == line]
    running = {clock.code: clock for clock in clocks if clock.state == ClockState.RUNNING}
    panel = act_panel(procedure.table, subject, Situation(now, request.user, {}, running))
    whose = turn_words(procedure, subject, request.user)
    dossier = subject.dossier

    def url_of(act: str) -> str:
        return reverse("procedure:act", args=[code, pk, act])

    numbers = set(subject.paper_numbers.values())
    context = {
        "head": {
            "number": dossier.number,
            "title": str(subject),
            "status": status_words(procedure, subject.status),
            "whose_turn": whose,
            "crumbs": [{"label": dossier.title, "url": _dossier_url(dossier.number)}],
        },
        "acts": acts(procedure, subject, panel, request.user, running, now, url_of),
        "clocks": clock_cards(
            [c for c in clocks if c in under_way(clocks) or not stands_still(c)],
            now,
            lambda c: reverse("transfers:clock", args=[dossier.number, c.pk]),
        ),
        "papers": [p for p in papers_of(request.user, dossier) if p.number in numbers],
        "details": procedure.details(subject, request.user),
        "template": procedure.template,
        "shown": procedure.context(subject, request.user, now),
        "subject": subject,
        "dossier": dossier,
    }
    return render(request, "procedure/matter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, pk: int, act: str) -> HttpResponse:
    """One act on a matter that exists."""
    procedure = _procedure(code)
    return answer_act(request, procedure, row_of(procedure, act), _existing(request, procedure, pk, act))


@require_safe
def preview(request: HttpRequest, code: str, pk: int, act: str, kind: str, page: int) -> HttpResponse:
    """One page of one paper of an act on a matter, before it is issued."""
    procedure = _procedure(code)
    place = _existing(request, procedure, pk, act)
    return answer_preview(request, procedure, row_of(procedure, act), place, kind, page)


@require_http_methods(["GET", "HEAD", "POST"])
def open_matter(request: HttpRequest, code: str, number: str, act: str) -> HttpResponse:
    """An act that opens a new matter on this dossier, or the next procedure that leads it."""
    procedure = _any_procedure(code)
    return answer_act(request, procedure, row_of(procedure, act), _new(request, procedure, number, act))


@require_safe
def open_preview(
    request: HttpRequest, code: str, number: str, act: str, kind: str, page: int
) -> HttpResponse:
    """One page of one paper of an opening act."""
    procedure = _any_procedure(code)
    place = _new(request, procedure, number, act)
    return answer_preview(request, procedure, row_of(procedure, act), place, kind, page)


def _procedure(code: str) -> Procedure:
    procedure = known_procedures().get(code)
    if procedure is None or procedure.table.leads:
        raise Http404
    return procedure


def _any_procedure(code: str) -> Procedure:
    procedure = known_procedures().get(code)
    if procedure is None:
        raise Http404
    return procedure


def _dossier_url(number: str) -> str:
    return reverse("transfers:dossier", args=[number])


def _existing(request: HttpRequest, procedure: Procedure, pk: int, act: str) -> Place:
    code = procedure.table.code
    return Place(
        find=lambda to_act: procedure.subject_visible_to(request.user, to_act=to_act, pk=pk),
        back=lambda subject: reverse("procedure:matter", args=[code, pk]),
        preview=lambda subject, kind, page: reverse("procedure:preview", args=[code, pk, act, kind, page]),
    )


def _new(request: HttpRequest, procedure: Procedure, number: str, act: str) -> Place:
    code = procedure.table.code

    def find(to_act: bool) -> Any:
        dossier = dossiers_visible_to(request.user).filter(number=number).first()
        if dossier is None or procedure.blank is None:
            return None
        if to_act:
            dossier = with_locked_dossier(dossier.pk)
        return procedure.blank(dossier, request.user, timezone.now())

    def back(subject: Any) -> str:
        if procedure.table.leads or subject.pk is None:
            return _dossier_url(number)
        return reverse("procedure:matter", args=[code, subject.pk])

    def picture(subject: Any, kind: str, page: int) -> str:
        return reverse("procedure:open_preview", args=[code, number, act, kind, page])

    return Place(find=find, back=back, preview=picture)
