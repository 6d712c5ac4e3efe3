"""What an act would bring, before it is done: its papers as they would be issued, the clocks it stops and starts.

Nothing here writes. The same row, the same facts and the same filling of papers as `carry_out` uses, without a number.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from linkage.accounts.models import Agency, User
from linkage.audit.canonical import canonical
from linkage.deadlines.models import Clock
from linkage.documents.actions import Draft, content_of, reasons_against_issuing
from linkage.documents.paper_kinds import paper_kind
from linkage.documents.typesetting import IncompletePaper, pages_png
from linkage.law import Due, as_stated, due, rule_for_fact
from linkage.law.refusal import Reason
from linkage.law.transitions import Table, Transition
from linkage.law.wording import SHANGHAI
from linkage.procedure.carrying_out import Act, Papers, drafts_of, plain
from linkage.procedure.reasons import Subject

KEPT_PREVIEWS = 16
"""Set pages kept in memory: the page and the pictures on it ask for the same ones within seconds."""


@dataclass(frozen=True)
class DraftPaper:
    """One paper as it would be issued; `lacks` are the questions still open, and then there is nothing to show.

    `to` is empty while the agency has not been chosen, and for a paper that `stays` with the agency itself.
    """

    kind: str
    name: str
    to: str
    stays: bool
    copies: tuple[str, ...]
    content: Mapping[str, Any]
    lacks: tuple[Reason, ...]

    def pages(self) -> tuple[bytes, ...]:
        """Its pages as pictures, marked 预览; none while something is lacking."""
        return () if self.lacks else _pages(canonical(plain(self.content)))


@dataclass(frozen=True)
class Start:
    """A clock that would start: whose duty, and when it would fall due."""

    code: str
    agency: Agency
    since: datetime
    due: Due


@dataclass(frozen=True)
class Prospect:
    """What follows from the act."""

    stops: tuple[Clock, ...]
    starts: tuple[Start, ...]
    told: tuple[Agency, ...]
    copied: tuple[Agency, ...]


def act_ahead(
    table: Table,
    row: Transition,
    subject: Subject,
    *,
    by: User,
    at: datetime,
    facts: Mapping[str, Any],
    clocks: Mapping[str, Clock],
    occurred_at: datetime | None = None,
) -> Act:
    """The act as it would stand before `carry_out` fills its papers; a paper not said to be served yet is served now."""
    stated = {name: value for name, value in facts.items() if value is not None}
    if "served_at" in row.asks:
        stated.setdefault("served_at", occurred_at or at)
    return Act(
        table=table,
        row=row,
        subject=subject,
        by=by,
        at=at,
        occurred_at=occurred_at or at,
        facts=stated,
        clocks={code: clock for code, clock in clocks.items() if code not in row.stops},
        stopped=[clocks[code] for code in row.stops if code in clocks],
    )


def draft_papers(doing: Act, papers: Papers) -> list[DraftPaper]:
    """The papers this act would issue, with the facts stated so far; facts not stated yet are questions, not blanks."""
    drafts = drafts_of(_with_open_questions(doing), papers)
    return [
        _drafted(doing, draft, item.to == "self" or draft.to is None and item.to in doing.table.sides)
        for draft, item in zip(drafts, doing.issues, strict=True)
    ]


def prospect(doing: Act) -> Prospect:
    """Which clocks would stop, which start and until when, who is told and who gets a copy."""
    starts = []
    for item in doing.starts:
        since = doing.moment(item.since) or doing.occurred_at
        if isinstance(agency := _agency(doing, item.side), Agency):
            counted = as_stated(_due(item.code, since), doing.facts.get(item.until))
            starts.append(Start(item.code, agency, since, counted))
    copied = [side for item in doing.issues for side in item.copies]
    return Prospect(
        stops=tuple(doing.stopped),
        starts=tuple(starts),
        told=_agencies(doing, doing.row.tells),
        copied=_agencies(doing, copied),
    )


def _due(code: str, since: datetime) -> Due:
    day = since.astimezone(SHANGHAI).date()
    return due(code, since, as_of=max(rule_for_fact(code, day).in_force_from, day))


def _drafted(doing: Act, draft: Draft, stays: bool) -> DraftPaper:
    content = content_of(draft, doing.subject.dossier, made_at=doing.occurred_at, number=None)
    return DraftPaper(
        kind=draft.kind,
        name=paper_kind(draft.kind).name,
        to=draft.to.name if draft.to else "",
        stays=stays,
        copies=tuple(agency.name for agency in draft.copies),
        content=content,
        lacks=_lacks(draft, content),
    )


def _lacks(draft: Draft, content: Mapping[str, Any]) -> tuple[Reason, ...]:
    try:
        return tuple(reasons_against_issuing(draft, content))
    except IncompletePaper as incomplete:
        return incomplete.reasons


class _Unstated(dict[str, Any]):
    """Facts, of which those not stated yet are empty instead of an error in whoever fills a paper."""

    def __missing__(self, name: str) -> Any:
        return ""


def _with_open_questions(doing: Act) -> Act:
    facts = _Unstated(doing.facts)
    # An agency not chosen yet has no name.
    facts.setdefault("competent_agency", Agency())
    return replace(doing, facts=facts)


def _agency(doing: Act, side: str) -> Agency | None:
    try:
        return doing.agency(side)
    except KeyError:
        return None


def _agencies(doing: Act, sides: Iterable[str]) -> tuple[Agency, ...]:
    found = [agency for side in sides if (agency := _agency(doing, side)) is not None]
    return tuple({agency.pk: agency for agency in found}.values())


@lru_cache(maxsize=KEPT_PREVIEWS)
def _pages(content: str) -> tuple[bytes, ...]:
    return tuple(pages_png(json.loads(content)))
