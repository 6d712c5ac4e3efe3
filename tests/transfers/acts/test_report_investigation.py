"""反馈补充调查结果: promptly (17号第八条)."""

from datetime import timedelta

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, NOTICE_17, POLICE, Left, clock_of, perform, refused


def test_the_results_go_to_the_police(road):
    left = perform(road, "report_investigation", road.to(S.AWAITING_SUPPLEMENT))
    assert left == Left(
        status=S.ACCEPTED,
        turn=POLICE,
        sentence=f"{BUREAU}已反馈补充调查结果（并环杏补查复〔2026〕1号）。",
        stopped={"crime_supplement_investigation"},
        papers={"supplement_reply": f"并环杏补查复〔2026〕1号 → {POLICE}"},
        told={POLICE},
    )
    assert left.content["supplement_reply"]["opinion_number"] == "并公杏补查〔2026〕1号"


def test_without_a_number_of_days_nobody_is_overdue(road):
    transfer = road.to(S.AWAITING_SUPPLEMENT)
    perform(road, "report_investigation", transfer, at=road.now + timedelta(days=40))
    assert clock_of(transfer, "crime_supplement_investigation").was_overdue is False


def test_what_could_not_be_found_out_is_said(road):
    left = perform(
        road, "report_investigation", road.to(S.AWAITING_SUPPLEMENT), unable_reason="暗管起点被混凝土封死。"
    )
    assert left.content["supplement_reply"]["unable_reason"] == "暗管起点被混凝土封死。"


def test_a_reply_without_results_is_refused(road):
    assert refused(road, "report_investigation", road.to(S.AWAITING_SUPPLEMENT), results="") == [
        f"补充调查结果反馈函还缺“补充调查结果”。（{NOTICE_17}第八条）请在本页填写。"
    ]


def test_nothing_to_report_where_nothing_was_asked(road):
    assert refused(road, "report_investigation", road.to(S.ACCEPTED))[-1] == (
        "现在是「已接受审查中」，只有在「补充调查中」时才能反馈补充调查结果。（17号第八条）请刷新页面查看最新状态。"
    )
