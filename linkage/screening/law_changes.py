"""法律变更: which running clocks and open dossiers a change of law touches, with old and new due moment.

Three things are told apart: our data of the law read otherwise than before (another folder of it, or what was counted under
another state of it), a clock that was recounted on that account (its entry is on the chain), and a rule that comes into force on a
day the law names. An act that was done keeps the law it was done under; nothing here changes anything.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from linkage.accounts.roles import Line
from linkage.assessments.models import AssessmentRound
from linkage.audit.models import AuditEntry
from linkage.cases.models import Case
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.running import counted_under, due_of
from linkage.dossiers.models import Dossier
from linkage.law import Calendar, NotInForce, UnknownRule, law_digest
from linkage.law.calendar import calendar_file
from linkage.law.changes import ChangeKind, LawChange
from linkage.law.statute_book import LAW, statutes_read_from
from linkage.law.wording import SHANGHAI

BATCH = 500


@dataclass(frozen=True)
class TouchedClock:
    """One running clock whose due moment is another one, from `before` to `after` (None: no due moment)."""

    number: str
    title: str
    clock_id: int
    code: str
    name: str
    agency: str
    before: datetime | None
    after: datetime | None
    why: str

    def as_dict(self) -> dict[str, Any]:
        """JSON values only."""
        moments = {name: _iso(getattr(self, name)) for name in ("before", "after")}
        return {**asdict(self), **moments}


@dataclass(frozen=True)
class TouchedDossier:
    """One open dossier, and what of it rests on law that changed."""

    number: str
    title: str
    what: str
    why: str


def clocks_counted_otherwise(
    folder: Path, changes: Iterable[LawChange], clocks: QuerySet[Clock]
) -> Iterator[TouchedClock]:
    """The running clocks that fall due at another moment under our law than under the law of `folder`.

    Only clocks of a changed rule are counted; all of them where a way of counting or a holiday changed.
    """
    statutes = [c for c in changes if c.item.folder in ("statutes", "holidays")]
    if not statutes:
        return
    codes = {c.item.code for c in statutes if "/limit/" in c.item.key}
    every = any("/limit/" not in c.item.key for c in statutes)
    calendar = Calendar.load(calendar_file() or None, _holidays(folder))
    for clock in _running(clocks if every else clocks.filter(code__in=codes)):
        with statutes_read_from(folder / "statutes"):
            before = _due_or_none(clock, calendar)
        after = _due_or_none(clock, None)
        if before != after:
            yield _touched(clock, before, after, "本时限的规则或者算法、放假安排改变")


def clocks_to_be_recounted(clocks: QuerySet[Clock]) -> Iterator[TouchedClock]:
    """The running clocks that were counted under another state of the law, and by ours fall due at another moment."""
    for clock in _running(clocks.exclude(law_digest=counted_under())):
        after = _due_or_none(clock, None)
        if clock.due_at != after:
            yield _touched(clock, clock.due_at, after, "法律数据或者放假安排已经更新，等待平台重新计算")


def clocks_recounted(since: date, dossiers: QuerySet[Dossier]) -> Iterator[TouchedClock]:
    """The clocks the platform counted anew since that day, as their entries on the chain say."""
    start = datetime.combine(since, datetime.min.time(), SHANGHAI)
    entries = AuditEntry.objects.filter(
        act="clock_recounted", at__gte=start, chain__in=dossiers.values("chain")
    )
    titles = dict(dossiers.filter(chain__in=entries.values("chain")).values_list("number", "title"))
    for entry in entries.order_by("-at", "-pk").iterator(BATCH):
        facts: Mapping[str, Any] = json.loads(entry.body)["facts"]
        yield TouchedClock(
            entry.label, titles.get(entry.label, ""), 0, facts["clock"], facts["sentence"].split("”")[0].rpartition("“")[2],
            "", _moment(facts["before"]), _moment(facts["after"]), f"{timezone.localtime(entry.at):%Y-%m-%d}重新计算",
        )  # fmt: skip


def dossiers_assessed_under_other_law(dossiers: QuerySet[Dossier]) -> Iterator[TouchedDossier]:
    """Open dossiers whose latest assessment was made with other data of the law than ours: assess anew before deciding."""
    for made in _latest_rounds(dossiers):
        if made.law_digest != law_digest():
            yield _dossier(
                made.assessment.dossier,
                "入罪评估",
                f"{timezone.localdate(made.made_at)}评估时的法律数据已经更新，应重新评估",
            )


def dossiers_before_the_change(
    changes: Iterable[LawChange], dossiers: QuerySet[Dossier]
) -> Iterator[TouchedDossier]:
    """Open dossiers whose conduct ended before a standard for crime or detention came into force: both laws count, the milder governs."""
    days = sorted(
        {c.on for c in changes if c.on and c.item.folder == "offences" and c.kind is ChangeKind.IN_FORCE}
    )
    for day in days:
        older = Case.objects.filter(dossier__in=dossiers.filter(is_open=True), conduct_until__lt=day)
        for case in older.select_related("dossier").order_by("pk").iterator(BATCH):
            why = f"行为终了日 {case.conduct_until}，早于 {day} 施行日：从旧兼从轻，新旧两法都算，不能直接适用新法"
            yield _dossier(case.dossier, "适用的法律", why)


def clocks_of_changed_rules(changes: Iterable[LawChange], clocks: QuerySet[Clock]) -> Iterator[TouchedClock]:
    """Running clocks of a limit of which a version comes into force or ends: they go on under the version of the day they started."""
    days = {c.item.code: c.on for c in changes if c.on and "/limit/" in c.item.key}
    for clock in _running(clocks.filter(code__in=days)):
        yield _touched(
            clock,
            clock.due_at,
            _due_or_none(clock, None),
            f"{days[clock.code]} 起规则有变，本时钟按起算日的规定计算",
        )


def acts_under_changed_rules(
    changes: Iterable[LawChange], dossiers: QuerySet[Dossier]
) -> Iterator[TouchedDossier]:
    """Open dossiers in which an act was done under a limit that now reads otherwise; the snapshot on the chain stays as it is."""
    still_open = dossiers.filter(is_open=True)
    for change in changes:
        if change.kind is not ChangeKind.CHANGED or "/limit/" not in change.item.key:
            continue
        entries = AuditEntry.objects.filter(
            chain__in=still_open.values("chain"), body__contains=f'"code":"{change.item.code}"'
        )
        for dossier in still_open.filter(chain__in=entries.values("chain")).order_by("pk").iterator(BATCH):
            yield _dossier(
                dossier,
                f"已办的行为（{change.item.name}）",
                f"办理时的规则后来改变（{change.words}）；已办的以当时的快照为准",
            )


def every_clock() -> QuerySet[Clock]:
    """For the command, which no reader stands behind."""
    return Clock.objects.all()


def _running(clocks: QuerySet[Clock]) -> Iterator[Clock]:
    found = clocks.filter(state=ClockState.RUNNING).select_related("dossier", "agency")
    yield from found.prefetch_related("pauses", "extensions").order_by("pk").iterator(BATCH)


def _due_or_none(clock: Clock, calendar: Calendar | None) -> datetime | None:
    """By which moment we remind; None where the article gives no number, or the folder does not know the rule."""
    try:
        result = due_of(clock, calendar)
    except (UnknownRule, NotInForce):
        return None
    return result.remind_by if result.due_at is not None else None


def _latest_rounds(dossiers: QuerySet[Dossier]) -> Iterator[AssessmentRound]:
    rounds = AssessmentRound.objects.filter(
        assessment__dossier__in=dossiers.filter(is_open=True), assessment__assessing_agency__line=Line.ECOLOGY
    ).select_related("assessment__dossier")
    latest: dict[int, AssessmentRound] = {}
    for made in rounds.defer("result", "detention", "sources").order_by("pk").iterator(BATCH):
        latest[made.assessment_id] = made
    yield from latest.values()


def _touched(clock: Clock, before: datetime | None, after: datetime | None, why: str) -> TouchedClock:
    return TouchedClock(
        clock.dossier.number, clock.dossier.title, clock.pk, clock.code, clock.name, clock.agency.name, before, after, why
    )  # fmt: skip


def _dossier(dossier: Dossier, what: str, why: str) -> TouchedDossier:
    return TouchedDossier(dossier.number, dossier.title, what, why)


def _holidays(folder: Path) -> Path:
    own = folder / "holidays"
    return own if own.is_dir() else LAW / "holidays"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _iso(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None
