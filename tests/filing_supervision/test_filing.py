"""Reasons within seven days, a case within fifteen, correction, report, urging after three months (检察规则559–564)."""

from datetime import timedelta

import pytest

from linkage.audit.models import AuditEntry
from linkage.audit.verify import verify_chain
from linkage.deadlines.models import Clock
from linkage.dossiers.models import Matter
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.status import SupervisionStatus as S
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as T
from tests.filing_supervision.desk import BUREAU, CITY, FILE, POLICE, PROCURATORATE, Desk

A_SECOND = timedelta(seconds=1)


def edge_of(desk: Desk, code: str):
    """The last moment of this clock."""
    clock = Clock.objects.get(dossier=desk.dossier, code=code, state="running")
    assert clock.overdue_after is not None
    return clock.overdue_after


def test_reasons_for_not_filing_are_due_in_seven_days_from_service(desk: Desk) -> None:
    subject, served = desk.to(S.EXAMINING), desk.road.tick()
    left = desk.perform("demand_reasons", subject, at=served, served_at=served)
    assert (left.status, left.turn, left.told) == (S.EXPLAINING, POLICE, frozenset({POLICE}))
    assert left.running == {"police_explain_non_filing": "2026-03-09 周一 24:00前"}
    assert left.papers == {"require_explain": f"杏检要说〔2026〕1号 → {POLICE}"}
    fields = desk.fields("require_explain")
    assert (fields["about"], fields["term"]) == ("不立案的理由", "7日")


def test_reasons_for_deciding_nothing_too(late_desk: Desk) -> None:
    left = late_desk.perform("demand_overdue_reasons", late_desk.to(S.EXAMINING))
    assert set(left.running) == {"police_explain_overdue"}
    assert late_desk.fields("require_explain")["about"] == "逾期不作决定的理由"


def test_which_reasons_are_asked_follows_from_what_the_police_did(desk: Desk, late_desk: Desk) -> None:
    [said] = desk.refused("demand_overdue_reasons", desk.to(S.EXAMINING))
    assert said.startswith("公安机关的立案审查期限没有届满，或者已经作出决定，不能要求说明逾期理由。")
    [said] = late_desk.refused("demand_reasons", late_desk.to(S.EXAMINING))
    assert said.startswith("公安机关没有作出不立案或者撤案的决定，不能要求说明不立案理由。")


def test_the_police_give_situation_grounds_and_reasons_approved_by_their_head(desk: Desk) -> None:
    left = desk.perform("explain_reasons", desk.to(S.EXPLAINING))
    assert (left.status, left.turn, left.running) == (S.EXPLAINED, PROCURATORATE, {})
    assert left.papers == {"reasons_statement": f"并公杏理由〔2026〕1号 → {PROCURATORATE}"}
    fields = desk.fields("reasons_statement")
    assert fields["demand_number"] == "杏检要说〔2026〕1号"
    assert fields["reasons"] == "证据不足。"


def test_reasons_that_hold_are_told_to_the_bureau_within_ten_days(desk: Desk) -> None:
    subject = desk.to(S.EXPLAINED)
    left = desk.perform("find_reasons_valid", subject)
    assert left.running == {"procuratorate_reply_reason_valid": "2026-03-12 周四 24:00前"}
    left = desk.perform("reply_reasons_valid", subject)
    assert (left.status, left.turn, left.running) == (S.CLOSED, "", {})
    fields = desk.fields("supervision_reply")
    assert fields["suggestion_number"] == "并环杏监建〔2026〕1号"
    assert (fields["result"], fields["reasons"]) == ("不立案理由成立", "排放责任人确实不能查清。")


def test_the_notice_to_file_is_the_chiefs_decision_and_gives_fifteen_days(desk: Desk) -> None:
    left = desk.perform("notify_to_file", desk.to(S.EXPLAINED))
    assert (left.status, left.turn) == (S.NOTIFIED, POLICE)
    assert left.told == {POLICE, BUREAU}
    assert left.running == {"police_file_on_notice": "2026-03-17 周二 24:00前"}
    fields = desk.fields("notify_filing")
    assert (fields["chief"], fields["decided_on"], fields["term"]) == ("钱某", "2026-03-02", "15日")
    assert fields["evidence"][0]["name"] == "案件调查报告"
    assert len(left.entry["digests"]["evidence"]) == 1


def test_the_chief_decides_before_the_notice(desk: Desk) -> None:
    subject = desk.to(S.EXPLAINED)
    later = (desk.road.now + timedelta(days=2)).date()
    assert desk.refused("notify_to_file", subject, decided_on=later) == [
        "检察长决定的日期不能晚于办理时间。（检察规则第五百六十一条）请核对日期。"
    ]


def test_without_reasons_notice_can_follow_only_after_the_seven_days(desk: Desk) -> None:
    subject = desk.to(S.EXPLAINING)
    edge = edge_of(desk, "police_explain_non_filing")
    assert desk.refused("notify_to_file", subject, at=edge) == [
        "公安机关说明理由的七日期限没有届满。（检察规则第五百六十一、五百六十二条）请等候公安机关说明理由。"
    ]
    desk.do("notify_to_file", subject, at=edge + A_SECOND)
    assert subject.status == S.NOTIFIED
    assert Clock.objects.get(code="police_explain_non_filing").was_overdue


@pytest.mark.parametrize(
    ("status", "code"),
    [(S.EXPLAINING, "police_explain_non_filing"), (S.NOTIFIED, "police_file_on_notice")],
)
def test_corrected_is_who_let_the_days_run_out_and_the_clock_goes_on(
    status: str, code: str, desk: Desk
) -> None:
    subject, edge = desk.to(status), edge_of(desk, code)
    assert desk.refused("correct_violation", subject, at=edge) == [
        "公安机关说明理由或者立案的期限没有届满。（检察规则第五百六十二、五百六十四条）请在期限届满后提出。"
    ]
    desk.road.now = edge + A_SECOND
    left = desk.perform("correct_violation", subject, at=desk.road.now)
    assert (left.status, left.turn, set(left.running)) == (S.CORRECTING, POLICE, {code})
    assert [row["clock"] for row in desk.fields("violation_correction")["overdue"]] == [
        Clock.objects.get(code=code).name
    ]


def test_after_the_notice_reasons_are_no_answer(desk: Desk) -> None:
    subject = desk.to(S.NOTIFIED)
    desk.road.now = edge_of(desk, "police_file_on_notice") + A_SECOND
    desk.do("correct_violation", subject)
    for act in ("explain_reasons", "notify_to_file"):
        assert desk.refused(act, subject) == [
            "检察机关已经通知立案，不再是说明理由。（检察规则第五百六十三条）请立案并送达立案决定书。"
        ]


def test_what_is_not_corrected_goes_to_the_procuratorate_above(desk: Desk) -> None:
    left = desk.perform("report_upward", desk.to(S.CORRECTING))
    assert (left.status, left.turn, left.told) == (S.REPORTED, PROCURATORATE, frozenset({CITY}))
    assert CITY in left.sentence


def test_the_fifteen_days_stop_when_the_decision_to_file_is_served_and_not_before(desk: Desk) -> None:
    subject = desk.to(S.NOTIFIED)
    assert desk.refused("confirm_filing", subject) == [
        "本案还没有立案。（检察规则第五百六十三条）请公安机关负责人先在移送程序中办理立案。"
    ]
    desk.do(FILE, subject)
    assert Transfer.objects.get(pk=desk.transfer.pk).status == T.FILED
    assert Clock.objects.get(code="police_file_on_notice").state == "running"
    left = desk.perform("confirm_filing", subject)
    assert (left.status, left.told) == (S.FILED, frozenset({PROCURATORATE, BUREAU}))
    assert [each["name"] for each in left.entry["digests"]["evidence"]] == ["立案决定书 并公杏立〔2026〕1号"]
    filed_at = Transfer.objects.get(pk=desk.transfer.pk).filed_at
    assert Clock.objects.get(code="supervised_case_urge").started_at == filed_at


def test_police_may_file_upon_the_demand_without_waiting_for_a_notice(desk: Desk) -> None:
    subject = desk.to(S.EXPLAINING)
    desk.do(FILE, subject)
    assert desk.perform("confirm_filing", subject).running.keys() == {"supervised_case_urge"}


@pytest.mark.parametrize("act", ["find_reasons_valid", "notify_to_file"])
def test_what_has_been_filed_is_not_judged_or_notified_any_more(act: str, desk: Desk) -> None:
    subject = desk.to(S.EXPLAINED)
    desk.do(FILE, subject)
    assert desk.refused(act, subject) == ["公安机关已经立案。请等候公安机关送达立案决定书。"]


def test_a_supervised_case_is_urged_after_three_months_from_filing(desk: Desk) -> None:
    subject = desk.to(S.FILED)
    clock = Clock.objects.get(code="supervised_case_urge")
    assert clock.due_at is not None
    [said] = desk.refused("urge_case", subject, at=clock.due_at)
    assert said.startswith("立案后三个月（") and said.endswith("）没有届满。（检察规则第五百六十四条第三款）")
    desk.road.now = clock.due_at + A_SECOND
    left = desk.perform("urge_case", subject, at=desk.road.now)
    assert (left.status, left.papers) == (S.FILED, {"filing_urge_letter": f"杏检催办〔2026〕1号 → {POLICE}"})
    assert desk.fields("filing_urge_letter")["police_case_number"] == "A1401072026030001"


def test_a_case_that_was_concluded_is_not_urged_but_the_supervision_closed(desk: Desk) -> None:
    subject = desk.to(S.FILED)
    assert desk.refused("close_supervision", subject, result="案件已经侦查终结") == [
        "案件还没有侦查终结。请选择与案件情况相符的结果。"
    ]
    transfer = Transfer.objects.get(pk=desk.transfer.pk)
    for act in ("serve_filing_notice", "send_for_prosecution"):
        desk.road.do(act, transfer)
    desk.road.now += timedelta(days=100)
    assert desk.refused("urge_case", subject) == [
        "案件已经侦查终结。（检察规则第五百六十四条第三款）请结束立案监督。"
    ]
    left = desk.perform("close_supervision", subject, result="案件已经侦查终结")
    assert (left.status, left.running) == (S.CLOSED, {})
    assert set(left.papers) == {"supervision_reply"}
    assert Matter.objects.get(procedure="filing_supervision").is_open is False


def test_nobody_is_answered_who_did_not_ask(desk: Desk) -> None:
    subject = desk.go("take_up_supervision")
    assert desk.perform("close_supervision", subject).papers == {}


def test_a_case_never_stands_filed_by_the_procuratorate_alone(desk: Desk) -> None:
    """The supervision writes on its own line and on the chain, and leaves the transfer where it stands."""
    before = Transfer.objects.get(pk=desk.transfer.pk)
    desk.to(S.NOTIFIED)
    after = Transfer.objects.get(pk=desk.transfer.pk)
    assert (after.status, after.status_since, after.filed_at) == (before.status, before.status_since, None)
    entries = AuditEntry.objects.filter(chain=desk.dossier.chain).order_by("sequence")
    assert verify_chain(entries) is None
    assert FilingSupervision.objects.get().notified_by == desk.cast.procurator
