"""The worker's part: typeset the files of papers that acts have issued, once each, and put their digests into the chain.

The rows themselves are the queue: a paper is claimed for a while by compare-and-set, so that two workers never make the
same one, and a worker that dies leaves a claim that runs out.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from linkage.documents.models import Document, Making
from linkage.documents.typesetting import docx, pdf
from linkage.dossiers.models import Dossier
from linkage.dossiers.recording import PLATFORM, Attached, record
from linkage.law.refusal import OvertakenBy
from linkage.storage import Stored, current_storage

CLAIM = timedelta(minutes=2)
ATTEMPTS_AT_MOST = 5
BATCH = 20


def make_pending(*, at: datetime, limit: int = BATCH) -> int:
    """Make the files of up to `limit` waiting papers, oldest first; returns how many were made.

    A paper that cannot be typeset is tried five times, then marked as failed with the reason; the act stands.
    """
    return sum(_make(pk, at) for pk in _waiting(at, limit))


def _waiting(at: datetime, limit: int) -> list[int]:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=at)
    return list(
        Document.objects.filter(free, state=Making.PENDING)
        .order_by("pk")
        .values_list("pk", flat=True)[:limit]
    )


def _make(pk: int, at: datetime) -> bool:
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=at)
    if not Document.objects.filter(free, pk=pk, state=Making.PENDING).update(
        claimed_until=at + CLAIM, attempts=F("attempts") + 1
    ):
        return False
    paper = Document.objects.get(pk=pk)
    try:
        storage = current_storage()
        files = storage.put([pdf(paper.content)]), storage.put([docx(paper.content)])
        return _finish(paper, *files, at)
    except OvertakenBy:
        Document.objects.filter(pk=pk).update(claimed_until=None)
        return False
    except Exception as error:  # whatever typesetting or storage says: it is kept, shown, and tried again
        _failed(paper, error)
        return False


def _finish(paper: Document, pdf_file: Stored, docx_file: Stored, at: datetime) -> bool:
    """False when another worker, after this one's claim ran out, was first."""
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update().get(pk=paper.dossier_id)
        made = Document.objects.filter(pk=paper.pk, state=Making.PENDING).update(
            state=Making.READY,
            ready_at=at,
            claimed_until=None,
            failure="",
            pdf_sha256=pdf_file.sha256,
            pdf_sm3=pdf_file.sm3,
            docx_sha256=docx_file.sha256,
            docx_sm3=docx_file.sm3,
        )
        if not made:
            return False
        name = f"{paper.name} {paper.number}"
        record(
            dossier,
            act="paper_made",
            actor=PLATFORM,
            at=at,
            facts={
                "sentence": f"{name} 的文件已生成。",
                "label": "生成文书文件",
                "content_sm3": paper.content_sm3,
            },
            documents=[
                Attached(f"{name}.pdf", pdf_file.sm3, pdf_file.sha256),
                Attached(f"{name}.docx", docx_file.sm3, docx_file.sha256),
            ],
        )
        return True


def _failed(paper: Document, error: Exception) -> None:
    final = paper.attempts >= ATTEMPTS_AT_MOST
    Document.objects.filter(pk=paper.pk, state=Making.PENDING).update(
        state=Making.FAILED if final else Making.PENDING, failure=str(error)[:300]
    )
