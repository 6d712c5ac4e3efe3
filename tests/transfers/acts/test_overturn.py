"""复议决定立案: the police that declined file after all (17号第十一条)."""

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


def test_decision_and_filing_in_one_act(road):
    left = perform(road, "overturn", road.to(S.RECONSIDERING))
    assert left == Left(
        status=S.FILED,
        turn=POLICE,
        sentence=f"{POLICE}复议决定立案（并公杏复决〔2026〕1号），应于3月5日（周四）24:00前送达立案通知书。",
        stopped={"reconsider_decide"},
        started={"police_decision_notice": "2026-03-05 周四 24:00前"},
        papers={
            "reconsider_decision": f"并公杏复决〔2026〕1号 → {BUREAU}",
            "filing_decision": "并公杏立〔2026〕1号 → 留存",
        },
        told={BUREAU},
        marks={"filed": "吴演成", "reconsideration_decided": "吴演成"},
        columns={
            "police_case_number": "A1401072026030001",
            "decision_facts": {
                "notice_served_at": "2026-03-02T11:10:00+08:00",
                "application_served_at": "2026-03-02T11:20:00+08:00",
                "charge": "污染环境罪",
                "handling_unit": "环境犯罪侦查大队",
                "filed_on": "2026-03-02",
            },
        },
    )
    decision = left.content["reconsider_decision"]
    assert (decision["decision"], decision["application_number"]) == ("立案", "并环杏复〔2026〕1号")


def test_it_goes_on_like_any_filed_case(road):
    transfer = road.to(S.RECONSIDERING)
    road.do("overturn", transfer)
    left = perform(road, "serve_filing_notice", transfer)
    assert left.content["filing_notice"]["decision_number"] == "并公杏立〔2026〕1号"


@pytest.mark.parametrize(
    ("applied", "decided", "late"),
    [
        ("2026-03-05 09:00:00", "2026-03-10 23:59:59", False),
        ("2026-03-05 09:00:00", "2026-03-11 00:00:00", True),
        ("2026-09-30 09:00:00", "2026-10-10 23:59:59", False),
        ("2026-09-30 09:00:00", "2026-10-11 00:00:00", True),
    ],
)
def test_late_only_after_the_longer_of_the_two_terms(road, applied, decided, late):
    applied = shanghai(applied)
    transfer = led_to(road, S.DECLINED_NOTIFIED, applied)
    road.do("apply_for_reconsideration", transfer, at=applied)
    perform(road, "overturn", transfer, at=shanghai(decided))
    assert clock_of(transfer, "reconsider_decide").was_overdue is late


def test_the_head_of_the_police_decides(road, cast):
    assert refused(road, "overturn", road.to(S.RECONSIDERING), by=cast.procurator) == [
        f"由{POLICE}的公安机关负责人办理。（17号第十一条）"
    ]
