"""登记涉嫌犯罪案件: the first act opens the dossier with its number and its chain (17号第五条, 310号第五条)."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from linkage.accounts.models import Pairing
from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock
from linkage.dossiers.models import Counter, Dossier, Participation
from linkage.law.refusal import Refused
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, POLICE, PROCURATORATE, shanghai


def test_the_dossier_has_number_turn_and_only_the_bureau_in_it(road, cast):
    transfer = road.open()
    dossier = transfer.dossier
    assert (dossier.number, dossier.stage, dossier.turn_agency.name) == (
        "2026-140107-0001",
        S.DISCOVERED,
        BUREAU,
    )
    assert (transfer.receiving_agency.name, transfer.procuratorate.name) == (POLICE, PROCURATORATE)
    assert [(p.agency.name, p.role) for p in Participation.objects.all()] == [(BUREAU, "lead")]


def test_the_first_entry_says_who_found_what_and_on_which_basis(road):
    transfer = road.open()
    body = json.loads(AuditEntry.objects.get().body)
    assert (body["sequence"], body["act"], body["actor"]["name"]) == (1, "open", "王演明")
    assert body["facts"]["sentence"] == f"{BUREAU}登记涉嫌犯罪案件，应立即指定两名以上执法人员组成专案组。"
    assert body["facts"]["stated"]["parties"] == ["某公司", "刘某"]
    assert body["law"]["limits"][0]["code"] == "crime_special_team_assign"
    assert transfer.dossier.head_sequence == 1


def test_the_team_is_due_at_once_from_the_discovery(road):
    discovered = road.now - timedelta(hours=5)
    road.open(discovered_at=discovered)
    clock = Clock.objects.get()
    assert (clock.code, clock.started_at, clock.due_at) == ("crime_special_team_assign", discovered, None)
    assert clock.statutory is False


def test_numbers_follow_each_other_in_a_region_and_begin_anew_each_year(road, cast):
    assert [road.open().dossier.number for _ in range(2)] == ["2026-140107-0001", "2026-140107-0002"]
    road.cast = replace(cast, officer=cast.next_officer)
    assert road.open().dossier.number == "2026-140105-0001"
    road.now = shanghai("2027-01-01 00:00:00")
    assert road.open().dossier.number == "2027-140105-0001"


def test_the_year_is_shanghais_not_greenwichs(road):
    road.now = shanghai("2026-12-31 23:55:00")
    assert road.open().dossier.number == "2027-140107-0001"


def refusal(road, **changes) -> list[str]:
    with transaction.atomic():
        with pytest.raises(Refused) as refused:
            road.open(**changes)
        transaction.set_rollback(False)
        assert not Dossier.objects.exists()
        assert not Counter.objects.exists()
    return [str(reason) for reason in refused.value.reasons]


def test_every_reason_is_given_at_once(road, cast):
    road.cast = replace(cast, officer=cast.head)
    assert refusal(road, discovered_at=road.now + timedelta(days=1), parties=[]) == [
        "登记涉嫌犯罪案件由生态环境部门执法员办理。（17号第五条；310号第五条）",
        "发现时间不能晚于现在。请核对发现时间。",
        "还没有当事人。请至少填写一名当事人；尚不清楚的写“待查”。",
    ]


@pytest.mark.parametrize("who", ["intake", "procurator", "city_supervisor", "system_admin"])
def test_nobody_but_an_enforcement_officer_opens_a_case(road, cast, who):
    road.cast = replace(cast, officer=getattr(cast, who))
    assert refusal(road) == ["登记涉嫌犯罪案件由生态环境部门执法员办理。（17号第五条；310号第五条）"]


def test_the_police_of_the_same_level_are_configured_never_guessed(road):
    Pairing.objects.filter(ecology__name=BUREAU).delete()
    assert refusal(road) == [f"没有找到{BUREAU}在2026-03-02的同级公安、检察机关。请系统管理员补录同级对应。"]
