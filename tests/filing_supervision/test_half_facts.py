"""The database refuses half a fact: a moment without its person, a supervision begun two ways, two at a time."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.filing_supervision.models import (
    OPINION_MARKS,
    SUPERVISION_MARKS,
    FilingSupervision,
    TransferOpinion,
)
from linkage.filing_supervision.status import OpinionStatus, SupervisionStatus
from tests.filing_supervision.desk import Desk

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def test_every_pair_of_the_tables_is_one_of_these() -> None:
    for model, marks in ((FilingSupervision, SUPERVISION_MARKS), (TransferOpinion, OPINION_MARKS)):
        names = {column.name for column in model._meta.concrete_fields}
        assert {n[:-3] for n in names if n.endswith("_at") and f"{n[:-3]}_by" in names} == set(marks)


@pytest.mark.parametrize("mark", SUPERVISION_MARKS)
@pytest.mark.parametrize("half", ["at", "by"])
def test_neither_half_of_a_mark_of_a_supervision_stands_alone(mark: str, half: str, desk: Desk) -> None:
    _half(FilingSupervision, desk.to(SupervisionStatus.SUGGESTED), mark, half, desk)


@pytest.mark.parametrize("mark", OPINION_MARKS)
@pytest.mark.parametrize("half", ["at", "by"])
def test_neither_half_of_a_mark_of_an_opinion_stands_alone(mark: str, half: str, bureau_desk: Desk) -> None:
    _half(TransferOpinion, bureau_desk.to(OpinionStatus.FILES_ASKED), mark, half, bureau_desk)


def _half(model: Any, subject: Any, mark: str, half: str, desk: Desk) -> None:
    whole = {f"{mark}_at": NOW, f"{mark}_by": desk.cast.officer}
    other = {f"{mark}_at": None, f"{mark}_by": None}
    kept = f"{mark}_{half}"
    # A beginning's or an opinion's moment alone is refused by two constraints; the database names either.
    with (
        pytest.raises(IntegrityError, match=f"{mark}_at_by_whom|_whole|begun_one_way"),
        transaction.atomic(),
    ):
        model.objects.filter(pk=subject.pk).update(**{**other, kept: whole[kept]})


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"status": "fs_lost"}, "supervision_known_status"),
        ({"ground": "其他"}, "supervision_known_ground"),
    ],
)
def test_a_supervision_stands_somewhere_and_has_a_ground(
    changes: dict[str, str], name: str, desk: Desk
) -> None:
    subject = desk.to(SupervisionStatus.SUGGESTED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        FilingSupervision.objects.filter(pk=subject.pk).update(**changes)


def test_a_supervision_is_suggested_or_taken_up_not_both(desk: Desk) -> None:
    subject = desk.to(SupervisionStatus.SUGGESTED)
    with pytest.raises(IntegrityError, match="supervision_begun_one_way"), transaction.atomic():
        FilingSupervision.objects.filter(pk=subject.pk).update(
            taken_up_at=NOW, taken_up_by=desk.cast.procurator
        )


def test_no_two_run_on_one_dossier(desk: Desk) -> None:
    first = desk.to(SupervisionStatus.SUGGESTED)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_an_opinion_given_states_its_facts(bureau_desk: Desk) -> None:
    subject = bureau_desk.to(OpinionStatus.GIVEN)
    with pytest.raises(IntegrityError, match="opinion_given_whole"), transaction.atomic():
        TransferOpinion.objects.filter(pk=subject.pk).update(facts="")
