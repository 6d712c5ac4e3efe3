"""Every read of consultations and technical support, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.consultations.models import TechnicalSupport, WrittenConsultation
from linkage.dossiers.queries import visible

CONSULTATION_WITH = ("dossier", "asking_agency", "answering_agency")
SUPPORT_WITH = ("dossier", "requesting_agency", "supporting_agency")


def consultations_visible_to(user: User) -> QuerySet[WrittenConsultation]:
    """The consultations `user` may see, with both agencies at hand."""
    return WrittenConsultation.objects.filter(visible(user, "dossier")).select_related(*CONSULTATION_WITH)


def support_visible_to(user: User) -> QuerySet[TechnicalSupport]:
    """The requests for technical support `user` may see, with both agencies at hand."""
    return TechnicalSupport.objects.filter(visible(user, "dossier")).select_related(*SUPPORT_WITH)
