"""The database itself refuses half a fact of a clue, its informants, its marks and a request for early intervention."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from linkage.clues.models import JUDGED, MARKS, Clue, ClueMark, EarlyIntervention, Informant, InformantReader
from linkage.clues.status import Asked
from linkage.clues.status import Status as S
from tests.clues.road import INFORMANT, ClueRoad

pytestmark = pytest.mark.django_db


def refuses(row: models.Model, **changes: Any) -> bool:
    try:
        with transaction.atomic():
            assert type(row)._default_manager.filter(pk=row.pk).update(**changes) == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def pairs() -> list[tuple[type[models.Model], str]]:
    found = []
    for model in apps.get_app_config("clues").get_models():
        names = {column.name for column in model._meta.concrete_fields}
        found += [(model, n[:-3]) for n in sorted(names) if n.endswith("_at") and f"{n[:-3]}_by" in names]
    return found


def test_every_mark_is_such_a_pair() -> None:
    assert {fact for model, fact in pairs() if model is Clue} == set(MARKS)
    assert len(pairs()) == len(MARKS) + 3


@pytest.mark.parametrize(("model", "fact"), pairs(), ids=lambda v: v if isinstance(v, str) else v.__name__)
def test_a_moment_never_without_its_person(model: type[models.Model], fact: str, clue_road: ClueRoad) -> None:
    clue_road.open(informants=[INFORMANT])
    clue_road.asked(Asked.REQUESTED)
    row = model._default_manager.first()
    for half in (
        {f"{fact}_at": None, f"{fact}_by": clue_road.cast.head},
        {f"{fact}_at": clue_road.now, f"{fact}_by": None},
    ):
        assert refuses(row, **half), half


@pytest.mark.parametrize("name", JUDGED)
def test_what_holds_has_a_reason(name: str, clue_road: ClueRoad) -> None:
    clue = clue_road.open()
    assert refuses(clue, **{name: True})
    assert not refuses(clue, **{name: True, f"{name}_reason": "有"})


def test_merged_means_merged_into_another(clue_road: ClueRoad) -> None:
    clue, other = clue_road.open(), clue_road.another()
    assert refuses(clue, status=S.MERGED)
    assert refuses(clue, merged_into=other)
    assert refuses(clue, status=S.MERGED, merged_into=clue.dossier)
    assert not refuses(clue, status=S.MERGED, merged_into=other)


def test_one_clue_a_dossier_between_two_agencies(clue_road: ClueRoad) -> None:
    clue, other = clue_road.open(), clue_road.open()
    assert refuses(other, dossier=clue.dossier)
    assert refuses(clue, receiving_agency=clue.sending_agency)


def test_a_reply_says_how_or_why_not(clue_road: ClueRoad) -> None:
    asked, now, who = clue_road.asked(Asked.REQUESTED), clue_road.now, clue_road.cast.intake
    assert refuses(asked, status=Asked.JOINED, replied_at=now, replied_by=who)
    assert refuses(asked, status=Asked.EXPLAINED, replied_at=now, replied_by=who)
    assert refuses(asked, status=Asked.JOINED, method="到场")
    assert not refuses(asked, status=Asked.JOINED, method="到场", replied_at=now, replied_by=who)


def test_one_open_request_a_dossier(clue_road: ClueRoad) -> None:
    asked, other = clue_road.asked(Asked.REQUESTED), clue_road.asked(Asked.REQUESTED)
    assert refuses(other, dossier=asked.dossier)
    assert EarlyIntervention.objects.count() == 2


def test_informants_readers_and_marks_are_each_once(clue_road: ClueRoad) -> None:
    clue = clue_road.open(informants=[INFORMANT])
    assert refuses(Informant.objects.get(), name="")
    for model in (Informant, InformantReader, ClueMark):
        twin = model.objects.filter(clue=clue).first()
        twin.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save(force_insert=True)
