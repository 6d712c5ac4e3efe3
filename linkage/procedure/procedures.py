"""What a procedure brings: table, subject, acts, facts, papers, words. Doors read it; nobody lists procedures by hand.

A package names its procedures in its AppConfig: `procedures = ("linkage.property.procedure.PROPERTY",)`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible
from linkage.law.transitions import Table, Transition
from linkage.procedure.carrying_out import Outcome, Papers, carry_out
from linkage.procedure.facts import Fact


@dataclass(frozen=True)
class Procedure:
    """One procedure with everything that forms, pages, API and tests need to know of it."""

    table: Table
    model: type[Model]
    argument: str
    """What its acts call the subject: `def accept(*, transfer: Transfer, by: User, …)`."""
    acts: ModuleType
    """Where the acts stand that do more than their row says."""
    facts: Mapping[str, Fact]
    papers: Papers | None
    duties: Mapping[str, str]
    """status -> what is to be done there, behind "轮到某机关"."""
    tones: Mapping[str, str]
    """status -> shape and colour that go with its word (`components/status.html`)."""
    at_rest: frozenset[str] = frozenset()
    """Statuses in which nothing is waited for although somebody answers: they are no entries of a work list."""
    leads_on: frozenset[str] = frozenset()
    """Statuses in which the step to take is what opens the next procedure on the road."""
    opens_at: Callable[[str], bool] = lambda stage: True
    """Whether anything of it could open on a dossier of this stage at all; where not, a page need not ask further."""
    blank: Callable[[Dossier, User, datetime], Any] | None = None
    """A subject that does not exist yet, with the agencies on its sides; None where the procedure opens elsewhere."""
    known: Callable[[Transition, Any, User, datetime], dict[str, Any]] = lambda row, subject, by, now: {}
    """What the record already knows, as first values of the form: nobody types it twice."""
    hints: Callable[[Transition, Any, User], Sequence[Mapping[str, Any]]] = lambda row, subject, by: ()
    """What whoever acts should see above the form: {words, source, url, status} of each, never a refusal."""
    related: tuple[str, ...] = field(default=("dossier",))
    """What is read along with the subject."""
    details: Callable[[Any, User], Sequence[tuple[str, Any]]] = lambda subject, reader: ()
    """What its own page shows of the subject, as (label, value)."""
    template: str = ""
    """A fragment of its own beneath that, …"""
    context: Callable[[Any, User, datetime], Any] = lambda subject, reader, now: None
    """… with what it calls `shown`."""

    def do(
        self,
        act: str,
        subject: Any,
        *,
        by: User,
        at: datetime,
        occurred_at: datetime | None = None,
        **facts: Any,
    ) -> Outcome:
        """Do this act: by its own function if it does more than its row says; else the row is the act."""
        own = getattr(self.acts, act, None)
        if own is not None:
            outcome: Outcome = own(**{self.argument: subject}, by=by, at=at, occurred_at=occurred_at, **facts)
            return outcome
        return carry_out(
            self.table, act, subject, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=self.papers
        )

    def visible_to(self, user: User) -> QuerySet[Any]:
        """The subjects of this procedure in the dossiers `user` may see."""
        found = self.model._default_manager.filter(visible(user, "dossier"))
        return found.select_related(*self.related)

    def subject_visible_to(self, user: User, *, to_act: bool = False, **key: Any) -> Any | None:
        """One subject by its key; None when this reader may not know of it.

        `to_act` locks subject and dossier for the rest of the transaction, so that two officers act one after the other.
        """
        found = self.visible_to(user).filter(**key)
        if to_act:
            found = found.select_for_update(of=("self", "dossier"))
        return next(iter(found[:1]), None)


@cache
def known_procedures() -> dict[str, Procedure]:
    """Every procedure of the installed packages by the code of its table, in the order of INSTALLED_APPS."""
    named = [name for config in apps.get_app_configs() for name in getattr(config, "procedures", ())]
    found = [import_string(name) for name in named]
    return {procedure.table.code: procedure for procedure in found}


def leading() -> tuple[Procedure, ...]:
    """The procedures whose status is where the dossier stands."""
    return tuple(p for p in known_procedures().values() if p.table.leads)


def leading_at(stage: str) -> Procedure | None:
    """The procedure that leads a dossier of this stage; status codes of what can lead differ from each other."""
    able = (p for p in known_procedures().values() if p.table.leads or p.table.stands_alone)
    return next((p for p in able if stage in p.table.turns), None)


@cache
def pausing_acts() -> frozenset[str]:
    """The acts that let a clock stand still instead of ending it."""
    return frozenset(row.act for p in known_procedures().values() for row in p.table.rows if row.pauses)


def beside() -> tuple[Procedure, ...]:
    """The procedures that run beside the case."""
    return tuple(p for p in known_procedures().values() if not p.table.leads)


def with_locked_dossier(dossier_pk: int) -> Dossier:
    """The dossier, locked for the rest of the transaction, so that what opens on it opens one after the other."""
    assert transaction.get_connection().in_atomic_block
    return Dossier.objects.select_for_update(of=("self",)).select_related("lead_agency").get(pk=dossier_pk)
