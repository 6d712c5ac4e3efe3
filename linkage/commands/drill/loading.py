"""Loads the drill province: reference data, people, then the day-book, every act through its own action.

Nothing is written past the actions, so each drill dossier has the chain, clocks, papers and messages of a real one;
between two acts the sweep runs as a worker would have run it, so that silence was noticed when it happened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min

from linkage.accounts.models import Agency, User
from linkage.accounts.reference_data import load_reference
from linkage.commands.drill import samples
from linkage.commands.drill.daybook import Entry, Story, day_book
from linkage.commands.drill.earlier import enter_earlier_penalties
from linkage.commands.drill.matters import Stands, by_form, register_clue, register_penalty
from linkage.commands.drill.people import Login, load_people, qualify_samplers
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.sweep import sweep
from linkage.dossiers.models import Dossier
from linkage.evidence.actions import add_item, declare_absent
from linkage.evidence.sniffing import judge
from linkage.law.transitions import NEW
from linkage.law.wording import SHANGHAI
from linkage.storage import current_storage
from linkage.transfers import actions
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE


@dataclass(frozen=True)
class Loaded:
    """What stands in the drill province now; `acts` is 0 when the dossiers were there already."""

    logins: list[Login]
    dossiers: int
    acts: int


def load_drill(*, now: datetime) -> Loaded:
    """Regions, agencies, people and dossiers of the drill, as if the day-book had been lived up to `now`.

    All or nothing. Where dossiers stand already, only reference data and people are brought up to date.
    """
    with transaction.atomic():
        load_reference(at=now.astimezone(SHANGHAI).date())
        logins = load_people()
        acts = 0 if Dossier.objects.exists() else _perform(day_book(now), now)
    return Loaded(logins, Dossier.objects.count(), acts)


def _perform(entries: list[Entry], now: datetime) -> int:
    people = {user.username: user for user in User.objects.select_related("agency__region")}
    qualify_samplers(people, now)
    enter_earlier_penalties(people, now)
    stands = Stands(people)
    for entry, until in zip(entries, [*(later.at for later in entries[1:]), now], strict=True):
        _do(entry, stands)
        _notice_silence(entry.at, until)
    return len(entries)


def _do(entry: Entry, stands: Stands) -> None:
    """One entry of the day-book: an act of the transfer, or one of what stands before and beside it."""
    key, people = entry.story.key, stands.people
    if entry.act == "open":
        stands.dossiers[key] = _opened(entry, people[entry.by])
    elif entry.act in _MATERIAL:
        dossier = Dossier.objects.select_related("lead_agency").get(pk=stands.dossiers[key])
        _MATERIAL[entry.act](entry, dossier, people)
    elif entry.act in _OF_THE_TRANSFER:
        transfer = (
            Transfer.objects.select_related("dossier__case", "sending_agency", "receiving_agency")
            .select_related("procuratorate", "dossier__lead_agency", "last_by__agency")
            .get(dossier=stands.dossiers[key])
        )
        _act(entry, transfer, people)
    else:
        by_form(entry, stands)


def _notice_silence(since: datetime, until: datetime) -> None:
    """Let every clock that reached its next step between the two moments speak at its own moment."""
    running = Clock.objects.filter(state=ClockState.RUNNING, next_step_at__lte=until)
    last = None
    while (step := running.aggregate(first=Min("next_step_at"))["first"]) and step != last:
        sweep(at=max(step, since))
        last = step


def _opened(entry: Entry, by: User) -> int:
    """The dossier, begun by a clue, by a penalty, or by a case suspected to be a crime."""
    if entry.story.clue:
        return register_clue(entry, by)
    return register_penalty(entry, by) if entry.story.penalty else _open(entry, by)


def _open(entry: Entry, by: User) -> int:
    story = entry.story
    transfer = actions.open_transfer(
        by=by,
        at=entry.at,
        title=story.title,
        cause=story.cause,
        charge=story.charge,
        source=story.source,
        discovered_at=story.discovered_at,
        how_discovered=story.how_discovered,
        place=story.place,
        summary=story.conduct,
        legal_basis=story.provisions,
        conduct_from=story.conduct_from,
        conduct_until=story.conduct_until,
        secrecy=story.secrecy,
        parties=[actions.PartyFacts(**party) for party in story.parties],
    )
    return transfer.dossier_id


def _act(entry: Entry, transfer: Transfer, people: Mapping[str, User]) -> None:
    """One legal act: the table says which facts it asks for."""
    stated = {name: _fact(name, entry, people) for name in TABLE.row(entry.act).asks}
    getattr(actions, entry.act)(transfer=transfer, by=people[entry.by], at=entry.at, **stated)


def _fact(name: str, entry: Entry, people: Mapping[str, User]) -> Any:
    fact = FACTS[name]
    if fact.shape == "moment":
        return entry.at
    value = entry.facts[name]
    if fact.shape == "people":
        return [people[f"{entry.story.crew}-{who}"] for who in value]
    if fact.shape == "agency":
        return Agency.objects.get(code=value)
    if fact.shape == "lines":
        return [{**dict(fact.columns), **row} for row in value]
    return value


def _add_material(entry: Entry, dossier: Dossier, people: Mapping[str, User]) -> None:
    by = people[entry.by]
    case = _case(entry.story, by)
    for kind in entry.facts["items"]:
        sample = samples.SAMPLES[kind]
        with current_storage().begin() as incoming:
            incoming.write(samples.content(sample, case, entry.at))
            verdict = judge(incoming.content(), name=samples.file_name(sample), size=incoming.size)
            stored = incoming.keep()
        add_item(
            dossier=dossier,
            stored=stored,
            verdict=verdict,
            description=samples.description(sample, case, entry.at),
            by=by,
            at=entry.at,
        )


def _declare_absent(entry: Entry, dossier: Dossier, people: Mapping[str, User]) -> None:
    declare_absent(dossier=dossier, by=people[entry.by], at=entry.at, **entry.facts)


def _case(story: Story, officer: User) -> samples.Case:
    return samples.Case(story.title, story.place, story.conduct, officer.agency.name, officer.name)


_MATERIAL: dict[str, Callable[[Entry, Dossier, Mapping[str, User]], None]] = {
    "add_material": _add_material,
    "declare_absent": _declare_absent,
}
_OF_THE_TRANSFER = {row.act for row in TABLE.rows if NEW not in row.source}
"""What is done on a transfer that is there; `begin_transfer` opens one, by the form of its page."""
