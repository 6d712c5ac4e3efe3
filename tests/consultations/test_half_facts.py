"""The database refuses half a fact: a moment without its person, an answer nobody gave, a question to oneself."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from linkage.consultations.models import (
    CONSULTATION_MARKS,
    SUPPORT_MARKS,
    TechnicalSupport,
    WrittenConsultation,
)
from linkage.consultations.status import ConsultationStatus, SupportStatus
from tests.consultations.desk import Desk

NOW = datetime(2027, 1, 1, tzinfo=UTC)
PAIRS = [
    *((WrittenConsultation, ConsultationStatus.ASKED, mark) for mark in CONSULTATION_MARKS),
    *((TechnicalSupport, SupportStatus.REQUESTED, mark) for mark in SUPPORT_MARKS),
]


def test_every_pair_of_the_tables_is_one_of_these() -> None:
    for model, marks in ((WrittenConsultation, CONSULTATION_MARKS), (TechnicalSupport, SUPPORT_MARKS)):
        names = {column.name for column in model._meta.concrete_fields}
        assert {n[:-3] for n in names if n.endswith("_at") and f"{n[:-3]}_by" in names} == set(marks)


@pytest.mark.parametrize(("model", "status", "mark"), PAIRS)
@pytest.mark.parametrize("half", ["at", "by"])
def test_neither_half_of_a_mark_stands_alone(
    model: Any, status: str, mark: str, half: str, desk: Desk
) -> None:
    subject = desk.to(status)
    whole = {f"{mark}_at": NOW, f"{mark}_by": desk.cast.officer}
    other = {f"{mark}_at": None, f"{mark}_by": None}
    kept = f"{mark}_{half}"
    # An answer's moment alone is refused by two constraints; the database names either.
    with pytest.raises(IntegrityError, match=f"{mark}_at_by_whom|_whole"), transaction.atomic():
        model.objects.filter(pk=subject.pk).update(**{**other, kept: whole[kept]})


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"reply": "属于。"}, "consultation_answer_whole"),
        ({"answering_agency": F("asking_agency")}, "consultation_of_another"),
        ({"status": "answered"}, "consultation_known_status"),
    ],
)
def test_no_consultation_is_half_or_with_oneself(changes: dict[str, Any], name: str, desk: Desk) -> None:
    subject = desk.to(ConsultationStatus.ASKED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        WrittenConsultation.objects.filter(pk=subject.pk).update(**changes)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"results": "监测报告。"}, "support_results_whole"),
        ({"supporting_agency": F("requesting_agency")}, "support_of_another"),
        ({"status": "requested"}, "support_known_status"),
    ],
)
def test_no_support_is_half_or_of_oneself(changes: dict[str, Any], name: str, desk: Desk) -> None:
    subject = desk.to(SupportStatus.REQUESTED)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        TechnicalSupport.objects.filter(pk=subject.pk).update(**changes)
