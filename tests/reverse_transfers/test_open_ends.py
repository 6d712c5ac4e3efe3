"""未了事项, and that nothing ends without a disposition."""

from typing import Any

import pytest
from django.test import Client

from linkage.accounts.models import User
from linkage.dossiers.models import Dossier
from linkage.penalties.actions import withdraw_penalty
from linkage.penalties.models import Penalty
from linkage.penalties.status import Status as PenaltyStatus
from linkage.reverse_transfers.dispositions import without_disposition
from linkage.reverse_transfers.open_ends import OpenEnd, open_ends_of, with_open_ends
from linkage.reverse_transfers.status import Status as S
from linkage.transfers.status import Status as T
from tests.reverse_transfers.desk import BUREAU, POLICE, PROCURATORATE, Desk, led
from tests.road import Road

NOTHING_LEFT_OPEN = (
    T.DISCOVERED, T.VERIFYING, T.AWAITING_APPROVAL, T.APPROVED, T.SUBMITTED, T.ACCEPTED, T.AWAITING_CORRECTION,
    T.AWAITING_SUPPLEMENT, T.REFERRED, T.FILED, T.INVESTIGATING, T.DECLINED, T.RECONSIDERING, T.IN_REVIEW,
    T.SUPPLEMENTING, T.PROSECUTED, T.JUDGED, T.CONCLUDED,
)  # fmt: skip
LET_GO = {
    T.NOT_APPROVED: "不批准移送", T.RETURNED: "非公安管辖已退回", T.DECLINED_NOTIFIED: "不予立案",
    T.UPHELD: "复议维持不予立案",
}  # fmt: skip


def ends(dossier: Dossier) -> list[OpenEnd]:
    """What is open on it; the list names the dossier exactly if something is."""
    found = open_ends_of([dossier]).get(dossier.pk, [])
    assert with_open_ends(Dossier.objects.filter(pk=dossier.pk)).exists() is bool(found)
    return found


@pytest.mark.parametrize("status", NOTHING_LEFT_OPEN, ids=str)
def test_what_is_somebodys_turn_on_the_road_or_disposed_of_is_no_open_end(status: T, road: Road) -> None:
    assert ends(road.to(status).dossier) == []
    assert without_disposition() == []


@pytest.mark.parametrize("status", LET_GO, ids=str)
def test_what_the_criminal_side_let_go_is_the_bureaus_until_it_says_what_it_did(
    status: T, road: Road
) -> None:
    transfer = road.to(status)
    [end] = ends(transfer.dossier)
    assert (end.what, end.owner.name, end.since) == (
        f"{LET_GO[status]}，还没有作出行政处理并办结", BUREAU, transfer.status_since,
    )  # fmt: skip
    road.do("conclude", transfer)
    assert ends(transfer.dossier) == without_disposition() == []


@pytest.mark.parametrize("status", [T.WITHDRAWN, T.WITHDRAWN_NOTIFIED])
def test_police_who_suggested_a_penalty_owe_the_hand_over(status: T, road: Road) -> None:
    desk = led(road, status)
    [owed, *rest] = ends(desk.dossier)
    assert (owed.what, owed.owner.name) == ("公安机关建议行政处罚，还没有移交", POLICE)
    assert owed.since == desk.transfer.withdrawn_at
    assert owed.clock.startswith("无犯罪事实/显著轻微但应行政处罚的")
    assert len(rest) == (status is T.WITHDRAWN_NOTIFIED)
    desk.go("return_for_penalty")
    assert all(end.owner.name == BUREAU for end in ends(desk.dossier))


@pytest.mark.parametrize("status", [T.NON_PROSECUTED, T.NON_PROSECUTION_NOTIFIED])
def test_a_procuratorate_that_said_it_would_propose_a_penalty_owes_it(status: T, road: Road) -> None:
    desk = led(road, status)
    owed = ends(desk.dossier)[0]
    assert (owed.what, owed.owner.name) == ("检察机关将另行提出检察意见，还没有提出", PROCURATORATE)
    desk.go("begin_penalty_review", "give_no_penalty_opinion")
    assert PROCURATORATE not in [end.owner.name for end in ends(desk.dossier)]


def test_what_was_handed_back_is_an_open_end_until_it_is_answered(desk: Desk) -> None:
    desk.road.punish(desk.transfer)
    subject = desk.go("return_for_penalty")
    whats = [end.what for end in ends(desk.dossier)]
    assert whats[-1] == "反向移送已移交待接收：接收移交的案件"
    for act in ("receive_return", "take_up_return", "report_result"):
        desk.do(act, subject)
    assert [end.what for end in ends(desk.dossier)] == ["不予立案，还没有作出行政处理并办结"]
    desk.transfer_does("conclude")
    assert ends(desk.dossier) == []


def test_a_reply_with_its_day_is_late_after_it(unprosecuted: Desk) -> None:
    unprosecuted.go("begin_penalty_review", "give_penalty_opinion")
    [*_, end] = ends(unprosecuted.dossier)
    assert end.clock == "主管机关书面回复处理结果或办理情况"
    assert end.due_at is not None


def test_a_penalty_that_stood_still_is_an_open_end_once_the_case_is_back(road: Road) -> None:
    desk = Desk(road, road.to(T.APPROVED))
    desk.file_penalty()
    desk.transfer_does("submit", "accept", "decline_to_file")
    assert ends(desk.dossier) == []
    desk.transfer_does("serve_no_filing_notice")
    assert "还没有恢复办理" in "".join(end.what for end in ends(desk.dossier))
    subject = desk.go("return_for_penalty", "receive_return", "take_up_return")
    assert subject.status == S.TAKEN_UP
    assert "还没有恢复办理" not in "".join(end.what for end in ends(desk.dossier))


def test_a_case_whose_penalty_was_withdrawn_is_the_bureaus_again(road: Road) -> None:
    transfer = road.to(T.CONCLUDED)
    penalty = Penalty.objects.select_related("dossier").get()
    withdraw_penalty(penalty=penalty, by=road.cast.head, at=road.tick(), reason="认定事实有误。")
    [end] = ends(transfer.dossier)
    assert (end.what, end.owner.name) == ("处罚已撤销，还没有重新作出行政处理", BUREAU)
    assert without_disposition() == []


FAULTS: dict[str, Any] = {
    "已转行政处理办结，但没有处罚决定，也没有不予处罚的理由": lambda transfer: Penalty.objects.update(
        status=PenaltyStatus.FILED, decision_number="", decided_on=None
    ),
    "没有办结（不批准移送），但没有机关负责": lambda transfer: Dossier.objects.update(turn_agency=None),
    "卷宗的状态与涉嫌犯罪案件移送的状态不一致": lambda transfer: Dossier.objects.update(stage="declined"),
    "卷宗的状态“nowhere”不属于任何程序": lambda transfer: Dossier.objects.update(stage="nowhere"),
    "已办结，但“不批准移送”不是处理结果": lambda transfer: Dossier.objects.update(
        is_open=False, turn_agency=None
    ),
}


@pytest.mark.parametrize("sentence", FAULTS)
def test_the_invariant_finds_what_was_tampered_with(sentence: str, road: Road) -> None:
    transfer = road.to(T.CONCLUDED if "转行政处理" in sentence else T.NOT_APPROVED)
    assert without_disposition() == []
    FAULTS[sentence](transfer)
    assert sentence in [fault.sentence for fault in without_disposition()]
    assert {fault.number for fault in without_disposition()} == {transfer.dossier.number}


@pytest.mark.parametrize("part", ["officer", "city_supervisor", "procurator", "police_head"])
def test_the_screen_lists_them_for_who_may_see_the_case(part: str, desk: Desk) -> None:
    page = _page(getattr(desk.cast, part))
    assert desk.dossier.number in page and "还没有作出行政处理并办结" in page


def test_who_may_not_see_the_case_finds_nothing_and_administrators_no_page(desk: Desk) -> None:
    assert desk.dossier.number not in _page(desk.cast.next_officer)
    client = Client()
    client.force_login(desk.cast.system_admin)
    assert client.get("/open-ends/").status_code == 404


def test_the_list_is_filtered_printed_and_exported(desk: Desk) -> None:
    assert desk.dossier.number in _page(desk.cast.officer, q="酸洗", paper="1")
    assert desk.dossier.number not in _page(desk.cast.officer, q="没有这样的案件")
    client = Client()
    client.force_login(desk.cast.officer)
    sheet = client.get("/open-ends/", {"export": "1"})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")


def _page(reader: User, **query: str) -> str:
    client = Client()
    client.force_login(reader)
    return client.get("/open-ends/", query).content.decode()
