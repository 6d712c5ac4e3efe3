"""Material that comes with a case when its dossier is opened: the opening entry itself carries the digests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import Attached
from linkage.evidence.actions import attached, new_items
from linkage.evidence.models import EvidenceItem
from linkage.evidence.rules import Description, Received, faults_of, faults_of_files
from linkage.law.refusal import Refused


@dataclass(frozen=True)
class FirstItem:
    """One file and what is said about it."""

    received: Received
    description: Description


def first_items(*, dossier: Dossier, files: Sequence[FirstItem], by: User, at: datetime) -> list[Attached]:
    """Store the rows of these files in one statement; returns name and digests for the opening entry.

    Refused with all the reasons when a description is incomplete or a file does not fit its class.
    """
    reasons = [
        reason
        for file in files
        for reason in (
            *faults_of(file.description, at),
            *faults_of_files([file.received], file.description.material_class, ()),
        )
    ]
    if reasons:
        raise Refused(reasons)
    items = [item for f in files for item in new_items(dossier, [f.received], f.description, by, at)]
    if items:
        EvidenceItem.objects.bulk_create(items)
    return attached(items)
