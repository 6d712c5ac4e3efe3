"""复议维持不予立案: the decision stands; three days to suggest filing supervision (17号第十二条, 310号第九条第二款)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)

SUPERVISION = "filing_supervision_suggest_after_reconsider"


def test_the_bureau_may_turn_to_the_procuratorate(road):
    left = perform(road, "uphold", road.to(S.RECONSIDERING))
    assert left == Left(
        status=S.UPHELD,
        turn=BUREAU,
        sentence=f"{POLICE}复议维持不予立案（并公杏复决〔2026〕1号）；有异议的可于3月5日（周四）24:00前建议检察机关立案监督。",
        stopped={"reconsider_decide"},
        started={SUPERVISION: "2026-03-05 周四 24:00前"},
        papers={"reconsider_decision": f"并公杏复决〔2026〕1号 → {BUREAU}"},
        told={BUREAU},
        marks={"reconsideration_decided": "吴演成"},
        columns={"decision_reasons": "仍无犯罪事实。"},
    )
    assert left.content["reconsider_decision"]["decision"] == "维持不予立案决定"


@pytest.mark.parametrize("served", ["2026-03-02 23:59:59", "2026-02-11 09:00:00"])
def test_the_three_days_are_a_right_that_runs_from_service(road, served):
    served = shanghai(served)
    transfer = led_to(road, S.RECONSIDERING, served)
    perform(road, "uphold", transfer, at=served, occurred_at=road.tick(), served_at=served)
    clock = clock_of(transfer, SUPERVISION)
    assert (clock.nature, clock.started_at, clock.agency.name) == ("right", served, BUREAU)


def test_reasons_are_given(road):
    [sentence] = refused(road, "uphold", road.to(S.RECONSIDERING), reasons="")
    assert sentence.startswith("复议决定书还缺“理由”。")


def test_without_an_application_nothing_is_upheld(road):
    assert refused(road, "uphold", road.to(S.DECLINED_NOTIFIED))[-1] == (
        "现在是「不予立案」，只有在「复议中」时才能复议维持不予立案。"
        "（17号第十一、十二条；310号第九条第二款）请刷新页面查看最新状态。"
    )


def test_the_bureau_does_not_decide_its_own_application(road, cast):
    assert refused(road, "uphold", road.to(S.RECONSIDERING), by=cast.head) == [
        f"由{POLICE}的公安机关负责人办理。（17号第十一、十二条；310号第九条第二款）"
    ]
