"""The criminal transfer as a procedure: table, acts, facts, papers, words."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.queries import pairing_around
from linkage.assessments.showing import Hint, gap_hints, hit_hints
from linkage.detentions.queries import detention_on
from linkage.detentions.status import Status as Detention
from linkage.dossiers.models import Dossier
from linkage.law.refusal import Reason, Refused
from linkage.law.transitions import NEW, Transition
from linkage.procedure.procedures import Procedure
from linkage.transfers import actions, papers, rules
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer
from linkage.transfers.prefill import Record, first_values
from linkage.transfers.queries import WITH
from linkage.transfers.showing import DUTIES, TONES
from linkage.transfers.states import TABLE

HITS_SHOWN_AT = ("begin_transfer", "report", "approve", "refuse", "decline_to_file")
GAPS_SHOWN_AT = ("submit", "accept", "request_correction", "request_investigation")


def _known(row: Transition, transfer: Transfer, by: User, now: datetime) -> dict[str, Any]:
    return first_values(row, Record(transfer, by, now))


def _hints(row: Transition, transfer: Transfer, by: User) -> list[Hint]:
    """What the assessment met before it is decided or reported, and what is not proved before it is handed over or taken up.

    A hint and never a refusal: a transfer that is incomplete may be made and must be accepted (17号第七、八条).
    """
    if row.act in HITS_SHOWN_AT:
        return hit_hints(transfer.dossier)
    return gap_hints(transfer.dossier) if row.act in GAPS_SHOWN_AT else []


def _blank(dossier: Dossier, by: User, now: datetime) -> Transfer:
    """A transfer on a dossier that was opened by a clue: from the bureau of that level to the police of that level.

    Where a detention was switched to a crime, it is between the agencies of that, and its letter is the one that was sent.
    """
    detention = detention_on(dossier) if dossier.stage == Detention.TO_CRIME else None
    if detention is not None and detention.procuratorial_agency is not None:
        return Transfer(
            dossier=dossier, status=NEW, sending_agency=detention.sending_agency,
            receiving_agency=detention.receiving_agency, procuratorate=detention.procuratorial_agency,
            paper_numbers={"transfer_letter": detention.paper_numbers.get("detention_letter", "")},
        )  # fmt: skip
    around = pairing_around(dossier.lead_agency, timezone.localdate(now))
    if around is None:
        raise Refused(
            [Reason(f"没有找到{dossier.lead_agency.name}的同级机关。", remedy="请系统管理员补录同级对应。")]
        )
    return Transfer(
        dossier=dossier, status=NEW, sending_agency=around.ecology, receiving_agency=around.police,
        procuratorate=around.procuratorate,
    )  # fmt: skip


TRANSFER = Procedure(
    table=TABLE,
    model=Transfer,
    argument="transfer",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    opens_at=lambda stage: stage in (*rules.CALLING_FOR_TRANSFER, Detention.TO_CRIME),
    blank=_blank,
    known=_known,
    hints=_hints,
    related=WITH,
)
