"""One walk: something is opened, then acts follow by chance, by whoever may do them, over all procedures at once."""

import random
from collections import Counter as Count
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from linkage.accounts.models import Appointment, User
from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.clues.status import Status as ClueStatus
from linkage.deadlines.running import running_clocks
from linkage.dossiers.models import Dossier, Matter, Participation
from linkage.dossiers.queries import visible_to
from linkage.law.refusal import Refused
from linkage.law.transitions import NEW, Transition
from linkage.penalties.actions import AboutCase, PartyFacts, open_penalty
from linkage.procedure.carrying_out import line_of
from linkage.procedure.procedures import Procedure, known_procedures
from linkage.procedure.reasons import reasons_against
from linkage.procedure.situation import Situation
from linkage.reverse_transfers.dispositions import without_disposition
from tests.clues.road import ROADS as CLUES
from tests.clues.road import ClueRoad
from tests.road import MONDAY, ROADS, Road
from tests.sampling.bench import Bench
from tests.walks.answers import Unanswerable, answers

OPENS_SOMETHING = 0.3
"""How often a walk opens something beside or after what is there, instead of going on with it."""
TRIES = 25
"""How many acts are looked at before a step gives up: what is open now may need an answer nobody has."""
LEAST_FIRST, LOOKED_AT = 0.5, 6
ON_FOOT, PENALTY_ALONE = 0.35, 0.15
"""How often a walk begins with a clue, or with a penalty; else with a transfer somewhere on its road."""


@dataclass(frozen=True)
class Step:
    """One act that somebody may do now."""

    procedure: Procedure
    row: Transition
    subject: Any
    by: User


@dataclass
class Walk:
    """One dossier and everything on it; `done` counts the acts, `refused` those whose answers did not fit."""

    road: Road
    chance: random.Random
    seen: Count[str]
    """How often each act was tried on all walks so far: what was tried least is tried first, half of the time."""
    done: Count[str] = field(default_factory=Count)
    refused: Count[str] = field(default_factory=Count)
    why: dict[str, str] = field(default_factory=dict)
    """The last reason for which an act was refused."""
    now: datetime = MONDAY
    dossier_pk: int = 0
    trail: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """A clue, a penalty of the bureau's own, or a transfer that the acts have led somewhere."""
        self.road.now = MONDAY
        self.posts = set(Appointment.objects.values_list("user_id", "agency_id", "role"))
        lot = self.chance.random()
        if lot < ON_FOOT:
            clues = ClueRoad(self.road.cast)
            clue = clues.to(self.chance.choice([c for c in CLUES if c != ClueStatus.MERGED]))
            self.dossier_pk, self.road.now = clue.dossier_id, clues.now
        elif lot < ON_FOOT + PENALTY_ALONE:
            self.dossier_pk = self._penalty_alone()
        else:
            self.dossier_pk = self.road.to(self.chance.choice(list(ROADS))).dossier_id
        dossier = Dossier.objects.get(pk=self.dossier_pk)
        self.road.gather(SimpleNamespace(dossier=dossier))  # type: ignore[arg-type]
        Bench(self.road, dossier).qualify(self.road.cast.officer, self.road.cast.second_officer)
        self.now = self.road.now
        self.trail.append(dossier.stage)

    def go(self, acts: int) -> None:
        """Up to so many acts; whatever the order, the same things hold after each."""
        for _ in range(acts):
            self.now += timedelta(minutes=self.chance.choice((1, 30, 600, 3000, 6000)))
            step = self._step()
            if step is None:
                break
            self.trail.append(f"{step.row.act} by {step.by.username}")
            self._holds(step)
        self._holds(None)
        entries = AuditEntry.objects.filter(chain=self._dossier().chain).order_by("sequence")
        assert verify_chain(entries) is None, self.trail

    def _penalty_alone(self) -> int:
        about = AboutCase(
            title="某印染公司超标排放案", place="杏花岭区某路", summary="排口超标。", source="monitoring",
            discovered_on=date(2026, 3, 2), parties=[PartyFacts("unit", "某印染公司")],
        )  # fmt: skip
        penalty, _ = open_penalty(
            by=self.road.cast.officer, at=self.road.tick(), about=about, cause="超标排放水污染物",
            conduct_kind="其他环境违法行为", conduct_until=date(2026, 3, 1), harm="没有造成危害后果", procedure_kind="普通程序",
        )  # fmt: skip
        return int(penalty.dossier_id)

    def _step(self) -> Step | None:
        """Some act by somebody, done; None where nothing could be done in TRIES tries."""
        for _ in range(TRIES):
            step = self._some_opening() if self.chance.random() < OPENS_SOMETHING else self._some_act()
            if step is not None and self._does(step):
                return step
        return None

    def _does(self, step: Step) -> bool:
        head = self._dossier().head_sequence
        self.seen[step.row.act] += 1
        try:
            said = answers(self.chance, step.procedure, step.row, step.subject, step.by, self.now)
            with transaction.atomic():
                step.procedure.do(step.row.act, step.subject, by=step.by, at=self.now, **said)
        except (Refused, Unanswerable) as refusal:
            self.why[step.row.act] = str(refusal)
            assert self._dossier().head_sequence == head, (step.row.act, self.trail)
            self.refused[step.row.act] += 1
            return False
        except Exception as fault:
            fault.add_note(f"{step.row.act} by {step.by.username}, after {self.trail}")
            raise
        self.done[step.row.act] += 1
        return True

    def _some_act(self) -> Step | None:
        subjects = [(p, s) for p, s in self.subjects() if p.table.turns[s.status] is not None]
        if not subjects:
            return None
        procedure, subject = self.chance.choice(subjects)
        rows = self._ordered(procedure.table.from_status(subject.status))
        return next((s for row in rows for s in self._open_to_somebody(procedure, row, subject)), None)

    def _some_opening(self) -> Step | None:
        able = [p for p in known_procedures().values() if p.blank is not None]
        whose = {row.act: p for p in able for row in p.table.openings}
        rows = self._ordered(row for p in able for row in p.table.openings)
        return next(
            (s for row in rows[:LOOKED_AT] for s in self._opened_by_somebody(whose[row.act], row)), None
        )

    def _ordered(self, rows: Iterable[Transition]) -> list[Transition]:
        found = list(rows)
        self.chance.shuffle(found)
        return (
            sorted(found, key=lambda row: self.seen[row.act]) if self.chance.random() < LEAST_FIRST else found
        )

    def _open_to_somebody(self, procedure: Procedure, row: Transition, subject: Any) -> Iterator[Step]:
        """The people who may do this act on this subject now, as their page would tell them."""
        clocks = running_clocks(subject.dossier, line_of(procedure.table, subject))
        agency = subject.agency_on(row.who.side)
        for person in self._people():
            if agency is None or not any(
                (person.pk, agency.pk, role) in self.posts for role in row.who.roles
            ):
                continue
            if not reasons_against(procedure.table, row, subject, Situation(self.now, person, {}, clocks)):
                yield Step(procedure, row, subject, person)

    def _opened_by_somebody(self, procedure: Procedure, row: Transition) -> Iterator[Step]:
        for person in self._people():
            if not any((person.pk, person.agency_id, role) in self.posts for role in row.who.roles):
                continue
            dossier = Dossier.objects.select_related("lead_agency").get(pk=self.dossier_pk)
            try:
                subject = procedure.blank(dossier, person, self.now) if procedure.blank else None
            except Refused:
                continue
            if subject is None or subject.status != NEW:
                continue
            if not reasons_against(procedure.table, row, subject, Situation(self.now, person)):
                yield Step(procedure, row, subject, person)

    def _people(self) -> list[User]:
        """Whoever of the cast may see the dossier, in an order of chance."""
        parts = Participation.objects.filter(dossier=self.dossier_pk).count()
        if getattr(self, "_seen_with", None) != parts:
            everyone = self.road.cast.everyone
            self._seeing = [p for p in everyone if visible_to(p).filter(pk=self.dossier_pk).exists()]
            self._seen_with = parts
        return self.chance.sample(self._seeing, len(self._seeing))

    def subjects(self) -> list[tuple[Procedure, Any]]:
        """Everything on the dossier that a procedure runs on."""
        return [
            (procedure, subject)
            for procedure in known_procedures().values()
            for subject in procedure.model._default_manager.filter(dossier=self.dossier_pk).select_related(*procedure.related)
        ]  # fmt: skip

    def _dossier(self) -> Dossier:
        return Dossier.objects.get(pk=self.dossier_pk)

    def _holds(self, step: Step | None) -> None:
        """One owner, where the tables say; no dead end where the step was, at the end nowhere; nothing ended for nothing."""
        dossier = self._dossier()
        for procedure, subject in self.subjects():
            table, where = procedure.table, (procedure.table.code, subject.status, self.trail)
            side = table.turns[subject.status]
            owner = subject.agency_on(side) if side else None
            assert (side is None) or owner is not None, where
            if not table.leads:
                matter = Matter.objects.get(procedure=table.code, subject_id=subject.pk)
                assert (matter.stage, matter.is_open) == (subject.status, side is not None), where
                assert matter.turn_agency_id == (owner.pk if owner else None), where
            elif dossier.stage == subject.status:
                assert dossier.is_open is (side is not None), where
                assert dossier.turn_agency_id == (owner.pk if owner else None), where
            if side is not None and (step is None or procedure is step.procedure):
                assert self._goes_on(procedure, subject), ("a dead end", *where)
        assert without_disposition() == [], self.trail

    def _goes_on(self, procedure: Procedure, subject: Any) -> bool:
        """Somebody can go on from here: with this subject, or by what leads the dossier on from it."""
        for row in procedure.table.from_status(subject.status):
            if next(self._open_to_somebody(procedure, row, subject), None):
                return True
        for other, there in self.subjects():
            # What stands beside waits for a step of what leads: the police file on the notice of a supervision.
            rows = other.table.from_status(there.status) if other.table.leads else ()
            if any(next(self._open_to_somebody(other, row, there), None) for row in rows):
                return True
        leading = [p for p in known_procedures().values() if p.table.leads and p.blank is not None]
        return any(
            next(self._opened_by_somebody(other, row), None)
            for other in leading
            for row in other.table.openings
        )
