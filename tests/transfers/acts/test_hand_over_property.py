"""涉案物品交接完毕: within three days of the notice (17号第十条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, POLICE, Left, clock_of, perform, refused, shanghai

DONE = "涉案物品已经交接，或者尚未收到立案通知书。（17号第十条）"


def test_the_property_is_handed_over_and_the_investigation_goes_on(road):
    left = perform(road, "hand_over_property", road.to(S.INVESTIGATING))
    assert left == Left(
        status=S.INVESTIGATING,
        turn=POLICE,
        sentence=f"{BUREAU}与{POLICE}已办结涉案物品及有关材料的交接。",
        stopped={"property_handover"},
        told={POLICE},
    )
    assert left.entry["facts"]["stated"] == {"handover_note": "本案没有涉案物品，材料已交接。"}


@pytest.mark.parametrize(("done", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_the_third_day_after_the_notice_is_the_last(road, done, late):
    transfer = road.to(S.INVESTIGATING)
    perform(road, "hand_over_property", transfer, at=shanghai(done))
    assert clock_of(transfer, "property_handover").was_overdue is late


def test_once_is_enough(road):
    transfer = road.to(S.INVESTIGATING)
    road.do("hand_over_property", transfer)
    assert refused(road, "hand_over_property", transfer) == [DONE]


def test_not_before_the_notice_was_received(road):
    transfer = road.to(S.FILED)
    made, served = road.tick(), road.tick()
    road.do("serve_filing_notice", transfer, at=served, occurred_at=made, served_at=served)
    assert refused(road, "hand_over_property", transfer, at=served, occurred_at=made) == [
        f"办理时间不能早于“{clock_of(transfer, 'property_handover').name}”的起算时间（2026-03-02 周一 11:20）。请核对办理时间。"
    ]


def test_the_bureau_hands_over_not_the_police(road, cast):
    assert refused(road, "hand_over_property", road.to(S.INVESTIGATING), by=cast.investigator) == [
        f"由{BUREAU}的执法员办理。（17号第十条；310号第十二条）"
    ]
