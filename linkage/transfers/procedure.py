"""The criminal transfer as a procedure: table, acts, facts, papers, words."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from linkage.accounts.models import User
from linkage.accounts.queries import pairing_around
from linkage.dossiers.models import Dossier
from linkage.law.refusal import Reason, Refused
from linkage.law.transitions import NEW, Transition
from linkage.procedure.procedures import Procedure
from linkage.transfers import actions, papers
from linkage.transfers.facts import FACTS
from linkage.transfers.models import Transfer
from linkage.transfers.prefill import Record, first_values
from linkage.transfers.queries import WITH
from linkage.transfers.showing import DUTIES, TONES
from linkage.transfers.states import TABLE


def _known(row: Transition, transfer: Transfer, by: User, now: datetime) -> dict[str, Any]:
    return first_values(row, Record(transfer, by, now))


def _blank(dossier: Dossier, by: User, now: datetime) -> Transfer:
    """A transfer on a dossier that was opened by a clue: from the bureau of that level to the police of that level."""
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
    blank=_blank,
    known=_known,
    related=WITH,
)
