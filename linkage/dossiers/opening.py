"""A dossier begins: its number, and the agency that leads it. The act that opens it writes the first entry of its chain."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from linkage.accounts.models import Agency
from linkage.dossiers.models import Dossier, Participation, ParticipationRole, Secrecy
from linkage.dossiers.numbering import take


def open_dossier(
    agency: Agency, at: datetime, *, title: str, since: datetime, secrecy: str = Secrecy.ORDINARY
) -> Dossier:
    """The dossier with the next number of its region and year, led by the agency that opens it."""
    year = localdate(at).year
    number = take(f"dossier:{agency.region.code}", year)
    dossier = Dossier(
        number=f"{year}-{agency.region.code}-{number:04d}", title=title, region=agency.region, lead_agency=agency,
        secrecy=secrecy, opened_at=at,
    )  # fmt: skip
    dossier.save(force_insert=True)
    Participation(dossier=dossier, agency=agency, role=ParticipationRole.LEAD, since=since).save(
        force_insert=True
    )
    return dossier


def take_part(dossier: Dossier, agency: Agency, role: str, since: datetime) -> None:
    """From now on this agency takes part in this role; nothing happens where it already does. One SQL statement."""
    Participation.objects.bulk_create(
        [Participation(dossier=dossier, agency=agency, role=role, since=since)], ignore_conflicts=True
    )


def leave(dossier: Dossier, agencies: Iterable[Agency], role: str, at: datetime) -> None:
    """The part these agencies took in this role ends: what they could see through it alone, they see no more."""
    Participation.objects.filter(
        dossier=dossier, agency__in=[a.pk for a in agencies], role=role, until__isnull=True
    ).update(until=at)
