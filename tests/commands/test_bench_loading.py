"""A loaded province is made of whole dossiers: their chains hold, their numbers have no gaps, every act is still possible."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from linkage.audit.chain import Head
from linkage.audit.verify import Expectation, verify_all
from linkage.commands.bench_parts.loading import SHARES, Province, load
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.law.wording import SHANGHAI
from linkage.transfers import actions
from linkage.transfers.models import Transfer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=SHANGHAI)
SIZE, TARGETS = 240, 3


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker) -> Iterator[Province]:
    """Two dossiers a county, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(SIZE, TARGETS, NOW, lambda sentence: None)
        transaction.set_rollback(True)


def test_every_county_has_its_share(province):
    spread = Counter(Dossier.objects.values_list("region__code", flat=True))
    assert len(spread) == len(province.counties) == 117
    assert set(spread.values()) <= {2, 3, 2 + TARGETS, 3 + TARGETS}


def test_every_status_occurs(province):
    assert set(Dossier.objects.values_list("stage", flat=True)) == {str(status) for status in SHARES}


def test_every_chain_holds_and_ends_where_its_dossier_says(province):
    rows = Dossier.objects.order_by("chain").values_list("chain", "number", "head_sequence", "head_hash")
    outcome = verify_all(
        [Expectation(chain, number, Head(sequence, digest)) for chain, number, sequence, digest in rows]
    )
    assert list(outcome.findings) == []
    assert outcome.chains >= SIZE + TARGETS


def test_numbers_of_papers_and_dossiers_have_no_gaps(province):
    series = defaultdict(list)
    for number in Document.objects.values_list("number", flat=True):
        prefix, count = re.fullmatch(r"(.+〔\d{4}〕)(\d+)号", number).groups()
        series[prefix].append(int(count))
    for number in Dossier.objects.values_list("number", flat=True):
        series[number[:12]].append(int(number[12:]))
    assert {
        name: found for name, found in series.items() if sorted(found) != [*range(1, len(found) + 1)]
    } == {}


def test_no_mark_of_the_walk_is_left(province):
    for text in (
        *Document.objects.values_list("content", flat=True),
        *Dossier.objects.values_list("title", flat=True),
    ):
        assert "@" not in str(text)


def test_the_next_act_goes_on_where_the_loading_ended(province):
    people = province.arena.people
    with transaction.atomic():
        transfer = Transfer.objects.select_related("dossier").get(dossier__number=province.targets[0])
        outcome = actions.accept(
            transfer=transfer,
            by=people["police-intake"],
            at=timezone.now(),
            acceptance_number="1",
            material_check="材料齐全",
        )
        assert outcome.papers[0].number not in set(
            Document.objects.exclude(pk=outcome.papers[0].pk).values_list("number", flat=True)
        )
        opened = actions.open_transfer(
            by=people["officer"], at=NOW, title="x", cause="x", source="inspection", discovered_at=NOW, how_discovered="x",
            place="x", summary="x", parties=[actions.PartyFacts("unit", "x")],
        )  # fmt: skip
        assert int(opened.dossier.number[12:]) == Dossier.objects.filter(region=opened.dossier.region).count()
        transaction.set_rollback(True)
