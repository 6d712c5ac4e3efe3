"""检察监督 on the page of a dossier: whether the police should have filed, and whether the bureau should have transferred."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.filing_supervision.procedure import OPINION, SUPERVISION
from linkage.procedure.parts import Part, matters_of, openings_for


def _shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    return {
        "supervisions": matters_of(SUPERVISION, reader, dossier),
        "supervision_openings": openings_for(SUPERVISION, reader, dossier, now),
        "opinions": matters_of(OPINION, reader, dossier),
        "opinion_openings": openings_for(OPINION, reader, dossier, now),
    }


PART = Part("filing_supervision", "检察监督", "filing_supervision/part.html", _shown, rank=80)
