"""送达撤销案件通知书并退卷: to the bureau with reasons and the file, copied to the procuratorate (17号第九条)."""

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


def test_notice_reasons_and_file_go_back(road):
    left = perform(road, "serve_withdrawal_notice", road.to(S.WITHDRAWN))
    assert left == Left(
        status=S.WITHDRAWN_NOTIFIED,
        turn=BUREAU,
        sentence=f"{POLICE}已送达撤销案件通知书并公杏撤〔2026〕1号并退回案卷，抄送{PROCURATORATE}。",
        stopped={"police_decision_notice"},
        papers={"withdrawal_notice": f"并公杏撤〔2026〕1号 → {BUREAU}，抄送{PROCURATORATE}"},
        told={BUREAU, PROCURATORATE},
    )
    notice = left.content["withdrawal_notice"]
    assert (notice["filing_number"], notice["withdrawn_on"]) == ("并公杏立〔2026〕1号", "2026-03-02")
    assert (notice["ground"], notice["reasons"]) == ("情节显著轻微，不认为是犯罪。", "排放量极小。")
    assert notice["suggests_penalty"] == "建议依法给予行政处罚"
    assert len(notice["returned_files"]) == 5


@pytest.mark.parametrize(("made", "late"), [("2026-03-05 23:59:59", False), ("2026-03-06 00:00:00", True)])
def test_the_notice_has_three_days(road, made, late):
    transfer = road.to(S.WITHDRAWN)
    perform(road, "serve_withdrawal_notice", transfer, at=shanghai(made))
    assert clock_of(transfer, "police_decision_notice").was_overdue is late


def test_it_is_the_polices_act(road, cast):
    assert refused(road, "serve_withdrawal_notice", road.to(S.WITHDRAWN), by=cast.police_head) == [
        f"由{POLICE}的办案民警或者受案民警办理。（17号第九条；刑事程序规定第一百八十七条）"
    ]
