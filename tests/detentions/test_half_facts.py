"""The database refuses half a fact about a transfer for detention, whatever wrote it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.detentions.models import MARKS, Detained, DetentionTransfer
from linkage.detentions.status import Status as S
from tests.detentions.course import Course

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 1, tzinfo=UTC)


def refuses(row: Any, **changes: Any) -> bool:
    try:
        with transaction.atomic():
            assert type(row)._default_manager.filter(pk=row.pk).update(**changes) == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.fixture
def subject(course: Course) -> DetentionTransfer:
    return course.to(S.DECIDED)


@pytest.mark.parametrize("mark", MARKS)
def test_a_moment_has_its_person_and_a_person_their_moment(
    mark: str, subject: DetentionTransfer, course: Course
):
    assert refuses(subject, **{f"{mark}_at": None, f"{mark}_by": course.cast.head})
    assert refuses(subject, **{f"{mark}_at": NOW, f"{mark}_by": None})


def test_it_is_of_two_once_a_dossier_at_a_known_status(subject: DetentionTransfer, course: Course):
    assert refuses(subject, receiving_agency=subject.sending_agency)
    assert refuses(subject, status="somewhere")
    assert refuses(subject, bond_yuan=-1)
    assert refuses(course.to(S.PREPARING), dossier=subject.dossier)


def test_nobody_is_detained_twice_or_longer_than_fifteen_days(subject: DetentionTransfer, course: Course):
    one = Detained.objects.get(detention=subject)
    assert refuses(one, days=0) and refuses(one, days=16) and not refuses(one, days=15)
    second = Detained.objects.create(
        detention=subject, party=course.person(subject, "张某"), days=5, decided_at=NOW
    )
    assert refuses(second, party=one.party)
