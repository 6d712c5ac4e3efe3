"""Screening: one dossier, those that moved, all of them. The worker keeps the rows true; the command does everything at once.

Three ways lead to a dossier: its chain moved within the last day (a seek in the index of last acts), the sweep of the day came by
(open dossiers, because a penalty entered elsewhere may count here; and whatever was worked out under another law), the command.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.timezone import localdate

from linkage.accounts.roles import Line
from linkage.assessments.stated import words_of
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier
from linkage.law import law_digest
from linkage.law.assessment import FACTS, BadFacts
from linkage.screening.judging import Verdict, judge, with_penalties
from linkage.screening.models import Duty, Screened, ScreeningSweep
from linkage.screening.reading import Reading

BATCH = 25
"""Few enough that a worker told to stop has soon finished what it began."""
LATELY = timedelta(days=1)
_WRITTEN = (
    "agency", "duty", "is_doubtful", "clauses", "facts", "remark", "why_not", "why_words", "since", "found_at",
    "chain_head", "law_digest", "screened_at",
)  # fmt: skip


def screen(dossier: Dossier, *, at: datetime) -> Screened:
    """Work out one dossier anew and keep the result. A hit keeps the moment at which it was first found."""
    reading = Reading.of(dossier)
    verdict, facts = _verdict(reading)
    before = Screened.objects.filter(dossier=dossier).first()
    row = Screened(
        dossier=dossier,
        agency=facing(dossier, Line.ECOLOGY.value, localdate(at)) or dossier.lead_agency,
        chain_head=dossier.head_sequence,
        law_digest=law_digest(),
        screened_at=at,
        remark=verdict.remark,
    )
    if verdict.duty is not Duty.NONE and not reading.handed_over(verdict.duty):
        same = before is not None and before.duty == verdict.duty
        row.duty, row.is_doubtful, row.clauses = verdict.duty, verdict.is_doubtful, list(verdict.clauses)
        row.facts = [[FACTS[n].label, words_of(n, facts[n])] for n in verdict.used if n in facts]
        row.why_not, row.why_words = reading.why_not(verdict.duty)
        row.since = reading.since(localdate(at))
        row.found_at = before.found_at if same and before else at
        if same and before and before.since:
            row.since = min(row.since, before.since)
    Screened.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["dossier"], update_fields=_WRITTEN
    )
    return row


def refresh(*, at: datetime, limit: int = BATCH) -> int:
    """The worker's round: dossiers that moved lately, then the next stretch of the day's sweep. Returns how many were looked at."""
    moved = Dossier.objects.filter(last_act_at__gte=at - LATELY).filter(_not_up_to_date())
    found = list(moved.order_by("last_act_at")[:limit])
    for dossier in found:
        screen(dossier, at=at)
    return len(found) or _sweep_on(at, limit)


def screen_all(*, at: datetime) -> Iterator[Screened]:
    """Every dossier, whether it moved or not, in the order they were opened."""
    last = 0
    while batch := list(Dossier.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for dossier in batch:
            yield screen(dossier, at=at)
        last = batch[-1].pk


def _sweep_on(at: datetime, limit: int) -> int:
    """The next stretch of today's sweep; a stretch another worker took first is left to it."""
    sweep, _ = ScreeningSweep.objects.get_or_create(day=localdate(at))
    if sweep.finished_at:
        return 0
    stretch = list(
        Dossier.objects.filter(pk__gt=sweep.next_dossier).order_by("pk").values_list("pk", flat=True)[:limit]
    )
    mine = ScreeningSweep.objects.filter(
        pk=sweep.pk, next_dossier=sweep.next_dossier, finished_at__isnull=True
    )
    if not stretch:
        mine.update(finished_at=at)
        return 0
    if not mine.update(next_dossier=stretch[-1]):
        return 0
    due = Dossier.objects.filter(pk__in=stretch).filter(Q(is_open=True) | _not_up_to_date())
    done = [screen(dossier, at=at) for dossier in due]
    ScreeningSweep.objects.filter(pk=sweep.pk).update(screened=F("screened") + len(done))
    return len(stretch)


def _not_up_to_date() -> Q:
    return (
        Q(screened__isnull=True)
        | ~Q(screened__chain_head=F("head_sequence"))
        | ~Q(screened__law_digest=law_digest())
    )


def _verdict(reading: Reading) -> tuple[Verdict, dict[str, Any]]:
    """By all that is known; where record and statement contradict each other, by what was stated, and the remark says so."""
    facts, punished = reading.facts(), reading.punished()
    try:
        return judge(facts, punished), with_penalties(facts, punished)
    except BadFacts as error:
        told = "卷宗中的事实相互矛盾，请核对：" + "；".join(error.errors.values())
    stated = reading.stated_alone()
    try:
        verdict = judge(stated) if stated else Verdict(Duty.NONE)
    except BadFacts:
        verdict = Verdict(Duty.NONE)
    remark = f"{told}{verdict.remark}"
    return Verdict(verdict.duty, verdict.is_doubtful, verdict.clauses, verdict.used, remark), stated
