"""The lists of the procurator's seat: refusals, downgrades, late entries, penalties without transfer, entries by agency."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import TruncMonth
from django.utils.timezone import localdate

from linkage.accounts.models import Agency, Pairing, User
from linkage.accounts.roles import Line
from linkage.assessments.models import AGAINST_WHICH_NEEDS_REASONS, Assessment
from linkage.audit.models import AuditEntry
from linkage.deadlines.running import SEVEN_DAYS
from linkage.dossiers.models import Participation, ParticipationRole
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.law.wording import duration
from linkage.penalties.queries import visible_to as penalties_visible_to
from linkage.transfers.models import Transfer
from linkage.transfers.queries import visible_to as transfers_visible_to
from linkage.transfers.showing import TONES
from linkage.transfers.status import Status as S
from linkage.web.addresses import dossier_address
from linkage.web.screens import cells
from linkage.web.screens.dossier_columns import url_of
from linkage.web.screens.duties import entries
from linkage.web.screens.listing import Column, Glance, Listing
from linkage.web.screens.paging import Order

MONTHS = 6
SILENT_MONTHS = 3
"""A bureau or police that took part in nothing new for so many months stands out; the number is the platform's own."""
REFUSALS: Mapping[str, tuple[str, Q]] = {
    "not_approved": ("不批准移送", Q(refused_at__isnull=False)),
    "returned": ("退回", Q(sent_back_at__isnull=False)),
    "declined": ("不予立案", Q(declined_at__isnull=False)),
    "withdrawn": ("撤案", Q(withdrawn_at__isnull=False)),
}
DOWNGRADES: Mapping[str, tuple[str, Q]] = {
    "concluded": ("转为行政处理", Q(status=S.CONCLUDED)),
    "charge": ("改变罪名", Q(changed_charge=True)),
}
SAID_LATE = '"late":true'
"""How an entry says so in its canonical JSON."""


def refused_to(user: User) -> QuerySet[Transfer]:
    """Transfers that somebody said no to, whatever became of them later."""
    any_of = Q()
    for _, condition in REFUSALS.values():
        any_of |= condition
    return transfers_visible_to(user).filter(any_of)


def downgraded(user: User) -> QuerySet[Any]:
    """Transfers that ended in the bureau's own handling, or were filed for another charge than they were sent for."""
    rows = transfers_visible_to(user).annotate(filed_charge=KT("decision_facts__charge"))
    other = Q(filed_at__isnull=False, filed_charge__isnull=False) & ~Q(filed_charge=F("charge"))
    return rows.annotate(changed_charge=other).filter(Q(status=S.CONCLUDED) | Q(changed_charge=True))


def late_entries(user: User) -> QuerySet[AuditEntry]:
    """Acts of people that their own entries call late (17号第三十四条); the time between only narrows the search."""
    return AuditEntry.objects.filter(
        chain__in=dossiers_visible_to(user).values("chain"),
        actor_id__isnull=False,
        at__gt=F("occurred_at") + SEVEN_DAYS,
        body__contains=SAID_LATE,
    )


def watched_agencies(user: User, on: date) -> QuerySet[Agency]:
    """Bureaus and police paired with this procuratorate, or with one below it, on this day."""
    pairs = Pairing.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        valid_from__lte=on,
        procuratorate__path__startswith=user.agency.path,
    )
    return Agency.objects.filter(
        Q(pk__in=pairs.values("ecology")) | Q(pk__in=pairs.values("police"))
    ).select_related("region")


def months_before(on: date, many: int = MONTHS) -> list[date]:
    """The first days of the last months, the present one first."""
    found = [on.replace(day=1)]
    while len(found) < many:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def taken_part(agencies: Sequence[Agency], since: date) -> Mapping[int, Mapping[Any, Any]]:
    """agency -> {first day of a month: dossiers it came to take part in, "last": when it last did}.

    Numbers only: which dossiers they are remains with those who may see them.
    """
    roles = (ParticipationRole.LEAD, ParticipationRole.RECEIVING, ParticipationRole.ASSISTING)
    parts = Participation.objects.filter(agency__in=[a.pk for a in agencies], role__in=roles)
    found: dict[int, dict[Any, Any]] = {agency.pk: {} for agency in agencies}
    monthly = parts.filter(since__date__gte=since).annotate(month=TruncMonth("since"))
    for row in monthly.values("agency_id", "month").annotate(many=Count("dossier", distinct=True)).order_by():
        found[row["agency_id"]][localdate(row["month"])] = row["many"]
    for agency_id, last in parts.values_list("agency_id").annotate(last=Max("since")).order_by():
        found[agency_id]["last"] = last
    return found


def _month(place: int) -> Any:
    def cell(agency: Any, glance: Glance) -> dict[str, str]:
        month = months_before(localdate(glance.now))[place]
        number = glance.more.get(agency.pk, {}).get(month, 0)
        return {"kind": "number", "text": str(number), "title": f"{month:%Y-%m}"}

    return cell


def _nothing_new(agency: Any, glance: Glance) -> bool:
    recent = months_before(localdate(glance.now), SILENT_MONTHS)
    return not any(glance.more.get(agency.pk, {}).get(month) for month in recent)


def _entry_state(agency: Any, glance: Glance) -> dict[str, str]:
    if _nothing_new(agency, glance):
        return {"kind": "status", "text": f"近{SILENT_MONTHS}个月没有案件", "tone": "overdue"}
    return {"kind": "status", "text": "有案件", "tone": "done"}


ENTERED = Listing(
    code="entered",
    title="各机关录入情况",
    measure="个",
    columns=(
        Column("agency", "机关", lambda a, g: a.name, grow=True),
        Column("region", "地区", lambda a, g: a.region.name),
        Column("line", "系统", lambda a, g: Line(a.line).label),
        Column("month0", "本月", _month(0), numeric=True),
        Column("month1", "上月", _month(1), numeric=True),
        Column("month2", "前2月", _month(2), numeric=True),
        Column("month3", "前3月", _month(3), numeric=True),
        Column("month4", "前4月", _month(4), numeric=True),
        Column("month5", "前5月", _month(5), numeric=True),
        Column("last", "最近一件", lambda a, g: cells.day(g.more.get(a.pk, {}).get("last"), "从来没有")),
        Column("state", "状态", _entry_state),
    ),
    orders=(Order("code", "code", parse=str),),
    url=lambda a: "",
    late=_nothing_new,
    gather=lambda rows, glance: taken_part(rows, months_before(localdate(glance.now))[-1]),
)


def _said_no(transfer: Any, glance: Glance) -> str:
    marks = {
        "not_approved": "refused",
        "returned": "sent_back",
        "declined": "declined",
        "withdrawn": "withdrawn",
    }
    said = [REFUSALS[code][0] for code, mark in marks.items() if getattr(transfer, f"{mark}_at")]
    return "、".join(said)


def _latest_no(transfer: Any, glance: Glance) -> dict[str, str]:
    moments = [transfer.refused_at, transfer.sent_back_at, transfer.declined_at, transfer.withdrawn_at]
    return cells.day(max(at for at in moments if at))


NUMBER = Column("number", "卷宗编号", lambda t, g: t.dossier.number)
CASE = Column("case", "案件", lambda t, g: t.dossier.title, grow=True)
SENDER = Column("sender", "移送机关", lambda t, g: t.sending_agency.short_name)
RECEIVER = Column("receiver", "接收机关", lambda t, g: t.receiving_agency.short_name)
STATUS = Column(
    "status", "现在", lambda t, g: {"kind": "status", "text": t.get_status_display(), "tone": TONES[t.status]}
)
BY_LATEST = (Order("since", "status_since", descending=True),)

REFUSED = Listing(
    code="refused",
    title="不移送、不立案、退回、撤案",
    measure="件",
    columns=(
        NUMBER, CASE, SENDER, RECEIVER,
        Column("no", "怎样拒绝", _said_no),
        Column("when", "最近一次", _latest_no),
        Column("reasons", "理由", lambda t, g: t.decision_reasons, chosen=False),
        STATUS,
    ),
    orders=BY_LATEST,
    url=lambda t: url_of(t.dossier),
)  # fmt: skip
DOWNGRADED = Listing(
    code="downgraded",
    title="降格处理",
    measure="件",
    columns=(
        NUMBER, CASE, SENDER, RECEIVER,
        Column("sent", "移送罪名", lambda t, g: t.charge),
        Column("filed", "立案罪名", lambda t, g: t.filed_charge or "" if t.filed_at else ""),
        Column("how", "怎样降格", lambda t, g: "转为行政处理" if t.status == S.CONCLUDED else "改变罪名"),
        STATUS,
    ),
    orders=BY_LATEST,
    url=lambda t: url_of(t.dossier),
)  # fmt: skip
LATE = Listing(
    code="late",
    title="迟录的环节",
    measure="步",
    columns=(
        Column("number", "卷宗编号", lambda e, g: e.label),
        Column("act", "环节", lambda e, g: entries().get(e.act, "材料变动"), grow=True),
        Column("agency", "录入机关", lambda e, g: e.agency_name),
        Column("actor", "录入人", lambda e, g: e.actor_name, chosen=False),
        Column("occurred", "办理", lambda e, g: cells.day(e.occurred_at)),
        Column("at", "录入", lambda e, g: cells.day(e.at), order="at"),
        Column("by", "相隔", lambda e, g: {"kind": "number", "text": duration(e.at - e.occurred_at)}),
    ),
    orders=(Order("at", "at", descending=True),),
    url=lambda e: dossier_address(e.label),
    late=lambda e, g: True,
)


def penalties_to_look_at(user: User) -> QuerySet[Any]:
    """Penalties entered late, and those of cases assessed as a crime that were not handed to the police (17号第三十四条)."""
    here = OuterRef("dossier_id")
    crime = Assessment.objects.filter(dossier=here, outcome__in=AGAINST_WHICH_NEEDS_REASONS)
    handed_over = Transfer.objects.filter(dossier=here, submitted_at__isnull=False)
    rows = penalties_visible_to(user).annotate(kept_back=Exists(crime) & ~Exists(handed_over))
    return rows.filter(Q(entered_late=True) | Q(kept_back=True))


def _why_this_penalty(penalty: Any, glance: Glance) -> dict[str, str]:
    said = [
        words for so, words in ((penalty.kept_back, "评估入罪未移送"), (penalty.entered_late, "迟录")) if so
    ]
    return {"kind": "status", "text": "、".join(said), "tone": "overdue" if penalty.kept_back else "waiting"}


PENALTIES: Mapping[str, tuple[str, Q]] = {
    "kept_back": ("评估入罪未移送", Q(kept_back=True)),
    "late": ("迟录", Q(entered_late=True)),
}
PENALISED = Listing(
    code="penalised",
    title="行政处罚：应看的",
    measure="件",
    columns=(
        NUMBER, CASE,
        Column("agency", "处罚机关", lambda p, g: p.punishing_agency.short_name),
        Column("conduct", "行为类型", lambda p, g: p.get_conduct_kind_display()),
        Column("decision", "处罚决定书文号", lambda p, g: p.decision_number),
        Column("decided", "决定", lambda p, g: {"kind": "date", "text": f"{p.decided_on or ''}"}),
        Column("why", "为什么看", _why_this_penalty),
    ),
    orders=(Order("since", "status_since", descending=True),),
    url=lambda p: url_of(p.dossier),
    late=lambda p, g: p.kept_back,
)  # fmt: skip
