"""The bureau's side: begin, have it approved, hand the originals over, supply evidence; and the order from above."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.clues.actions import pass_on
from linkage.clues.status import Status as ClueStatus
from linkage.detentions import grounds
from linkage.detentions.actions.doing import adding, done
from linkage.detentions.bureau_rows import FORM
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.rules import conduct_stated
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.evidence.actions import attached, seal_items
from linkage.procedure.carrying_out import Act, Outcome
from linkage.procedure.situation import Situation


def begin_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """After the penalty was decided, the conduct is stated with the days that choose its article (853号第二条)."""
    return _with_conduct("begin_detention", detention, by, at, occurred_at, facts)


def state_detention_conduct(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The same where the transfer was ordered from above, or was not approved and is prepared anew (853号第十、十七条)."""
    return _with_conduct("state_detention_conduct", detention, by, at, occurred_at, facts)


def _with_conduct(
    act: str, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None, facts: Mapping[str, Any]
) -> Outcome:  # fmt: skip
    when = occurred_at or at
    conduct = conduct_stated(detention, Situation(when, by, facts))
    found = grounds.governing(conduct, localdate(when))[0] if conduct else []
    columns = {
        "conduct": conduct.name, "conduct_until": conduct.until, "legal_basis": grounds.instruments(found),
        "decision_facts": adding(detention, conduct=conduct.kept()),
    } if conduct else {}  # fmt: skip
    return done(
        act,
        detention,
        by=by,
        at=at,
        occurred_at=occurred_at,
        facts=facts,
        columns=columns,
        before_entry=_end_clue,
    )


def _end_clue(doing: Act) -> None:
    """A clue that led until now is passed on; nothing where none stands open."""
    pass_on(doing, ClueStatus.TRANSFERRED)


def order_transfer(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The bureau above orders the transfer that was not made (853号第十七条)."""
    return done(
        "order_transfer", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"order_reasons": facts.get("order_reasons") or ""}, before_entry=_end_clue,
    )  # fmt: skip


def request_detention_approval(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The form of 853号附件1 is filled in; the head decides on it (853号第十条)."""
    form = {name: facts.get(name) or "" for name in FORM} | {
        "requester": f"{by.name}（{by.credential_number}）"
    }
    return done(
        "request_detention_approval", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"decision_facts": adding(detention, form=form)},
    )  # fmt: skip


def refuse_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """The head does not approve; the reasons go on record (853号第十条)."""
    return done(
        "refuse_detention", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"decision_reasons": facts.get("refusal_reason") or ""},
    )  # fmt: skip


def submit_detention(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """Originals to the police of the same level within three working days, copies kept (853号第十一、十二条)."""

    def hand_over(doing: Act) -> None:
        doing.evidence = attached(seal_items(dossier=detention.dossier, at=doing.occurred_at))
        take_part(
            detention.dossier, detention.receiving_agency, ParticipationRole.RECEIVING, doing.occurred_at
        )

    materials = [dict(row) for row in facts.get("materials") or ()]
    return done(
        "submit_detention", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"decision_facts": adding(detention, materials=materials)}, before_entry=hand_over,
    )  # fmt: skip


def supply_detention_evidence(
    *, detention: DetentionTransfer, by: User, at: datetime, occurred_at: datetime | None = None, **facts: Any
) -> Outcome:
    """What was asked for is supplied, or it is said why it cannot be; the files of it are sealed (853号第十三条)."""

    def hand_over(doing: Act) -> None:
        doing.evidence = attached(seal_items(dossier=detention.dossier, at=doing.occurred_at))

    return done(
        "supply_detention_evidence", detention, by=by, at=at, occurred_at=occurred_at, facts=facts,
        before_entry=hand_over,
    )  # fmt: skip
