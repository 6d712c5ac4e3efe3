"""批准三十日审查期限: a major or complex case, approved by the head; thirty days in all from acceptance (17号第九条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    NOTICE_17,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_thirty_days_in_all_from_acceptance(road):
    left = perform(road, "use_thirty_days", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.ACCEPTED,
        turn=POLICE,
        sentence=f"{POLICE}负责人批准三十日审查期限（并公杏延〔2026〕1号），应于4月1日（周三）24:00前决定（自受案之日起算总数）。",
        stopped={"police_filing_decision_normal"},
        started={"police_filing_decision_complex": "2026-04-01 周三 24:00前"},
        papers={"filing_term_approval": "并公杏延〔2026〕1号 → 留存"},
        told={BUREAU, PROCURATORATE},
    )


def test_the_approval_gives_old_and_new_day_and_the_reasons(road):
    paper = perform(road, "use_thirty_days", road.to(S.ACCEPTED)).content["filing_term_approval"]
    assert paper["original_due_at"] == "2026-03-05T23:59:59+08:00"
    assert paper["extended_due_at"] == "2026-04-01T23:59:59+08:00"
    assert (paper["situation"], paper["reasons"]) == ("重大疑难复杂案件", "案情重大、疑难、复杂。")


def test_from_seven_to_thirty_nothing_adds_up(road):
    transfer = road.to(S.ACCEPTED)
    road.do("use_seven_days", transfer)
    left = perform(road, "use_thirty_days", transfer)
    assert left.stopped == {"police_filing_decision_clue"}
    assert left.started == {"police_filing_decision_complex": "2026-04-01 周三 24:00前"}
    assert left.content["filing_term_approval"]["original_due_at"] == "2026-03-09T23:59:59+08:00"


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-03-05 23:59:59", "2026-04-07 周二 24:00前"),
        ("2026-01-16 09:00:00", "2026-02-24 周二 24:00前"),
        ("2026-01-15 09:00:00", "2026-02-14 周六 24:00前"),
        ("2026-09-05 09:00:00", "2026-10-08 周四 24:00前"),
        ("2026-09-10 09:00:00", "2026-10-10 周六 24:00前"),
    ],
)
def test_the_thirtieth_day_and_the_holidays(road, accepted, due):
    accepted = shanghai(accepted)
    transfer = led_to(road, S.SUBMITTED, accepted)
    road.do("accept", transfer, at=accepted)
    left = perform(road, "use_thirty_days", transfer, at=accepted)
    assert left.started == {"police_filing_decision_complex": due}
    assert clock_of(transfer, "police_filing_decision_complex").started_at == accepted


def test_not_after_the_running_tier_has_run_out(road):
    transfer = road.to(S.ACCEPTED)
    road.do("use_seven_days", transfer)
    assert refused(road, "use_thirty_days", transfer, at=shanghai("2026-03-10 00:00:00")) == [
        "现行审查期限已经届满，不能再改用更长的一档。（17号第九条）请立即作出立案或者不予立案决定。"
    ]


def test_thirty_days_are_the_last_tier(road):
    transfer = road.to(S.ACCEPTED)
    road.do("use_thirty_days", transfer)
    assert refused(road, "use_thirty_days", transfer) == [
        "审查期限已经是三十日一档，不能再延长。（17号第九条）"
    ]


def test_only_the_head_approves_and_only_with_reasons(road, cast):
    transfer = road.to(S.ACCEPTED)
    assert refused(road, "use_thirty_days", transfer, by=cast.investigator) == [
        f"由{POLICE}的公安机关负责人办理。（17号第九条）"
    ]
    [sentence] = refused(road, "use_thirty_days", transfer, reason="")
    assert sentence.startswith(f"立案审查期限延长审批表还缺“延长理由”。（{NOTICE_17}第九条")
