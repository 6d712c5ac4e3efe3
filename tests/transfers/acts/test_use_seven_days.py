"""改用七日审查期限: a clue must be checked; seven days in all from acceptance, not three and seven (17号第九条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)


def test_seven_days_in_all_from_acceptance(road):
    left = perform(road, "use_seven_days", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.ACCEPTED,
        turn=POLICE,
        sentence=f"{POLICE}因犯罪线索需要查证改用七日审查期限，应于3月9日（周一）24:00前决定（自接受之日起算总数）。",
        stopped={"police_filing_decision_normal"},
        started={"police_filing_decision_clue": "2026-03-09 周一 24:00前"},
        told={BUREAU, PROCURATORATE},
    )
    assert left.entry["facts"]["stated"] == {"reason": "犯罪线索需要查证。"}


@pytest.mark.parametrize(
    ("accepted", "chosen", "due"),
    [
        ("2026-03-02 23:59:59", "2026-03-05 23:59:59", "2026-03-09 周一 24:00前"),
        ("2026-03-03 00:00:00", "2026-03-04 09:00:00", "2026-03-10 周二 24:00前"),
        ("2026-03-07 09:00:00", "2026-03-09 09:00:00", "2026-03-16 周一 24:00前"),
        ("2026-02-07 09:00:00", "2026-02-08 09:00:00", "2026-02-14 周六 24:00前"),
        ("2026-02-10 09:00:00", "2026-02-11 09:00:00", "2026-02-24 周二 24:00前"),
        ("2026-09-28 09:00:00", "2026-09-29 09:00:00", "2026-10-08 周四 24:00前"),
    ],
)
def test_the_total_runs_from_acceptance_whenever_it_is_chosen(road, accepted, chosen, due):
    accepted = shanghai(accepted)
    transfer = led_to(road, S.SUBMITTED, accepted)
    road.do("accept", transfer, at=accepted)
    left = perform(road, "use_seven_days", transfer, at=shanghai(chosen))
    assert left.started == {"police_filing_decision_clue": due}
    assert clock_of(transfer, "police_filing_decision_clue").started_at == accepted


@pytest.mark.parametrize("status", [S.AWAITING_CORRECTION, S.AWAITING_SUPPLEMENT])
def test_also_while_the_bureau_corrects_or_supplements(road, status):
    left = perform(road, "use_seven_days", road.to(status))
    assert (left.status, left.turn) == (status, BUREAU)


def test_not_after_the_three_days_have_run_out(road):
    transfer = road.to(S.ACCEPTED)
    assert refused(road, "use_seven_days", transfer, at=shanghai("2026-03-06 00:00:00")) == [
        "现行审查期限已经届满，不能再改用更长的一档。（17号第九条）请立即作出立案或者不予立案决定。"
    ]


@pytest.mark.parametrize("longer", ["use_seven_days", "use_thirty_days"])
def test_not_from_a_longer_tier(road, longer):
    transfer = road.to(S.ACCEPTED)
    road.do(longer, transfer)
    assert refused(road, "use_seven_days", transfer) == ["审查期限已经是更长的一档。（17号第九条）"]


def test_the_bureau_has_no_say_in_it(road, cast):
    assert refused(road, "use_seven_days", road.to(S.ACCEPTED), by=cast.head) == [
        f"由{POLICE}的办案民警或者公安机关负责人办理。（17号第九条）"
    ]
