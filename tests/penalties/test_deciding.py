"""告知、延长、决定、送达、执行: the bureau's road through a penalty."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from linkage.evidence.queries import standing
from linkage.penalties.models import Penalty
from linkage.penalties.queries import decided_on, penalties_on, unfinished_on
from linkage.penalties.status import Status as P
from tests.penalties.desk import BUREAU, PROCURATORATE, Desk
from tests.road import SHANGHAI


def test_the_party_is_told_and_the_term_runs_on(desk: Desk) -> None:
    left = desk.perform("notify_penalty", desk.to(P.FILED))
    assert (left.status, left.turn) == (P.NOTIFIED, BUREAU)
    assert left.running == {"admin_penalty_decision": "2026-06-01 周一 24:00前"}
    assert left.entry["law"]["status"] == "MEMORY"


def test_the_head_extends_by_thirty_days_and_once_more_after_discussion(desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    assert desk.refused("extend_penalty_term", penalty, extension_ground="集体讨论决定延长") == [
        "第一次延长由负责人批准。请选择“负责人批准延长”。"
    ]
    first = desk.perform("extend_penalty_term", penalty)
    assert first.running == {"admin_penalty_decision": "2026-06-30 周二 24:00前"}
    assert desk.refused("extend_penalty_term", penalty) == [
        "再次延长须经集体讨论决定。请选择“集体讨论决定延长”。"
    ]
    second = desk.perform("extend_penalty_term", penalty, extension_ground="集体讨论决定延长")
    assert second.running == {"admin_penalty_decision": "2026-07-30 周四 24:00前"}
    assert desk.refused("extend_penalty_term", penalty, extension_ground="集体讨论决定延长") == [
        "办案期限已经延长两次，不能再延长。请在期限内作出决定。"
    ]


@pytest.mark.parametrize(("second", "possible"), [(0, True), (1, False)])
def test_a_term_that_has_run_out_is_not_extended(second: int, possible: bool, desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    at = datetime(2026, 6, 1, 23, 59, 59, tzinfo=SHANGHAI) + timedelta(seconds=second)
    if possible:
        desk.do("extend_penalty_term", penalty, at=at)
    else:
        said = desk.refused("extend_penalty_term", penalty, at=at)
        assert said == ["办案期限已经届满，不能再延长。请尽快作出决定。"]


def test_the_head_decides_with_the_decision_itself_as_evidence(desk: Desk) -> None:
    penalty = desk.to(P.NOTIFIED)
    file = standing(desk.dossier)[0]
    left = desk.perform("decide_penalty", penalty, decision_number=" 并环杏罚〔2026〕9号 ")
    assert left.status == P.DECIDED
    assert left.told == {PROCURATORATE}
    assert left.running == {"admin_penalty_service": "2026-03-11 周三 24:00前"}
    assert left.entry["digests"]["evidence"][0]["sm3"] == file.sm3
    stored = Penalty.objects.get()
    assert (stored.decision_number, stored.decided_on) == ("并环杏罚〔2026〕9号", date(2026, 3, 2))
    assert (stored.penalty_kinds, stored.fine_yuan) == (["warning", "fine"], Decimal("200000"))
    assert stored.effective_on is None


def test_nobody_decides_without_the_file_or_before_the_party_was_told(desk: Desk) -> None:
    assert desk.refused("decide_penalty", desk.to(P.NOTIFIED), decision_files=[]) == [
        "请填写“处罚决定书”。没有写明的，不能办理。"
    ]
    said = desk.refused("decide_penalty", desk.to(P.FILED))
    assert "处罚现在是「处罚立案调查中」" in said[0]


def test_a_decision_number_is_used_once(desk: Desk) -> None:
    desk.do("enter_decided_penalty", desk.blank(), decision_number="并环杏罚〔2026〕1号")
    said = desk.refused("decide_penalty", desk.to(P.NOTIFIED), decision_number="并环杏罚〔2026〕1号")
    assert said == ["文号为并环杏罚〔2026〕1号的处罚决定已经登记。请核对文号，不要重复登记。"]


def test_it_takes_effect_on_the_day_on_which_it_was_served(desk: Desk) -> None:
    penalty = desk.to(P.DECIDED)
    desk.road.now = datetime(2026, 3, 11, 16, 0, tzinfo=SHANGHAI)
    left = desk.perform("serve_penalty", penalty, served_on=date(2026, 3, 10))
    assert (left.status, left.running) == (P.SERVED, {})
    assert Penalty.objects.get().effective_on == date(2026, 3, 10)
    assert (
        left.sentence == f"{BUREAU}登记利用渗坑排放水污染物的行政处罚决定书已送达，处罚决定自送达之日起生效。"
    )


@pytest.mark.parametrize(
    ("served", "said"),
    [
        (date(2026, 3, 1), "决定日期不能晚于送达日期。请核对日期。"),
        (date(2026, 3, 3), "送达日期不能晚于登记日期。请核对日期。"),
    ],
)
def test_it_is_served_neither_before_the_decision_nor_tomorrow(served: date, said: str, desk: Desk) -> None:
    assert desk.refused("serve_penalty", desk.to(P.DECIDED), served_on=served) == [said]


def test_what_was_carried_out_is_recorded_each_time_and_then_the_case_closes(desk: Desk) -> None:
    penalty = desk.to(P.DECIDED)
    desk.do("serve_penalty", penalty)
    assert desk.refused("close_penalty", penalty) == ["还没有登记执行情况。请先办理“登记执行情况”。"]
    desk.do("record_execution", penalty, execution="缴纳十万元。")
    left = desk.perform("record_execution", penalty, execution="缴清余款十万元。")
    assert left.status == P.SERVED
    assert Penalty.objects.get().execution == "缴纳十万元。\n缴清余款十万元。"
    assert desk.refused("close_penalty", penalty, ending="终结执行") == ["终结执行的，请写明理由。"]
    closed = desk.perform("close_penalty", penalty)
    assert (closed.status, closed.turn) == (P.CLOSED, "")
    assert Penalty.objects.get().ending_reason == "全部执行完毕"


def test_no_penalty_has_its_reasons_and_ends_the_case(desk: Desk) -> None:
    left = desk.perform("decide_no_penalty", desk.to(P.NOTIFIED))
    assert (left.status, left.turn, left.running) == (P.NO_PENALTY, "", {})
    assert left.told == {PROCURATORATE}
    assert decided_on(desk.dossier) == []
    blank = desk.refused("decide_no_penalty", desk.to(P.FILED), no_penalty_reason=" ")
    assert blank == ["请填写“不予处罚的事实、理由和依据”。没有写明的，不能办理。"]


def test_a_withdrawn_decision_is_none_any_more(desk: Desk) -> None:
    penalty = desk.to(P.SERVED)
    assert decided_on(desk.dossier) == [penalty]
    left = desk.perform("withdraw_penalty", penalty, reason="认定的主体有误。")
    assert (left.status, left.turn) == (P.WITHDRAWN, "")
    assert left.sentence == f"{BUREAU}撤销利用渗坑排放水污染物的行政处罚：认定的主体有误。"
    assert decided_on(desk.dossier) == []
    assert list(penalties_on(desk.dossier)) == [penalty]


def test_only_what_is_not_decided_is_unfinished(desk: Desk) -> None:
    for status in (P.SERVED, P.NO_PENALTY, P.WITHDRAWN, P.CLOSED):
        desk.to(status)
    open_ones = [desk.to(P.FILED), desk.to(P.NOTIFIED)]
    assert list(unfinished_on(desk.dossier)) == open_ones
