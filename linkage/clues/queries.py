"""Every read of clues, informants and requests, starting from the dossiers this reader may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from linkage.accounts.models import User
from linkage.accounts.roles import Line
from linkage.clues.models import TRIGGERS, Clue, ClueMark, EarlyIntervention, Informant, MarkKind
from linkage.clues.sealed import is_reader, working_post
from linkage.clues.status import NOTHING_DUE
from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible

WITH = ("dossier", "sending_agency", "receiving_agency", "procuratorial_agency")
LOOSE = (MarkKind.PLACE, MarkKind.WASTE)
"""What many clues share: it points to a repetition only where they came in close to one another."""
CLOSE = timedelta(days=90)


def visible_to(user: User) -> QuerySet[Clue]:
    """The clues `user` may see, with the agencies on each side at hand."""
    return Clue.objects.filter(visible(user, "dossier")).select_related(*WITH)


def clue_visible_to(user: User, number: str) -> Clue | None:
    """The clue of the dossier with this number; None when this reader may not know of it."""
    return visible_to(user).filter(dossier__number=number).first()


def clue_with_informants(user: User, number: str) -> Clue | None:
    """The same for a person who works in the agency that took it in; to everybody else there is no such page."""
    clue = clue_visible_to(user, number)
    return clue if clue is not None and working_post(clue, user) is not None else None


def informant_visible_to(user: User, number: str, place: int) -> Informant | None:
    """One informant, still sealed, for a named reader; None for everybody else."""
    clue = clue_with_informants(user, number)
    if clue is None or not is_reader(clue, user):
        return None
    return Informant.objects.filter(clue=clue, place=place).select_related("clue__dossier").first()


@dataclass(frozen=True)
class Likeness:
    """Another clue that may be the same, in a dossier the reader may open."""

    dossier: Dossier
    alike: str
    """In what: 企业名称、发生地点."""


@dataclass(frozen=True)
class Duplicates:
    """What may be the same clue; of what the reader may not open, only that it is there and in what it is alike."""

    open: tuple[Likeness, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many sentences there are to read."""
        return len(self.open) + len(self.hidden)


def possible_duplicates(clue: Clue, reader: User) -> Duplicates:
    """Clues with the same name, code, address, plate or phone, or, close in time, the same place or waste code.

    Three statements that go by the index of the digests; a hint, nothing follows from it by itself.
    """
    alike = _alike(clue)
    if not alike:
        return Duplicates()
    seen = {c.pk: c for c in visible_to(reader).filter(pk__in=alike)}
    found = tuple(
        Likeness(seen[pk].dossier, _words(kinds)) for pk, kinds in sorted(alike.items()) if pk in seen
    )
    hidden = Counter(_words(kinds) for pk, kinds in alike.items() if pk not in seen)
    return Duplicates(found, tuple(_hidden(words, count) for words, count in sorted(hidden.items())))


def _alike(clue: Clue) -> dict[int, set[str]]:
    """clue -> kinds of marks it shares with this one."""
    digests = list(ClueMark.objects.filter(clue=clue).values_list("digest", flat=True))
    shared = ClueMark.objects.filter(digest__in=digests).exclude(clue=clue)
    near = Q(clue__received_at__range=(clue.received_at - CLOSE, clue.received_at + CLOSE))
    here = near & Q(clue__dossier__region=clue.dossier.region_id)
    telling = ~Q(kind__in=LOOSE) | Q(kind=MarkKind.PLACE) & near | Q(kind=MarkKind.WASTE) & here
    already_one = Q(clue__merged_into=clue.dossier_id) | Q(clue__dossier=clue.merged_into_id)
    found: dict[int, set[str]] = {}
    for pk, kind in shared.filter(telling).exclude(already_one).values_list("clue_id", "kind"):
        found.setdefault(pk, set()).add(kind)
    return found


def _words(kinds: set[str]) -> str:
    return "、".join(kind.label for kind in MarkKind if kind in kinds)


def _hidden(words: str, count: int) -> str:
    return f"另有{count}件线索的{words}相同，在您无权查阅的卷宗中，请与上级联系。"


def interventions_of(user: User, dossier: Dossier) -> QuerySet[EarlyIntervention]:
    """The requests for early intervention on one dossier, newest first."""
    found = EarlyIntervention.objects.filter(visible(user, "dossier"), dossier=dossier)
    return found.select_related("dossier", "sending_agency", "receiving_agency").order_by("-pk")


def owing_a_request() -> Q:
    """通知二: one of the three reasons holds for a clue a bureau took in, and the police were never asked."""
    holds = Q(*((name, True) for name in TRIGGERS), _connector=Q.OR)
    asked = EarlyIntervention.objects.filter(dossier=OuterRef("dossier"))
    bureau = Q(sending_agency__line=Line.ECOLOGY)
    return holds & bureau & ~Q(status__in=NOTHING_DUE) & ~Q(Exists(asked))


def needs_intervention(dossier: Dossier) -> bool:
    """Whether the bureau still has to ask the police for early intervention on this dossier."""
    return Clue.objects.filter(owing_a_request(), dossier=dossier).exists()


def missing_interventions(user: User) -> QuerySet[Clue]:
    """The clues `user` may see whose bureau should have asked for early intervention and has not, oldest first."""
    return visible_to(user).filter(owing_a_request()).order_by(F("received_at").asc(), "pk")
