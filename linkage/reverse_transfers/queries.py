"""Every read of reverse transfers, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.status import TURNS
from linkage.transfers.models import Transfer

WITH = ("dossier", "returning_agency", "ecology_agency", "procuratorial_agency")
OPEN = tuple(status for status, side in TURNS.items() if side is not None)


def visible_to(user: User) -> QuerySet[ReverseTransfer]:
    """The reverse transfers `user` may see, with the agencies on each side at hand."""
    return ReverseTransfer.objects.filter(visible(user, "dossier")).select_related(*WITH)


def under_way(dossier: Dossier) -> ReverseTransfer | None:
    """The one that is not answered yet on a dossier that was found through `visible_to`."""
    return ReverseTransfer.objects.filter(dossier=dossier, status__in=OPEN).first()


def transfer_of(dossier: Dossier) -> Transfer | None:
    """The criminal transfer of the dossier, if it came to one."""
    return Transfer.objects.filter(dossier=dossier).select_related("procuratorate").first()
