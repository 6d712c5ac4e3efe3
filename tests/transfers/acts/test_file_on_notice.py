"""经检察监督立案: after the police declined or withdrew, the procuratorate's demand or notice opens the way (检察规则560、563)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, POLICE, PROCURATORATE, Left, perform, refused

NOT_ASKED = (
    "检察机关没有就本案要求说明理由，也没有通知立案。（检察规则第五百六十、五百六十三条）"
    "请等候检察机关的要求说明理由通知书或者通知立案书。"
)


def test_the_case_is_filed_and_the_bureau_is_to_be_told_within_three_days(road):
    left = perform(road, "file_on_notice", road.to(S.DECLINED_NOTIFIED))
    assert left == Left(
        status=S.FILED,
        turn=POLICE,
        sentence=f"{POLICE}经{PROCURATORATE}监督决定立案（并公杏立〔2026〕1号），应于3月5日（周四）24:00前书面通知{BUREAU}，"
        f"并向{PROCURATORATE}送达立案决定书。",
        stopped={"reconsider_apply"},
        started={"police_decision_notice": "2026-03-05 周四 24:00前"},
        papers={"filing_decision": "并公杏立〔2026〕1号 → 留存"},
        told={POLICE},
        marks={"filed": "吴演成"},
        columns={
            "police_case_number": "A1401072026030001",
            "decision_facts": {
                "charge": "污染环境罪", "handling_unit": "环境犯罪侦查大队", "filed_on": "2026-03-02",
            },
        },
    )  # fmt: skip


@pytest.mark.parametrize("status", [S.DECLINED, S.RECONSIDERING, S.UPHELD, S.WITHDRAWN, S.WITHDRAWN_NOTIFIED])
def test_from_wherever_the_police_had_said_no(status, road):
    left = perform(road, "file_on_notice", road.to(status))
    assert left.status == S.FILED
    assert set(left.started) == {"police_decision_notice"}


def test_what_the_bureau_has_concluded_can_still_be_filed(road):
    transfer = road.to(S.DECLINED_NOTIFIED)
    road.do("conclude", transfer)
    assert perform(road, "file_on_notice", transfer).status == S.FILED
    transfer.dossier.refresh_from_db()
    assert transfer.dossier.is_open


def test_without_the_procuratorate_it_is_not_a_way_around_the_decision(road, cast):
    transfer = road.to(S.DECLINED_NOTIFIED)
    road.ask = lambda transfer: None
    assert refused(road, "file_on_notice", transfer) == [NOT_ASKED]


def test_a_demand_from_before_the_last_decision_does_not_count(road):
    transfer = road.to(S.DECLINED_NOTIFIED)
    road.do("file_on_notice", transfer)
    for act in ("serve_filing_notice", "withdraw_case"):
        road.do(act, transfer)
    road.ask = lambda transfer: None
    assert refused(road, "file_on_notice", transfer) == [NOT_ASKED]
