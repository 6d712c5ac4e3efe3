"""The four grounds of 17号第十二条, the proof of delay from the clocks, and the procuratorate's own finding."""

from datetime import timedelta

import pytest

from linkage.deadlines.models import Clock
from linkage.dossiers.models import Dossier
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.status import Ground
from linkage.filing_supervision.status import SupervisionStatus as S
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status as T
from tests.filing_supervision.desk import BUREAU, PROCURATORATE, Desk
from tests.road import Road

SAID = {
    Ground.OVERDUE: "公安机关的立案审查期限没有届满，或者已经作出决定。（17号第十二条；310号第九条）请核对事由。",
    Ground.DECLINED: "公安机关没有作出不予立案决定，或者正在复议期限内。（17号第十二条；310号第九条）请核对事由。",
    Ground.UPHELD: "公安机关没有作出维持不予立案的复议决定。（17号第十二条；310号第九条）请核对事由。",
    Ground.WITHDRAWN: "公安机关没有撤销案件。（17号第十二条；310号第九条）请核对事由。",
}
HOLDS = {
    T.DECLINED_NOTIFIED: Ground.DECLINED,
    T.UPHELD: Ground.UPHELD,
    T.WITHDRAWN_NOTIFIED: Ground.WITHDRAWN,
}


def test_the_bureau_suggests_and_the_procuratorate_must_accept(desk: Desk) -> None:
    subject = desk.blank("suggest_supervision")
    left = desk.perform("suggest_supervision", subject)
    assert (left.status, left.turn, left.told) == (S.SUGGESTED, PROCURATORATE, frozenset({PROCURATORATE}))
    assert left.papers == {"supervision_suggestion": f"并环杏监建〔2026〕1号 → {PROCURATORATE}"}
    left = desk.perform("accept_suggestion", subject)
    assert (left.status, left.told) == (S.EXAMINING, frozenset({BUREAU}))


def test_no_row_lets_the_procuratorate_refuse_a_suggestion(desk: Desk) -> None:
    subject = desk.to(S.SUGGESTED)
    table = desk.procedure("accept_suggestion").table
    theirs = [row.act for row in table.from_status(S.SUGGESTED) if row.who.side == "procuratorial"]
    assert theirs == ["accept_suggestion"]
    assert subject.accepted_at is None


@pytest.mark.parametrize("status", HOLDS)
@pytest.mark.parametrize("ground", Ground.values)
def test_the_ground_is_what_the_police_have_told_the_bureau(status: T, ground: str, road: Road) -> None:
    desk = Desk(road, road.to(status))
    subject = desk.blank("suggest_supervision")
    if ground == HOLDS[status]:
        desk.do("suggest_supervision", subject, ground=ground)
        assert FilingSupervision.objects.get().ground == ground
    else:
        assert desk.refused("suggest_supervision", subject, ground=ground) == [SAID[Ground(ground)]]


def test_the_paper_names_the_decision_and_its_reasons(desk: Desk) -> None:
    desk.to(S.SUGGESTED)
    fields = desk.fields("supervision_suggestion")
    assert fields["decision"] == "不予立案通知书（并公杏不立〔2026〕1号）\n没有犯罪事实。"
    assert fields["overdue"] == []
    assert [row["note"] for row in fields["materials"]] == [
        "并环杏移〔2026〕1号", "并公杏受〔2026〕1号", "并公杏不立〔2026〕1号",
    ]  # fmt: skip


def test_a_delay_is_proved_from_the_clocks_not_typed(late_desk: Desk) -> None:
    subject = late_desk.to(S.SUGGESTED)
    [row] = late_desk.fields("supervision_suggestion")["overdue"]
    clock = Clock.objects.get(dossier=late_desk.dossier, code="police_filing_decision_normal")
    assert row["clock"] == clock.name
    assert row["article"] == "环环监〔2017〕17号第9条"
    assert row["passed"] == f"{(subject.suggested_at - clock.overdue_after).days}天"
    assert subject.overdue == [row]
    assert late_desk.fields("supervision_suggestion")["decision"] == ""


def test_the_ground_of_delay_begins_when_the_longer_term_has_run_out(road: Road) -> None:
    desk = Desk(road, road.to(T.ACCEPTED))
    clock = Clock.objects.get(dossier=desk.dossier, code="police_filing_decision_normal")
    edge = clock.overdue_after
    assert edge is not None
    road.now = edge
    subject = desk.blank("suggest_supervision")
    assert desk.refused("suggest_supervision", subject, at=edge) == [SAID[Ground.OVERDUE]]
    desk.do("suggest_supervision", subject, at=edge + timedelta(seconds=1))
    assert subject.status == S.SUGGESTED


@pytest.mark.parametrize(
    ("status", "clock", "ground"),
    [
        (T.DECLINED, "police_decision_notice", Ground.DECLINED),
        (T.RECONSIDERING, "reconsider_decide", Ground.DECLINED),
        (T.WITHDRAWN, "police_decision_notice", Ground.WITHDRAWN),
    ],
)
def test_what_the_police_do_not_tell_in_time_is_a_ground_too(
    status: T, clock: str, ground: str, road: Road
) -> None:
    desk = Desk(road, road.to(status))
    subject = desk.blank("suggest_supervision")
    assert desk.refused("suggest_supervision", subject, ground=ground) == [SAID[Ground(ground)]]
    running = Clock.objects.get(dossier=desk.dossier, code=clock, state="running")
    assert running.overdue_after is not None
    road.now = running.overdue_after + timedelta(seconds=1)
    desk.do("suggest_supervision", subject, at=road.now, ground=ground)
    assert subject.status == S.SUGGESTED


def test_nothing_is_supervised_that_was_not_transferred(bureau_desk: Desk) -> None:
    assert bureau_desk.refused("suggest_supervision", bureau_desk.blank("suggest_supervision")) == [
        "本案没有移送公安机关，没有可以监督的立案活动。（17号第十二条；310号第九条）应当移送而不移送的，由检察机关提出检察意见。"
    ]


def test_the_procuratorate_need_not_wait_for_a_suggestion(road: Road) -> None:
    desk = Desk(road, road.to(T.DECLINED))
    subject = desk.blank("take_up_supervision")
    left = desk.perform("take_up_supervision", subject, ground=Ground.DECLINED)
    assert (left.status, left.turn, left.told) == (S.EXAMINING, PROCURATORATE, frozenset({BUREAU}))
    assert FilingSupervision.objects.get().suggested_at is None


@pytest.mark.parametrize("status", [T.SUBMITTED, T.ACCEPTED, T.INVESTIGATING, T.RETURNED])
def test_it_takes_up_nothing_where_nothing_was_refused_or_late(status: T, road: Road) -> None:
    desk = Desk(road, road.to(status))
    said = desk.refused("take_up_supervision", desk.blank("take_up_supervision"), ground=Ground.DECLINED)
    assert said == [
        "公安机关没有作出不予立案决定，或者正在复议期限内。（检察规则第五百五十九条）请核对事由。"
    ]


def test_one_supervision_of_a_case_at_a_time(desk: Desk) -> None:
    desk.to(S.EXAMINING)
    assert desk.refused("suggest_supervision", desk.blank("suggest_supervision")) == [
        "本案的立案监督正在进行。请在正在进行的立案监督中办理。"
    ]


def test_after_a_suggestion_was_taken_back_another_can_be_made(desk: Desk) -> None:
    left = desk.perform("withdraw_suggestion", desk.to(S.SUGGESTED))
    assert (left.status, left.turn, left.told) == (S.WITHDRAWN, "", frozenset({PROCURATORATE}))
    assert desk.to(S.SUGGESTED).status == S.SUGGESTED


def test_the_right_to_suggest_ends_with_its_use_and_presses_no_more(road: Road) -> None:
    desk = Desk(road, road.to(T.UPHELD))
    code = "filing_supervision_suggest_after_reconsider"
    assert Dossier.objects.get(pk=desk.dossier.pk).next_clock == code
    left = desk.perform("suggest_supervision", desk.blank("suggest_supervision"))
    assert left.entry["facts"]["stopped"] == [{"code": code, "overdue": False}]
    assert Clock.objects.get(dossier=desk.dossier, code=code).stopped_by_act == "suggest_supervision"
    assert Dossier.objects.get(pk=desk.dossier.pk).next_clock == ""
    assert Transfer.objects.get(pk=desk.transfer.pk).status == T.UPHELD


def test_after_the_three_days_of_310_it_can_still_be_suggested(road: Road) -> None:
    desk = Desk(road, road.to(T.UPHELD))
    road.now += timedelta(days=30)
    assert desk.to(S.SUGGESTED).ground == Ground.UPHELD
