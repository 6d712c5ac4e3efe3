"""Every status can be reached by acts alone, and the chain holds wherever the road ends."""

import pytest

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from tests.road import ROADS, Road


def test_there_is_a_road_to_every_status():
    assert set(ROADS) == set(Status)


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status), ids=str)
def test_the_acts_lead_to(status: Status, road: Road):
    transfer = road.to(status)
    dossier = transfer.dossier
    dossier.refresh_from_db()
    assert dossier.stage == status
    side = transfer.agency_on
    turn = TABLE.turns[status]
    assert dossier.turn_agency_id == (side(turn).pk if turn else None)
    entries = AuditEntry.objects.filter(chain=dossier.chain).order_by("sequence")
    assert verify_chain(entries) is None
    assert entries.count() == dossier.head_sequence
