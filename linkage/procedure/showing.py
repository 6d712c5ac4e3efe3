"""An act before it is done, as plain values: the buttons, what it rests on, what follows, its papers, the words of a status."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from linkage.accounts.models import User
from linkage.deadlines.cards import card, limit_of
from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.law import rule_for_fact
from linkage.law.transitions import Transition
from linkage.law.wording import SHANGHAI, deadline_in_words, limit_length
from linkage.procedure.preview import DraftPaper, Prospect, Start
from linkage.procedure.procedures import Procedure, pausing_acts
from linkage.procedure.reasons import ActPanel, ClosedAct


def status_words(procedure: Procedure, status: str) -> dict[str, str]:
    """The status in the shape `components/status.html` documents."""
    return {"word": procedure.table.label_of(status), "tone": procedure.tones.get(status, "draft")}


def under_way(clocks: Sequence[Clock]) -> list[Clock]:
    """The clocks that run or stand still; one that goes on again is there once, as it goes on."""
    running = {(c.line, c.code) for c in clocks if c.state == ClockState.RUNNING}
    return [
        c for c in clocks
        if c.state == ClockState.RUNNING or (stands_still(c) and (c.line, c.code) not in running)
    ]  # fmt: skip


def stands_still(clock: Clock) -> bool:
    """Whether an act let it stand still instead of ending it."""
    return clock.state == ClockState.STOPPED and clock.stopped_by_act in pausing_acts()


def clock_cards(
    clocks: Iterable[Clock], now: datetime, url_of: Callable[[Clock], str]
) -> list[dict[str, Any]]:
    """These clocks as cards, in the order given."""
    return [card(clock, now, url_of(clock), stands_still=stands_still(clock)) for clock in clocks]


def turn_words(procedure: Procedure, subject: Any, reader: User) -> str:
    """轮到谁、做什么, as one sentence; for an ended procedure, that it has ended."""
    if not subject.status:
        return ""
    side = procedure.table.turns[subject.status]
    if side is None:
        return f"{procedure.table.noun}已办结"
    agency = subject.agency_on(side)
    whom = f"本机关（{agency.name}）" if agency.pk == reader.agency_id else agency.name
    return f"轮到{whom}{procedure.duties[subject.status]}"


def acts(
    procedure: Procedure,
    subject: Any,
    panel: ActPanel,
    reader: User,
    clocks: Mapping[str, Clock],
    now: datetime,
    url_of: Callable[[str], str],
) -> dict[str, Any]:
    """下一步, in the shape `components/act_panel.html` documents; `url_of` gives the page of an act.

    No act is the first of all for someone whose turn it is not.
    """
    side = procedure.table.turns[subject.status]
    turn = subject.agency_on(side) if side else None
    theirs = [row for row in panel.open if turn and subject.agency_on(row.who.side) == turn]
    first = _primary(theirs, clocks)
    return {
        "whose_turn": f"{turn_words(procedure, subject, reader)}。",
        "open": [
            {
                "code": row.act,
                "label": row.label,
                "url": url_of(row.act),
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
    """The act whose statutory duty is running; else the first that an article provides for; else the first of the table."""
    for row in rows:
        clock = limit_clock(row, clocks)
        if clock is not None and clock.nature == Nature.DUTY:
            return row
    return next((row for row in rows if row.status == "VERIFIED"), rows[0] if rows else None)


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
