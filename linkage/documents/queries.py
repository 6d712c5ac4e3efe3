"""Every read of papers, starting from the dossiers this reader may see."""

from django.db.models import Prefetch, QuerySet

from linkage.accounts.models import User
from linkage.documents.models import Delivery, Document
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to as dossiers_visible_to


def visible_to(user: User) -> QuerySet[Document]:
    """The papers `user` may see: those of the dossiers they may see."""
    return Document.objects.filter(dossier__in=dossiers_visible_to(user))


def of_dossier(user: User, dossier: Dossier) -> QuerySet[Document]:
    """One dossier's papers, newest first, with whose they are and whom they were served on. Two SQL statements."""
    return (
        _with_deliveries(visible_to(user).filter(dossier=dossier))
        .defer("content")
        .order_by("-made_at", "-pk")
    )


def paper_visible_to(user: User, pk: int) -> Document | None:
    """One paper with its dossier and deliveries; None when this reader may not know of it."""
    return _with_deliveries(visible_to(user).filter(pk=pk)).select_related("dossier").first()


def _with_deliveries(papers: QuerySet[Document]) -> QuerySet[Document]:
    served = Delivery.objects.select_related("agency").order_by("is_copy", "pk")
    return papers.select_related("agency", "made_by").prefetch_related(Prefetch("deliveries", served))
