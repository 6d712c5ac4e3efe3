"""How a clue and a request for early intervention are put before a reader, as plain values."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from linkage.clues.models import JUDGED, Clue, EarlyIntervention
from linkage.law.wording import duration, moment


def clue_facts(clue: Clue) -> list[tuple[str, str]]:
    """What came in and what became of it, as (label, value); what is not there yet is left out."""
    said = [
        ("线索来源", clue.get_source_display()),
        ("收到时间", moment(clue.received_at)),
        ("受理机关", clue.sending_agency.name),
        ("涉嫌情形", clue.suspected_conduct),
        ("拟办意见", clue.suggestion),
        ("核实结论", clue.conclusion),
        ("核实情况", clue.verification),
        ("通报", f"{moment(clue.notified_at)} 通报{clue.receiving_agency.name}" if clue.notified_at else ""),
        ("反馈意见", "：".join(part for part in (clue.answer, clue.answer_note) if part)),
        ("并入", clue.merged_into.number if clue.merged_into else ""),
        ("办结理由", clue.closing_reason),
    ]
    return [(label, value) for label, value in said if value]


def judgements(clue: Clue) -> list[tuple[str, str]]:
    """The three reasons and the clear crime: 是 with why, or 否."""
    return [
        (words, f"是：{getattr(clue, f'{name}_reason')}" if getattr(clue, name) else "否")
        for name, words in JUDGED.items()
    ]


def response_time(asked: EarlyIntervention) -> timedelta | None:
    """From the service of the letter to the reply; the article gives no days, so it is shown and not judged."""
    if asked.replied_at is None or asked.served_at is None:
        return None
    return asked.replied_at - asked.served_at


def response_words(asked: EarlyIntervention, now: datetime | None = None) -> str:
    """`1天 6小时`; for a request that waits, how long it has."""
    if (taken := response_time(asked)) is not None:
        return duration(taken)
    return f"已等待{duration(now - asked.served_at)}" if now and asked.served_at else "尚未回复"


def intervention_details(asked: EarlyIntervention) -> Sequence[tuple[str, Any]]:
    """The request's own page."""
    said = [
        ("商请机关", asked.sending_agency.name if asked.sending_agency else ""),
        ("被商请机关", asked.receiving_agency.name if asked.receiving_agency else ""),
        ("理由", "\n".join(f"{row['ground']}：{row['reason']}" for row in asked.grounds)),
        ("需协助的事项", asked.help_needed),
        ("商请函送达时间", moment(asked.served_at) if asked.served_at else ""),
        ("响应用时", response_words(asked)),
    ]
    if asked.method:
        people = "、".join(one.name for one in asked.officers.order_by("pk"))
        said += [("介入方式", asked.method), ("介入民警", people)]
    if asked.reasons:
        said.append(("不能介入的理由", asked.reasons))
    return said
