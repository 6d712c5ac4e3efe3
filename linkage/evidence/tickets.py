"""A ticket for a file that lies in storage but is not yet on a dossier: who brought it, for which dossier, on what verdict.

Knowing a digest is not enough to put a file on one's own dossier and read it there: only who sent the bytes gets a ticket.
"""

from django.core import signing

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.evidence.file_types import FILE_TYPES
from linkage.evidence.rules import Received
from linkage.evidence.sniffing import Verdict
from linkage.law.refusal import Reason, Refused
from linkage.storage.incoming import Stored

HOURS = 24


def ticket_for(received: Received, *, user: User, dossier: Dossier) -> str:
    """The signed ticket, to be handed in with the description of the file."""
    stored, verdict = received.stored, received.verdict
    content = [stored.sm3, stored.sha256, stored.size, verdict.name, verdict.type.code, verdict.cautions]
    return signing.dumps(content, salt=_salt(user, dossier))


def redeem(ticket: str, *, user: User, dossier: Dossier) -> Received:
    """The file a ticket stands for. Refused for a ticket of somebody else, of another dossier, altered, or a day old."""
    try:
        content = signing.loads(ticket, salt=_salt(user, dossier), max_age=HOURS * 3600)
    except signing.BadSignature as error:
        raise Refused(
            [Reason("先前上传的文件已失效。", remedy="请重新选择文件上传。", code="upload_expired")]
        ) from error
    sm3, sha256, size, name, code, cautions = content
    return Received(Stored(sm3, sha256, size), Verdict(name, FILE_TYPES[code], tuple(cautions)))


def _salt(user: User, dossier: Dossier) -> str:
    return f"linkage.evidence:{user.pk}:{dossier.pk}"
