"""不批准移送: the head may say no, but the reasons go on record (310号第五条第二款)."""

from linkage.transfers.status import Status as S
from tests.transfers.acts.left_behind import BUREAU, DECREE_310, PROCURATORATE, Left, perform, refused


def test_the_reasons_go_on_record(road):
    left = perform(road, "refuse", road.to(S.AWAITING_APPROVAL))
    assert left == Left(
        status=S.NOT_APPROVED,
        turn=BUREAU,
        sentence=f"{BUREAU}负责人不批准移送，理由已记录在案（并环杏审〔2026〕1号）。",
        stopped={"crime_transfer_approval"},
        papers={"transfer_approval": "并环杏审〔2026〕1号 → 留存"},
        told={BUREAU},
        joined={f"{PROCURATORATE}：检察监督"},
        marks={"refused": "赵演衡"},
        columns={"decision_reasons": "现有证据不能证明有犯罪事实发生。"},
    )
    paper = left.content["transfer_approval"]
    assert (paper["decision"], paper["refusal_reason"]) == ("不批准移送", "现有证据不能证明有犯罪事实发生。")
    assert left.entry["facts"]["stated"] == {"refusal_reason": "现有证据不能证明有犯罪事实发生。"}


def test_no_reasons_no_refusal(road):
    assert refused(road, "refuse", road.to(S.AWAITING_APPROVAL), refusal_reason="") == [
        f"移送审批表还缺“不批准理由”。（{DECREE_310}第五条）请在本页填写。"
    ]


def test_it_may_be_refused_although_the_conditions_are_met_or_not(road):
    transfer = road.to(S.VERIFYING)
    road.do("report", transfer, condition_lawful="不符合")
    assert perform(road, "refuse", transfer).status == S.NOT_APPROVED


def test_nobody_refuses_their_own_report(road, cast):
    transfer = road.to(S.DISCOVERED)
    road.do("assign_team", transfer, members=[cast.officer, cast.head])
    road.do("report", transfer)
    assert refused(road, "refuse", transfer) == [
        "专案组成员不能审批自己的报告。（310号第五条第二款）请正职负责人或主持工作的其他负责人审批。"
    ]


def test_police_have_no_say_in_it(road, cast):
    assert refused(road, "refuse", road.to(S.AWAITING_APPROVAL), by=cast.police_head) == [
        f"由{BUREAU}的生态环境部门负责人办理。（310号第五条第二款）"
    ]
