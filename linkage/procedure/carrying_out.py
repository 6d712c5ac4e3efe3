"""Carries out one row of a transition table, in one transaction: papers, status, clocks, entry, messages.

The order never changes, and nothing is left behind when any step fails.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from linkage.accounts.models import Agency, User
from linkage.deadlines.models import Clock
from linkage.deadlines.running import (
    Begin,
    entered_late,
    is_overdue,
    planned,
    projection,
    resumed,
    running_clocks,
    start,
    stop,
)
from linkage.documents.actions import Draft, issue
from linkage.documents.models import Document
from linkage.dossiers.models import Matter
from linkage.dossiers.recording import Attached, actor_of, record
from linkage.inbox.actions import Note, send
from linkage.law import snapshot
from linkage.law.refusal import OvertakenBy, Reason, Refused
from linkage.law.transitions import Issues, Starts, Table, Transition
from linkage.law.wording import deadline_in_words, moment
from linkage.procedure.reasons import post_for, reasons_against
from linkage.procedure.situation import Situation

Fields = Mapping[str, Any]
Papers = Callable[["Act"], Mapping[str, Fields]]
CLOCKS_APART = timedelta(minutes=1)
"""How far the clocks of two machines may differ before a moment counts as in the future."""
WORDS_AT_MOST = 60
"""How much of a statement stands within the sentence of an act; the whole of it stands in the entry's facts."""


@dataclass
class Act:
    """One act under way: what every step needs to know."""

    table: Table
    row: Transition
    subject: Any
    by: User
    at: datetime
    occurred_at: datetime
    facts: Mapping[str, Any]
    for_name: str = ""
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    """The clocks that go on running; `before_entry` may extend them."""
    started: Sequence[Clock] = ()
    stopped: Sequence[Clock] = ()
    papers: Sequence[Document] = field(default_factory=list)
    evidence: Sequence[Attached] = ()
    """Files whose digests this act's entry carries; set by `before_entry`."""

    read: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, find: Callable[[], Any]) -> Any:
        """What the rules and several papers of this act need is read once for all of them."""
        if name not in self.read:
            self.read[name] = find()
        return self.read[name]

    @cached_property
    def issues(self) -> tuple[Issues, ...]:
        """The papers this act makes in this case."""
        return tuple(item for item in self.row.issues if item.when is None or item.when(self))

    @cached_property
    def starts(self) -> tuple[Starts, ...]:
        """The clocks this act sets going in this case."""
        return tuple(item for item in self.row.starts if item.when is None or item.when(self))

    def agency(self, side: str) -> Agency:
        """The agency on a side, or one that the facts name (`competent_agency`)."""
        named = self.facts.get(side)
        return named if isinstance(named, Agency) else self.subject.agency_on(side)

    def moment(self, name: str) -> datetime:
        """A fact with its own time: stated now, or a column of the subject filled by an earlier act."""
        if name == "occurred_at":
            return self.occurred_at
        stated = self.facts.get(name)
        return stated if stated is not None else getattr(self.subject, name)

    def number_of(self, kind: str) -> str:
        """The number of the dossier's latest paper of this kind, empty if there is none."""
        return self.subject.paper_numbers.get(kind, "")


@dataclass(frozen=True)
class Outcome:
    """What happened in the world."""

    sentence: str
    papers: Sequence[Document]
    clocks: Sequence[Clock]


def carry_out(
    table: Table,
    act: str,
    subject: Any,
    *,
    by: User,
    at: datetime,
    occurred_at: datetime | None = None,
    facts: Mapping[str, Any] | None = None,
    columns: Mapping[str, Any] | None = None,
    papers: Papers | None = None,
    before_entry: Callable[[Act], None] | None = None,
) -> Outcome:
    """Do the act `act` on `subject`, or raise Refused with all the reasons.

    `at` is now, `occurred_at` the moment of the act itself; `columns` are further columns of the subject; `papers`
    fills the fields of the papers the row issues; `before_entry` writes facts of the subject that are rows of their own.
    """
    row = table.row(act)
    with transaction.atomic(savepoint=False):
        opens = subject.pk is None
        line = "" if opens else line_of(table, subject)
        clocks = {} if opens else running_clocks(subject.dossier, line)
        doing = Act(table, row, subject, by, at, occurred_at or at, dict(facts or {}))
        _refuse_if_reasons(doing, clocks)
        post = post_for(row, subject, by)
        doing.for_name = post.for_name if post else ""
        doing.stopped = [clocks.pop(code) for code in (*row.stops, *row.pauses) if code in clocks]
        doing.clocks = clocks
        doing.started = _planned(doing, line)
        doing.papers = _issue(doing, papers)
        # Said while everyone still stands where they stood when it was done.
        sentence = _sentence(doing)
        told = {agency.pk for side in row.tells if (agency := doing.agency(side))}
        _move(doing, dict(columns or {}))
        for clock in doing.started:
            clock.line = line_of(table, subject)
        stop(doing.stopped, at=doing.occurred_at, act=act)
        start(doing.started)
        doing.started = [*doing.started, *_resumed(doing, line)]
        if before_entry:
            before_entry(doing)
        _record(doing, sentence, [*clocks.values(), *doing.started])
        send(
            subject.dossier, [Note(pk, f"{subject.dossier.title}：{sentence}") for pk in sorted(told)], at=at
        )
    return Outcome(sentence, doing.papers, doing.started)


def line_of(table: Table, subject: Any) -> str:
    """What the clocks of this subject carry: nothing for the case itself, its own line for what runs beside it."""
    return "" if table.leads else f"{table.code}:{subject.pk}"


def _planned(doing: Act, line: str) -> list[Clock]:
    """The clocks this act sets going, counted but not running yet."""
    begins = [
        Begin(s.code, doing.agency(s.side), doing.moment(s.since), doing.facts.get(s.until))
        for s in doing.starts
    ]
    return planned(doing.subject.dossier, begins, line)


def _resumed(doing: Act, line: str) -> list[Clock]:
    """The clocks that an earlier row let stand still go on, the time between not counted."""
    if not doing.row.resumes:
        return []
    pausing = [row.act for row in doing.table.rows if row.pauses]
    return resumed(
        doing.subject.dossier,
        line,
        doing.row.resumes,
        by_acts=pausing,
        at=doing.occurred_at,
        reason=doing.row.basis,
    )


def _refuse_if_reasons(doing: Act, clocks: Mapping[str, Clock]) -> None:
    situation = Situation(doing.occurred_at, doing.by, doing.facts, clocks, doing.read)
    reasons = list(reasons_against(doing.table, doing.row, doing.subject, situation))
    overtaken = reasons and reasons[0].code == "wrong_status" and doing.subject.last_by_id != doing.by.pk
    if overtaken and doing.subject.last_by_id:
        raise OvertakenBy([_overtaken(doing), *reasons])
    reasons += _out_of_order(doing, clocks)
    if reasons:
        raise Refused(reasons)


def _out_of_order(doing: Act, clocks: Mapping[str, Clock]) -> list[Reason]:
    """Moments that cannot be: in the future, before the step before, before the clock of this very duty began."""
    reasons, latest = [], doing.at + CLOCKS_APART
    if doing.occurred_at > latest:
        reasons.append(Reason("办理时间不能晚于现在。", remedy="请核对办理时间。", code="in_the_future"))
    clock = clocks.get(doing.row.limit) if doing.row.limit in doing.row.stops else None
    before = doing.subject.status_since
    if before is not None and doing.occurred_at < before:
        said = f"办理时间不能早于上一步（{moment(before)}）。"
        reasons.append(Reason(said, remedy="请核对办理时间。", code="before_the_last_act"))
    elif clock and doing.occurred_at < clock.started_at:
        said = f"办理时间不能早于“{clock.name}”的起算时间（{moment(clock.started_at)}）。"
        reasons.append(Reason(said, remedy="请核对办理时间。", code="before_the_clock"))
    served = doing.facts.get("served_at")
    if served is not None and not doing.occurred_at <= served <= latest:
        said = "送达时间不能早于办理时间，也不能晚于现在。"
        reasons.append(Reason(said, remedy="请核对送达时间。", code="served_out_of_order"))
    return reasons


def _issue(doing: Act, papers: Papers | None) -> list[Document]:
    if not doing.issues:
        return []
    drafts = drafts_of(doing, papers)
    return issue(drafts, doing.subject.dossier, made_at=doing.occurred_at, by=doing.by)


def drafts_of(doing: Act, papers: Papers | None) -> list[Draft]:
    """The papers of this act, filled and signed for, before they have a number (also for the preview)."""
    fields = papers(doing) if papers else {}
    handlers, approver = _signatories(doing)
    return [
        Draft(
            kind=item.kind,
            agency=doing.agency(doing.row.who.side),
            fields=fields[item.kind],
            to=None if item.to == "self" else doing.agency(item.to),
            copies=[doing.agency(side) for side in item.copies],
            handlers=handlers,
            approver=approver,
            served_at=doing.facts.get("served_at") or doing.occurred_at,
        )
        for item in doing.issues
    ]


def _signatories(doing: Act) -> tuple[list[dict[str, str]], dict[str, str] | None]:
    """承办人 and 审批人: the head who acts approves what their handlers prepared; a later paper names who approved before."""
    approved = doing.row.approved
    if approved == "self":
        handlers = doing.subject.handlers_on(doing.row.who.side) or [doing.by]
        approver: User | None = doing.by
        when: datetime | None = doing.occurred_at
    else:
        handlers = [doing.by]
        approver = getattr(doing.subject, f"{approved}_by") if approved else None
        when = getattr(doing.subject, f"{approved}_at") if approved else None
    signed = [{"name": h.name, "credential": h.credential_number} for h in handlers]
    return signed, {"name": approver.name, "at": when.isoformat()} if approver and when else None


def _move(doing: Act, columns: dict[str, Any]) -> None:
    """Status by compare-and-set: whoever comes second changes nothing and learns who was first.

    The moment of the step before is compared too, since an act may leave the status as it is.
    """
    subject, row = doing.subject, doing.row
    changes = {**columns, "last_by": doing.by, "status_since": doing.occurred_at}
    if row.target:
        changes["status"] = row.target
    if row.marks:
        changes |= {f"{row.marks}_at": doing.occurred_at, f"{row.marks}_by": doing.by}
    if doing.papers:
        changes["paper_numbers"] = {**subject.paper_numbers, **{p.kind: p.number for p in doing.papers}}
    if subject.pk is None:
        _create(subject, changes)
        return
    model: type[models.Model] = type(subject)
    stands = model._default_manager.filter(
        pk=subject.pk, status=subject.status, status_since=subject.status_since
    )
    if not stands.update(**changes):
        subject.refresh_from_db()
        raise OvertakenBy([_overtaken(doing)])
    for name, value in changes.items():
        setattr(subject, name, value)


def _create(subject: Any, changes: Mapping[str, Any]) -> None:
    """An opening act: the subject begins to exist with everything this act gives it."""
    for name, value in changes.items():
        setattr(subject, name, value)
    subject.save(force_insert=True)


def _projected(doing: Act, clocks: Sequence[Clock]) -> dict[str, Any]:
    """Where the subject stands now: kept in the dossier's own row, or in that of the matter beside the case."""
    subject, table = doing.subject, doing.table
    side = table.turns[subject.status]
    turn = subject.agency_on(side) if side else None
    stands = {
        "stage": subject.status,
        "stage_label": table.labels[subject.status],
        "turn_agency": turn,
        "is_open": side is not None,
        **projection(clocks, turn.pk if turn else None),
    }
    if table.leads:
        return stands
    alone = table.stands_alone and subject.dossier.stage in ("", *table.turns)
    Matter.objects.update_or_create(
        procedure=table.code,
        subject_id=subject.pk,
        defaults={**stands, "name": str(subject)[:120]},
        create_defaults={
            **stands, "name": str(subject)[:120], "dossier": subject.dossier, "opened_at": doing.occurred_at,
        },
    )  # fmt: skip
    # Whose turn it is and its clocks stay with the matter: a work list names nothing twice.
    return {name: stands[name] for name in ("stage", "stage_label", "is_open")} if alone else {}


def _record(doing: Act, sentence: str, clocks: Sequence[Clock]) -> None:
    subject, row = doing.subject, doing.row
    changes = _projected(doing, clocks)
    record(
        subject.dossier,
        act=row.act,
        actor=actor_of(doing.by, doing.for_name),
        at=doing.at,
        occurred_at=doing.occurred_at,
        facts={
            "sentence": sentence,
            "label": row.label,
            "stage": doing.table.stages.get(subject.status, ""),
            "status": subject.status,
            **({} if doing.table.leads else {"matter": str(subject), "procedure": doing.table.code}),
            "late": entered_late(doing.occurred_at, doing.at),
            "stated": {name: plain(value) for name, value in doing.facts.items()},
            "started": [
                {"code": c.code, "since": plain(c.started_at), "due": plain(c.due_at)} for c in doing.started
            ],
            "stopped": [{"code": c.code, "overdue": is_overdue(c, doing.occurred_at)} for c in doing.stopped],
        },
        law={
            "basis": row.basis,
            "status": row.status,
            "limits": [snapshot(c.code, localdate(c.started_at)) for c in doing.started],
        },
        documents=[Attached(f"{p.name} {p.number}", p.content_sm3) for p in doing.papers],
        evidence=doing.evidence,
        changes=changes,
    )


def _sentence(doing: Act) -> str:
    names = {side: agency.name for side in doing.table.sides if (agency := doing.subject.agency_on(side))}
    names = dict.fromkeys(doing.table.sides, "") | names
    pressing = [c.due_at for c in doing.started if c.due_at and c.nature != "conditional"]
    competent = doing.facts.get("competent_agency")
    return doing.row.done.format(
        **{"procuratorate": names.get("procuratorial", ""), **names},
        subject=str(doing.subject),
        said=_Said(doing.facts),
        competent_agency=competent.name if competent else "",
        number=doing.papers[0].number if doing.papers else "",
        due=deadline_in_words(min(pressing), now=doing.at).removesuffix("前") if pressing else "",
    )


class _Said(dict[str, Any]):
    """What was stated, as words within a sentence: `{said[role_class]}`; nothing where it was left out."""

    def __missing__(self, name: str) -> str:
        return ""

    def __getitem__(self, name: str) -> str:
        value = self.get(name, "")
        words = value if isinstance(value, str) else "、".join(map(str, value)) if value else ""
        return words if len(words) <= WORDS_AT_MOST else f"{words[:WORDS_AT_MOST]}…"


def _overtaken(doing: Act) -> Reason:
    who, when = doing.subject.last_by, moment(doing.subject.status_since)
    stands = doing.table.label_of(doing.subject.status)
    return Reason(
        f"{who.name}（{who.agency.name}）已于{when}办理，{doing.table.noun}现在是「{stands}」。",
        remedy="无需重复办理。",
        code="overtaken",
    )


def plain(value: Any) -> Any:
    """A fact as canonical JSON keeps it: people and agencies by name, moments with their offset."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Agency):
        return value.name
    if isinstance(value, User):
        return f"{value.name}（{value.credential_number}）"
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | models.QuerySet):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)
