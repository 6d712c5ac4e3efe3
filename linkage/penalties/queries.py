"""Every read of penalties; across dossiers only the facts by which an earlier penalty counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from linkage.accounts.models import User
from linkage.cases.models import PartyKind
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible
from linkage.penalties.models import Penalty
from linkage.penalties.status import COUNTED_AS, DECISION_MADE, UNDECIDED, ConductKind

WITH = ("dossier", "punishing_agency", "procuratorial_agency", "police_agency")
UNKNOWN_NAMES = frozenset({"", "待查", "不明", "不详", "未知", "无"})


@dataclass(frozen=True)
class PriorPenalty:
    """An earlier penalty as any agency may know of it: what counts, and nothing else of its dossier."""

    decision_number: str
    decided_on: date
    effective_on: date
    conduct_kind: str
    agency_name: str

    @property
    def conduct_words(self) -> str:
        """What was punished, in words."""
        return str(ConductKind(self.conduct_kind).label)

    @property
    def counted_as(self) -> str:
        """The word by which the assessment of a crime counts it (`law/offences/facts.toml`)."""
        return COUNTED_AS.get(self.conduct_kind, "其他")


def visible_to(user: User) -> QuerySet[Penalty]:
    """The penalties `user` may see, with the agencies on each side at hand."""
    return Penalty.objects.filter(visible(user, "dossier")).select_related(*WITH)


def penalties_on(dossier: Dossier) -> QuerySet[Penalty]:
    """The penalties of a dossier that was found through `visible_to`, oldest first."""
    return Penalty.objects.filter(dossier=dossier).select_related(*WITH).order_by("pk")


def decided_on(dossier: Dossier) -> list[Penalty]:
    """Those with a decision that was made and not withdrawn. One SQL statement."""
    return list(penalties_on(dossier).filter(status__in=DECISION_MADE))


def unfinished_on(dossier: Dossier) -> QuerySet[Penalty]:
    """Those in which nothing was decided yet, neither a penalty nor that there is none."""
    return penalties_on(dossier).filter(status__in=UNDECIDED)


def prior_penalties(
    names: Iterable[str], identity_numbers: Iterable[str], before: date
) -> list[PriorPenalty]:
    """Penalties of these parties that took effect before that day, of all agencies, oldest first. One SQL statement.

    法释〔2023〕7号第一条 counts them wherever they were decided, so this reads across dossiers, and gives away only what
    counts. People are known by their number, by name only where the earlier entry has none; units also by name.
    """
    told = {name.strip() for name in names} - UNKNOWN_NAMES
    numbers = {number.strip().upper() for number in identity_numbers} - {""}
    if not told and not numbers:
        return []
    same = Q(punished__identity_number__in=numbers)
    named = Q(punished__name__in=told) & (Q(punished__kind=PartyKind.UNIT) | Q(punished__identity_number=""))
    found = Penalty.objects.filter(same | named, status__in=DECISION_MADE, effective_on__lt=before)
    once = {
        penalty.pk: penalty
        for penalty in found.select_related("punishing_agency").order_by("effective_on", "pk")
    }
    return [
        PriorPenalty(
            penalty.decision_number, decided, effective, penalty.conduct_kind, penalty.punishing_agency.name
        )
        for penalty in once.values()
        if (decided := penalty.decided_on) and (effective := penalty.effective_on)
    ]
