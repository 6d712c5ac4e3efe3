"""Answers to the questions of any act, made up by chance from what the question says of itself, through its own form."""

import random
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from linkage.accounts.models import Appointment, User
from linkage.accounts.roles import Role
from linkage.law.transitions import Transition
from linkage.procedure.facts import Fact
from linkage.procedure.forms import ActForm
from linkage.procedure.procedures import Procedure
from tests.assessments.bench import DUMPING

AS_KNOWN, LEFT_OUT = 0.8, 0.5
"""How often what the record knows is taken as it is; how often what need not be answered is not."""
DUMPED = 0.7
"""How often an assessment is of the dumping that the tests of assessments know: made-up answers seldom fit each other."""
ONLY_LOOKING_ON = (Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
"""An agency of the cast with nobody but these has nobody who could act there; a hand-over goes to one that has."""


class Unanswerable(Exception):
    """Nobody could fill this form in now: there is nothing to choose from."""


def answers(
    chance: random.Random, procedure: Procedure, row: Transition, subject: Any, by: User, now: datetime
) -> dict[str, Any]:
    """Facts for this act as its form would hand them over."""
    if row.act in ("assess_case", "assess_as_police", "assess_again") and chance.random() < DUMPED:
        return {**dict.fromkeys(row.asks), **DUMPING}
    known = procedure.known(row, subject, by, now) if row.asks else {}
    form = ActForm(None, row=row, known_facts=procedure.facts, subject=subject, now=now, initial=known)
    return {
        name: _answer(chance, procedure.facts[name], form, name in known and chance.random() < AS_KNOWN, now)
        for name in row.asks
    }


PICKY: dict[str, tuple[str, ...]] = {
    "longitude": ("112.549200",),
    "latitude": ("37.870600",),
    "waste_code": ("900-249-08", "336-064-17"),
    "identified_code": ("900-249-08",),
}
"""Questions whose answer must have a form of its own."""
TO_COME = ("ends_on", "reply_by", "needed_on")
"""Days that lie ahead of the act."""
EVERYBODY = 0.6
"""How often all those are chosen who could be: many acts want two."""


def _answer(chance: random.Random, fact: Fact, form: ActForm, as_known: bool, now: datetime) -> Any:
    if fact.shape == "moment":
        return now if fact.name == "served_at" else now - timedelta(minutes=chance.choice((0, 5, 90)))
    control = form.fields[fact.name]
    if as_known:
        said: Any = form.get_initial_for_field(control, fact.name)
    elif not fact.required and chance.random() < LEFT_OUT:
        said = None
    else:
        said = _said(chance, fact, control, now)
    try:
        value = control.clean(said)
    except ValidationError:
        try:
            value = control.clean(_said(chance, fact, control, now))
        except ValidationError as fault:
            raise Unanswerable(f"{fact.name}: {fault.messages}") from fault
    return list(value) if fact.shape in ("people", "picked") else value


def _said(chance: random.Random, fact: Fact, control: Any, now: datetime) -> Any:
    number = chance.randrange(10**6)
    if picky := PICKY.get(fact.name):
        return chance.choice(picky)
    match fact.shape:
        case "choice":
            return chance.choice(fact.choices)
        case "several":
            return chance.sample(fact.choices, chance.randint(1, len(fact.choices)))
        case "people" | "picked":
            offered = list(control.queryset.values_list("pk", flat=True)[:20])
            if chance.random() < EVERYBODY:
                return offered
            return chance.sample(offered, chance.randint(min(1, len(offered)), len(offered)))
        case "agency":
            staffed = Appointment.objects.exclude(role__in=ONLY_LOOKING_ON).values("agency")
            offered = list(
                control.queryset.filter(pk__in=staffed).order_by("pk").values_list("pk", flat=True)
            )
            return chance.choice(offered) if offered else None
        case "day" if fact.name in TO_COME:
            return localdate(now) + timedelta(days=20)
        case "day":
            return localdate(now) + timedelta(days=chance.choice((-400, -3, -1, 0, 0, 0, 1, 20)))
        case "whole":
            return max(fact.least or 0, chance.randint(0, 12))
        case "number":
            return max(Decimal(fact.least or 0), Decimal(chance.randint(0, 5000))).quantize(
                Decimal(1).scaleb(-fact.places)
            )
        case "lines":
            return "｜".join(_cell(chance, key, number) for key, _ in fact.columns)
        case _:
            return f"演练{fact.label}{number}"[: fact.max_length]


def _cell(chance: random.Random, key: str, number: int) -> str:
    if key == "ground":
        return chance.choice(("情节严重", "情况复杂", "社会影响较大"))
    if key == "matter":
        return chance.choice(("现场勘验", "环境监测", "认定意见", "其他技术支持"))
    return f"{key}{number}"
