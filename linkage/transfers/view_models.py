"""What the pages of one case show, as plain values in the shapes the shared components document."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from linkage.accounts.models import User
from linkage.deadlines.cards import card
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.procedure import showing
from linkage.procedure.carrying_out import line_of
from linkage.procedure.procedures import Procedure
from linkage.procedure.showing import status_words, turn_words


def head(
    procedure: Procedure,
    subject: Any,
    reader: User,
    *,
    clocks: Iterable[Clock],
    now: datetime,
    acts: Mapping[str, Any],
) -> dict[str, Any]:
    """The head of the dossier page: subject, status, whose turn, next clock, one primary button."""
    dossier = subject.dossier
    number = dossier.number
    line = line_of(procedure.table, subject)
    running = (c for c in clocks if c.state == ClockState.RUNNING and c.line == line)
    next_clock = next((c for c in running if c.code == dossier.next_clock), None)
    primary = next((act for act in acts["open"] if act["primary"]), None)
    page = reverse("transfers:dossier", args=[number])
    return {
        "number": number,
        "title": dossier.title,
        "status": status_words(procedure, subject.status),
        "whose_turn": turn_words(procedure, subject, reader),
        "clock": card(next_clock, now, clock_url(number, next_clock)) if next_clock else None,
        "primary": {"label": primary["label"], "url": primary["url"], "hint": primary["limit_words"]}
        if primary
        else None,
        "others": [
            {"label": "证据材料", "url": reverse("evidence:of_dossier", args=[number])},
            {"label": "打印全卷", "url": f"{page}?part=all"},
        ],
    }


def put_first(acts: dict[str, Any], opening: Mapping[str, str]) -> None:
    """What opens the next procedure becomes the step to take; what else may be done stands beneath it."""
    others = [{**act, "primary": False} for act in acts["open"]]
    acts["open"] = [{**opening, "code": "", "limit_words": "", "primary": True}, *others]


def clock_cards(clocks: Iterable[Clock], number: str, now: datetime) -> list[dict[str, Any]]:
    """These clocks as cards, in the order given."""
    return showing.clock_cards(clocks, now, lambda clock: clock_url(number, clock))


def by_due(clocks: Iterable[Clock]) -> list[Clock]:
    """What runs out first on top; what has no number to count comes last."""
    return sorted(clocks, key=lambda c: (c.due_at is None, c.due_at or c.started_at, c.pk))


def clock_url(number: str, clock: Clock) -> str:
    """The page that says why the clock falls due on that day."""
    return reverse("transfers:clock", args=[number, clock.pk])


def paper_chips(papers: Iterable[Document]) -> dict[str, dict[str, str]]:
    """Papers as chips, by their number."""
    return {
        p.number: {"name": p.name, "number": p.number, "url": reverse("documents:paper", args=[p.pk])}
        for p in papers
    }
