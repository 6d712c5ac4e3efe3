"""The written consultation and technical support as procedures: tables, acts, facts, papers, words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.accounts.standing import standing_of
from linkage.consultations import actions, papers
from linkage.consultations.facts import CONSULTATION_FACTS, POLICE_AND_PROCURATORS, SUPPORT_FACTS
from linkage.consultations.models import TechnicalSupport, WrittenConsultation
from linkage.consultations.queries import CONSULTATION_WITH, SUPPORT_WITH
from linkage.consultations.states import CONSULTATION_TABLE, SUPPORT_TABLE
from linkage.consultations.status import (
    CONSULTATION_DUTIES,
    CONSULTATION_TONES,
    SUPPORT_DUTIES,
    SUPPORT_TONES,
)
from linkage.dossiers.facing import facing
from linkage.dossiers.models import Dossier
from linkage.law.transitions import Transition
from linkage.law.wording import date_with_weekday, moment
from linkage.procedure.procedures import Procedure

Details = Sequence[tuple[str, Any]]


def _new_consultation(dossier: Dossier, by: User, now: datetime) -> WrittenConsultation:
    return WrittenConsultation(dossier=dossier, asking_agency=by.agency)


def _new_support(dossier: Dossier, by: User, now: datetime) -> TechnicalSupport:
    bureau = facing(dossier, Line.ECOLOGY.value, timezone.localdate(now))
    return TechnicalSupport(dossier=dossier, requesting_agency=by.agency, supporting_agency=bureau)


def _known_of_consultation(
    row: Transition, subject: WrittenConsultation, by: User, now: datetime
) -> dict[str, Any]:
    """The facts of the case as last put down are not typed again."""
    return {"background": _facts_of_the_case(subject.dossier)} if "background" in row.asks else {}


def _known_of_support(row: Transition, subject: TechnicalSupport, by: User, now: datetime) -> dict[str, Any]:
    """The facts of the case, who asks, and the matters that an arrangement is wanted for."""
    known: dict[str, Any] = {}
    if row.act == "request_support":
        known["background"] = _facts_of_the_case(subject.dossier)
        if standing_of(by).holds(by.agency_id, POLICE_AND_PROCURATORS):
            known["liaison_officers"] = [by.pk]
    elif row.act == "answer_support":
        known |= {"decision": "提供", "arrangements": "\n".join(f"{i['matter']}｜" for i in subject.items)}
    return known


def _facts_of_the_case(dossier: Dossier) -> str:
    case = getattr(dossier, "case", None)
    return case.summary if case else ""


def _consultation_details(subject: WrittenConsultation, reader: User) -> Details:
    said: list[tuple[str, Any]] = [
        ("咨询机关", subject.asking_agency.name),
        ("被咨询机关", subject.answering_agency.name),
        ("咨询函送达", moment(subject.received_at)),
        ("案件情况", subject.background),
        ("咨询的问题", subject.questions),
        ("答复意见", subject.reply),
        ("说明", subject.remarks),
        ("撤回原因", subject.withdrawal_reason),
    ]
    return [(label, value) for label, value in said if value]


def _support_details(subject: TechnicalSupport, reader: User) -> Details:
    said: list[tuple[str, Any]] = [
        ("请求机关", subject.requesting_agency.name),
        ("支持机关", subject.supporting_agency.name),
        ("请求函送达", moment(subject.received_at)),
        ("需用日期", date_with_weekday(subject.needed_on) if subject.needed_on else "没有写明"),
        ("案件情况", subject.background),
        *((item["matter"], item["requirement"]) for item in subject.items),
        *((f"{row['matter']}的安排", row["arrangement"]) for row in subject.arrangements),
        ("不能提供的原因", subject.unable_reason),
        ("支持成果", subject.results),
        ("确认意见", subject.evaluation),
        ("撤回原因", subject.withdrawal_reason),
    ]
    return [(label, value) for label, value in said if value]


CONSULTATION = Procedure(
    table=CONSULTATION_TABLE,
    model=WrittenConsultation,
    argument="consultation",
    acts=actions,
    facts=CONSULTATION_FACTS,
    papers=papers.fill,
    duties=CONSULTATION_DUTIES,
    tones=CONSULTATION_TONES,
    blank=_new_consultation,
    known=_known_of_consultation,
    related=CONSULTATION_WITH,
    details=_consultation_details,
)

SUPPORT = Procedure(
    table=SUPPORT_TABLE,
    model=TechnicalSupport,
    argument="support",
    acts=actions,
    facts=SUPPORT_FACTS,
    papers=papers.fill,
    duties=SUPPORT_DUTIES,
    tones=SUPPORT_TONES,
    blank=_new_support,
    known=_known_of_support,
    related=SUPPORT_WITH,
    details=_support_details,
)
