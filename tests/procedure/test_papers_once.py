"""The files of an act's papers are made once, however many workers there are and whenever one of them dies."""

from datetime import timedelta
from functools import partial

import pytest

from linkage.audit.models import AuditEntry
from linkage.documents import making
from linkage.documents.making import CLAIM, make_pending
from linkage.documents.models import Document, Making
from linkage.transfers.status import Status as S
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_workers_each_paper_is_made_by_one(road):
    dossier = road.to(S.SUBMITTED).dossier
    waiting = dossier.documents.count()
    made = at_once([partial(make_pending, at=road.now)] * 2)
    assert sum(made) == waiting
    assert set(dossier.documents.values_list("state", "attempts")) == {(Making.READY, 1)}
    assert AuditEntry.objects.filter(chain=dossier.chain, act="paper_made").count() == waiting
    assert make_pending(at=road.now) == 0


def test_a_worker_that_died_leaves_a_claim_that_runs_out(road):
    paper = road.to(S.VERIFYING).dossier.documents.get()
    Document.objects.filter(pk=paper.pk).update(claimed_until=road.now + CLAIM, attempts=1)
    assert make_pending(at=road.now + CLAIM) == 0
    assert make_pending(at=road.now + CLAIM + timedelta(seconds=1)) == 1
    paper.refresh_from_db()
    assert (paper.state, paper.claimed_until, paper.attempts) == (Making.READY, None, 2)


def test_a_worker_slower_than_its_claim_does_not_make_the_paper_a_second_time(road):
    """It comes back with its files when another has long finished: nothing is written, nothing counted."""
    dossier = road.to(S.VERIFYING).dossier
    paper = dossier.documents.get()
    make_pending(at=road.now)
    stored = making.current_storage().put([b"late"])
    assert making._finish(paper, stored, stored, road.now) is False
    assert AuditEntry.objects.filter(chain=dossier.chain, act="paper_made").count() == 1


def test_an_act_meanwhile_and_the_papers_files_do_not_disturb_each_other(road):
    transfer = road.to(S.SUBMITTED)
    road.tick()
    told = at_once([partial(make_pending, at=road.now), partial(road.do, "accept", transfer)])
    # Who read the dossier before the other wrote may have to come again; nothing is lost.
    while make_pending(at=road.now + 2 * CLAIM):
        pass
    transfer.refresh_from_db()
    assert transfer.status == (S.SUBMITTED if isinstance(told[1], Exception) else S.ACCEPTED)
    assert set(transfer.dossier.documents.values_list("state", flat=True)) == {Making.READY}
    transfer.dossier.refresh_from_db()
    assert AuditEntry.objects.filter(chain=transfer.dossier.chain).count() == transfer.dossier.head_sequence
