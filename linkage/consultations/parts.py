"""咨询与支持 on the page of a dossier: what was asked of whom, and what was answered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.consultations.procedure import CONSULTATION, SUPPORT
from linkage.dossiers.models import Dossier
from linkage.procedure.parts import Part, matters_of, openings_for


def _shown(reader: User, dossier: Dossier, now: datetime) -> Mapping[str, Any]:
    return {
        "consultations": matters_of(CONSULTATION, reader, dossier),
        "consultation_openings": openings_for(CONSULTATION, reader, dossier, now),
        "support": matters_of(SUPPORT, reader, dossier),
        "support_openings": openings_for(SUPPORT, reader, dossier, now),
    }


PART = Part("consultations", "咨询与支持", "consultations/part.html", _shown, rank=60)
