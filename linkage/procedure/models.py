"""What every subject of a procedure has: a dossier, a status, who acted last, and the numbers of its papers."""

from django.db import models

from linkage.accounts.models import Agency, User
from linkage.dossiers.models import Dossier
from linkage.law.transitions import NEW


class Proceeding(models.Model):
    """One matter under a procedure. Subclasses say which agency stands on which side, and their status's choices."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="%(class)ss", verbose_name="卷宗")
    status = models.CharField("状态", max_length=40, default=NEW)
    status_since = models.DateTimeField("进入状态时间", null=True)
    paper_numbers = models.JSONField("最近文号", default=dict, blank=True)
    last_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, verbose_name="最近办理人"
    )

    class Meta:
        abstract = True

    def agency_on(self, side: str) -> Agency | None:
        """The agency that stands on this side; the columns of a procedure's sides are called `<side>_agency`."""
        found: Agency | None = getattr(self, f"{side}_agency")
        return found

    def handlers_on(self, side: str) -> list[User]:
        """承办人 of a side whose head signs a paper; whoever acted last, if they are of that agency."""
        agency = self.agency_on(side)
        last: User | None = getattr(self, "last_by", None)
        return [last] if last and agency and last.agency_id == agency.pk else []
