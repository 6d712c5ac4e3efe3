"""Every read of supervisions and opinions, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.dossiers.queries import visible
from linkage.filing_supervision.models import FilingSupervision, TransferOpinion

SUPERVISION_WITH = ("dossier", "suggesting_agency", "police_agency", "procuratorial_agency__parent")
OPINION_WITH = ("dossier", "procuratorial_agency", "ecology_agency")


def supervisions_visible_to(user: User) -> QuerySet[FilingSupervision]:
    """The supervisions `user` may see, with their agencies at hand."""
    return FilingSupervision.objects.filter(visible(user, "dossier")).select_related(*SUPERVISION_WITH)


def opinions_visible_to(user: User) -> QuerySet[TransferOpinion]:
    """The opinions to transfer `user` may see, with their agencies at hand."""
    return TransferOpinion.objects.filter(visible(user, "dossier")).select_related(*OPINION_WITH)
