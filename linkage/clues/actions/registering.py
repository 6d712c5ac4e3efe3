"""A clue comes in: its dossier opens, its informants are sealed, and by what it will be recognised is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from linkage.accounts.models import Agency, Pairing, User
from linkage.accounts.queries import pairing_around
from linkage.accounts.roles import Line
from linkage.cases.models import Case, Party
from linkage.cases.models import Source as CaseSource
from linkage.cases.parties import PartyFacts
from linkage.clues import papers
from linkage.clues.actions.judging import judged_columns, settle_obvious_crime
from linkage.clues.marks import Traits, marks_of
from linkage.clues.models import Clue, ClueMark, Informant, InformantReader, Source
from linkage.clues.rules import informant_is_named
from linkage.clues.sealed import gives_away
from linkage.clues.states import CLUE_TABLE
from linkage.dossiers.models import Dossier, Secrecy
from linkage.dossiers.opening import open_dossier
from linkage.dossiers.recording import Attached
from linkage.evidence.first import FirstItem, first_items
from linkage.law.refusal import Reason, Refused
from linkage.procedure.carrying_out import Act, Outcome, carry_out

HOW_LONG = 500
"""What the case's own column for its discovery holds."""
CASE_SOURCES = {
    Source.HOTLINE: CaseSource.TIP,
    Source.POLICE_CALL: CaseSource.TIP,
    Source.INSPECTION: CaseSource.INSPECTION,
    Source.ASSIGNED: CaseSource.ASSIGNED,
    Source.MEDIA: CaseSource.MEDIA,
    Source.REFERRED: CaseSource.REFERRED,
    Source.IMPORTED: CaseSource.REFERRED,
}


@dataclass(frozen=True)
class InformantFacts:
    """An informant as first entered."""

    name: str
    contact: str = ""
    channel: str = ""
    wishes_secrecy: bool = True


@dataclass(frozen=True)
class ClueFacts:
    """What the dossier and its case begin with."""

    title: str
    cause: str
    place: str
    summary: str
    parties: Sequence[PartyFacts]
    secrecy: str = Secrecy.ORDINARY


@transaction.atomic
def open_clue(
    *,
    by: User,
    at: datetime,
    about: ClueFacts,
    source: str,
    received_at: datetime,
    suspected_conduct: str,
    serious: str,
    complex: str,
    wide_influence: str,
    clearly_criminal: str,
    suggestion: str,
    serious_reason: str = "",
    complex_reason: str = "",
    wide_influence_reason: str = "",
    clearly_criminal_reason: str = "",
    traits: Traits | None = None,
    informants: Sequence[InformantFacts] = (),
    files: Sequence[FirstItem] = (),
) -> tuple[Clue, Outcome]:
    """Enter a clue: opens the dossier with its number, case, parties and first files, and registers the clue on it.

    Refused, with all the reasons, for a moment in the future, without a party, without a configured counterpart, or when
    a text that others will read names an informant.
    """
    facts: dict[str, Any] = {
        "source": source, "received_at": received_at, "suspected_conduct": suspected_conduct, "serious": serious,
        "serious_reason": serious_reason, "complex": complex, "complex_reason": complex_reason,
        "wide_influence": wide_influence, "wide_influence_reason": wide_influence_reason,
        "clearly_criminal": clearly_criminal, "clearly_criminal_reason": clearly_criminal_reason,
        "suggestion": suggestion,
    }  # fmt: skip
    around = pairing_around(by.agency, localdate(received_at))
    told = [about.title, about.cause, about.place, about.summary, *(str(fact) for fact in facts.values())]
    told += [file.description.title or file.received.verdict.name for file in files]
    _refuse_if_reasons(
        by, at, received_at, about, around, gives_away([(i.name, i.contact) for i in informants], told)
    )
    assert around is not None
    dossier = open_dossier(by.agency, at, title=about.title, secrecy=about.secrecy, since=received_at)
    _enter_case(dossier, about, source, received_at, by)
    attached = first_items(dossier=dossier, files=files, by=by, at=at)
    clue = blank_clue(dossier, by.agency, around)
    outcome = register_clue(
        clue=clue, by=by, at=at, traits=traits, informants=informants, attached=attached, **facts
    )
    return clue, outcome


def register_clue(
    *,
    clue: Clue,
    by: User,
    at: datetime,
    source: str,
    received_at: datetime,
    suspected_conduct: str,
    suggestion: str,
    occurred_at: datetime | None = None,
    traits: Traits | None = None,
    informants: Sequence[InformantFacts] = (),
    attached: Sequence[Attached] = (),
    **judged: str,
) -> Outcome:
    """Register the clue on its dossier; what is clearly a crime sets the bureau's duty to notify going (17号第二十六条)."""
    facts = {
        "source": source, "received_at": received_at, "suspected_conduct": suspected_conduct, **judged,
        "suggestion": suggestion,
    }  # fmt: skip
    columns = {
        "source": _code_of(source), "received_at": received_at, "suspected_conduct": suspected_conduct,
        "suggestion": suggestion, **judged_columns(judged),
    }  # fmt: skip

    def keep(doing: Act) -> None:
        doing.evidence = attached
        settle_obvious_crime(doing)
        _seal(clue, informants, by, at)
        ClueMark.objects.bulk_create(marks_of(clue, clue.dossier.case, traits or Traits()))

    return carry_out(
        CLUE_TABLE, "register_clue", clue, by=by, at=at, occurred_at=occurred_at, facts=facts, columns=columns,
        papers=papers.fill, before_entry=keep,
    )  # fmt: skip


def blank_clue(dossier: Dossier, agency: Agency, around: Pairing) -> Clue:
    """A clue that does not exist yet: this agency took it in, its counterpart of the same level faces it (通知二)."""
    return Clue(
        dossier=dossier,
        sending_agency=agency,
        receiving_agency=around.police if agency.line == Line.ECOLOGY else around.ecology,
        procuratorial_agency=around.procuratorate,
    )


def _enter_case(dossier: Dossier, about: ClueFacts, source: str, received_at: datetime, by: User) -> None:
    case = Case(
        dossier=dossier, cause=about.cause, charge="", source=CASE_SOURCES[_code_of(source)],
        discovered_at=received_at, how_discovered=f"{source}：{about.summary}"[:HOW_LONG], place=about.place,
        summary=about.summary, handler=by,
    )  # fmt: skip
    case.save(force_insert=True)
    Party.objects.bulk_create(Party(case=case, **vars(party)) for party in about.parties)


def _code_of(source: str) -> Source:
    return {code.label: code for code in Source}[source]


def _seal(clue: Clue, informants: Sequence[InformantFacts], by: User, at: datetime) -> None:
    """Who takes a clue in knows its informants; nobody else does until a head names them."""
    if not informants:
        return
    Informant.objects.bulk_create(
        Informant(clue=clue, place=place, **vars(one)) for place, one in enumerate(informants, start=1)
    )
    InformantReader.objects.create(clue=clue, user=by, named_at=at, named_by=by)


def _refuse_if_reasons(
    by: User, at: datetime, received_at: datetime, about: ClueFacts, around: Pairing | None, given_away: bool
) -> None:
    """What can be said before a dossier is there; the row's own rules speak when it is."""
    reasons = []
    if by.agency.line == Line.PROCURATORATE:
        reasons.append(Reason("线索由生态环境部门或者公安机关登记。", "17号第二十七条", code="not_yours"))
    if around is None:
        said = f"没有找到{by.agency.name}的同级机关。"
        reasons.append(Reason(said, remedy="请系统管理员补录同级对应。", code="no_counterpart"))
    if received_at > at:
        reasons.append(Reason("收到时间不能晚于现在。", remedy="请核对收到时间。", code="in_the_future"))
    if not about.parties:
        remedy = "请至少填写一名当事人；尚不清楚的写“待查”。"
        reasons.append(Reason("还没有当事人。", remedy=remedy, code="no_party"))
    if named := informant_is_named(given_away):
        reasons.append(named)
    if reasons:
        raise Refused(reasons)
