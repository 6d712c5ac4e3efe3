"""What stands before and beside a drill transfer: a clue, an investigation, samples, wastes, property, penalties, and so on.

Each entry goes through the form of its act, with what the page would have filled in already; only the rest is written in
the day-book. A form that is not whole, or an act that is refused, stops the loading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.clues import actions as clues
from linkage.clues.actions.registering import ClueFacts
from linkage.clues.facts import NO, YES
from linkage.clues.models import JUDGED
from linkage.commands.drill.daybook import Entry
from linkage.dossiers.models import Dossier
from linkage.law.transitions import NEW
from linkage.penalties.actions import AboutCase, open_decided_penalty, open_penalty
from linkage.penalties.actions import PartyFacts as PunishedParty
from linkage.penalties.facts import ORDINARY
from linkage.procedure.facts import Fact
from linkage.procedure.forms import ActForm
from linkage.procedure.procedures import Procedure, known_procedures

ALL = "*"
"""Of what is picked from, everything."""


@dataclass
class Stands:
    """How far the day-book has been performed: the people, and what each story has opened so far."""

    people: Mapping[str, User]
    dossiers: dict[str, int] = field(default_factory=dict)
    matters: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """(story, code of the procedure, name in the day-book) -> the subject."""


def register_clue(entry: Entry, by: User) -> int:
    """A clue comes in: its dossier. What is named in `clue` holds, with its reason; the rest does not."""
    story = entry.story
    said = story.clue or {}
    judged: dict[str, Any] = {name: YES if name in said else NO for name in JUDGED}
    judged |= {f"{name}_reason": said.get(name, "") for name in JUDGED}
    about = ClueFacts(
        story.title, story.cause, story.place, story.conduct, [clues.PartyFacts(**p) for p in story.parties], story.secrecy
    )  # fmt: skip
    clue, _ = clues.open_clue(
        by=by, at=entry.at, about=about, source=story.source, received_at=story.discovered_at,
        suspected_conduct=said.get("suspected_conduct", story.conduct), suggestion=said["suggestion"],
        informants=[clues.InformantFacts(**one) for one in said.get("informants", ())], **judged,
    )  # fmt: skip
    return int(clue.dossier_id)


def register_penalty(entry: Entry, by: User) -> int:
    """A penalty case without a dossier: filed now, or entered as decided on that day where the day-book knows its number."""
    story, today = entry.story, localdate(entry.at)
    assert story.penalty is not None and story.conduct_until is not None
    about = AboutCase(
        story.title, story.place, story.conduct, story.source, localdate(story.discovered_at),
        [PunishedParty(**one) for one in story.parties], story.secrecy,
    )  # fmt: skip
    said = {
        "cause": story.cause,
        "conduct_until": story.conduct_until,
        "procedure_kind": ORDINARY,
        **story.penalty,
    }
    if "decision_number" in said:
        said["fine_yuan"] = Decimal(said["fine_yuan"])
        said["decision_number"] = said["decision_number"].format(year=today.year)
        penalty, _ = open_decided_penalty(
            by=by, at=entry.at, about=about, decided_on=today, served_on=today, **said
        )
    else:
        penalty, _ = open_penalty(by=by, at=entry.at, about=about, **said)
    return int(penalty.dossier_id)


def by_form(entry: Entry, stands: Stands) -> None:
    """One act of any procedure, as its page would do it."""
    procedure = _procedure_of(entry.act)
    row, by = procedure.table.row(entry.act), stands.people[entry.by]
    key = (entry.story.key, procedure.table.code, entry.of)
    if NEW in row.source:
        assert procedure.blank is not None
        dossier = Dossier.objects.select_related("lead_agency").get(pk=stands.dossiers[entry.story.key])
        subject = procedure.blank(dossier, by, entry.at)
    else:
        found = procedure.model._default_manager.select_related(*procedure.related)
        which = (
            {"pk": stands.matters[key]}
            if key in stands.matters
            else {"dossier": stands.dossiers[entry.story.key]}
        )
        subject = found.get(**which)
    written = {name: _typed(procedure.facts[name], entry, subject, stands) for name in row.asks}
    known = procedure.known(row, subject, by, entry.at)
    first = known | {name: value for name, value in written.items() if value is not None}
    form = ActForm(
        None, row=row, known_facts=procedure.facts, subject=subject, now=entry.at, initial=first
    )  # fmt: skip
    procedure.do(
        entry.act, subject, by=by, at=entry.at, **{name: _read(form, name, entry) for name in row.asks}
    )
    stands.matters[key] = subject.pk


def _procedure_of(act: str) -> Procedure:
    return next(p for p in known_procedures().values() if any(row.act == act for row in p.table.rows))


def _read(form: ActForm, name: str, entry: Entry) -> Any:
    fact, control = form.known_facts[name], form.fields[name]
    try:
        value = control.clean(form.get_initial_for_field(control, name))
    except ValidationError as fault:
        raise ValueError(f"{entry.story.key}, {entry.act}, {fact.label}: {fault.messages}") from fault
    return list(value) if fact.shape in ("people", "picked") else value


def _typed(fact: Fact, entry: Entry, subject: Any, stands: Stands) -> Any:
    """What the day-book says, as the control of the form takes it; None where it leaves the answer to the form."""
    value = entry.facts.get(fact.name)
    if fact.shape == "moment":
        return entry.at - _ago(value) if value or fact.required else None
    if value is None:
        return None
    if fact.shape == "day":
        return localdate(entry.at) + timedelta(days=int(value))
    if fact.shape == "people":
        return [stands.people[f"{entry.story.crew}-{who}"].pk for who in value]
    if fact.shape == "picked" and fact.options is not None:
        offered = list(fact.options(subject))
        return [one.pk for one in offered if value == ALL or any(word in str(one) for word in value)]
    return value


def _ago(said: str | None) -> timedelta:
    """`-40m`: forty minutes before the entry; `-3h`: three hours."""
    if said is None:
        return timedelta()
    found = re.fullmatch(r"-(\d+)([mh])", said)
    if found is None:
        raise ValueError(f"not a time before the entry: {said}")
    return timedelta(minutes=int(found[1])) if found[2] == "m" else timedelta(hours=int(found[1]))
