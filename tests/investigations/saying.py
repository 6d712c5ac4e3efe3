"""What an act says when it is refused, with the claim that it has then written nothing."""

import json
from typing import Any

import pytest
from django.db import transaction

from linkage.audit.models import AuditEntry
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.inbox.models import Message
from linkage.investigations.models import Investigation
from linkage.law.refusal import Reason, Refused
from tests.investigations.way import Way


def refused(way: Way, act: str, subject: Investigation, **facts: Any) -> dict[str, str]:
    """Code -> sentence of the reasons, the last of each kind."""
    return {reason.code: str(reason) for reason in reasons_against(way, act, subject, **facts)}


def reasons_against(way: Way, act: str, subject: Investigation, **facts: Any) -> tuple[Reason, ...]:
    """All the reasons, in their order."""
    before = _left(subject)
    with transaction.atomic():
        with pytest.raises(Refused) as refusal:
            way.do(act, subject, **facts)
        transaction.set_rollback(False)
        assert _left(subject) == before
    return refusal.value.reasons


def last_entry(subject: Investigation) -> dict[str, Any]:
    """The body of the newest entry on the dossier's chain."""
    body: dict[str, Any] = json.loads(
        AuditEntry.objects.filter(chain=subject.dossier.chain).latest("sequence").body
    )
    return body


def _left(subject: Investigation) -> tuple[Any, ...]:
    dossier = Dossier.objects.get(pk=subject.dossier_id)
    counts = (AuditEntry.objects.count(), Document.objects.count(), Message.objects.count())
    return (
        *counts,
        dossier.head_sequence,
        dossier.stage,
        Investigation.objects.filter(pk=subject.pk).values().first(),
    )
