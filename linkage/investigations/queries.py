"""Every read of a joint investigation, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible
from linkage.investigations.models import Investigation, InvestigationRecord

WITH = ("dossier", "leading_agency", "assisting_agency", "procuratorial_agency")


def visible_to(user: User) -> QuerySet[Investigation]:
    """The joint investigations `user` may see, with the agencies on each side at hand."""
    return Investigation.objects.filter(visible(user, "dossier")).select_related(*WITH)


def of_dossier(user: User, dossier: Dossier) -> Investigation | None:
    """The joint investigation of this dossier; None when there is none that this reader may know of."""
    return (
        visible_to(user)
        .filter(dossier=dossier)
        .select_related("planned_by", "reported_by", "confirmed_by")
        .first()
    )


def records_of(investigation: Investigation) -> QuerySet[InvestigationRecord]:
    """What was done on the spot, in the order of time, with its people and files."""
    found = InvestigationRecord.objects.filter(investigation=investigation).select_related(
        "agency", "recorded_by"
    )
    return found.prefetch_related("people__agency", "files").order_by("started_at", "pk")
