"""The first act: a case that is suspected to be a crime is entered, and its dossier opens."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from linkage.accounts.models import User
from linkage.accounts.queries import pairing_of
from linkage.accounts.roles import Role
from linkage.accounts.standing import standing_of
from linkage.cases.models import Case, Party
from linkage.cases.parties import PartyFacts
from linkage.clues.actions import pass_on
from linkage.clues.status import Status as ClueStatus
from linkage.deadlines.running import Begin, planned, projection, start
from linkage.dossiers.models import Secrecy
from linkage.dossiers.opening import open_dossier
from linkage.dossiers.recording import actor_of, record
from linkage.evidence.first import FirstItem, first_items
from linkage.law import snapshot
from linkage.law.refusal import Reason, Refused
from linkage.procedure.carrying_out import Outcome, carry_out
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE
from linkage.transfers.status import STAGES, Status

BASIS = "17号第五条；310号第五条"


@transaction.atomic
def open_transfer(
    *,
    by: User,
    at: datetime,
    title: str,
    cause: str,
    source: str,
    discovered_at: datetime,
    how_discovered: str,
    place: str,
    summary: str,
    parties: Sequence[PartyFacts],
    charge: str = "污染环境罪",
    legal_basis: str = "",
    conduct_from: date | None = None,
    conduct_until: date | None = None,
    penalty_number: str = "",
    secrecy: str = Secrecy.ORDINARY,
    files: Sequence[FirstItem] = (),
) -> Transfer:
    """Enter a case suspected to be a crime; the team must be appointed at once (310号第五条第一款).

    Opens the dossier with its number, the bureau's participation and the first entry of its chain; `files` are materials
    that come with it. Refused when the actor is no enforcement officer, when a moment lies in the future, or when no
    police and procuratorate of the same level are configured.
    """
    _refuse_if_reasons(by, at, discovered_at, parties)
    pairing = pairing_of(by.agency, localdate(discovered_at))
    dossier = open_dossier(by.agency, at, title=title, secrecy=secrecy, since=discovered_at)
    case = Case(
        dossier=dossier, cause=cause, charge=charge, source=source, discovered_at=discovered_at,
        how_discovered=how_discovered, place=place, conduct_from=conduct_from, conduct_until=conduct_until,
        summary=summary, legal_basis=legal_basis, penalty_number=penalty_number, handler=by,
    )  # fmt: skip
    case.save(force_insert=True)
    Party.objects.bulk_create(Party(case=case, **vars(party)) for party in parties)
    transfer = Transfer(
        dossier=dossier, status_since=discovered_at, sending_agency=by.agency, receiving_agency=pairing.police,
        procuratorate=pairing.procuratorate, charge=charge, provisions=legal_basis, last_by=by,
    )  # fmt: skip
    transfer.save(force_insert=True)
    _record_opening(transfer, case, by, at, parties, files)
    return transfer


def begin_transfer(
    *,
    transfer: Transfer,
    by: User,
    at: datetime,
    charge: str,
    provisions: str,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The road goes on from an investigated dossier: case, parties, files and papers are there already (通知三; 310号第五条)."""
    return carry_out(
        TABLE, "begin_transfer", transfer, by=by, at=at, occurred_at=occurred_at,
        facts={"charge": charge, "provisions": provisions},
        columns={"charge": charge, "provisions": provisions},
        before_entry=lambda doing: pass_on(doing, ClueStatus.TRANSFERRED),
    )  # fmt: skip


def _record_opening(
    transfer: Transfer,
    case: Case,
    by: User,
    at: datetime,
    parties: Sequence[PartyFacts],
    files: Sequence[FirstItem],
) -> None:
    dossier = transfer.dossier
    attached = first_items(dossier=dossier, files=files, by=by, at=at)
    clocks = planned(
        dossier, [Begin("crime_special_team_assign", transfer.sending_agency, case.discovered_at)]
    )
    start(clocks)
    record(
        dossier,
        act="open",
        actor=actor_of(by),
        at=at,
        occurred_at=case.discovered_at,
        facts={
            "sentence": f"{dossier.lead_agency.name}登记涉嫌犯罪案件，应立即指定两名以上执法人员组成专案组。",
            "label": "登记涉嫌犯罪案件",
            "stage": STAGES[Status.DISCOVERED],
            "status": Status.DISCOVERED.value,
            "late": False,
            "stated": {
                "title": dossier.title, "cause": case.cause, "charge": case.charge, "place": case.place,
                "source": case.get_source_display(), "summary": case.summary,
                "parties": [f"{p.name}" for p in parties],
            },
        },
        law={"basis": BASIS, "status": "VERIFIED", "limits": [snapshot(c.code, localdate(case.discovered_at)) for c in clocks]},
        evidence=attached,
        changes={
            "stage": Status.DISCOVERED.value,
            "stage_label": Status.DISCOVERED.label,
            "turn_agency": transfer.sending_agency,
            **projection(clocks, transfer.sending_agency_id),
        },
    )  # fmt: skip


def _refuse_if_reasons(
    by: User, at: datetime, discovered_at: datetime, parties: Sequence[PartyFacts]
) -> None:
    reasons = []
    if standing_of(by).holds(by.agency_id, (Role.ENFORCEMENT_OFFICER,)) is None:
        reasons.append(Reason("登记涉嫌犯罪案件由生态环境部门执法员办理。", BASIS, code="not_yours"))
    if discovered_at > at:
        reasons.append(Reason("发现时间不能晚于现在。", remedy="请核对发现时间。", code="in_the_future"))
    if not parties:
        reasons.append(
            Reason("还没有当事人。", remedy="请至少填写一名当事人；尚不清楚的写“待查”。", code="no_party")
        )
    if reasons:
        raise Refused(reasons)
