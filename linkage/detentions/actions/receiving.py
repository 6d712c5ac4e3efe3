"""The police: take the case in, pass it to the competent agency, lengthen the term, return it, detain, or file a crime."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.accounts.queries import procuratorate_facing
from linkage.deadlines.running import extend
from linkage.detentions.actions.doing import adding, done
from linkage.detentions.models import Detained, DetentionTransfer
from linkage.detentions.police_rules import TERMS, days_of, persons_by_name
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import leave, take_part
from linkage.law.limits import Unit
from linkage.procedure.carrying_out import Act, Outcome

TERM_EXTENSION_DAYS = 30


def accept_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Taken in with a receipt; the terms of 853号 and that of the case begin (853号第十二条)."""
    return done(
        "accept_detention", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"acceptance_number": facts.get("acceptance_number") or ""},
    )  # fmt: skip


def refer_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Within twenty-four hours to the competent police, who own it from now on; the former keeps reading (第六十一条)."""
    competent, former = facts.get("competent_agency"), detention.receiving_agency
    overseer = procuratorate_facing(competent, localdate(occurred_at or at)) if competent else None

    def change_hands(doing: Act) -> None:
        dossier, now = detention.dossier, doing.occurred_at
        leave(dossier, [former], ParticipationRole.RECEIVING, now)
        take_part(dossier, former, ParticipationRole.FORMER, now)
        take_part(dossier, detention.receiving_agency, ParticipationRole.RECEIVING, now)

    return done(
        "refer_detention", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={
            "receiving_agency": competent,
            "procuratorial_agency": overseer or detention.procuratorial_agency,
        },
        before_entry=change_hands,
    )  # fmt: skip


def extend_detention_term(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Thirty days more, approved above: once under the law of 2012, twice under that of 2025 (第一百一十八条)."""

    def lengthen(doing: Act) -> None:
        clock = next(doing.clocks[code] for code in TERMS if code in doing.clocks)
        extend(
            clock, length=TERM_EXTENSION_DAYS, unit=Unit.NATURAL_DAY, approved_by=facts["approving_agency"].name,
            reason=facts["extension_reason"], at=doing.occurred_at,
        )  # fmt: skip

    return done(
        "extend_detention_term", detention, by=by, at=at, occurred_at=occurred_at, facts=facts, before_entry=lengthen,
    )  # fmt: skip


def reject_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Not the conditions of detention: reasons in writing and the file back within five working days (853号第十五条)."""
    return done(
        "reject_detention", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"decision_reasons": facts.get("reasons") or ""},
    )  # fmt: skip


def switch_to_crime(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """A crime after all: bureau and procuratorate are told in writing; the filing follows (行政案件程序规定第六十五条)."""

    def bring_in(doing: Act) -> None:
        overseer = detention.procuratorial_agency
        if overseer is not None:
            take_part(detention.dossier, overseer, ParticipationRole.PROCURATORIAL, doing.occurred_at)

    return done(
        "switch_to_crime", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"decision_reasons": facts.get("reasons") or ""}, before_entry=bring_in,
    )  # fmt: skip


def decide_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The head of a county's police or above decides who is detained and for how many days (853号第十四条)."""

    def write_down(doing: Act) -> None:
        known = persons_by_name(detention)
        Detained.objects.bulk_create(
            Detained(
                detention=detention, party=known[row["name"].strip()], days=days_of(row), decided_at=doing.occurred_at
            )
            for row in facts["detained"]
        )  # fmt: skip
        DetentionTransfer.objects.filter(pk=detention.pk).update(
            decision_number=doing.number_of("detention_decision")
        )

    return done(
        "decide_detention", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"decision_facts": adding(detention, circumstances=facts.get("circumstances"))},
        before_entry=write_down,
    )  # fmt: skip
