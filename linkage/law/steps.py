"""Why this day: the count told step by step, so that a person can follow it on a wall calendar."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linkage.law.calendar import Calendar
from linkage.law.counting import PassedDay, Segment
from linkage.law.limits import Nature, Status, Term, TimeLimit, Unit
from linkage.law.reckoning import Pause, Reckoning, Start
from linkage.law.statute_book import counting_rule
from linkage.law.wording import date_with_weekday, days_left, limit_length, moment, remaining

_CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reckoning; `number` is the count that day got, None where it did not count."""

    kind: str
    on: date | datetime | None
    text: str
    number: int | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "on": self.on.isoformat() if self.on else None,
            "text": self.text,
            "number": self.number,
        }


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that was granted. It goes on from the last day before it, not from a rolled-over day."""

    length: int
    unit: Unit | str
    approved_by: str = ""
    reason: str = ""
    approved_at: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class TermDue:
    """What one instrument makes of the same matter; `reckoning` is None where it gives no number."""

    term: Term
    reckoning: Reckoning | None

    @property
    def due_at(self) -> datetime | None:
        return self.reckoning.due_at if self.reckoning else None

    @property
    def remind_by(self) -> datetime | None:
        return self.reckoning.remind_by if self.reckoning else None

    @property
    def basis(self) -> str:
        return f"{self.term.instrument}{self.term.article}"

    def as_dict(self) -> dict[str, Any]:
        return {
            "instrument": self.term.instrument,
            "article": self.term.article,
            "length": self.term.length,
            "unit": str(self.term.unit),
            "counting": self.term.counting,
            "due_at": self.due_at.isoformat(timespec="seconds") if self.due_at else None,
            "remind_by": self.remind_by.isoformat(timespec="seconds") if self.remind_by else None,
        }


def opening(limit: TimeLimit, began: Start) -> Iterator[Step]:
    """The start fact, the limit with its article, its status, and how it is counted."""
    at = moment(began.at) if began.at and limit.unit is Unit.HOUR else date_with_weekday(began.day)
    day_units = (Unit.NATURAL_DAY, Unit.WORKING_DAY, Unit.MONTH)
    not_counted = "，当日不计入" if limit.unit in day_units else ""
    yield Step("start", began.at or began.day, f"起算：{at} {limit.start_event}{not_counted}")
    yield Step("rule", None, f"期限：{limit_length(limit)}（{limit.basis}）")
    if limit.status is Status.MEMORY:
        sure = _CONFIDENCE.get(limit.confidence, "未知")
        yield Step("caution", None, f"条文未核对（凭记忆，把握{sure}），不得标注法定，使用前由法制人员确认")
    if not limit.in_force(began.day):
        yield Step(
            "caution", None, f"起算日该规定尚未施行（{limit.in_force_from} 起施行），请法制人员核对能否适用"
        )
    if limit.tier_of:
        yield Step("tier", None, "与其他档次从同一天起算，是总天数，不在前一档之后另加")
    if limit.counting and limit.length is not None:
        counting = counting_rule(limit.counting)
        hours = "算法：按小时连续计算，周末、节假日不停，也不顺延（条文没有规定小时的算法，平台从严解释）"
        text = hours if limit.unit is Unit.HOUR else f"算法：{counting.text}（{counting.basis}）"
        yield Step("counting", None, text)


def granted_extensions(
    limit: TimeLimit, granted: Sequence[Extension], due_before: Sequence[datetime]
) -> Iterator[Step]:
    """Each extension, who approved it and why, and what about it needs a second look."""
    for number, (extension, before) in enumerate(zip(granted, due_before, strict=True), 1):
        length = limit_length(Term("", "", extension.length, Unit(extension.unit), ""))
        who = f"，{extension.approved_by}批准" if extension.approved_by else "，未写明批准人"
        why = f"，理由：{extension.reason}" if extension.reason else ""
        yield Step(
            "extension",
            extension.approved_at,
            f"第{number}次延长{length}{who}{why}；接续原末日计算，末日才顺延",
        )
        if extension.approved_at and _after(extension.approved_at, before):
            yield Step(
                "caution",
                extension.approved_at,
                f"批准在原期限届满（{moment(before)}）之后，效力请法制人员判断",
            )
    if granted and (doubt := _doubt_about(limit, len(granted))):
        yield Step("caution", None, doubt)


def pauses(spans: Iterable[Pause], limit: TimeLimit) -> Iterator[Step]:
    """Each span that does not count."""
    how = "期间不计" if limit.unit is Unit.HOUR else "首尾两日在内，整日不计"
    for pause in spans:
        until = _told(pause.until) if pause.until else ""
        why = f"（{pause.reason}）" if pause.reason else ""
        yield Step("pause", pause.since, f"暂停：{_told(pause.since)} 至 {until}{why}，{how}")


def counting(term: TermDue, calendar: Calendar) -> Iterator[Step]:
    """Each day counted or passed over, then the roll-over."""
    if term.reckoning is None or term.reckoning.days is None:
        return
    days = term.reckoning.days
    for segment in days.segments:
        yield from _segment(segment, calendar)
    if days.rolled_over:
        raw = days.raw_last_day
        yield Step("roll", raw, f"末日 {date_with_weekday(raw)} 是{calendar.day(raw).label}，顺延")
        for day in days.rolled_over[1:-1]:
            yield Step("skip", day.on, f"{date_with_weekday(day.on)} {day.reason}，继续顺延")
        last = days.rolled_over[-1]
        yield Step(
            "rolled", last.on, f"{date_with_weekday(last.on)} 是其后第一个{last.reason}，期满日移到这一天"
        )


def result(
    limit: TimeLimit,
    terms: Sequence[TermDue],
    remind_by: datetime,
    overdue_after: datetime,
) -> Iterator[Step]:
    """What each instrument comes to, the last moment, and whether it may still move."""
    for other in terms[1:]:
        reached = moment(other.remind_by) if other.remind_by else "无期限"
        yield Step("term", other.remind_by, f"另据{other.basis}：{limit_length(other.term)} → {reached}")
    if remind_by != overdue_after:
        yield Step(
            "term",
            remind_by,
            f"两种算法不同：提醒从短（{moment(remind_by)}），逾期判定从长（{moment(overdue_after)}）",
        )
    due_at = terms[0].due_at
    if due_at is not None:
        yield Step("result", due_at, f"届满：{moment(due_at)}")
    reckonings = [term.reckoning for term in terms if term.reckoning and term.reckoning.days]
    if unknown := sorted({year for r in reckonings if r.days for year in r.days.unknown_years}):
        years = "、".join(f"{year}年" for year in unknown)
        yield Step("provisional", None, f"暂定：{years}放假安排尚未公布或者没有录入，录入后须重算")
    if meaning := _meaning(limit):
        yield Step("nature", None, meaning)


def without_number(
    limit: TimeLimit, period_end: datetime | None, remind_by: datetime | None, disturbed: bool
) -> Iterator[Step]:
    """A limit with no number of hours or days: 立即, 及时, or once in each calendar period."""
    if period_end is not None:
        yield Step(
            "result",
            period_end,
            f"起算日所在的自然期间到 {moment(period_end)} 为止（期间按日历计算为平台解释）",
        )
    else:
        yield Step("result", None, f"条文没有小时数或天数（{limit_length(limit)}），没有届满时刻")
        if remind_by is not None:
            yield Step("reminder", remind_by, f"平台内部提醒：{moment(remind_by)}，不是法定期限")
    if disturbed:
        yield Step("caution", None, "没有天数，暂停与延长不影响结果")


def as_of(limit: TimeLimit, overdue_after: datetime | None, at: date | datetime | None) -> Iterator[Step]:
    """How much is left on the day of asking; a date counts whole days, a moment to the minute."""
    if at is None or overdue_after is None:
        return
    if isinstance(at, datetime):
        yield Step("as_of", at, f"截至 {moment(at)}：{remaining(overdue_after, at)}")
    else:
        yield Step("as_of", at, f"截至 {date_with_weekday(at)}：{days_left(Start.of(overdue_after).day, at)}")


def _segment(segment: Segment, calendar: Calendar) -> Iterator[Step]:
    if segment.nominal_end is not None:
        length = limit_length(segment.length)
        text = (
            f"自 {date_with_weekday(segment.start)} 起{length}，至 {date_with_weekday(segment.nominal_end)}"
        )
        yield Step("month", segment.nominal_end, text, segment.length.length)
        if segment.end != segment.nominal_end:
            days = sum(day.number is None for day in segment.passed)
            text = f"其间暂停{days}日不计，末日移到 {date_with_weekday(segment.end)}"
            yield Step("pause", segment.end, text)
        return
    working = segment.length.unit is Unit.WORKING_DAY
    for day in segment.passed:
        yield _day_step(day, working, calendar)


def _day_step(day: PassedDay, working: bool, calendar: Calendar) -> Step:
    told, entry = date_with_weekday(day.on), calendar.day(day.on)
    if day.number is None:
        return Step("skip", day.on, f"{told} {day.reason}，不计")
    unit = "个工作日" if working else "日"
    remark = f"（{entry.label}）" if entry.name else ""
    if not working and not entry.works:
        remark = f"（{entry.label}，照常计算）"
    return Step("count", day.on, f"{told} 第{day.number}{unit}{remark}", day.number)


def _doubt_about(limit: TimeLimit, times: int) -> str:
    if not limit.extensions:
        return f"{limit.basis}没有写明可以延长，请法制人员核对"
    allowed = [option.max_times for option in limit.extensions]
    if all(allowed) and times > sum(n for n in allowed if n):
        return f"延长{times}次，超过允许的{sum(n for n in allowed if n)}次，请法制人员核对"
    if any(option.status is Status.MEMORY for option in limit.extensions):
        return "延长规则的条文未核对（凭记忆），不得标注法定"
    return ""


def _meaning(limit: TimeLimit) -> str:
    if limit.nature is Nature.CONDITIONAL:
        return "只在该事项发生时适用，期满自动失效，不算超期"
    if limit.nature is Nature.RIGHT:
        return "期满不影响继续提出" if limit.never_bars else "期满后该权利或者权限消灭"
    return ""


def _after(approved: date | datetime, before: datetime) -> bool:
    if isinstance(approved, datetime):
        return approved > before
    return approved > Start.of(before).day


def _told(at: date | datetime) -> str:
    return moment(at) if isinstance(at, datetime) else date_with_weekday(at)
