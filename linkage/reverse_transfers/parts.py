"""反向移送 on the page of a dossier: what came back, and what the bureau answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.procedure.parts import Part, matters_of, openings_for
from linkage.reverse_transfers.procedure import REVERSE_TRANSFER


def _shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    return {
        "returns": matters_of(REVERSE_TRANSFER, reader, dossier),
        "openings": openings_for(REVERSE_TRANSFER, reader, dossier, now),
    }


PART = Part("reverse_transfers", "反向移送", "reverse_transfers/part.html", _shown, rank=58)
