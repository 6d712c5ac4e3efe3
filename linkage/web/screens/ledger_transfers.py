"""移送台账: each transfer with the dates of its milestones, the time each step used against its limit, and what ran late."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from linkage.deadlines.cards import limit_of, state_of
from linkage.deadlines.models import Clock, Nature
from linkage.law.wording import duration, limit_length
from linkage.transfers.showing import TONES
from linkage.web.screens import cells
from linkage.web.screens.dossier_columns import url_of
from linkage.web.screens.listing import Column, Glance, Listing
from linkage.web.screens.paging import Order


def _milestone(name: str) -> Any:
    return lambda transfer, glance: cells.day(getattr(transfer, f"{name}_at"))


def _decided(transfer: Any, glance: Glance) -> dict[str, str]:
    for name, words in (("filed", "立案"), ("declined", "不予立案"), ("sent_back", "退回")):
        if at := getattr(transfer, f"{name}_at"):
            return {**cells.day(at), "text": f"{words} {cells.day(at)['text']}"}
    return cells.day(None)


APPROVAL, HANDOVER, NOTICE = "crime_transfer_approval", "crime_transfer_handover", "police_decision_notice"
FILING = ("police_filing_decision_normal", "police_filing_decision_clue", "police_filing_decision_complex")
LATE_WORDS = {APPROVAL: "审批", HANDOVER: "移交", NOTICE: "通知", **dict.fromkeys(FILING, "决定")}


def _clock_of(transfer: Any, glance: Glance, *codes: str) -> Clock | None:
    """The latest clock of these rules on this transfer's dossier."""
    found = [c for c in glance.more.get(transfer.dossier_id, ()) if c.code in codes]
    return found[-1] if found else None


def _notified(transfer: Any, glance: Glance) -> dict[str, str]:
    clock = _clock_of(transfer, glance, NOTICE)
    return cells.day(clock.stopped_at if clock else None)


def _used(*codes: str) -> Any:
    """`1天 6小时 / 3日`: what was used, against the limit of the rule."""

    def cell(transfer: Any, glance: Glance) -> dict[str, str]:
        clock = _clock_of(transfer, glance, *codes)
        limit = limit_of(clock) if clock else None
        if clock is None or limit is None:
            return {"text": ""}
        used = duration((clock.stopped_at or glance.now) - clock.started_at)
        return {"text": f"{used} / {limit_length(limit)}", "title": f"{clock.name}（{limit.basis}）"}

    return cell


def _late_steps(transfer: Any, glance: Glance) -> dict[str, str]:
    """Which steps ran late, each once; a step that is not done yet and already late is among them."""
    late = [c for c in glance.more.get(transfer.dossier_id, ()) if _ran_late(c, glance)]
    words = list(dict.fromkeys(LATE_WORDS.get(c.code, "其他") for c in late))
    if not words:
        return {"text": ""}
    return {
        "kind": "clock",
        "state": "overdue",
        "text": f"超期：{'、'.join(words)}",
        "title": "；".join(c.name for c in late),
    }


def _ran_late(clock: Clock, glance: Glance) -> bool:
    return clock.was_overdue or state_of(clock, glance.now) == "overdue"


TRANSFERS = Listing(
    code="transfers",
    title="移送台账",
    measure="件",
    columns=(
        Column("number", "卷宗编号", lambda t, g: t.dossier.number),
        Column("case", "案件", lambda t, g: t.dossier.title, grow=True),
        Column("charge", "涉嫌罪名", lambda t, g: t.charge, chosen=False),
        Column("sender", "移送机关", lambda t, g: t.sending_agency.short_name, chosen=False),
        Column("receiver", "接收机关", lambda t, g: t.receiving_agency.short_name, chosen=False),
        Column(
            "status",
            "状态",
            lambda t, g: {"kind": "status", "text": t.get_status_display(), "tone": TONES[t.status]},
            chosen=False,
        ),
        Column("discovered", "发现", lambda t, g: cells.day(t.discovered_at)),
        Column("approved", "批准", _milestone("approved"), chosen=False),
        Column("submitted", "移交", _milestone("submitted")),
        Column("accepted", "接受", _milestone("accepted")),
        Column("decided", "决定", _decided),
        Column("notified", "通知", _notified),
        Column("approval_used", "审批用时/期限", _used(APPROVAL), chosen=False),
        Column("handover_used", "移交用时/期限", _used(HANDOVER), chosen=False),
        Column("filing_used", "立案审查用时/期限", _used(*FILING), chosen=False),
        Column("notice_used", "通知用时/期限", _used(NOTICE), chosen=False),
        Column("overdue", "超期", _late_steps),
    ),
    orders=(Order("since", "status_since", descending=True),),
    url=lambda t: url_of(t.dossier),
    late=lambda t, g: any(_ran_late(c, g) for c in g.more.get(t.dossier_id, ())),
    dress=lambda rows: rows.annotate(discovered_at=F("dossier__case__discovered_at")),
    gather=lambda rows, glance: _clocks_per_dossier(rows),
)


def _clocks_per_dossier(rows: Sequence[Any]) -> Mapping[int, list[Clock]]:
    """The duties of these dossiers in the order they were started. One SQL statement."""
    found = Clock.objects.filter(dossier__in=[row.dossier_id for row in rows], nature=Nature.DUTY)
    per_dossier: dict[int, list[Clock]] = {}
    for clock in found.order_by("started_at", "pk"):
        per_dossier.setdefault(clock.dossier_id, []).append(clock)
    return per_dossier
