"""Which agency of another line one faces on a dossier: the one that takes part, else the one of the same level."""

from datetime import date

from linkage.accounts.models import Agency
from linkage.accounts.queries import pairing_around
from linkage.accounts.roles import Line
from linkage.dossiers.models import Dossier, Participation, ParticipationRole

R = ParticipationRole
IN_ORDER = (R.LEAD, R.RECEIVING, R.ASSISTING, R.PROCURATORIAL)
"""Whoever leads or has received the case comes before who assists; a former or supervising agency is not asked."""


def facing(dossier: Dossier, line: str, on: date) -> Agency | None:
    """The agency of this line that handles the dossier, else that of the lead agency's level; None if none is known."""
    parts = Participation.objects.filter(
        dossier=dossier, agency__line=line, role__in=IN_ORDER, until__isnull=True
    )
    found = sorted(parts.select_related("agency"), key=lambda part: (IN_ORDER.index(R(part.role)), part.pk))
    return found[0].agency if found else _of_the_same_level(dossier, line, on)


def takes_part(dossier: Dossier, agency: Agency) -> bool:
    """Whether this agency itself takes part in the dossier now, in whatever role."""
    return Participation.objects.filter(dossier=dossier, agency=agency, until__isnull=True).exists()


def _of_the_same_level(dossier: Dossier, line: str, on: date) -> Agency | None:
    around = pairing_around(dossier.lead_agency, on)
    if around is None:
        return None
    return {
        Line.ECOLOGY.value: around.ecology,
        Line.POLICE.value: around.police,
        Line.PROCURATORATE.value: around.procuratorate,
    }[line]
