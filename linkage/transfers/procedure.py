"""The criminal transfer as a procedure: table, acts, facts, papers, words."""

from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.law.transitions import Transition
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


TRANSFER = Procedure(
    table=TABLE,
    model=Transfer,
    argument="transfer",
    acts=actions,
    facts=FACTS,
    papers=papers.fill,
    duties=DUTIES,
    tones=TONES,
    known=_known,
    related=WITH,
)
