"""Every read of cases and parties, starting from the dossiers this reader may see."""

from django.db.models import QuerySet

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import Post, standing_of
from linkage.cases.models import Party
from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import visible_to as dossiers_visible_to

WORKING = (
    Role.ENFORCEMENT_OFFICER,
    Role.BUREAU_HEAD,
    Role.INTAKE_OFFICER,
    Role.CASE_OFFICER,
    Role.POLICE_HEAD,
    Role.PROCURATOR,
)
"""Roles that work on a case; only they open an identity number, and only in a dossier their agency takes part in."""


def parties_of(user: User, dossier: Dossier) -> QuerySet[Party]:
    """One dossier's parties, as they were entered."""
    return Party.objects.filter(case__dossier__in=dossiers_visible_to(user), case__dossier=dossier).order_by(
        "pk"
    )


def party_visible_to(user: User, number: str, pk: int) -> Party | None:
    """One party of the dossier with this number, with its dossier; None when this reader may not know of it."""
    found = Party.objects.filter(
        case__dossier__in=dossiers_visible_to(user), case__dossier__number=number, pk=pk
    )
    return found.select_related("case__dossier").first()


def revealing_post(user: User, dossier: Dossier) -> Post | None:
    """The post by which this person may open an identity number in this dossier now; None if there is none."""
    post = standing_of(user).holds(user.agency_id, WORKING)
    taking_part = Participation.objects.filter(dossier=dossier, agency_id=user.agency_id, until__isnull=True)
    return post if post is not None and taking_part.exists() else None
