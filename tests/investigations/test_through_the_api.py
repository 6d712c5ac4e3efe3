"""The same acts through the API: rows are picked by number, people by log-in, and a measure is no kind of inspection."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from linkage.investigations.models import Investigation, InvestigationRecord
from linkage.investigations.status import Status as S
from tests.api.door import Door, token_for
from tests.investigations.way import BUREAU, Way, files, party

pytestmark = pytest.mark.django_db


def door(way: Way, person: str) -> Door:
    return Door(token_for(getattr(way.cast, person)))


def act(way: Way, person: str, subject: Investigation, name: str, said: dict[str, Any]) -> Any:
    with time_machine.travel(way.tick()):
        return door(way, person).post(f"/matters/joint_investigation/{subject.pk}/{name}", said)


def record(way: Way, subject: Investigation, **changes: Any) -> dict[str, Any]:
    end = way.now + timedelta(minutes=2)
    return {
        "inspection_kind": "勘验", "investigators": ["investigator", "intake"], "place": "厂院",
        "longitude": "112.5623", "latitude": "37.8932", "started_at": way.now.isoformat(),
        "ended_at": end.isoformat(), "record_notes": "勘验渗坑。",
        "record_files": [item.pk for item in files(subject, 3)], **changes,
    }  # fmt: skip


def test_a_record_and_the_roles_of_a_party_are_entered(way: Way):
    subject = way.to(S.UNDER_WAY)
    done = act(way, "investigator", subject, "assist_record_inspection", record(way, subject))
    assert done.status_code == 200, done.content.decode()
    assert InvestigationRecord.objects.get().method == "勘验"
    said = {
        "parties": [party(subject, "刘某").pk], "party_roles": ["经营者", "实际获利者"], "role_conduct": "组织生产。",
    }  # fmt: skip
    done = act(way, "officer", subject, "assign_role", said)
    assert done.status_code == 200, done.content.decode()
    assert f"{BUREAU}已登记人员身份。" in str(done.json())
    assert {role.role for role in subject.roles.all()} == {"operator", "beneficiary"}


def test_a_measure_is_no_kind_of_inspection(way: Way):
    subject = way.to(S.UNDER_WAY)
    refused = act(
        way, "investigator", subject, "assist_record_inspection", record(way, subject, inspection_kind="扣押")
    )
    assert refused.status_code == 422
    assert not InvestigationRecord.objects.exists()


def test_strangers_find_nothing_and_material_of_another_dossier_cannot_be_picked(way: Way):
    subject, other = way.to(S.UNDER_WAY), way.to(S.UNDER_WAY)
    assert act(way, "next_officer", subject, "assign_role", {}).status_code in (404, 422)
    with time_machine.travel(way.tick()):
        assert door(way, "next_officer").get(f"/matters/joint_investigation/{subject.pk}").status_code == 404
    theirs = record(way, subject, record_files=[item.pk for item in files(other, 3)])
    assert act(way, "investigator", subject, "assist_record_inspection", theirs).status_code == 422
    assert not InvestigationRecord.objects.exists()
