"""据调查结果移送: the road goes on from a dossier that a clue or a joint investigation opened; nothing is entered twice."""

import pytest
from django.db import transaction

from linkage.dossiers.models import Dossier
from linkage.law.refusal import Refused
from linkage.law.transitions import NEW
from linkage.transfers.models import Transfer
from linkage.transfers.procedure import TRANSFER
from tests.cast import Cast
from tests.procedure.grid import Grid
from tests.road import Road

pytestmark = pytest.mark.django_db

FACTS = {
    "charge": "污染环境罪",
    "provisions": "《中华人民共和国刑法》第三百三十八条；法释〔2023〕7号第一条第五项",
}


@pytest.fixture
def investigated(road: Road, db) -> Dossier:
    """A dossier of the bureau whose transfer does not exist yet, standing where the findings call for one."""
    dossier = road.open().dossier
    Transfer.objects.all().delete()
    dossier.clocks.all().delete()
    Dossier.objects.filter(pk=dossier.pk).update(stage="inv_to_transfer", stage_label="转刑事移送")
    return Dossier.objects.get(pk=dossier.pk)


def test_it_goes_from_the_bureau_to_the_police_of_the_same_level(
    investigated: Dossier, cast: Cast, road: Road
) -> None:
    transfer = TRANSFER.blank(investigated, cast.officer, road.tick())
    outcome = TRANSFER.do("begin_transfer", transfer, by=cast.officer, at=road.tick(), **FACTS)
    kept = Transfer.objects.get(dossier=investigated)
    assert (kept.sending_agency, kept.receiving_agency) == (cast.officer.agency, cast.intake.agency)
    assert (kept.status, kept.charge, kept.provisions) == ("discovered", *FACTS.values())
    assert [clock.code for clock in outcome.clocks] == ["crime_special_team_assign"]
    investigated.refresh_from_db()
    assert (investigated.stage, investigated.turn_agency) == ("discovered", cast.officer.agency)
    assert "立即指定两名以上执法人员" in outcome.sentence


def test_without_findings_that_call_for_it_it_is_refused(
    investigated: Dossier, cast: Cast, road: Road
) -> None:
    investigated.stage = "inv_under_way"
    transfer = TRANSFER.blank(investigated, cast.officer, road.tick())
    with pytest.raises(Refused) as refused, transaction.atomic():
        TRANSFER.do("begin_transfer", transfer, by=cast.officer, at=road.tick(), **FACTS)
    assert [reason.code for reason in refused.value.reasons] == ["no_findings"]
    assert "还没有得出移送公安机关追究刑事责任的结果" in refused.value.reasons[0].sentence
    assert not Transfer.objects.exists()


def test_the_grid_of_what_does_not_exist_yet(
    investigated: Dossier, cast: Cast, road: Road, record_property
) -> None:
    transfer = TRANSFER.blank(investigated, cast.officer, road.tick())
    assert transfer.status == NEW
    facts = {"begin_transfer": FACTS, "file_from_detention": road.facts("file_case", road.now)}
    grid = Grid(
        TRANSFER,
        cast.everyone,
        lambda act, subject, now: facts.get(act) or road.facts(act, now),
        not_here=frozenset({"file_from_detention"}),
    )
    for name, value in grid.check(transfer, road.tick()).items():
        record_property(name, value)
