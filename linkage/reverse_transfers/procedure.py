"""The reverse transfer as a procedure: table, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier
from linkage.law.transitions import Transition
from linkage.law.wording import date_with_weekday, moment
from linkage.penalties.queries import penalties_on
from linkage.penalties.status import DECISION_MADE, Harm
from linkage.procedure.procedures import Procedure
from linkage.reverse_transfers import actions, papers
from linkage.reverse_transfers.facts import FACTS
from linkage.reverse_transfers.limitation import limitation
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.queries import WITH, transfer_of
from linkage.reverse_transfers.states import TABLE
from linkage.reverse_transfers.status import DUTIES, TONES, Origin

RETURNERS = (Line.POLICE.value, Line.PROCURATORATE.value)


def _blank(dossier: Dossier, by: User, now: datetime) -> ReverseTransfer:
    """By the police or the procuratorate of whoever opens it; to the bureau that sent the case, else of that level."""
    today, transfer = timezone.localdate(now), transfer_of(dossier)
    police = transfer.receiving_agency if transfer else facing(dossier, Line.POLICE.value, today)
    procuratorate = transfer.procuratorate if transfer else facing(dossier, Line.PROCURATORATE.value, today)
    bureau = transfer.sending_agency if transfer else facing(dossier, Line.ECOLOGY.value, today)
    return ReverseTransfer(
        dossier=dossier,
        returning_agency=procuratorate if by.agency.line == Line.PROCURATORATE else police,
        ecology_agency=bureau,
        procuratorial_agency=procuratorate,
    )


def _known(row: Transition, subject: ReverseTransfer, by: User, now: datetime) -> dict[str, Any]:
    """What the transfer, the case and its penalties say already."""
    transfer, case = transfer_of(subject.dossier), getattr(subject.dossier, "case", None)
    decided = [p for p in penalties_on(subject.dossier) if p.status in DECISION_MADE]
    told: dict[str, Any] = {
        "grounds": case.summary if case else "",
        "decision_number": (transfer.decision_facts or {}).get("decision_number", "") if transfer else "",
        "court": (transfer.decision_facts or {}).get("court", "") if transfer else "",
        "judgment_number": (transfer.decision_facts or {}).get("judgment_number", "") if transfer else "",
        "conduct_until": subject.conduct_until or (case.conduct_until if case else None),
        "discovered_on": subject.discovered_on or (timezone.localdate(case.discovered_at) if case else None),
        "limitation_ground": subject.limitation_ground or Harm.HARM.label,
        "result": "；".join(f"{p.cause}，{p.kinds_in_words}（{p.decision_number}）" for p in decided)
        or subject.none_due_reasons,
    }
    return {name: value for name in row.asks if (value := told.get(name))}


def _details(subject: ReverseTransfer, reader: User) -> Sequence[tuple[str, Any]]:
    said: list[tuple[str, Any]] = [
        ("由来", Origin(subject.origin).label),
        ("移交机关", subject.returning_agency.name),
        ("生态环境部门", subject.ecology_agency.name),
        ("刑事程序作出结论", moment(subject.concluded_at) if subject.concluded_at else ""),
        ("决定或者裁判文书", subject.reference),
        ("应当行政处罚的事实和依据", subject.grounds),
        ("移交文书送达", moment(subject.delivered_at) if subject.delivered_at else ""),
        ("文书载明的回复日期", date_with_weekday(subject.reply_by) if subject.reply_by else ""),
        ("不予处罚的情形", subject.none_due_ground),
        ("不予处罚的理由", subject.none_due_reasons),
        ("处理结果", subject.result),
    ]
    return [(label, value) for label, value in said if value]


def _context(subject: ReverseTransfer, reader: User, now: datetime) -> dict[str, Any]:
    counted = None
    if subject.conduct_until and subject.discovered_on and subject.limitation_ground:
        counted = limitation(subject.conduct_until, subject.discovered_on, subject.limitation_ground)
    return {"limitation": counted}


REVERSE_TRANSFER = Procedure(
    table=TABLE,
    model=ReverseTransfer,
    argument="returned",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    blank=_blank,
    known=_known,
    related=WITH,
    details=_details,
    template="reverse_transfers/return.html",
    context=_context,
)
