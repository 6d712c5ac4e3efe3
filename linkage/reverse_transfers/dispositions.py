"""Nothing ends without a disposition: what has ended says how, and what has not has exactly one owner.

`without_disposition` reads the whole database and must find nothing; `linkage check` and the random walks ask it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from linkage.audit.models import AuditEntry
from linkage.clues.models import Clue
from linkage.clues.status import PASSED_ON
from linkage.clues.status import Status as ClueStatus
from linkage.detentions.models import DetentionTransfer
from linkage.detentions.status import Status as Detention
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Matter
from linkage.investigations.models import Investigation
from linkage.investigations.status import Status as Found
from linkage.penalties.models import Penalty
from linkage.penalties.status import Status as PenaltyStatus
from linkage.procedure.procedures import leading_at
from linkage.reverse_transfers.open_ends import DECIDED, open_ends_of, withdrawn_again
from linkage.transfers.disposition import ELSEWHERE, NONE_DUE
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as TransferStatus

ENDED_BY = {
    ClueStatus.UNFOUNDED: "查无实据",
    ClueStatus.MERGED: "并入其他卷宗",
    ClueStatus.TO_PENALTY: "转行政处罚",
    Found.UNFOUNDED: "查无实据",
    Found.TO_PENALTY: "转行政处罚",
    TransferStatus.JUDGED: "刑事裁判",
    TransferStatus.CONCLUDED: "行政处理",
    Detention.CLOSED: "行政拘留结案",
    PenaltyStatus.CLOSED: "行政处罚",
    PenaltyStatus.NO_PENALTY: "不予处罚",
    PenaltyStatus.WITHDRAWN: "处罚撤销",
}
"""Status at which a dossier has ended -> what was done about it."""


@dataclass(frozen=True)
class Fault:
    """One dossier that ended with nothing to show for it, or that nobody owns."""

    number: str
    sentence: str


def without_disposition() -> list[Fault]:
    """Every dossier that offends, in the order of the dossiers; empty where all is well."""
    found = [fault for look in LOOKS for fault in look()]
    return sorted(found, key=lambda fault: (fault.number, fault.sentence))


def _closed_without_a_word() -> Iterator[Fault]:
    """A dossier that has ended stands at a status of which it is known what was done there."""
    for dossier in Dossier.objects.filter(is_open=False).exclude(stage__in=tuple(ENDED_BY)):
        yield Fault(dossier.number, f"已办结，但“{dossier.stage_label}”不是处理结果")


def _open_without_an_owner() -> Iterator[Fault]:
    """What has not ended is somebody's turn: the agency's of the case, or of the matter that is all there is of it."""
    owned = Matter.objects.filter(dossier=OuterRef("pk"), is_open=True, turn_agency__isnull=False)
    for dossier in Dossier.objects.filter(~Exists(owned), is_open=True, turn_agency__isnull=True):
        yield Fault(dossier.number, f"没有办结（{dossier.stage_label}），但没有机关负责")
    for matter in Matter.objects.filter(is_open=True, turn_agency__isnull=True).select_related("dossier"):
        yield Fault(matter.dossier.number, f"{matter.name}没有办结，但没有机关负责")


def _standing_elsewhere() -> Iterator[Fault]:
    """The dossier stands where what leads it stands."""
    for stage in Dossier.objects.order_by().values_list("stage", flat=True).distinct():
        procedure = leading_at(stage) if stage else None
        if procedure is None:
            for dossier in Dossier.objects.filter(stage=stage):
                yield Fault(dossier.number, f"卷宗的状态“{stage}”不属于任何程序")
            continue
        there = procedure.model._default_manager.filter(dossier=OuterRef("pk"), status=stage)
        for dossier in Dossier.objects.filter(~Exists(there), stage=stage):
            yield Fault(dossier.number, f"卷宗的状态与{procedure.table.name}的状态不一致")


def _concluded_for_nothing() -> Iterator[Fault]:
    """办结: a penalty, that none is imposed or due, or another authority (17号第十七条); one withdrawn since is an open end."""
    decided = Penalty.objects.filter(dossier=OuterRef("dossier"), status__in=DECIDED)
    undue = Document.objects.filter(dossier=OuterRef("dossier"), kind=NONE_DUE)
    told = AuditEntry.objects.filter(
        chain=OuterRef("dossier__chain"), act="conclude", body__contains=f'"disposition":"{ELSEWHERE}"'
    )
    found = Transfer.objects.filter(
        ~Exists(decided), ~Exists(undue), ~Exists(told), status=TransferStatus.CONCLUDED
    ).exclude(pk__in=withdrawn_again())
    yield from _faults(found, "已转行政处理办结，但没有处罚决定，也没有不予处罚的理由")


def _ended_unsaid() -> Iterator[Fault]:
    """Whatever ends without a paper of its own says why."""
    unsaid: tuple[tuple[QuerySet[Any], str], ...] = (
        (Clue.objects.filter(status=ClueStatus.UNFOUNDED, closing_reason=""), "查无实据，但没有写明理由"),
        (Clue.objects.filter(status=ClueStatus.MERGED, merged_into__isnull=True), "已并入其他卷宗，但没有写明是哪一件"),
        (Clue.objects.filter(status=ClueStatus.MERGED, merged_into=F("dossier")), "并入了自己"),
        (Investigation.objects.filter(status=Found.UNFOUNDED, outcome_reasons=""), "联合调查查无实据，但没有写明理由"),
        (Penalty.objects.filter(status=PenaltyStatus.NO_PENALTY, ending_reason=""), "决定不予处罚，但没有写明理由"),
        (Penalty.objects.filter(status=PenaltyStatus.WITHDRAWN, ending_reason=""), "撤销处罚，但没有写明理由"),
        (Penalty.objects.filter(status=PenaltyStatus.CLOSED, decision_number=""), "处罚结案，但没有处罚决定"),
        (DetentionTransfer.objects.filter(status=Detention.CLOSED, closed_at__isnull=True), "拘留移送结案，但没有结案记录"),
    )  # fmt: skip
    for found, sentence in unsaid:
        yield from _faults(found, sentence)


def _passed_on_to_nobody() -> Iterator[Fault]:
    """A clue that was passed on is carried on by what it was passed on to."""
    joint = Investigation.objects.filter(dossier=OuterRef("dossier"))
    transfer = Transfer.objects.filter(dossier=OuterRef("dossier"))
    detention = DetentionTransfer.objects.filter(dossier=OuterRef("dossier"))
    found = Clue.objects.filter(
        ~Exists(joint), ~Exists(transfer), ~Exists(detention), status__in=tuple(PASSED_ON)
    )
    yield from _faults(found, "线索已转出，但没有接办的程序")


def _meant_for_a_penalty_and_dropped() -> Iterator[Fault]:
    """A dossier that ended towards a penalty has one decided, or stands among the open ends with its owner."""
    decided = Penalty.objects.filter(dossier=OuterRef("pk"), status__in=DECIDED)
    stages = (ClueStatus.TO_PENALTY, Found.TO_PENALTY)
    dossiers = list(Dossier.objects.filter(~Exists(decided), stage__in=stages))
    known = open_ends_of(dossiers)
    for dossier in dossiers:
        if not known.get(dossier.pk):
            yield Fault(dossier.number, "转行政处罚，没有处罚决定，也没有机关负责")


def _ended_and_still_owed() -> Iterator[Fault]:
    """What has ended is nobody's turn any more."""
    for dossier in Dossier.objects.filter(is_open=False, turn_agency__isnull=False):
        yield Fault(dossier.number, "已办结，但仍轮到某机关办理")


def _faults(found: QuerySet[Any], sentence: str) -> Iterator[Fault]:
    for number in found.values_list("dossier__number", flat=True):
        yield Fault(number, sentence)


LOOKS: tuple[Callable[[], Iterator[Fault]], ...] = (
    _closed_without_a_word, _open_without_an_owner, _standing_elsewhere, _concluded_for_nothing, _ended_unsaid,
    _passed_on_to_nobody, _meant_for_a_penalty_and_dropped, _ended_and_still_owed,
)  # fmt: skip
