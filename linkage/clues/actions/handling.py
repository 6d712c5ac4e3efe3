"""What the agency that goes on with a clue does: judge, verify, end it, merge it, hand it on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.clues import papers
from linkage.clues.actions.judging import judged_columns, settle_obvious_crime
from linkage.clues.facts import UNFOUNDED
from linkage.clues.models import Clue
from linkage.clues.states import CLUE_TABLE, OBVIOUS_CRIME
from linkage.clues.status import OPEN, PASSED_ON, Status
from linkage.deadlines.running import running_clocks, stop
from linkage.dossiers.models import Dossier
from linkage.inbox.actions import Note, send
from linkage.procedure.carrying_out import Act, Outcome, carry_out

Rows = Sequence[Mapping[str, str]]


def assess_clue(
    *, clue: Clue, by: User, at: datetime, occurred_at: datetime | None = None, **judged: str
) -> Outcome:
    """Judge anew; what is clearly a crime from now on is to be notified promptly (通知二, 17号第二十六条)."""
    return carry_out(
        CLUE_TABLE, "assess_clue", clue, by=by, at=at, occurred_at=occurred_at, facts=judged,
        columns=judged_columns(judged), before_entry=settle_obvious_crime,
    )  # fmt: skip


def verify_clue(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    verification: str,
    conclusion: str,
    suggestion: str,
    obtained: Rows | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """What was found on the spot, with a report (通知二)."""
    return _verify("verify_clue", clue, by, at, occurred_at, verification, conclusion, suggestion, obtained)


def verify_further(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    verification: str,
    conclusion: str,
    suggestion: str,
    obtained: Rows | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The bureau goes on investigating until the police file a case (17号第二十六条)."""
    return _verify(
        "verify_further", clue, by, at, occurred_at, verification, conclusion, suggestion, obtained
    )


def close_clue_unfounded(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    verification: str,
    reason: str,
    obtained: Rows | None = None,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Verified and nothing found: the clue ends with its report."""
    return carry_out(
        CLUE_TABLE, "close_clue_unfounded", clue, by=by, at=at, occurred_at=occurred_at, papers=papers.fill,
        facts={"verification": verification, "obtained": list(obtained or ()), "reason": reason},
        columns={"verification": verification, "conclusion": UNFOUNDED, "closing_reason": reason},
    )  # fmt: skip


def hand_clue_to_penalty(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    penalty_grounds: str,
    penalty_case_number: str = "",
    occurred_at: datetime | None = None,
) -> Outcome:
    """An offence that is no crime goes to the bureau's own penalty procedure."""
    return carry_out(
        CLUE_TABLE, "hand_clue_to_penalty", clue, by=by, at=at, occurred_at=occurred_at,
        facts={"penalty_grounds": penalty_grounds, "penalty_case_number": penalty_case_number},
        columns={"closing_reason": penalty_grounds},
    )  # fmt: skip


def merge_clue(
    *, clue: Clue, by: User, at: datetime, merge_into: str, reason: str, occurred_at: datetime | None = None
) -> Outcome:
    """The same matter is dealt with in one dossier; whoever leads that one is told."""
    target = Dossier.objects.filter(number=merge_into.strip()).first()

    def tell(doing: Act) -> None:
        if target is not None:
            text = f"{target.title}：线索{clue.dossier.number}已并入本卷宗，请一并办理。"
            send(target, [Note(target.lead_agency_id, text)], at=at)

    return carry_out(
        CLUE_TABLE, "merge_clue", clue, by=by, at=at, occurred_at=occurred_at,
        facts={"merge_into": merge_into.strip(), "reason": reason},
        columns={"merged_into": target, "closing_reason": reason}, before_entry=tell,
    )  # fmt: skip


def pass_on(doing: Act, to: str) -> None:
    """The clue of this dossier ends because `doing` leads it on: an investigation or a transfer (`PASSED_ON`).

    Called in the `before_entry` of that act: its entry is the clue's too. Nothing happens where no clue stands open.
    """
    assert to in PASSED_ON
    changed = Clue.objects.filter(dossier=doing.subject.dossier, status__in=OPEN).update(
        status=Status(to), status_since=doing.occurred_at, last_by=doing.by,
        closed_at=doing.occurred_at, closed_by=doing.by,
    )  # fmt: skip
    running = running_clocks(doing.subject.dossier).get(OBVIOUS_CRIME)
    if changed and running:
        stop([running], at=doing.occurred_at, act=doing.row.act)
        doing.stopped = [*doing.stopped, running]


def _verify(
    act: str,
    clue: Clue,
    by: User,
    at: datetime,
    occurred_at: datetime | None,
    verification: str,
    conclusion: str,
    suggestion: str,
    obtained: Rows | None,
) -> Outcome:
    facts: dict[str, Any] = {
        "verification": verification,
        "obtained": list(obtained or ()),
        "conclusion": conclusion,
        "suggestion": suggestion,
    }
    return carry_out(
        CLUE_TABLE, act, clue, by=by, at=at, occurred_at=occurred_at, facts=facts, papers=papers.fill,
        columns={"verification": verification, "conclusion": conclusion, "suggestion": suggestion},
    )  # fmt: skip
