"""退回: only what is not within police competence at all, in writing and with reasons (17号第九条)."""

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, NOTICE_17, POLICE, Left, perform, refused
from tests.transfers.acts.test_refer_onward import REVIEW


def test_it_goes_back_with_the_file_and_the_reasons(road):
    left = perform(road, "send_back", road.to(S.ACCEPTED))
    assert left == Left(
        status=S.RETURNED,
        turn=BUREAU,
        sentence=f"{POLICE}以不属公安机关管辖退回，书面说明理由（并公杏退〔2026〕1号）。",
        stopped=REVIEW,
        papers={"return_notice": f"并公杏退〔2026〕1号 → {BUREAU}"},
        told={BUREAU},
        marks={"sent_back": "吴演成"},
        columns={"decision_reasons": "不属于公安机关管辖的案件。"},
    )
    notice = left.content["return_notice"]
    assert notice["suggested_agency"] == "太原市水务局"
    assert [file["name"] for file in notice["returned_files"]] == [
        "并环杏移〔2026〕1号",
        "并环杏清〔2026〕1号",
        "案件调查报告",
        "现场检查笔录",
        "监测报告",
    ]


def test_without_reasons_nothing_goes_back(road):
    [sentence] = refused(road, "send_back", road.to(S.ACCEPTED), reason="")
    assert sentence.startswith(f"退回移送案件通知书还缺“退回理由”。（{NOTICE_17}第九条")


def test_while_the_bureau_corrects_or_supplements_it_is_not_sent_back(road):
    assert refused(road, "send_back", road.to(S.AWAITING_CORRECTION))[-1] == (
        "现在是「待补正」，只有在「已接受审查中」时才能退回（不属公安机关管辖）。"
        "（17号第九条；刑事程序规定第一百八十条第三款）请刷新页面查看最新状态。"
    )


def test_the_head_of_the_police_decides_it(road, cast):
    assert refused(road, "send_back", road.to(S.ACCEPTED), by=cast.intake) == [
        f"由{POLICE}的公安机关负责人办理。（17号第九条；刑事程序规定第一百八十条第三款）"
    ]
