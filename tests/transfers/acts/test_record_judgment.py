"""录入裁判结果: the procuratorate enters the judgment, and the case has ended (17号第三十四条)."""

from datetime import timedelta

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, POLICE, PROCURATORATE, Left, perform, refused


def test_the_case_has_ended_and_nobody_has_anything_left_to_do(road):
    transfer = road.to(S.PROSECUTED)
    left = perform(road, "record_judgment", transfer)
    assert left == Left(
        status=S.JUDGED,
        turn="",
        sentence=f"{PROCURATORATE}录入裁判结果。",
        told={POLICE, BUREAU},
        marks={"judged": "郑演直"},
    )
    assert left.entry["facts"]["stated"]["court"] == "太原市杏花岭区人民法院"
    transfer.dossier.refresh_from_db()
    assert (transfer.dossier.is_open, transfer.dossier.next_due_at) == (False, None)


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_entered_within_seven_days_or_marked_as_a_late_entry(road, days, late):
    transfer = road.to(S.PROSECUTED)
    judged = road.tick()
    left = perform(road, "record_judgment", transfer, at=judged + timedelta(days=days), occurred_at=judged)
    assert left.entry["facts"]["late"] is late


def test_a_judgment_is_entered_once(road):
    assert refused(road, "record_judgment", road.to(S.JUDGED)) == [
        "现在是「已裁判」，只有在「已起诉」时才能录入裁判结果。（17号第三十四条）请刷新页面查看最新状态。"
    ]


def test_the_procuratorate_enters_it(road, cast):
    assert refused(road, "record_judgment", road.to(S.PROSECUTED), by=cast.investigator) == [
        f"由{PROCURATORATE}的检察官办理。（17号第三十四条）"
    ]
