"""重新核实: new facts reopen a case that was not approved or came back. The platform's own step, no article has it."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, Left, perform, refused


@pytest.mark.parametrize("status", [S.NOT_APPROVED, S.RETURNED])
def test_the_same_team_verifies_again(road, status):
    left = perform(road, "verify_again", road.to(status))
    assert left == Left(
        status=S.VERIFYING,
        turn=BUREAU,
        sentence=f"{BUREAU}重新核实本案。",
        started={"crime_special_team_assign": ""},
    )
    assert left.entry["law"]["status"] == "MEMORY"


def test_the_whole_road_can_be_walked_again_with_new_papers(road):
    transfer = road.to(S.RETURNED)
    for act in ("verify_again", "report", "approve", "submit", "accept"):
        left = perform(road, act, transfer)
    assert left.papers == {"acceptance_receipt": f"并公杏受〔2026〕2号 → {BUREAU}"}
    assert left.content["acceptance_receipt"]["letter_number"] == "并环杏移〔2026〕2号"


def test_what_has_ended_is_not_reopened(road):
    assert refused(road, "verify_again", road.to(S.CONCLUDED)) == [
        "现在是「已转行政处理办结」，只有在「不批准移送」「非公安管辖已退回」时才能重新核实。"
        "（平台设计：出现新的事实、证据或者检察意见时重新核实）请刷新页面查看最新状态。"
    ]
