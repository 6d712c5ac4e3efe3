"""不予立案: the head decides, with reasons; notice and file go back within three days (17号第九条, 310号第八条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import POLICE, Left, clock_of, led_to, perform, refused, shanghai
from tests.transfers.acts.test_refer_onward import REVIEW


def test_the_decision_and_its_reasons_stand_and_the_notice_falls_due(road):
    left = perform(road, "decline_to_file", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.DECLINED,
        turn=POLICE,
        sentence=f"{POLICE}决定不予立案，应于3月5日（周四）24:00前书面通知并说明理由、退回案卷。",
        stopped=REVIEW,
        started={"police_decision_notice": "2026-03-05 周四 24:00前"},
        told={POLICE},
        marks={"declined": "吴演成"},
        columns={"decision_reasons": "没有犯罪事实。"},
    )


@pytest.mark.parametrize("status", [S.AWAITING_CORRECTION, S.AWAITING_SUPPLEMENT])
def test_insufficient_evidence_ends_in_a_decision_never_in_a_bare_return(road, status):
    assert perform(road, "decline_to_file", road.to(status)).status == S.DECLINED


@pytest.mark.parametrize(
    ("declined", "due"),
    [
        ("2026-02-11 23:59:59", "2026-02-14 周六 24:00前"),
        ("2026-02-13 09:00:00", "2026-02-24 周二 24:00前"),
        ("2026-09-30 09:00:00", "2026-10-08 周四 24:00前"),
    ],
)
def test_the_notice_is_due_on_the_third_day_after_the_decision(road, declined, due):
    now = shanghai(declined)
    transfer = led_to(road, S.ACCEPTED, now)
    assert perform(road, "decline_to_file", transfer, at=now).started == {"police_decision_notice": due}
    assert clock_of(transfer, "police_decision_notice").agency.name == POLICE


def test_without_reasons_nothing_is_declined(road):
    assert refused(road, "decline_to_file", road.to(S.ACCEPTED), reasons=" ") == [
        "请填写“理由”。没有写明的，不能办理。"
    ]


def test_intake_does_not_decide(road, cast):
    assert refused(road, "decline_to_file", road.to(S.ACCEPTED), by=cast.intake) == [
        f"由{POLICE}的公安机关负责人办理。（17号第九条；310号第八条）"
    ]


def test_a_filed_case_is_not_declined_any_more(road, cast):
    assert refused(road, "decline_to_file", road.to(S.FILED)) == [
        "现在是「已立案待通知」，只有在「已接受审查中」「待补正」「补充调查中」时才能不予立案。"
        "（17号第九条；310号第八条）请刷新页面查看最新状态。"
    ]
