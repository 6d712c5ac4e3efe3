"""Silence is an event: the worker's sweep over running clocks that have reached their next step.

Each step happens exactly once, whoever sweeps and whenever a sweeper is killed: the clock's row is moved on by
compare-and-set in the same transaction as the entry on the chain and the message.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from linkage.accounts.models import Agency
from linkage.accounts.queries import pairing_of
from linkage.accounts.roles import Line
from linkage.deadlines.models import Clock, ClockState, Nature
from linkage.deadlines.running import counted_under, next_step_moment, project, recompute
from linkage.dossiers.models import Dossier, Participation, ParticipationRole
from linkage.dossiers.recording import PLATFORM, record
from linkage.inbox.actions import Note, send
from linkage.inbox.models import Weight
from linkage.law import snapshot
from linkage.law.escalation import ACTOR, STEPS, SUPERIOR, Step
from linkage.law.refusal import Refused
from linkage.law.wording import deadline_in_words, duration

BATCH = 200


def sweep(*, at: datetime, limit: int = BATCH) -> int:
    """Carry out every step that has come due, oldest first, up to `limit`; returns how many were carried out."""
    due = Clock.objects.filter(state=ClockState.RUNNING, next_step_at__lte=at)
    return sum(_one(pk, at) for pk in due.order_by("next_step_at").values_list("pk", flat=True)[:limit])


def recount(*, at: datetime, limit: int = BATCH) -> int:
    """Compute anew the open clocks that were counted under another state of the law (a new holiday arrangement).

    A changed due moment becomes an entry on the dossier's chain with the old and the new value.
    """
    stale = Clock.objects.filter(state=ClockState.RUNNING).exclude(law_digest=counted_under())
    return sum(_recount(pk, at) for pk in stale.order_by("pk").values_list("pk", flat=True)[:limit])


@transaction.atomic
def _one(pk: int, at: datetime) -> bool:
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("lead_agency").get(clocks__pk=pk)
    clock = Clock.objects.select_related("agency").get(pk=pk)
    if clock.state != ClockState.RUNNING or clock.next_step_at is None or clock.next_step_at > at:
        return False
    step = STEPS[clock.step]
    if step.code == "overdue" and clock.nature != Nature.DUTY:
        return _lapse(clock, dossier, at)
    following = _following(clock)
    moved = Clock.objects.filter(pk=pk, state=ClockState.RUNNING, step=clock.step).update(
        step=following, next_step_at=next_step_moment(clock, following)
    )
    if not moved:
        return False
    if clock.nature != Nature.CONDITIONAL:
        _tell(clock, dossier, step, at)
    return True


def _following(clock: Clock) -> int:
    """The next step; without a number there is no overdue of its own, so the superior comes next."""
    uncounted = (
        clock.due_at is None and STEPS[clock.step + 1].to == ACTOR if clock.step + 1 < len(STEPS) else False
    )
    return clock.step + (2 if uncounted else 1)


def _tell(clock: Clock, dossier: Dossier, step: Step, at: datetime) -> None:
    told = _told(clock, dossier, step, at)
    if told is None:
        return
    sentence = _sentence(clock, step, at)
    record(
        dossier,
        act=f"clock_{step.code}",
        actor=PLATFORM,
        at=at,
        facts={"sentence": sentence, "label": step.label, "clock": clock.code, "told": told.name},
        law={
            "limits": [snapshot(clock.code, localdate(clock.started_at))],
            "basis": "平台设计（通知七）",
            "status": "MEMORY",
        },
    )
    weight = Weight.NEAR if step.code == "near" else Weight.OVERDUE
    send(dossier, [Note(told.pk, f"{dossier.title}：{sentence}", weight)], at=at)


def _told(clock: Clock, dossier: Dossier, step: Step, at: datetime) -> Agency | None:
    """The actor, then the superior in its own line, then the procuratorate, which from now on takes part."""
    if step.to == ACTOR:
        return clock.agency
    if step.to == SUPERIOR:
        return clock.agency.parent
    procuratorate = _procuratorate(dossier, at)
    if procuratorate is None or procuratorate.pk == clock.agency_id:
        return None
    Participation.objects.get_or_create(
        dossier=dossier,
        agency=procuratorate,
        role=ParticipationRole.PROCURATORIAL,
        until=None,
        defaults={"since": at},
    )
    return procuratorate


def _procuratorate(dossier: Dossier, at: datetime) -> Agency | None:
    taking_part = Participation.objects.filter(
        dossier=dossier, until__isnull=True, agency__line=Line.PROCURATORATE
    ).select_related("agency")
    if first := taking_part.order_by("pk").first():
        return first.agency
    try:
        return pairing_of(dossier.lead_agency, localdate(at)).procuratorate
    except Refused:
        return None


def _sentence(clock: Clock, step: Step, at: datetime) -> str:
    if clock.due_at is None:
        return f"“{clock.name}”自{deadline_in_words(clock.started_at).removesuffix('前')}起仍未办理，条文要求立即或者及时（平台提醒）。"
    until = deadline_in_words(clock.overdue_after or clock.due_at, now=at)
    if step.code == "near":
        return f"“{clock.name}”临期，应于{until}办理（{clock.agency.name}）。"
    over = duration(at - clock.overdue_after) if clock.overdue_after else ""
    return f"“{clock.name}”超期{over}，应于{until}办理而没有办理（{clock.agency.name}）。"


def _lapse(clock: Clock, dossier: Dossier, at: datetime) -> bool:
    """A conditional step or a right runs out without fault: nobody is reproached.

    Only the end of a right is an event on the chain; a conditional step that nobody needed is no event.
    """
    moved = Clock.objects.filter(pk=clock.pk, state=ClockState.RUNNING, step=clock.step).update(
        state=ClockState.LAPSED, stopped_at=clock.overdue_after, stopped_by_act="lapsed", next_step_at=None
    )
    if not moved:
        return False
    if clock.nature == Nature.CONDITIONAL:
        return True
    record(
        dossier,
        act="clock_lapsed",
        actor=PLATFORM,
        at=at,
        facts={
            "sentence": f"“{clock.name}”的期限已过，没有办理（{clock.agency.name}）。",
            "label": "期限已过",
            "clock": clock.code,
        },
        law={"limits": [snapshot(clock.code, localdate(clock.started_at))]},
        changes=project(dossier, clock.line),
    )
    return True


@transaction.atomic
def _recount(pk: int, at: datetime) -> bool:
    dossier = Dossier.objects.select_for_update().get(clocks__pk=pk)
    clock = Clock.objects.get(pk=pk)
    before = clock.due_at
    if clock.state != ClockState.RUNNING or not recompute(clock):
        return False
    old, new = (deadline_in_words(m) if m else "无" for m in (before, clock.due_at))
    record(
        dossier,
        act="clock_recounted",
        actor=PLATFORM,
        at=at,
        facts={
            "sentence": f"放假安排或者法律数据更新，“{clock.name}”由{old}改为{new}。",
            "label": "重新计算期限",
            "clock": clock.code,
            "before": before.isoformat() if before else None,
            "after": clock.due_at.isoformat() if clock.due_at else None,
        },
        law={"limits": [snapshot(clock.code, localdate(clock.started_at))]},
        changes=project(dossier, clock.line),
    )
    return True
