"""The counterpart learns of a clue, sees its dossier from then on, and says what it will do (通知二; 17号第二十六、二十七条)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.clues import papers
from linkage.clues.models import Clue
from linkage.clues.states import CLUE_TABLE
from linkage.dossiers.models import ParticipationRole
from linkage.dossiers.opening import take_part
from linkage.procedure.carrying_out import Act, Outcome, carry_out

Rows = Sequence[Mapping[str, str]]


def notify_police(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    suspected_conduct: str,
    evidence: Rows,
    suggestion_to_police: str,
    served_at: datetime,
    liaison_officers: Sequence[User] | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau notifies the police of the same level; a crime that is clear, promptly."""
    facts = _facts(suspected_conduct, evidence, liaison_officers, served_at)
    return _notify(
        "notify_police", clue, by, at, occurred_at, facts | {"suggestion_to_police": suggestion_to_police}
    )


def notify_bureau(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    suspected_conduct: str,
    evidence: Rows,
    suggestion_to_bureau: str,
    served_at: datetime,
    liaison_officers: Sequence[User] | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The police notify the bureau of the same level, which goes on with the clue from then on."""
    facts = _facts(suspected_conduct, evidence, liaison_officers, served_at)
    return _notify(
        "notify_bureau", clue, by, at, occurred_at, facts | {"suggestion_to_bureau": suggestion_to_bureau}
    )


def receive_notification(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    answer: str,
    answer_note: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """The counterpart has received the notification and says what it will do."""
    said = {"answer": answer, "answer_note": answer_note}
    return carry_out(
        CLUE_TABLE, "receive_notification", clue, by=by, at=at, occurred_at=occurred_at, facts=said, columns=said
    )  # fmt: skip


def _facts(
    suspected_conduct: str, evidence: Rows, liaison_officers: Sequence[User] | None, served_at: datetime
) -> dict[str, Any]:
    return {
        "suspected_conduct": suspected_conduct,
        "evidence": list(evidence),
        "liaison_officers": list(liaison_officers or ()),
        "served_at": served_at,
    }


def _notify(
    act: str, clue: Clue, by: User, at: datetime, occurred_at: datetime | None, facts: dict[str, Any]
) -> Outcome:
    def bring_in(doing: Act) -> None:
        take_part(clue.dossier, clue.receiving_agency, ParticipationRole.ASSISTING, doing.occurred_at)

    return carry_out(
        CLUE_TABLE, act, clue, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={"suspected_conduct": facts["suspected_conduct"]}, before_entry=bring_in,
    )  # fmt: skip
