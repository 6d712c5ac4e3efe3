"""Every read of the screening, starting from the dossiers this reader may see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.accounts.models import User
from linkage.detentions.models import DetentionTransfer
from linkage.dossiers.queries import visible
from linkage.screening.models import Duty, Screened
from linkage.transfers.models import Transfer


def hits(user: User) -> QuerySet[Screened]:
    """应移未移 that `user` may see: a bureau its own, the superior those of its line below, the procuratorate where it takes part."""
    return standing().filter(visible(user, "dossier"))


def standing() -> QuerySet[Screened]:
    """All of them. What was handed over since the row was worked out is none any more, whether the worker came by or not."""
    here = OuterRef("dossier_id")
    crime = Transfer.objects.filter(dossier_id=here, submitted_at__isnull=False)
    detention = DetentionTransfer.objects.filter(dossier_id=here, submitted_at__isnull=False)
    found = Screened.objects.exclude(duty=Duty.NONE).exclude(Q(duty=Duty.CRIME) & Exists(crime))
    return found.exclude(Q(duty=Duty.DETENTION) & Exists(detention))
