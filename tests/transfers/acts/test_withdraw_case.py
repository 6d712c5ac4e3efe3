"""撤销案件: the head withdraws on a ground of law; notice is due within three days (17号第九条)."""

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import POLICE, Left, perform, refused


def test_the_decision_stands_and_the_notice_falls_due(road):
    left = perform(road, "withdraw_case", road.to(S.INVESTIGATING))
    assert left == Left(
        status=S.WITHDRAWN,
        turn=POLICE,
        sentence=f"{POLICE}决定撤销案件，应于3月5日（周四）24:00前书面通知并说明理由、退回案卷。",
        stopped={"property_handover"},
        started={"police_decision_notice": "2026-03-05 周四 24:00前"},
        told={POLICE},
        marks={"withdrawn": "吴演成"},
        columns={
            "decision_reasons": "排放量极小。",
            "decision_facts": {
                "ground": "情节显著轻微，不认为是犯罪。",
                "suggests_penalty": "建议依法给予行政处罚",
            },
        },
    )


def test_also_after_the_procuratorate_has_returned_the_case(road):
    left = perform(road, "withdraw_case", road.to(S.SUPPLEMENTING))
    assert left.stopped == {"supplementary_investigation"}
    assert left.status == S.WITHDRAWN


def test_not_while_the_procuratorate_has_the_case(road):
    assert refused(road, "withdraw_case", road.to(S.IN_REVIEW))[-1] == (
        "现在是「审查起诉中」，只有在「侦查中」「退回补充侦查」时才能撤销案件。"
        "（17号第九条；刑事程序规定第一百八十六条）请刷新页面查看最新状态。"
    )


def test_a_ground_of_law_and_reasons_are_stated(road):
    assert refused(road, "withdraw_case", road.to(S.INVESTIGATING), ground="", reasons=" ") == [
        "请填写“撤销案件的法定情形”。没有写明的，不能办理。",
        "请填写“理由”。没有写明的，不能办理。",
    ]


def test_the_head_decides_not_the_investigator(road, cast):
    assert refused(road, "withdraw_case", road.to(S.INVESTIGATING), by=cast.investigator) == [
        f"由{POLICE}的公安机关负责人办理。（17号第九条；刑事程序规定第一百八十六条）"
    ]
