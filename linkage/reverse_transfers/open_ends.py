"""未了事项: what one procedure has let go and no other has finished yet; each with its owner, since when, which clock.

Where a case came back from the criminal side, or was meant for a penalty, and nothing was decided; whatever waits for
the procedure that follows; what was handed back and is not answered. Reads only, a fixed number of statements.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.accounts.models import Agency
from linkage.clues.models import Clue
from linkage.clues.status import Status as ClueStatus
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status as Detention
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Matter
from linkage.investigations.models import Investigation
from linkage.investigations.status import Status as Found
from linkage.law import rule
from linkage.penalties.models import Penalty
from linkage.penalties.status import DECISION_MADE
from linkage.penalties.status import Status as PenaltyStatus
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.queries import OPEN, WITH
from linkage.reverse_transfers.states import TABLE
from linkage.reverse_transfers.status import DUTIES
from linkage.reverse_transfers.status import Status as Returned
from linkage.transfers.disposition import NONE_DUE
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE as TRANSFERS
from linkage.transfers.status import Status as TransferStatus

CAME_BACK = tuple(row for row in TRANSFERS.row("conclude").source)
"""Where the criminal side has let go and the bureau has not said what it did."""
WITH_THE_POLICE = tuple(
    status for status, side in TRANSFERS.turns.items() if side is not None and status not in CAME_BACK
)
SUGGESTED, PROPOSING = "建议依法给予行政处罚", "另行提出检察意见"
NO_FILING = (TransferStatus.WITHDRAWN, TransferStatus.WITHDRAWN_NOTIFIED)
NOT_PROSECUTED = (TransferStatus.NON_PROSECUTED, TransferStatus.NON_PROSECUTION_NOTIFIED)
DECIDED = (*DECISION_MADE, PenaltyStatus.NO_PENALTY)
"""A penalty, or that there is none."""
NEXT: Mapping[str, str] = {
    Found.TO_TRANSFER: "联合调查转刑事移送，还没有办理移送",
    Found.TO_DETENTION: "联合调查转行政拘留，还没有办理移送",
}


@dataclass(frozen=True)
class OpenEnd:
    """One thing nobody has finished yet."""

    what: str
    owner: Agency
    since: datetime
    clock: str = ""
    """Name of the clock that runs, or that the law has for this."""
    due_at: datetime | None = None


def with_open_ends(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Of these dossiers those with something nobody has finished."""
    known = {"dossier": OuterRef("pk")}
    return dossiers.filter(
        Q(is_open=True, stage__in=(*CAME_BACK, *NEXT, Detention.TO_CRIME, *NOT_PROSECUTED, *NO_FILING))
        & (
            ~Q(stage__in=(TransferStatus.NON_PROSECUTED, TransferStatus.WITHDRAWN))
            | Exists(_promised().filter(**known))
        )
        | Exists(ReverseTransfer.objects.filter(status__in=OPEN, **known))
        | Exists(_standing_still().filter(**known))
        | Exists(withdrawn_again().filter(**known))
        | Exists(_meant_for_a_penalty(Clue, ClueStatus.TO_PENALTY).filter(**known))
        | Exists(_meant_for_a_penalty(Investigation, Found.TO_PENALTY).filter(**known))
    )


def open_ends_of(dossiers: Iterable[Dossier]) -> dict[int, list[OpenEnd]]:
    """The open ends of these dossiers by dossier, the oldest first. A fixed number of statements."""
    keys = [dossier.pk for dossier in dossiers]
    found: dict[int, list[OpenEnd]] = {}
    for gather in GATHERERS:
        for key, end in gather(keys):
            found.setdefault(key, []).append(end)
    return {key: sorted(ends, key=lambda end: end.since) for key, ends in found.items()}


Ends = Iterable[tuple[int, OpenEnd]]


def _let_go(keys: Sequence[int]) -> Ends:
    """The criminal side is over, the bureau has not said what it did (17号第十六、十七条)."""
    for one in Transfer.objects.filter(
        dossier__in=keys, dossier__is_open=True, status__in=CAME_BACK
    ).select_related("sending_agency"):
        what = f"{one.get_status_display()}，还没有作出行政处理并办结"
        yield one.dossier_id, OpenEnd(what, one.sending_agency, one.status_since)


def _promised() -> QuerySet[Transfer]:
    """The police suggested a penalty, or the procuratorate will propose one, and the case was not handed back yet."""
    handed = ReverseTransfer.objects.filter(dossier=OuterRef("dossier"))
    return Transfer.objects.filter(
        Q(status__in=NO_FILING, decision_facts__suggests_penalty=SUGGESTED)
        | Q(status__in=NOT_PROSECUTED, decision_facts__penalty_opinion=PROPOSING)
    ).exclude(Exists(handed))


def _not_handed_back(keys: Sequence[int]) -> Ends:
    for one in _promised().filter(dossier__in=keys).select_related("receiving_agency", "procuratorate"):
        if one.status in NO_FILING and one.withdrawn_at:
            clock = rule("police_return_for_admin_penalty").name
            what = "公安机关建议行政处罚，还没有移交"
            yield one.dossier_id, OpenEnd(what, one.receiving_agency, one.withdrawn_at, clock)
        elif one.non_prosecuted_at:
            clock = rule("reverse_link_review").name
            what = "检察机关将另行提出检察意见，还没有提出"
            yield one.dossier_id, OpenEnd(what, one.procuratorate, one.non_prosecuted_at, clock)


def _unanswered(keys: Sequence[int]) -> Ends:
    """Handed back and not answered, or under review whether to propose a penalty (17号第十七、十八条)."""
    returned = list(ReverseTransfer.objects.filter(dossier__in=keys, status__in=OPEN).select_related(*WITH))
    matters = {
        m.subject_id: m
        for m in Matter.objects.filter(procedure=TABLE.code, subject_id__in=[r.pk for r in returned])
    }
    for one in returned:
        side, matter = TABLE.turns[one.status], matters[one.pk]
        owner = one.agency_on(side) if side else None
        if owner and one.status_since:
            clock = rule(matter.next_clock).name if matter.next_clock else ""
            what = f"反向移送{Returned(one.status).label}：{DUTIES[one.status]}"
            yield one.dossier_id, OpenEnd(what, owner, one.status_since, clock, matter.next_due_at)


def _standing_still() -> QuerySet[Penalty]:
    """Penalties that stand still for a criminal case that does not run any more (17号第十六条)."""
    with_police = Q(dossier__is_open=True, dossier__stage__in=WITH_THE_POLICE)
    return Penalty.objects.filter(status=PenaltyStatus.SUSPENDED).exclude(with_police)


def _not_resumed(keys: Sequence[int]) -> Ends:
    clock = rule("admin_penalty_decision").name
    for one in _standing_still().filter(dossier__in=keys).select_related("punishing_agency"):
        if one.suspended_at:
            what = f"{one}中止，刑事案件已经退回，还没有恢复办理"
            yield one.dossier_id, OpenEnd(what, one.punishing_agency, one.suspended_at, clock)


def _meant_for_a_penalty(
    model: type[Clue] | type[Investigation], status: str
) -> QuerySet[Clue] | QuerySet[Investigation]:
    """Ended towards a penalty, and neither a penalty nor that there is none was decided on the dossier yet."""
    decided = Penalty.objects.filter(dossier=OuterRef("dossier"), status__in=DECIDED)
    found: QuerySet[Clue] | QuerySet[Investigation] = model._default_manager.filter(
        ~Exists(decided), status=status, dossier__stage=status
    )
    return found


def _not_punished(keys: Sequence[int]) -> Ends:
    clues = _meant_for_a_penalty(Clue, ClueStatus.TO_PENALTY).filter(dossier__in=keys)
    joint = _meant_for_a_penalty(Investigation, Found.TO_PENALTY).filter(dossier__in=keys)
    for side, subjects in (("bureau", clues), ("ecology", joint)):
        for one in subjects.select_related("dossier"):
            owner = one.agency_on(side)
            if owner and one.status_since:
                yield one.dossier_id, OpenEnd("转行政处罚，还没有作出处罚决定", owner, one.status_since)


def withdrawn_again() -> QuerySet[Transfer]:
    """Ended with a penalty that was withdrawn afterwards: what is to be done about the case is open again."""
    on_it = Penalty.objects.filter(dossier=OuterRef("dossier"))
    undue = Document.objects.filter(dossier=OuterRef("dossier"), kind=NONE_DUE)
    return Transfer.objects.filter(
        ~Exists(on_it.filter(status__in=DECIDED)),
        ~Exists(undue),
        Exists(on_it.filter(status=PenaltyStatus.WITHDRAWN)),
        status=TransferStatus.CONCLUDED,
    )


def _to_be_decided_again(keys: Sequence[int]) -> Ends:
    for one in withdrawn_again().filter(dossier__in=keys).select_related("sending_agency"):
        last = Penalty.objects.filter(dossier=one.dossier_id, status=PenaltyStatus.WITHDRAWN).latest("pk")
        if last.ended_at:
            what = "处罚已撤销，还没有重新作出行政处理"
            yield one.dossier_id, OpenEnd(what, one.sending_agency, last.ended_at)


def _next_not_begun(keys: Sequence[int]) -> Ends:
    """What waits for the procedure that follows: a transfer, a detention, a filing."""
    for one in Investigation.objects.filter(
        dossier__in=keys, status__in=tuple(NEXT), dossier__stage__in=tuple(NEXT)
    ):
        owner = one.agency_on("ecology")
        if owner and one.status_since:
            yield one.dossier_id, OpenEnd(NEXT[one.status], owner, one.status_since)
    waiting = DetentionTransfer.objects.filter(
        dossier__in=keys, status=Detention.TO_CRIME, dossier__stage=Detention.TO_CRIME
    ).select_related("receiving_agency")
    for held in waiting:
        if held.status_since:
            what = "拘留案件转刑事，还没有立案"
            yield held.dossier_id, OpenEnd(what, held.receiving_agency, held.status_since)


GATHERERS: tuple[Callable[[Sequence[int]], Ends], ...] = (
    _let_go, _not_handed_back, _unanswered, _not_resumed, _not_punished, _to_be_decided_again, _next_not_begun,
)  # fmt: skip
