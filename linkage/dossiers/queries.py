"""Who may see a dossier. Every path that reads starts here: list, search, count, export, attachment, API."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.accounts.models import Agency, User
from linkage.accounts.roles import Level, Role
from linkage.accounts.standing import standing_of
from linkage.dossiers.models import Dossier, Participation, Secrecy

SEES_SENSITIVE = (Role.BUREAU_HEAD, Role.POLICE_HEAD, Role.PROCURATOR, Role.SUPERVISOR)


def visible_to(user: User) -> QuerySet[Dossier]:
    """The dossiers `user` may see.

    Their agency takes part, or is the superior, in its own line, of one that does. The procuratorate takes part from
    the moment a paper is copied to it or a silent clock is reported to it. A dossier marked 敏感 is seen by the
    superior only through a head, a procurator or a supervisor. Administrators see none.
    """
    return Dossier.objects.filter(visible(user))


def taking_part(user: User) -> QuerySet[Dossier]:
    """Of the dossiers `user` may see those in which their own agency takes part: whoever takes part may see."""
    if not standing_of(user).reads_dossiers:
        return Dossier.objects.none()
    own = Participation.objects.filter(agency_id=user.agency_id, until__isnull=True)
    return Dossier.objects.filter(pk__in=own.values("dossier_id"))


def visible(user: User, dossier: str = "") -> Q:
    """The same as a condition, for tables that hang on a dossier: `dossier` names their column."""
    standing = standing_of(user)
    if not standing.reads_dossiers:
        return Q(pk__in=())
    taking_part = Participation.objects.filter(dossier=OuterRef(dossier or "pk"), until__isnull=True)
    own = Q(Exists(taking_part.filter(agency_id=user.agency_id)))
    if user.agency.level == Level.COUNTY:
        return own
    below = Agency.objects.filter(path__startswith=user.agency.path, line=user.agency.line)
    line = Q(Exists(taking_part.filter(agency__in=below)))
    if standing.has_role(*SEES_SENSITIVE):
        return line
    return own | line & Q(**{f"{dossier}__secrecy" if dossier else "secrecy": Secrecy.ORDINARY})
