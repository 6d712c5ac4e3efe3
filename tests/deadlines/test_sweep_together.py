"""Each step of escalation happens exactly once: with two sweepers at once, and with one killed half-way."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_all
from linkage.deadlines.models import Clock
from linkage.deadlines.sweep import sweep
from linkage.dossiers.models import Dossier, Participation
from linkage.inbox.models import Message
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as S
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

SWEEPER = """
import sys
from datetime import datetime
import django
django.setup()
from linkage.deadlines.sweep import sweep
while sweep(at=datetime.fromisoformat(sys.argv[1]), limit=1):
    pass
"""
STEPS = ("clock_near", "clock_superior", "clock_procuratorate")


def all_of_it(at) -> None:
    while sweep(at=at):
        pass


def each_step_once(dossiers: int) -> None:
    """Per dossier one entry and one message a step, one participation of the procuratorate, and a chain that holds."""
    steps = AuditEntry.objects.filter(act__startswith="clock_").values_list("chain", "act")
    assert set(Counter(steps).values()) == {1}
    assert Counter(act for _, act in steps) == dict.fromkeys(STEPS, dossiers)
    messages = Counter(
        Message.objects.filter(weight__in=("near", "overdue")).values_list("dossier", "agency")
    )
    assert set(messages.values()) == {1}
    assert sum(messages.values()) == dossiers * len(STEPS)
    assert Participation.objects.filter(role="procuratorial").count() == dossiers
    assert verify_all().intact
    for dossier in Dossier.objects.all():
        assert AuditEntry.objects.filter(chain=dossier.chain).count() == dossier.head_sequence


def test_two_sweepers_at_once(road):
    for _ in range(12):
        road.open(discovered_at=road.now)
    later = road.now + timedelta(days=10)
    told = at_once([partial(all_of_it, later)] * 2)
    assert told == [None, None]
    all_of_it(later)
    each_step_once(12)


def test_one_sweeper_killed_half_way(road):
    for _ in range(30):
        road.open(discovered_at=road.now)
    later = road.now + timedelta(days=10)
    process = subprocess.Popen([sys.executable, "-c", SWEEPER, later.isoformat()], env=_same_database())
    try:
        patience = time.monotonic() + 60
        while (
            AuditEntry.objects.filter(act__startswith="clock_").count() < 10 and time.monotonic() < patience
        ):
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    done = AuditEntry.objects.filter(act__startswith="clock_").count()
    assert 10 <= done < 90
    assert Message.objects.count() == done
    all_of_it(later)
    each_step_once(30)


def test_an_act_while_the_sweep_reports_its_silence(road):
    for _ in range(6):
        transfer = road.to(S.AWAITING_APPROVAL)
        late = road.now + timedelta(days=6)
        told = at_once(
            [
                partial(all_of_it, late),
                partial(road.do, "approve", Transfer.objects.get(pk=transfer.pk), at=late),
            ]
        )
        assert told[0] is None
        transfer.refresh_from_db()
        assert transfer.status == (S.AWAITING_APPROVAL if isinstance(told[1], Exception) else S.APPROVED)
        clock = Clock.objects.get(dossier=transfer.dossier_id, code="crime_transfer_approval")
        assert (clock.state == "stopped") is (transfer.status == S.APPROVED)
    assert verify_all().intact


def _same_database() -> dict[str, str]:
    """The environment in which another process meets the database of this test."""
    chosen = connection.settings_dict
    url = f"sqlite:{chosen['NAME']}"
    if connection.vendor == "postgresql":
        word = f":{chosen['PASSWORD']}" if chosen["PASSWORD"] else ""
        url = (
            f"postgresql://{chosen['USER']}{word}@{chosen['HOST']}:{chosen['PORT'] or 5432}/{chosen['NAME']}"
        )
    return {**os.environ, "LINKAGE_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "linkage.web.settings"}
