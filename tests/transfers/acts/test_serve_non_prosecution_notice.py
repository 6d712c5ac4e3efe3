"""告知不起诉决定: to the bureau in writing within three days (17号第十八条)."""

import pytest

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import (
    BUREAU,
    POLICE,
    PROCURATORATE,
    Left,
    clock_of,
    perform,
    refused,
    shanghai,
)


def test_the_bureau_is_told_and_has_the_case_back(road):
    left = perform(road, "serve_non_prosecution_notice", road.to(S.NON_PROSECUTED))
    assert left == Left(
        status=S.NON_PROSECUTION_NOTIFIED,
        turn=BUREAU,
        sentence=f"{PROCURATORATE}已书面告知{BUREAU}不起诉决定（杏检不诉告〔2026〕1号）。",
        stopped={"non_prosecution_notice"},
        papers={"non_prosecution_notice": f"杏检不诉告〔2026〕1号 → {BUREAU}"},
        told={BUREAU, POLICE},
    )
    assert left.content["non_prosecution_notice"] == {
        "decision_number": "杏检刑不诉〔2026〕1号",
        "decided_on": "2026-03-02",
        "non_prosecuted": "刘某",
        "ground": "酌定不起诉",
        "reasons": "犯罪情节轻微。",
        "penalty_opinion": "另行提出检察意见",
    }


@pytest.mark.parametrize(("told", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_the_last_second_of_the_third_day_is_in_time(road, told, late):
    transfer = road.to(S.NON_PROSECUTED)
    perform(road, "serve_non_prosecution_notice", transfer, at=shanghai(told))
    assert clock_of(transfer, "non_prosecution_notice").was_overdue is late


def test_only_the_deciding_procuratorate_tells(road, cast):
    assert refused(
        road, "serve_non_prosecution_notice", road.to(S.NON_PROSECUTED), by=cast.city_procurator
    ) == [f"由{PROCURATORATE}的检察官办理。（17号第十八条）"]
