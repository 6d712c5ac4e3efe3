"""Reading the inbox: messages to my agency about dossiers I may see."""

from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, QuerySet

from linkage.accounts.kept import Kept, keep, values_of
from linkage.accounts.likeness import Likeness
from linkage.accounts.models import User
from linkage.dossiers.queries import visible
from linkage.inbox.models import Message, Reading

UNREAD_SHOWN = 99


def messages_for(user: User) -> QuerySet[Message]:
    """Messages to the agency of `user` about dossiers that `user` may see: a message names the case.

    A sweep reports to superiors, who see the dossier, but not each of their people sees a sensitive one.
    """
    return Message.objects.filter(visible(user, "dossier"), agency_id=user.agency_id)


def unread(user: User) -> QuerySet[Message]:
    """Those of them that this person has not read."""
    read = Reading.objects.filter(message=OuterRef("pk"), user=user)
    return messages_for(user).filter(~Exists(read))


def unread_count(user: User) -> int:
    """How many are unread, counted no further than one above what the screen shows. One SQL statement."""
    return int(_count(Likeness.of(user)).rows(values_of(user))[0][0])


@lru_cache(maxsize=256)
def _count(likeness: Likeness) -> Kept:
    try:
        capped = keep(unread(likeness.reader()).order_by().values_list("pk")[: UNREAD_SHOWN + 1])
    except EmptyResultSet:
        return Kept("SELECT 0", ())
    return Kept(f"SELECT COUNT(*) FROM ({capped.sql}) AS counted", capped.params)  # noqa: S608  written by the ORM
