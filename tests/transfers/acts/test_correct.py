"""补正材料: within three days, or in writing why it cannot be done (17号第八条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, POLICE, Left, clock_of, perform, refused, shanghai

UNNAMED = "请列出补正的材料。（17号第八条）"
UNEXPLAINED = "请写明无法补正的客观原因。（17号第八条）"


def test_the_corrected_materials_go_to_the_police(road):
    left = perform(road, "correct", road.to(S.AWAITING_CORRECTION))
    assert left == Left(
        status=S.ACCEPTED,
        turn=POLICE,
        sentence=f"{BUREAU}已补正或说明（并环杏补复〔2026〕1号）。",
        stopped={"crime_materials_correction"},
        papers={"correction_reply": f"并环杏补复〔2026〕1号 → {POLICE}"},
        told={POLICE},
    )
    assert left.content["correction_reply"]["notice_number"] == "并公杏补〔2026〕1号"


def test_the_filing_clock_is_where_it_was(road):
    transfer = road.to(S.AWAITING_CORRECTION)
    before = clock_of(transfer, "police_filing_decision_normal")
    perform(road, "correct", transfer)
    after = clock_of(transfer, "police_filing_decision_normal")
    assert (after.pk, after.state, after.due_at) == (before.pk, "running", before.due_at)


def test_what_cannot_be_corrected_is_explained(road):
    left = perform(
        road,
        "correct",
        road.to(S.AWAITING_CORRECTION),
        outcome="无法补正",
        corrected=[],
        objective_reason="样品已灭失。",
    )
    assert left.status == S.ACCEPTED
    assert left.content["correction_reply"]["objective_reason"] == "样品已灭失。"


@pytest.mark.parametrize(
    ("outcome", "corrected", "reason", "refusal"),
    [
        ("全部补正", [], "", UNNAMED),
        ("部分补正", [], "原件在外地。", UNNAMED),
        ("部分补正", [{"name": "监测报告", "copies": "1"}], "", UNEXPLAINED),
        ("无法补正", [], "", UNEXPLAINED),
    ],
)
def test_each_outcome_is_stated_whole(road, outcome, corrected, reason, refusal):
    transfer = road.to(S.AWAITING_CORRECTION)
    facts = {"outcome": outcome, "corrected": corrected, "objective_reason": reason}
    assert refused(road, "correct", transfer, **facts) == [refusal]


@pytest.mark.parametrize(("done", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_the_last_second_of_the_third_day_is_in_time(road, done, late):
    transfer = road.to(S.AWAITING_CORRECTION)
    perform(road, "correct", transfer, at=shanghai(done))
    assert clock_of(transfer, "crime_materials_correction").was_overdue is late


def test_police_may_ask_a_second_time(road):
    transfer = road.to(S.AWAITING_CORRECTION)
    road.do("correct", transfer)
    left = perform(road, "request_correction", transfer)
    assert left.papers == {"correction_notice": f"并公杏补〔2026〕2号 → {BUREAU}"}
    assert left.stopped == set()


def test_police_do_not_correct_for_the_bureau(road, cast):
    assert refused(road, "correct", road.to(S.AWAITING_CORRECTION), by=cast.intake) == [
        f"由{BUREAU}的执法员办理。（17号第八条）"
    ]
