"""A penalty that is all there is of a dossier: the dossier opens with its case and parties, and the penalty on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import standing_of
from linkage.cases.models import Case, Party
from linkage.cases.parties import PartyFacts
from linkage.dossiers.models import Dossier, Secrecy
from linkage.dossiers.opening import open_dossier
from linkage.dossiers.recording import Attached
from linkage.evidence.first import FirstItem, first_items
from linkage.law.reckoning import end_of_day
from linkage.law.refusal import Reason, Refused
from linkage.penalties.actions.entering import blank_penalty, enter_decided_penalty, file_penalty
from linkage.penalties.models import Penalty
from linkage.procedure.carrying_out import Outcome


@dataclass(frozen=True)
class AboutCase:
    """What the dossier and its case begin with."""

    title: str
    place: str
    summary: str
    source: str
    discovered_on: date
    parties: Sequence[PartyFacts]
    secrecy: str = Secrecy.ORDINARY


@transaction.atomic
def open_penalty(
    *,
    by: User,
    at: datetime,
    about: AboutCase,
    cause: str,
    conduct_kind: str,
    conduct_until: date,
    harm: str,
    procedure_kind: str,
    files: Sequence[FirstItem] = (),
) -> tuple[Penalty, Outcome]:
    """File a penalty case that has no dossier yet: number, case, parties and files are there with it, or nothing is."""
    penalty, attached = _opened(by, at, about, cause, conduct_until, files)
    outcome = file_penalty(
        penalty=penalty, by=by, at=at, cause=cause, punished=_parties(penalty), conduct_kind=conduct_kind,
        conduct_until=conduct_until, discovered_on=about.discovered_on, harm=harm, procedure_kind=procedure_kind,
        attached=attached,
    )  # fmt: skip
    return penalty, outcome


@transaction.atomic
def open_decided_penalty(
    *,
    by: User,
    at: datetime,
    about: AboutCase,
    cause: str,
    conduct_kind: str,
    conduct_until: date,
    procedure_kind: str,
    penalty_kinds: Sequence[str],
    decision_number: str,
    decided_on: date,
    served_on: date,
    fine_yuan: Decimal | None = None,
    files: Sequence[FirstItem] = (),
) -> tuple[Penalty, Outcome]:
    """Enter a decision made elsewhere for which there is no dossier yet (17号第三十四条)."""
    penalty, attached = _opened(by, at, about, cause, conduct_until, files)
    outcome = enter_decided_penalty(
        penalty=penalty, by=by, at=at, cause=cause, punished=_parties(penalty), conduct_kind=conduct_kind,
        conduct_until=conduct_until, procedure_kind=procedure_kind, penalty_kinds=penalty_kinds, fine_yuan=fine_yuan,
        decision_number=decision_number, decided_on=decided_on, served_on=served_on, attached=attached,
    )  # fmt: skip
    return penalty, outcome


def _opened(
    by: User, at: datetime, about: AboutCase, cause: str, conduct_until: date, files: Sequence[FirstItem]
) -> tuple[Penalty, list[Attached]]:
    _refuse_if_reasons(by, at, about)
    since = min(end_of_day(about.discovered_on), at)
    dossier = open_dossier(by.agency, at, title=about.title, secrecy=about.secrecy, since=since)
    _enter_case(dossier, about, cause, conduct_until, since, by)
    return blank_penalty(dossier, by, at), first_items(dossier=dossier, files=files, by=by, at=at)


def _enter_case(
    dossier: Dossier, about: AboutCase, cause: str, conduct_until: date, since: datetime, by: User
) -> None:
    case = Case(
        dossier=dossier, cause=cause[:60], charge="", source=about.source, discovered_at=since,
        how_discovered=about.summary[:500], place=about.place, summary=about.summary, conduct_until=conduct_until,
        handler=by,
    )  # fmt: skip
    case.save(force_insert=True)
    Party.objects.bulk_create(Party(case=case, **vars(party)) for party in about.parties)


def _parties(penalty: Penalty) -> list[Party]:
    return list(Party.objects.filter(case__dossier=penalty.dossier).order_by("pk"))


def _refuse_if_reasons(by: User, at: datetime, about: AboutCase) -> None:
    """What can be said before a dossier is there; the row's own rules speak when it is."""
    reasons = []
    if standing_of(by).holds(by.agency_id, (Role.ENFORCEMENT_OFFICER,)) is None:
        reasons.append(Reason("行政处罚由生态环境部门执法员登记。", "17号第三十四条", code="not_yours"))
    if about.discovered_on > localdate(at):
        said = "违法行为被发现日不能晚于今天。"
        reasons.append(Reason(said, remedy="请核对日期。", code="in_the_future"))
    if not about.parties:
        said, remedy = "还没有当事人。", "请至少填写一名被处罚人。"
        reasons.append(Reason(said, remedy=remedy, code="no_party"))
    if reasons:
        raise Refused(reasons)
