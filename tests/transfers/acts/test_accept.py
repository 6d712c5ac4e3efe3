"""接受案件并出具回执: at once, complete or not; the police's three days begin (17号第七、八、九条)."""

import pytest

from linkage.transfers.states import TABLE
from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    NEXT_POLICE,
    POLICE,
    Left,
    clock_of,
    led_to,
    perform,
    refused,
    shanghai,
)

FIRST_DAY = {"police_incomplete_notice", "police_jurisdiction_transfer", "police_not_competent_return"}


def test_the_police_take_the_case_over_and_give_the_receipt(road):
    left = perform(road, "accept", road.to(S.SUBMITTED))
    assert left == Left(
        status=S.ACCEPTED,
        turn=POLICE,
        sentence=f"{POLICE}已接受案件，回执并公杏受〔2026〕1号；应于3月5日（周四）24:00前决定是否立案。",
        stopped={"police_receipt"},
        started={
            "police_filing_decision_normal": "2026-03-05 周四 24:00前",
            **dict.fromkeys(FIRST_DAY, "2026-03-03 周二 10:50"),
        },
        papers={"acceptance_receipt": f"并公杏受〔2026〕1号 → {BUREAU}"},
        told={BUREAU},
        marks={"accepted": "孙演武"},
        columns={"acceptance_number": "并公杏受案〔2026〕1号"},
    )


def test_the_receipt_names_the_letter_the_unit_and_the_person(road):
    receipt = perform(road, "accept", road.to(S.SUBMITTED)).content["acceptance_receipt"]
    assert receipt == {
        "letter_number": "并环杏移〔2026〕1号",
        "accepted_at": "2026-03-02T10:50:00+08:00",
        "accepting_unit": POLICE,
        "acceptors": [{"name": "孙演武", "credential": "证intake"}],
        "material_check": "材料齐全",
        "missing_materials": "",
        "acceptance_number": "并公杏受案〔2026〕1号",
    }


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-03-02 00:00:00", "2026-03-05 周四 24:00前"),
        ("2026-03-02 23:59:59", "2026-03-05 周四 24:00前"),
        ("2026-03-03 00:00:00", "2026-03-06 周五 24:00前"),
        ("2026-03-04 09:00:00", "2026-03-09 周一 24:00前"),
        ("2026-03-06 09:00:00", "2026-03-09 周一 24:00前"),
        # Into the Saturday on which one works before the Spring Festival, and past it.
        ("2026-02-11 09:00:00", "2026-02-14 周六 24:00前"),
        ("2026-02-12 09:00:00", "2026-02-24 周二 24:00前"),
        ("2026-02-25 09:00:00", "2026-02-28 周六 24:00前"),
        # The Sunday on which one works before the National Day, the holiday itself, the Saturday after it.
        ("2026-09-17 09:00:00", "2026-09-20 周日 24:00前"),
        ("2026-09-29 09:00:00", "2026-10-08 周四 24:00前"),
        ("2026-10-07 09:00:00", "2026-10-10 周六 24:00前"),
    ],
)
def test_the_decision_is_due_on_the_third_day_after_acceptance(road, accepted, due):
    now = shanghai(accepted)
    left = perform(road, "accept", led_to(road, S.SUBMITTED, now), at=now)
    assert left.started["police_filing_decision_normal"] == due


@pytest.mark.parametrize(
    ("accepted", "due"),
    [("2026-03-06 16:30:00", "2026-03-07 周六 16:30"), ("2026-09-30 18:00:00", "2026-10-01 周四 18:00")],
)
def test_the_first_days_three_clocks_run_by_the_hour_and_reproach_nobody(road, accepted, due):
    now = shanghai(accepted)
    transfer = led_to(road, S.SUBMITTED, now)
    left = perform(road, "accept", transfer, at=now)
    assert {left.started[code] for code in FIRST_DAY} == {due}
    assert {clock_of(transfer, code).nature for code in FIRST_DAY} == {"conditional"}


def test_incomplete_material_is_accepted_and_the_receipt_says_what_is_missing(road):
    left = perform(
        road,
        "accept",
        road.to(S.SUBMITTED),
        material_check="材料不全",
        missing_materials_note="缺监测报告原件。",
    )
    assert left.status == S.ACCEPTED
    assert left.content["acceptance_receipt"]["missing_materials"] == "缺监测报告原件。"


def test_incomplete_without_saying_what_is_refused(road):
    assert refused(road, "accept", road.to(S.SUBMITTED), material_check="材料不全") == [
        "核对结果为材料不全，请写明缺少的材料。（17号第八条）"
    ]


def test_there_is_no_act_by_which_police_could_turn_a_transfer_away():
    """17号第七、八条: no refusal at the door. Whatever leaves 已移交 leads to 已接受."""
    assert {row.target for row in TABLE.from_status(S.SUBMITTED)} == {S.ACCEPTED}


def test_after_a_referral_the_competent_police_accept_and_the_time_begins_anew(road, cast):
    transfer = road.to(S.REFERRED)
    now = road.tick()
    left = perform(road, "accept", transfer, by=cast.next_intake, at=now)
    assert (left.status, left.turn) == (S.ACCEPTED, NEXT_POLICE)
    assert left.papers == {"acceptance_receipt": f"并公店受〔2026〕1号 → {BUREAU}"}
    clock = clock_of(transfer, "police_filing_decision_normal")
    assert (clock.agency.name, clock.started_at) == (NEXT_POLICE, now)


def test_the_bureau_does_not_accept_for_the_police(road, cast):
    assert refused(road, "accept", road.to(S.SUBMITTED), by=cast.officer) == [
        f"由{POLICE}的受案民警或者办案民警办理。（17号第七条；310号第七条）"
    ]


def test_the_second_to_accept_learns_who_was_first(road, cast):
    assert refused(road, "accept", road.to(S.ACCEPTED), by=cast.investigator)[0] == (
        f"孙演武（{POLICE}）已于2026-03-02 周一 10:50办理，案件现在是「已接受审查中」。无需重复办理。"
    )
