"""Every read of evidence, starting from the dossiers this reader may see."""

import uuid

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to as dossiers_visible_to
from linkage.evidence.models import ClassDeclaration, EvidenceItem


def visible_to(user: User) -> QuerySet[EvidenceItem]:
    """The evidence `user` may see: that of the dossiers they may see. Withdrawn items too; they are marked, not hidden."""
    return EvidenceItem.objects.filter(dossier__in=dossiers_visible_to(user))


def of_dossier(user: User, dossier: Dossier) -> QuerySet[EvidenceItem]:
    """One dossier's evidence, by class and age, with who added and who withdrew it."""
    return visible_to(user).filter(dossier=dossier).select_related("added_by__agency", "withdrawn_by__agency")


def declarations_of(user: User, dossier: Dossier) -> QuerySet[ClassDeclaration]:
    """One dossier's current declarations, with who made them."""
    return (
        ClassDeclaration.objects.filter(dossier__in=dossiers_visible_to(user), lifted_at__isnull=True)
        .filter(dossier=dossier)
        .select_related("declared_by__agency")
    )


def item_visible_to(user: User, public_id: uuid.UUID) -> EvidenceItem | None:
    """One item by its public identifier, with its dossier; None when this reader may not know of it."""
    return visible_to(user).select_related("dossier").filter(public_id=public_id).first()


def standing(dossier: Dossier) -> QuerySet[EvidenceItem]:
    """The dossier's material that was not withdrawn, for acts and papers on a dossier that was found through `visible_to`."""
    return EvidenceItem.objects.filter(dossier=dossier, withdrawn_at__isnull=True)
