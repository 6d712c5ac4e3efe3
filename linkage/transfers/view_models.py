"""What the pages of one case show, as plain values in the shapes the shared components document."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from linkage.accounts.models import User
from linkage.deadlines.cards import card, limit_of
from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.documents.models import Document
from linkage.law import rule_for_fact
from linkage.law.transitions import Transition
from linkage.law.wording import SHANGHAI, deadline_in_words, limit_length
from linkage.procedure.preview import DraftPaper, Prospect, Start
from linkage.procedure.reasons import ActPanel, ClosedAct
from linkage.transfers.models import Transfer
from linkage.transfers.showing import status_of, whose_turn


def head(
    transfer: Transfer, reader: User, *, clocks: Iterable[Clock], now: datetime, acts: Mapping[str, Any]
) -> dict[str, Any]:
    """The head of the dossier page: subject, status, whose turn, next clock, one primary button."""
    number = transfer.dossier.number
    next_clock = next(
        (c for c in clocks if c.code == transfer.dossier.next_clock and c.state == ClockState.RUNNING), None
    )
    primary = next((act for act in acts["open"] if act["primary"]), None)
    page = reverse("transfers:dossier", args=[number])
    return {
        "number": number,
        "title": transfer.dossier.title,
        "status": status_of(transfer.status),
        "whose_turn": whose_turn(transfer, reader),
        "clock": card(next_clock, now, clock_url(number, next_clock)) if next_clock else None,
        "primary": {"label": primary["label"], "url": primary["url"], "hint": primary["limit_words"]}
        if primary
        else None,
        "others": [
            {"label": "证据材料", "url": reverse("evidence:of_dossier", args=[number])},
            {"label": "打印全卷", "url": f"{page}?part=all"},
        ],
    }


def act_head(transfer: Transfer, row: Transition, reader: User) -> dict[str, Any]:
    """The head of an act's page: the act is the subject, the case is where one came from."""
    return {
        "number": transfer.dossier.number,
        "title": row.label,
        "status": status_of(transfer.status),
        "whose_turn": whose_turn(transfer, reader),
        "crumbs": [
            {
                "label": transfer.dossier.title,
                "url": reverse("transfers:dossier", args=[transfer.dossier.number]),
            }
        ],
    }


def acts(
    panel: ActPanel, transfer: Transfer, reader: User, clocks: Mapping[str, Clock], now: datetime
) -> dict[str, Any]:
    """下一步, in the shape `components/act_panel.html` documents."""
    first = _primary(panel.open, clocks)
    return {
        "whose_turn": f"{whose_turn(transfer, reader)}。",
        "open": [
            {
                "code": row.act,
                "label": row.label,
                "url": reverse("transfers:act", args=[transfer.dossier.number, row.act]),
                "limit_words": limit_words(row, clocks, now),
                "basis": row.basis,
                "primary": row is first,
            }
            for row in sorted(panel.open, key=lambda row: row is not first)
        ],
        "closed": _closed(panel.closed),
    }


def limit_words(row: Transition, clocks: Mapping[str, Clock], now: datetime) -> str:
    """`3日，10月8日（周四）24:00前` where the limit's clock runs, `3日` where it does not."""
    if not row.limit:
        return ""
    clock = limit_clock(row, clocks)
    limit = limit_of(clock) if clock else None
    length = limit_length(limit or rule_for_fact(row.limit, now.astimezone(SHANGHAI).date()))
    if clock is None or clock.overdue_after is None:
        return length
    until = deadline_in_words(clock.overdue_after, now=now)
    return f"{length}，{until}{'，已超期' if now > clock.overdue_after else ''}"


def limit_clock(row: Transition, clocks: Mapping[str, Clock]) -> Clock | None:
    """The running clock of the row's limit, or of another tier of that limit."""
    if row.limit in clocks:
        return clocks[row.limit]
    tiers = (
        c
        for c in clocks.values()
        if (limit := limit_of(c)) is not None and row.limit and limit.tier_of == row.limit
    )
    return next(tiers, None)


def clock_cards(clocks: Iterable[Clock], number: str, now: datetime) -> list[dict[str, Any]]:
    """These clocks as cards, in the order given."""
    return [card(clock, now, clock_url(number, clock)) for clock in clocks]


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


def act_facts(row: Transition, clocks: Mapping[str, Clock], now: datetime, ahead: Prospect) -> dict[str, Any]:
    """What stands beside the form of an act: basis, limit, and what follows from it."""
    return {
        "basis": row.basis,
        "statutory": row.status == "VERIFIED",
        "limit_words": limit_words(row, clocks, now),
        "overdue": bool((c := limit_clock(row, clocks)) and c.overdue_after and now > c.overdue_after),
        "stops": [clock.name for clock in ahead.stops],
        "starts": [_start(start, now) for start in ahead.starts],
        "told": "、".join(agency.name for agency in ahead.told),
        "copied": "、".join(agency.name for agency in ahead.copied),
    }


def draft(paper: DraftPaper) -> dict[str, Any]:
    """A paper before it is issued, without its pages."""
    return {
        "kind": paper.kind,
        "name": paper.name,
        "sent": _sent(paper),
        "lacks": [reason.sentence for reason in paper.lacks],
    }


def _sent(paper: DraftPaper) -> str:
    """To whom it goes, in words."""
    to = "本机关留存" if paper.stays else f"送{paper.to or '（尚未选定的机关）'}"
    return f"{to}，抄送{'、'.join(paper.copies)}" if paper.copies else to


def _start(start: Start, now: datetime) -> dict[str, str]:
    limit = start.due.limit
    until = start.due.overdue_after
    return {
        "name": limit.name,
        "agency": start.agency.name,
        "until": f"至{deadline_in_words(until, now=now)}" if until else limit_length(limit),
        "provisional": "（暂定）" if start.due.provisional else "",
        "basis": limit.basis,
    }


def _primary(rows: Sequence[Transition], clocks: Mapping[str, Clock]) -> Transition | None:
    """The act whose statutory duty is running comes before what merely may be done; else the first of the table."""
    pressing = (
        row for row in rows if (c := limit_clock(row, clocks)) is not None and c.nature == Nature.DUTY
    )
    return next(pressing, rows[0] if rows else None)


def _closed(closed: Iterable[ClosedAct]) -> list[dict[str, Any]]:
    """Acts that are closed for the very same reasons stand on one line."""
    told = [(tuple(_told(act)), act.row) for act in closed]
    told.sort(key=lambda pair: pair[0])
    return [
        {
            "code": (rows := [row for _, row in group])[0].act,
            "label": "、".join(row.label for row in rows),
            "reasons": reasons,
        }
        for reasons, group in groupby(told, key=lambda pair: pair[0])
    ]


def _told(act: ClosedAct) -> list[str]:
    # Whose act it is says enough; the article stands under the button of the one who may.
    if not_yours := [r.sentence for r in act.reasons if r.code == "not_yours"]:
        return not_yours
    return [str(reason) for reason in act.reasons]
