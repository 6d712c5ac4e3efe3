"""A question is put, answered or taken back (17号第二十四条)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.consultations import papers
from linkage.consultations.actions.joining import attach, joins
from linkage.consultations.models import WrittenConsultation
from linkage.consultations.states import CONSULTATION_TABLE
from linkage.consultations.status import ANSWERING, ECOLOGY, POLICE
from linkage.evidence.models import EvidenceItem
from linkage.law.transitions import PROCURATORIAL
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def consult_ecology(
    *,
    consultation: WrittenConsultation,
    by: User,
    at: datetime,
    topic: str,
    questions: str,
    served_at: datetime,
    background: str = "",
    materials: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """Police or procuratorate ask the bureau."""
    facts = _asked(topic, background, questions, materials, served_at)
    return _ask("consult_ecology", ECOLOGY, consultation, facts, by=by, at=at, occurred_at=occurred_at)


def consult_police(
    *,
    consultation: WrittenConsultation,
    by: User,
    at: datetime,
    topic: str,
    questions: str,
    served_at: datetime,
    background: str = "",
    materials: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """Bureau or procuratorate ask the police."""
    facts = _asked(topic, background, questions, materials, served_at)
    return _ask("consult_police", POLICE, consultation, facts, by=by, at=at, occurred_at=occurred_at)


def consult_procuratorate(
    *,
    consultation: WrittenConsultation,
    by: User,
    at: datetime,
    topic: str,
    questions: str,
    served_at: datetime,
    background: str = "",
    materials: Sequence[EvidenceItem] = (),
    occurred_at: datetime | None = None,
) -> Outcome:
    """Bureau or police ask the procuratorate."""
    facts = _asked(topic, background, questions, materials, served_at)
    side = PROCURATORIAL
    return _ask("consult_procuratorate", side, consultation, facts, by=by, at=at, occurred_at=occurred_at)


def answer_consultation(
    *,
    consultation: WrittenConsultation,
    by: User,
    at: datetime,
    reply: str,
    served_at: datetime,
    remarks: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The agency that was asked answers in writing; its seven days end."""
    return carry_out(
        CONSULTATION_TABLE, "answer_consultation", consultation, by=by, at=at, occurred_at=occurred_at,
        facts={"reply": reply, "remarks": remarks, "served_at": served_at},
        columns={"reply": reply, "remarks": remarks}, papers=papers.fill,
    )  # fmt: skip


def withdraw_consultation(
    *,
    consultation: WrittenConsultation,
    by: User,
    at: datetime,
    withdrawal_reason: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The asking agency needs no answer any more."""
    return carry_out(
        CONSULTATION_TABLE, "withdraw_consultation", consultation, by=by, at=at, occurred_at=occurred_at,
        facts={"withdrawal_reason": withdrawal_reason}, columns={"withdrawal_reason": withdrawal_reason},
    )  # fmt: skip


def _asked(
    topic: str, background: str, questions: str, materials: Sequence[EvidenceItem], served_at: datetime
) -> dict[str, Any]:
    return {
        "topic": topic, "background": background, "questions": questions, "materials": list(materials),
        "served_at": served_at,
    }  # fmt: skip


def _ask(
    act: str,
    side: str,
    consultation: WrittenConsultation,
    facts: dict[str, Any],
    *,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
) -> Outcome:
    """Whoever is asked takes part from now on: they could not answer about a file they may not see."""

    def before_entry(doing: Act) -> None:
        joins(doing, ANSWERING)
        attach(doing)

    columns = {
        "answering_agency": consultation.agency_on(side),
        "topic": facts["topic"],
        "background": facts["background"],
        "questions": facts["questions"],
        "received_at": facts["served_at"],
    }
    return carry_out(
        CONSULTATION_TABLE, act, consultation, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns=columns, papers=papers.fill, before_entry=before_entry,
    )  # fmt: skip
