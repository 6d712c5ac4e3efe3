"""The database refuses half a fact about an investigation, whatever wrote it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from linkage.investigations.models import (
    ClassExamination,
    Investigation,
    InvestigationMember,
    InvestigationRecord,
    InvestigationTask,
    PartyLink,
    PartyRole,
)
from linkage.investigations.models.investigation import MARKS
from linkage.investigations.status import Status as S
from tests.investigations.way import Way

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 1, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def refuses(row: Any, **changes: Any) -> bool:
    try:
        with transaction.atomic():
            assert type(row)._default_manager.filter(pk=row.pk).update(**changes) == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.fixture
def subject(way: Way) -> Investigation:
    subject = way.to(S.UNDER_WAY)
    for act in ("assign_role", "link_parties", "examine_role", "record_interview", "record_inspection"):
        way.do(act, subject)
    return subject


@pytest.mark.parametrize("mark", MARKS)
def test_a_moment_has_its_person_and_a_person_their_moment(mark: str, subject: Investigation, way: Way):
    assert refuses(subject, **{f"{mark}_at": None, f"{mark}_by": way.cast.head})
    assert refuses(subject, **{f"{mark}_at": NOW, f"{mark}_by": None})


def test_an_investigation_is_of_two_once_a_dossier_in_order_at_a_known_status(
    subject: Investigation, way: Way
):
    assert refuses(subject, assisting_agency=subject.leading_agency)
    assert refuses(subject, status="somewhere")
    assert refuses(subject, ends_on=None)
    assert refuses(subject, ends_on=date(2026, 1, 1))
    second = way.to(S.PLANNED)
    assert refuses(second, dossier=subject.dossier)


def test_a_member_is_on_the_team_once_and_not_backwards(subject: Investigation):
    first, second, *_ = InvestigationMember.objects.filter(investigation=subject).order_by("pk")
    assert refuses(first, until=LONG_AGO)
    assert refuses(first, user=second.user)
    assert not refuses(first, until=NOW)


def test_a_task_is_open_or_settled_whole(subject: Investigation, way: Way):
    task = InvestigationTask.objects.filter(investigation=subject).first()
    assert refuses(task, state="done")
    assert refuses(task, result="已完成")
    assert refuses(task, settled_at=NOW, settled_by=way.cast.officer)
    assert refuses(task, state="done", settled_at=NOW, settled_by=way.cast.officer, result="")
    assert not refuses(task, state="unable", settled_at=NOW, settled_by=way.cast.officer, result="企业搬迁")


def test_a_record_names_whom_it_questioned_and_lies_on_earth(subject: Investigation):
    interview = InvestigationRecord.objects.get(kind="interview")
    inspection = InvestigationRecord.objects.get(kind="inspection")
    assert refuses(interview, person="")
    assert refuses(inspection, person="某某")
    assert refuses(inspection, ended_at=inspection.started_at)
    assert refuses(inspection, longitude=181)
    assert refuses(inspection, latitude=-91)
    assert refuses(inspection, recorded_by=None)


def test_what_is_said_of_persons_stands_or_is_withdrawn_whole(subject: Investigation, way: Way):
    for row in (PartyRole.objects.get(), PartyLink.objects.get()):
        assert refuses(row, withdrawn_at=NOW)
        assert refuses(row, withdrawn_by=way.cast.officer)
        assert refuses(row, withdrawn_reason="有误")
        assert refuses(row, withdrawn_at=NOW, withdrawn_by=way.cast.officer)
        assert not refuses(row, withdrawn_at=NOW, withdrawn_by=way.cast.officer, withdrawn_reason="有误")
    link = PartyLink.objects.get()
    assert refuses(link, to_party=link.from_party)
    assert refuses(ClassExamination.objects.get(), conclusion="perhaps")
    assert refuses(ClassExamination.objects.get(), statement="")
