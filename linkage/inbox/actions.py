"""Sending and reading messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.inbox.models import Message, Reading, Weight
from linkage.inbox.queries import messages_for, unread


@dataclass(frozen=True)
class Note:
    """A message about to be sent."""

    agency_id: int
    text: str
    weight: str = Weight.TOLD


def send(dossier: Dossier, notes: Iterable[Note], *, at: datetime) -> None:
    """Put the notes into the agencies' inboxes. One SQL statement, in the caller's transaction: an act that fails tells nobody."""
    Message.objects.bulk_create(
        Message(agency_id=n.agency_id, dossier=dossier, weight=n.weight, text=n.text[:300], at=at)
        for n in notes
    )


def mark_read(*, by: User, message_ids: Iterable[int], at: datetime) -> None:
    """`by` has read these messages; those they may not see are passed over."""
    seen = messages_for(by).filter(pk__in=list(message_ids))
    Reading.objects.bulk_create([Reading(message=m, user=by, at=at) for m in seen], ignore_conflicts=True)


def mark_all_read(*, by: User, at: datetime) -> None:
    """`by` has read everything that is unread now."""
    Reading.objects.bulk_create(
        [Reading(message=m, user=by, at=at) for m in unread(by)], ignore_conflicts=True
    )
