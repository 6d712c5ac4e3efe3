"""Every read of wastes, starting from the dossiers this reader may see; and which agency stands on which side."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Line
from linkage.cases.models import Case
from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import visible
from linkage.waste.models import WasteStream


def visible_to(user: User) -> QuerySet[WasteStream]:
    """The wastes of the dossiers `user` may see."""
    return WasteStream.objects.filter(visible(user, "dossier")).select_related("dossier", "sending_agency")


def of_dossier(user: User, dossier: Dossier) -> QuerySet[WasteStream]:
    """One dossier's wastes with all their movements, in the order in which they were registered."""
    return visible_to(user).filter(dossier=dossier).prefetch_related("movements").order_by("pk")


def case_of(dossier: Dossier) -> Case | None:
    """The case of the dossier, if one has been entered."""
    return Case.objects.filter(dossier=dossier).first()


def day_of_conduct(case: Case | None, now: datetime) -> date:
    """The day whose catalogue applies: when the conduct ended, else began, else was discovered."""
    if case is None:
        return localdate(now)
    return case.conduct_until or case.conduct_from or localdate(case.discovered_at)


def sides_for(dossier: Dossier, user: User) -> dict[str, Agency | None]:
    """Who registers (the reader's agency where it takes part), who identifies (the bureau), who gets the opinion."""
    rows = Participation.objects.filter(dossier=dossier, until__isnull=True).select_related("agency")
    agencies = [row.agency for row in rows.order_by("since", "pk")]
    bureaux = [agency for agency in agencies if agency.line == Line.ECOLOGY]
    police = [agency for agency in agencies if agency.line == Line.POLICE]
    own = next((agency for agency in (*bureaux, *police) if agency.pk == user.agency_id), None)
    sending = own or dossier.lead_agency
    identifying = sending if sending.line == Line.ECOLOGY else next(iter(bureaux), sending)
    receiving = sending if sending != identifying else next(iter(police), None)
    return {
        "sending_agency": sending,
        "identifying_agency": identifying,
        "receiving_agency": receiving if receiving != identifying else None,
    }
