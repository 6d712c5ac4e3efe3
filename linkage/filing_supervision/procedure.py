"""Filing supervision and the opinion to transfer as procedures: tables, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier
from linkage.filing_supervision import actions, papers, rules
from linkage.filing_supervision.facts import OPINION_FACTS, SUPERVISION_FACTS
from linkage.filing_supervision.models import FilingSupervision, TransferOpinion
from linkage.filing_supervision.opinion_states import OPINION_TABLE
from linkage.filing_supervision.queries import OPINION_WITH, SUPERVISION_WITH
from linkage.filing_supervision.states import SUPERVISION_TABLE
from linkage.filing_supervision.status import (
    OPINION_DUTIES,
    OPINION_TONES,
    SUPERVISION_DUTIES,
    SUPERVISION_TONES,
    SupervisionStatus,
)
from linkage.law.transitions import Transition
from linkage.law.wording import moment
from linkage.procedure.procedures import Procedure
from linkage.transfers.models import Transfer

Details = Sequence[tuple[str, Any]]


def _new_supervision(dossier: Dossier, by: User, now: datetime) -> FilingSupervision:
    """On the sides stand those who stand in the transfer; nobody where nothing was transferred."""
    transfer = Transfer.objects.filter(dossier=dossier).first()
    if transfer is None:
        return FilingSupervision(dossier=dossier)
    return FilingSupervision(
        dossier=dossier,
        suggesting_agency=transfer.sending_agency,
        police_agency=transfer.receiving_agency,
        procuratorial_agency=transfer.procuratorate,
    )


def _new_opinion(dossier: Dossier, by: User, now: datetime) -> TransferOpinion:
    bureau = facing(dossier, Line.ECOLOGY.value, timezone.localdate(now))
    procuratorate = by.agency if by.agency.line == Line.PROCURATORATE else None
    return TransferOpinion(
        dossier=dossier,
        procuratorial_agency=procuratorate
        or facing(dossier, Line.PROCURATORATE.value, timezone.localdate(now)),
        ecology_agency=bureau,
    )


def _known_of_supervision(
    row: Transition, subject: FilingSupervision, by: User, now: datetime
) -> dict[str, Any]:
    """The facts of the case, the ground that holds, and what was asked: nobody types it twice."""
    transfer = subject.transfer
    known: dict[str, Any] = {}
    if "ground" in row.asks and transfer and transfer.submitted_at:
        own = row.act == "take_up_supervision"
        holds = (rules.grounds_to_take_up if own else rules.grounds_to_suggest)(transfer, now)
        known["ground"] = next(iter(sorted(holds)), "")
    if "background" in row.asks:
        known["background"] = _facts_of_the_case(subject.dossier)
    if row.act in ("demand_reasons", "demand_overdue_reasons"):
        known["demand"] = subject.reasons
    return known


def _known_of_opinion(row: Transition, subject: TransferOpinion, by: User, now: datetime) -> dict[str, Any]:
    """The facts of the case, and the number under which the police took it over."""
    if row.act == "give_transfer_opinion":
        return {"facts": _facts_of_the_case(subject.dossier)}
    transfer = subject.transfer
    if row.act == "report_opinion_carried_out" and transfer:
        return {"acceptance_number": transfer.acceptance_number}
    return {}


def _facts_of_the_case(dossier: Dossier) -> str:
    case = getattr(dossier, "case", None)
    return case.summary if case else ""


def _supervision_details(subject: FilingSupervision, reader: User) -> Details:
    said: list[tuple[str, Any]] = [
        ("建议机关" if subject.suggested_at else "移送机关", subject.suggesting_agency.name),
        ("公安机关", subject.police_agency.name),
        ("检察机关", subject.procuratorial_agency.name),
        ("事由", subject.get_ground_display()),
        ("理由", subject.reasons),
        *((f"逾期证明：{row['clock']}", _delay(row)) for row in subject.overdue),
        ("要求说明的根据", subject.demand),
        ("公安机关说明的理由", subject.statement),
        ("通知立案的理由", subject.notice_reasons),
        ("违法事实", subject.violation),
        ("催办时间", moment(subject.urged_at) if subject.urged_at else ""),
        ("结果", subject.result),
        ("审查结果的理由", subject.finding),
        ("撤回原因", subject.withdrawal_reason),
    ]
    return [(label, value) for label, value in said if value]


def _delay(row: dict[str, str]) -> str:
    return f"{row['article']}；{row['started']}起算，{row['due']}届满，超过{row['passed']}"


def _opinion_details(subject: TransferOpinion, reader: User) -> Details:
    said: list[tuple[str, Any]] = [
        ("检察机关", subject.procuratorial_agency.name),
        ("生态环境部门", subject.ecology_agency.name),
        ("调阅原因", subject.reason),
        ("调阅的材料", subject.wanted),
        ("提供的材料", subject.handed_over),
        ("事实", subject.facts),
        ("依据", subject.grounds),
        ("移送要求", subject.request),
        ("新的事实或者证据", subject.new_facts),
        ("异议理由", subject.objection),
        ("审查或者复核的结果", subject.finding),
    ]
    return [(label, value) for label, value in said if value]


SUPERVISION = Procedure(
    table=SUPERVISION_TABLE,
    model=FilingSupervision,
    argument="supervision",
    acts=actions,
    facts=SUPERVISION_FACTS,
    papers=papers.fill,
    duties=SUPERVISION_DUTIES,
    tones=SUPERVISION_TONES,
    at_rest=frozenset({str(SupervisionStatus.FILED)}),
    blank=_new_supervision,
    known=_known_of_supervision,
    related=SUPERVISION_WITH,
    details=_supervision_details,
)

OPINION = Procedure(
    table=OPINION_TABLE,
    model=TransferOpinion,
    argument="opinion",
    acts=actions,
    facts=OPINION_FACTS,
    papers=papers.fill,
    duties=OPINION_DUTIES,
    tones=OPINION_TONES,
    blank=_new_opinion,
    known=_known_of_opinion,
    related=OPINION_WITH,
    details=_opinion_details,
)
