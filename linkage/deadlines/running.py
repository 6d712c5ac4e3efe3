"""Starting, stopping and extending clocks inside an act. The counting is `law`'s; here it becomes a row."""

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from linkage.accounts.models import Agency
from linkage.deadlines.models import Clock, ClockState, Extension, Nature, Pause
from linkage.dossiers.models import NO_DUE, Dossier, Matter
from linkage.law import Calendar, Due, as_stated, due, law_digest, rule_for_fact
from linkage.law.calendar import OVERRIDE_VARIABLE
from linkage.law.escalation import near_moment, step_moment
from linkage.law.limits import Unit
from linkage.law.wording import SHANGHAI

SEVEN_DAYS = timedelta(days=7)
"""What is entered sooner than this is never late; only then is the calendar asked."""


@dataclass(frozen=True)
class Begin:
    """A clock about to run: its rule, whose duty, and the moment of its start fact."""

    code: str
    agency: Agency
    since: datetime
    until: date | None = None
    """The last day as the paper itself states it; None: the law's own length is counted."""


def running_clocks(dossier: Dossier, line: str = "") -> dict[str, Clock]:
    """The running clocks of the case, or of one procedure beside it, by code. One SQL statement."""
    running = Clock.objects.filter(dossier=dossier, line=line, state=ClockState.RUNNING)
    return {clock.code: clock for clock in running}


def planned(dossier: Dossier, begins: Sequence[Begin], line: str = "") -> list[Clock]:
    """These clocks with their due moments, not running yet. No SQL statement."""
    return [_clock(dossier, item, line) for item in begins]


def start(clocks: Sequence[Clock]) -> None:
    """Set planned clocks going. One SQL statement for all of them, none if there are none."""
    if clocks:
        Clock.objects.bulk_create(clocks)


def stop(clocks: Iterable[Clock], *, at: datetime, act: str) -> None:
    """Stop these running clocks because `act` was done at `at`. One statement for those in time, one for those overdue."""
    stopped = list(clocks)
    for was_overdue in (False, True):
        ids = [c.pk for c in stopped if is_overdue(c, at) is was_overdue]
        if ids:
            Clock.objects.filter(pk__in=ids, state=ClockState.RUNNING).update(
                state=ClockState.STOPPED,
                stopped_at=at,
                stopped_by_act=act,
                was_overdue=was_overdue,
                next_step_at=None,
            )


def resumed(
    dossier: Dossier, line: str, codes: Sequence[str], *, by_acts: Sequence[str], at: datetime, reason: str
) -> list[Clock]:
    """Set clocks going again that one of `by_acts` let stand still: same start, the time between is a pause of theirs.

    Nothing for a code of which no clock stands still.
    """
    stood = Clock.objects.filter(
        dossier=dossier, line=line, code__in=codes, state=ClockState.STOPPED, stopped_by_act__in=by_acts
    )
    latest = {
        clock.code: clock
        for clock in stood.order_by("stopped_at", "pk").prefetch_related("pauses", "extensions")
    }
    return [_again(clock, at, reason) for clock in latest.values()]


def _again(before: Clock, at: datetime, reason: str) -> Clock:
    begin = Begin(before.code, before.agency, before.started_at, before.stated_until)
    clock = _clock(before.dossier, begin, before.line)
    clock.save(force_insert=True)
    pauses = [(p.since, p.until, p.reason) for p in before.pauses.all()]
    assert before.stopped_at is not None
    for since, until, why in [*pauses, (before.stopped_at, at, reason)]:
        Pause.objects.create(clock=clock, since=since, until=until, reason=why[:300])
    for given in before.extensions.all():
        given.pk, given.clock = None, clock
        given.save(force_insert=True)
    recompute(clock)
    return clock


def extend(clock: Clock, *, length: int, unit: Unit, approved_by: str, reason: str, at: datetime) -> Clock:
    """Lengthen a running clock: the extension is a row, the due moment is computed anew from all of them."""
    Extension.objects.create(
        clock=clock, length=length, unit=unit, approved_by=approved_by, reason=reason, approved_at=at
    )
    recompute(clock)
    return clock


def recompute(clock: Clock) -> bool:
    """Compute the due moment anew from start, pauses and extensions; True when the day has changed."""
    before = clock.due_at, clock.overdue_after, clock.provisional
    _apply(clock, due_of(clock))
    fields = ["due_at", "overdue_after", "near_at", "provisional", "next_step_at", "law_digest"]
    Clock.objects.filter(pk=clock.pk, state=ClockState.RUNNING, step=clock.step).update(
        **{name: getattr(clock, name) for name in fields}
    )
    return before != (clock.due_at, clock.overdue_after, clock.provisional)


def counted_under() -> str:
    """The state of the law a clock is counted under now: our own statutes and calendars and this deployment's calendar file."""
    return _counted_under(os.environ.get(OVERRIDE_VARIABLE, "").strip())


@cache
def _counted_under(calendar_file: str) -> str:
    own = law_digest()
    return (
        hashlib.sha256(own.encode() + Path(calendar_file).read_bytes()).hexdigest() if calendar_file else own
    )


def due_of(clock: Clock, calendar: Calendar | None = None) -> Due:
    """The due moment with every step that explains it ("为什么是这一天"); by another calendar only to compare."""
    pauses = [(p.since, p.until, p.reason) for p in clock.pauses.all()]
    extensions = [
        (e.length, Unit(e.unit), e.approved_by, e.reason, e.approved_at) for e in clock.extensions.all()
    ]
    counted = _due(clock.code, clock.started_at, pauses=pauses, extensions=extensions, calendar=calendar)
    return as_stated(counted, clock.stated_until)


def is_overdue(clock: Clock, at: datetime) -> bool:
    """Whether the longer of the terms has run out (逾期判定从长)."""
    return clock.nature == Nature.DUTY and clock.overdue_after is not None and at > clock.overdue_after


def entered_late(occurred_at: datetime, at: datetime) -> bool:
    """Whether what was done then is entered after the seven days, a day off at their end not counted (17号第三十四、三十八条)."""
    if at - occurred_at <= SEVEN_DAYS:
        return False
    last = _due("platform_entry", occurred_at).overdue_after
    return last is not None and at > last


def next_clock(clocks: Iterable[Clock], turn_agency_id: int | None = None) -> Clock | None:
    """The clock that runs out first among duties and rights; of two at once, that of the agency whose turn it is.

    Conditional steps never press.
    """
    pressing = [c for c in clocks if c.due_at is not None and c.nature != Nature.CONDITIONAL]
    return min(pressing, key=lambda c: (c.due_at, c.agency_id != turn_agency_id, c.pk or 0), default=None)


def projection(clocks: Iterable[Clock], turn_agency_id: int | None) -> Mapping[str, Any]:
    """What the dossier's row keeps of its next clock.

    A duty to act at once or promptly has no due moment: the platform's own reminder gives it its place in the work list.
    """
    running = list(clocks)
    clock = next_clock(running, turn_agency_id)
    ordered = [c.near_at for c in running if c.due_at is None and c.nature == Nature.DUTY and c.near_at]
    return {
        "next_due_at": clock.due_at if clock else None,
        "work_order": min([*ordered, *([clock.due_at] if clock and clock.due_at else [])], default=NO_DUE),
        "next_near_at": clock.near_at if clock else None,
        "next_clock": clock.code if clock else "",
        "next_provisional": bool(clock and clock.provisional),
    }


def project(dossier: Dossier, line: str) -> dict[str, Any]:
    """What the dossier's row keeps after a clock of this line ended or moved by itself; a matter's row is written here."""
    clocks = running_clocks(dossier, line).values()
    if not line:
        return dict(projection(clocks, dossier.turn_agency_id))
    procedure, _, pk = line.partition(":")
    matter = Matter.objects.filter(procedure=procedure, subject_id=int(pk)).first()
    if matter:
        matter.keep(projection(clocks, matter.turn_agency_id))
    return {}


def _clock(dossier: Dossier, item: Begin, line: str) -> Clock:
    result = as_stated(_due(item.code, item.since), item.until)
    clock = Clock(
        dossier=dossier,
        line=line,
        code=item.code,
        name=result.limit.name,
        nature=str(result.limit.nature),
        statutory=result.limit.statutory,
        agency=item.agency,
        started_at=item.since,
        stated_until=item.until,
    )
    _apply(clock, result)
    return clock


def _due(code: str, since: datetime, **more: Any) -> Due:
    """A fact older than the first version of the rule is counted by that first version."""
    first_day = rule_for_fact(code, since.astimezone(SHANGHAI).date()).in_force_from
    return due(code, since, as_of=max(first_day, since.astimezone(SHANGHAI).date()), **more)


def _apply(clock: Clock, result: Due) -> None:
    remind_by = result.remind_by if result.due_at is not None else None
    clock.due_at = remind_by
    clock.overdue_after = result.overdue_after if remind_by else None
    clock.provisional = result.provisional
    clock.law_digest = counted_under()
    # Where the article only says 立即 or 及时 the platform's own reminder stands in; it is never shown as 法定.
    clock.near_at = near_moment(clock.started_at, remind_by) if remind_by else result.remind_by
    clock.next_step_at = next_step_moment(clock, clock.step)


def next_step_moment(clock: Clock, step: int) -> datetime | None:
    """When this step of escalation comes; where the article gives no number it is counted from the platform's reminder."""
    return step_moment(step, near=clock.near_at, overdue=clock.overdue_after or clock.near_at)
