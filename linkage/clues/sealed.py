"""Who may know an informant, and whether a text gives one away. Nothing else in the package reads an informant's name."""

from collections.abc import Iterable

from django.db.models import Q

from linkage.accounts.models import User
from linkage.accounts.roles import Role
from linkage.accounts.standing import Post, standing_of
from linkage.clues.models import Clue, Informant, InformantReader

WORKING = (
    Role.ENFORCEMENT_OFFICER,
    Role.INTAKE_OFFICER,
    Role.CASE_OFFICER,
    Role.BUREAU_HEAD,
    Role.POLICE_HEAD,
)
HEADS = (Role.BUREAU_HEAD, Role.POLICE_HEAD)
SHORTEST_NAME, SHORTEST_CONTACT = 2, 5
"""Shorter than this, a text contains it by chance."""


def working_post(clue: Clue, user: User) -> Post | None:
    """The post by which this person works in the agency that took the clue in."""
    return standing_of(user).holds(clue.sending_agency_id, WORKING)


def naming_post(clue: Clue, user: User) -> Post | None:
    """The post by which this person names who may know the informants: a head of that agency."""
    return standing_of(user).holds(clue.sending_agency_id, HEADS)


def is_reader(clue: Clue, user: User) -> bool:
    """Whether this person was named, and works in that agency still."""
    return (
        working_post(clue, user) is not None and InformantReader.objects.filter(clue=clue, user=user).exists()
    )


def named_in(clue: Clue, texts: Iterable[str]) -> bool:
    """Whether any of the texts contains the name or the contact of one of the clue's informants."""
    known = (
        Informant.objects.filter(clue=clue).exclude(Q(name="") & Q(contact="")).values_list("name", "contact")
    )
    return gives_away(known, texts)


def gives_away(people: Iterable[tuple[str, str]], texts: Iterable[str]) -> bool:
    """The same for people who are about to be entered."""
    wanted = [
        word
        for name, contact in people
        for word, shortest in ((name.strip(), SHORTEST_NAME), (contact.strip(), SHORTEST_CONTACT))
        if len(word) >= shortest
    ]
    return any(word in text for text in texts for word in wanted)
