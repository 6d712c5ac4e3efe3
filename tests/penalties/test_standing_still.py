"""中止与恢复: while the police have the case the ninety days stand still, and no fine is decided (17号第十六条)."""

from datetime import timedelta

import pytest
from django.db import transaction

from linkage.audit.models import AuditEntry
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Matter
from linkage.law import due
from linkage.penalties.models import Penalty
from linkage.penalties.rules import is_with_the_police
from linkage.penalties.status import PenaltyKind
from linkage.penalties.status import Status as P
from linkage.transfers.models import Transfer
from linkage.transfers.status import Status
from tests.penalties.desk import BUREAU, POLICE, PROCURATORATE, Desk
from tests.road import ROADS, Road

CLOCK = "admin_penalty_decision"
LET_THROUGH = {"暂扣许可证件", "吊销许可证件", "责令停产停业"}


def test_the_hand_over_itself_lets_every_undecided_penalty_of_the_bureau_stand_still(desk: Desk) -> None:
    filed, notified, served = desk.to(P.FILED), desk.to(P.NOTIFIED), desk.to(P.SERVED)
    desk.hand_over()
    assert [desk.again(one).status for one in (filed, notified, served)] == [
        P.SUSPENDED,
        P.SUSPENDED,
        P.SERVED,
    ]
    assert desk.running(filed) == desk.running(notified) == {}
    acts = list(AuditEntry.objects.order_by("-pk").values_list("act", flat=True)[:3])
    assert acts == ["suspend_for_transfer", "suspend_for_transfer", "submit"]
    assert desk.again(filed).police_agency.name == POLICE
    assert Matter.objects.get(subject_id=filed.pk).stage_label == "处罚因刑事移送中止"


def test_when_standing_still_fails_nothing_is_handed_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.to(P.FILED)

    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("linkage.transfers.actions.handing_over.suspend_all_for_transfer", fail)
    transfer = Transfer.objects.get(pk=desk.transfer.pk)
    for act in ROADS[Status.SUBMITTED][:-1]:
        desk.road.do(act, transfer)
    with transaction.atomic(), pytest.raises(RuntimeError):
        desk.road.do("submit", transfer)
    assert not Document.objects.filter(kind="transfer_letter").exists()
    assert desk.dossier.stage == Status.APPROVED


@pytest.mark.parametrize(
    "away", [timedelta(0), timedelta(days=1), timedelta(days=37), timedelta(days=200, hours=5)]
)
def test_the_term_shifts_by_exactly_the_time_with_the_police(away: timedelta, desk: Desk) -> None:
    desk.road.now += timedelta(days=1)  # so that the ninetieth day is a Monday and nothing rolls over
    penalty = desk.to(P.FILED)
    before = Clock.objects.get(code=CLOCK)
    desk.hand_over()
    desk.comes_back(after=away)
    left = desk.perform("resume_penalty", desk.again(penalty))
    stood = Clock.objects.get(pk=before.pk)
    clock = Clock.objects.get(code=CLOCK, state=ClockState.RUNNING)
    pause = clock.pauses.get()
    suspended, resumed = desk.again(penalty).suspended_at, desk.again(penalty).resumed_at
    assert (pause.since, pause.until, clock.started_at) == (suspended, resumed, before.started_at)
    assert stood.state == ClockState.STOPPED and not stood.was_overdue
    days = (resumed.date() - suspended.date()).days
    assert clock.due_at == before.due_at + timedelta(days=days)
    counted = due(CLOCK, before.started_at, pauses=[(suspended, resumed, "17号第十六条")])
    assert clock.due_at == counted.due_at
    assert left.status == P.FILED


def test_an_extension_given_before_the_hand_over_goes_on_too(desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    desk.do("extend_penalty_term", penalty)
    before = Clock.objects.get(code=CLOCK).due_at
    desk.hand_over()
    desk.comes_back(after=timedelta(days=10))
    penalty = desk.again(penalty)
    desk.do("resume_penalty", penalty)
    clock = Clock.objects.get(code=CLOCK, state=ClockState.RUNNING)
    assert clock.due_at == before + timedelta(days=10)
    said = desk.refused("extend_penalty_term", penalty)
    assert said == ["再次延长须经集体讨论决定。请选择“集体讨论决定延长”。"]


def test_the_head_approves_going_on_and_the_party_is_told_anew(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    desk.comes_back()
    left = desk.perform("resume_penalty", desk.again(penalty))
    assert left.papers == {"penalty_resumption 并环杏恢〔2026〕1号"}
    assert left.told == {PROCURATORATE}
    assert left.sentence == (
        f"{BUREAU}恢复办理利用渗坑排放水污染物的行政处罚（并环杏恢〔2026〕1号），移送期间不计入办案期限。"
    )
    assert desk.again(penalty).notified_at is None
    fields = Document.objects.get(kind="penalty_resumption").content["fields"]
    assert fields["punished"] == "某公司"
    desk.do("notify_penalty", again := desk.again(penalty))
    assert desk.perform("decide_penalty", again).status == P.DECIDED


def test_it_does_not_go_on_while_the_criminal_case_runs(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    assert desk.refused("resume_penalty", penalty) == [
        "刑事案件还在办理，不能恢复办理行政处罚。（17号第十六条）请等待公安、检察机关的处理结果。"
    ]


def test_it_stands_still_only_with_a_criminal_case(desk: Desk) -> None:
    assert desk.refused("suspend_for_transfer", desk.to(P.FILED)) == [
        "本案没有移送公安机关，或者已经退回，不能中止处罚。（17号第十六条）请在办案期限内办理。"
    ]


@pytest.mark.parametrize("status", sorted(ROADS))
def test_where_the_police_or_the_procuratorate_work_the_case_is_with_them(status: str, road: Road) -> None:
    back = {
        Status.RETURNED, Status.DECLINED_NOTIFIED, Status.UPHELD, Status.WITHDRAWN_NOTIFIED,
        Status.NON_PROSECUTION_NOTIFIED,
    }  # fmt: skip
    before = {
        Status.DISCOVERED, Status.VERIFYING, Status.AWAITING_APPROVAL, Status.APPROVED, Status.NOT_APPROVED,
    }  # fmt: skip
    over = {Status.JUDGED, Status.CONCLUDED}
    assert is_with_the_police(road.to(status).dossier) is (status not in back | before | over)


@pytest.mark.parametrize("kind", PenaltyKind.labels)
@pytest.mark.parametrize("handed_over", [False, True])
def test_kinds_of_a_decision_by_whether_the_police_have_the_case(
    kind: str, handed_over: bool, desk: Desk
) -> None:
    if handed_over:
        desk.hand_over()
    penalty = desk.to(P.NOTIFIED)
    amount = 100 if kind == "罚款" else None
    said = {"penalty_kinds": [kind], "fine_yuan": amount}
    if kind in LET_THROUGH or not handed_over:
        assert desk.perform("decide_penalty", penalty, **said).status == P.DECIDED
        return
    assert desk.refused("decide_penalty", penalty, **said) == [
        f"本案已移送公安机关办理，期间不能作出{kind}的处罚。（17号第十六条）请等待刑事处理结果。"
        "期间可以作出的是：吊销许可证件、暂扣许可证件、责令停产停业。"
    ]


def test_one_that_stands_still_is_decided_only_as_far_as_the_article_lets_through(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    both = desk.refused("decide_penalty", penalty, penalty_kinds=["罚款", "吊销许可证件"], fine_yuan=1)
    assert both[0].startswith("本处罚因刑事移送中止，还没有恢复办理，期间不能作出罚款的处罚。")
    left = desk.perform("decide_penalty", penalty)
    assert (left.status, left.told) == (P.DECIDED, {PROCURATORATE, POLICE})


def test_until_it_goes_on_no_fine_is_decided_even_when_the_case_has_come_back(desk: Desk) -> None:
    penalty = desk.to(P.SUSPENDED)
    desk.comes_back()
    said = desk.refused("decide_penalty", desk.again(penalty), penalty_kinds=["罚款"], fine_yuan=1)
    assert "请先办理“恢复办理行政处罚”" in said[0]


def test_a_penalty_that_was_never_told_to_the_party_is_not_decided_while_it_stands_still(desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    desk.hand_over()
    said = desk.refused("decide_penalty", desk.again(penalty))
    assert said == ["还没有事先告知当事人。请先办理“事先告知”。"]


def test_a_hand_over_entered_late_lets_a_younger_penalty_stand_still_from_its_own_last_step(
    desk: Desk,
) -> None:
    for act in ROADS[Status.SUBMITTED][:-1]:
        desk.road.do(act, desk.transfer)
    handed_over = desk.road.tick()
    penalty = desk.to(P.FILED)
    transfer = Transfer.objects.get(pk=desk.transfer.pk)
    desk.road.do("submit", transfer, occurred_at=handed_over, served_at=handed_over)
    penalty = desk.again(penalty)
    assert penalty.status == P.SUSPENDED
    assert penalty.suspended_at == penalty.filed_at


def test_the_penalty_of_another_bureau_on_the_dossier_is_left_to_that_bureau(desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    Penalty.objects.filter(pk=penalty.pk).update(punishing_agency=desk.cast.next_officer.agency)
    desk.hand_over()
    assert desk.again(penalty).status == P.FILED
    desk.do("suspend_for_transfer", again := desk.again(penalty), by=desk.cast.next_officer)
    assert again.status == P.SUSPENDED
