"""Every read of clocks, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.deadlines.models import Clock
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to as dossiers_visible_to


def visible_to(user: User) -> QuerySet[Clock]:
    """The clocks `user` may see: those of the dossiers they may see."""
    return Clock.objects.filter(dossier__in=dossiers_visible_to(user))


def of_dossier(user: User, dossier: Dossier) -> QuerySet[Clock]:
    """One dossier's clocks, running and past, in the order they were started, with whose duty each is."""
    return visible_to(user).filter(dossier=dossier).select_related("agency").order_by("started_at", "pk")


def clock_visible_to(user: User, number: str, pk: int) -> Clock | None:
    """One clock of the dossier with this number, with its dossier; None when this reader may not know of it."""
    found = visible_to(user).filter(pk=pk, dossier__number=number)
    return found.select_related("dossier", "agency").first()
