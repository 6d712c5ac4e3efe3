"""A penalty enters the platform: filed here, or decided elsewhere and entered in one step (17号第三十四条)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.cases.models import Party
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier, ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.dossiers.recording import Attached
from linkage.law import due
from linkage.law.reckoning import end_of_day
from linkage.penalties.facts import SUMMARY
from linkage.penalties.models import Penalty
from linkage.penalties.states import TABLE
from linkage.penalties.status import ConductKind, Harm, PenaltyKind
from linkage.procedure.carrying_out import Act, Outcome, carry_out

ENTRY_CLOCK = "platform_entry"
LATE = "，超过七日录入"


def blank_penalty(dossier: Dossier, by: User, now: datetime) -> Penalty:
    """A penalty that does not exist yet: by the bureau of whoever enters it, else by the bureau of the case."""
    today = localdate(now)
    own = by.agency if by.agency.line == Line.ECOLOGY else None
    return Penalty(
        dossier=dossier,
        punishing_agency=own or facing(dossier, Line.ECOLOGY.value, today),
        procuratorial_agency=facing(dossier, Line.PROCURATORATE.value, today),
    )


def file_penalty(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    cause: str,
    punished: Iterable[Party],
    conduct_kind: str,
    conduct_until: date,
    discovered_on: date,
    harm: str,
    procedure_kind: str,
    occurred_at: datetime | None = None,
    attached: Sequence[Attached] = (),
) -> Outcome:
    """The bureau files the case; its ninety days run from now (行政处罚法第六十条), and the procuratorate may look in."""
    parties = list(punished)
    facts = {
        "cause": cause, "punished": parties, "conduct_kind": conduct_kind, "conduct_until": conduct_until,
        "discovered_on": discovered_on, "harm": harm, "procedure_kind": procedure_kind,
    }  # fmt: skip
    columns = {
        "cause": cause, "conduct_kind": value_of(ConductKind, conduct_kind), "conduct_until": conduct_until,
        "discovered_on": discovered_on, "harm": value_of(Harm, harm),
        "ordinary_procedure": procedure_kind != SUMMARY,
    }  # fmt: skip
    return _enter("file_penalty", penalty, facts, columns, parties, by, at, occurred_at, attached)


def enter_decided_penalty(
    *,
    penalty: Penalty,
    by: User,
    at: datetime,
    cause: str,
    punished: Iterable[Party],
    conduct_kind: str,
    conduct_until: date,
    procedure_kind: str,
    penalty_kinds: Sequence[str],
    decision_number: str,
    decided_on: date,
    served_on: date,
    fine_yuan: Decimal | None = None,
    occurred_at: datetime | None = None,
    attached: Sequence[Attached] = (),
) -> Outcome:
    """A decision made elsewhere is entered; within seven days of it, else it is marked (17号第三十四条).

    The act's own moment is the day of the decision, whatever `occurred_at` says.
    """
    parties, number = list(punished), decision_number.strip()
    late = at > entry_due(decided_on)
    facts = {
        "cause": cause, "punished": parties, "conduct_kind": conduct_kind, "conduct_until": conduct_until,
        "procedure_kind": procedure_kind, "penalty_kinds": list(penalty_kinds), "fine_yuan": fine_yuan,
        "decision_number": number, "decided_on": decided_on, "served_on": served_on, "entered_on": localdate(at),
        "lateness": LATE if late else "",
    }  # fmt: skip
    columns = {
        "cause": cause, "conduct_kind": value_of(ConductKind, conduct_kind), "conduct_until": conduct_until,
        "ordinary_procedure": procedure_kind != SUMMARY, "penalty_kinds": kinds_of(penalty_kinds),
        "fine_yuan": fine_yuan, "decision_number": number, "decided_on": decided_on, "served_on": served_on,
        "effective_on": served_on, "entered_late": late,
    }  # fmt: skip
    evening = end_of_day(decided_on)
    moment = at if decided_on == localdate(at) else evening
    return _enter("enter_decided_penalty", penalty, facts, columns, parties, by, at, moment, attached)


def entry_due(decided_on: date) -> datetime:
    """Until when a decision of this day is to be entered (17号第三十四条)."""
    ends = due(ENTRY_CLOCK, decided_on, as_of=max(decided_on, date(2017, 1, 25))).overdue_after
    if ends is None:
        raise ValueError("录入期限没有届满日。")
    return ends


def value_of(choices: type[ConductKind] | type[Harm] | type[PenaltyKind], label: str) -> str:
    """The stored value of a word; a word that is none stays as it is, and the database refuses it."""
    return next((choice.value for choice in choices if choice.label == label), label)


def kinds_of(words: Sequence[str]) -> list[str]:
    """The stored values of the kinds, each once."""
    return list(dict.fromkeys(value_of(PenaltyKind, word) for word in words))


def _enter(
    act: str,
    penalty: Penalty,
    facts: dict[str, Any],
    columns: dict[str, Any],
    parties: Sequence[Party],
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    attached: Sequence[Attached],
) -> Outcome:
    def also(doing: Act) -> None:
        penalty.punished.set(parties)
        doing.evidence = attached
        procuratorate = penalty.procuratorial_agency
        if procuratorate is not None:
            take_part(penalty.dossier, procuratorate, ParticipationRole.PROCURATORIAL, doing.occurred_at)

    # It is not stored yet: the sentence of the act names it by this.
    penalty.cause = facts["cause"]
    return carry_out(
        TABLE,
        act,
        penalty,
        by=by,
        at=at,
        occurred_at=occurred_at,
        facts=facts,
        columns=columns,
        before_entry=also,
    )
