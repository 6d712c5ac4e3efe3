"""建议移送: files consulted, the opinion with the chief's approval, three days to transfer, the notice that it was done (17号14)."""

from datetime import timedelta

import pytest

from linkage.deadlines.models import Clock
from linkage.dossiers.models import Participation
from linkage.dossiers.queries import visible_to
from linkage.filing_supervision.models import TransferOpinion
from linkage.filing_supervision.status import OpinionStatus as S
from linkage.transfers.status import Status as T
from tests.filing_supervision.desk import BUREAU, PROCURATORATE, SUBMIT, Desk
from tests.road import Road

CLOCK = "transfer_on_procuratorate_opinion"


def test_a_refused_transfer_is_in_the_procuratorates_sight_and_its_file_can_be_asked_for(road: Road) -> None:
    transfer = road.to(T.AWAITING_APPROVAL)
    assert not visible_to(road.cast.procurator).exists()
    road.do("refuse", transfer)
    assert [d.pk for d in visible_to(road.cast.procurator)] == [transfer.dossier_id]
    assert not visible_to(road.cast.next_procurator).exists()
    desk = Desk(road, transfer)
    left = desk.perform("consult_files", desk.blank("consult_files"))
    assert (left.status, left.turn, left.told) == (S.FILES_ASKED, BUREAU, frozenset({BUREAU}))
    assert left.papers == {"file_consultation_letter": f"杏检调阅〔2026〕1号 → {BUREAU}"}


def test_who_asks_for_a_file_takes_part_from_then_on(bureau_desk: Desk) -> None:
    desk = bureau_desk
    bureau_desk.to(S.FILES_ASKED)
    part = Participation.objects.get(dossier=desk.dossier, agency=desk.cast.procurator.agency)
    assert part.get_role_display() == "检察监督"


def test_a_procuratorate_of_another_county_has_no_say(bureau_desk: Desk) -> None:
    by = bureau_desk.cast.next_procurator
    subject = bureau_desk.blank("consult_files", by=by)
    assert bureau_desk.refused("consult_files", subject, by=by) == [
        "由与办案机关同级的检察机关办理。（17号第十四条）"
    ]


def test_the_bureau_provides_the_file_and_it_is_examined_and_closed(bureau_desk: Desk) -> None:
    subject = bureau_desk.to(S.FILES_ASKED)
    left = bureau_desk.perform("hand_over_files", subject)
    assert (left.status, left.turn) == (S.EXAMINING, PROCURATORATE)
    left = bureau_desk.perform("close_opinion", subject)
    assert (left.status, left.turn) == (S.CLOSED, "")
    assert TransferOpinion.objects.get().finding == "没有涉嫌犯罪的事实。"


def test_the_opinion_gives_three_days_from_service(bureau_desk: Desk) -> None:
    left = bureau_desk.perform("give_transfer_opinion", bureau_desk.blank("give_transfer_opinion"))
    assert (left.status, left.turn) == (S.GIVEN, BUREAU)
    assert left.running == {CLOCK: "2026-03-05 周四 24:00前"}
    fields = bureau_desk.fields("procuratorate_opinion_transfer")
    assert (fields["chief"], fields["approved_on"], fields["term"]) == ("钱某", "2026-03-02", "3日")


def test_the_chief_approves_before_it_is_given(bureau_desk: Desk) -> None:
    subject = bureau_desk.blank("give_transfer_opinion")
    later = (bureau_desk.road.now + timedelta(days=2)).date()
    assert bureau_desk.refused("give_transfer_opinion", subject, decided_on=later) == [
        "检察长决定的日期不能晚于办理时间。（17号第十四条）请核对日期。"
    ]


def test_it_is_carried_out_when_the_case_was_transferred_and_only_then(bureau_desk: Desk) -> None:
    desk, subject = bureau_desk, bureau_desk.to(S.GIVEN)
    assert desk.refused("report_opinion_carried_out", subject) == [
        "案件还没有按检察意见移送公安机关。（17号第十四条）请先办理涉嫌犯罪案件移送。"
    ]
    desk.do(SUBMIT, subject)
    left = desk.perform("report_opinion_carried_out", subject)
    assert (left.status, left.turn, left.running) == (S.CARRIED_OUT, "", {})
    fields = desk.fields("opinion_execution_notice")
    assert fields["letter_number"] == "并环杏移〔2026〕1号"
    assert fields["opinion_number"] == "杏检检移〔2026〕1号"


@pytest.mark.parametrize(("after", "overdue"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_the_third_day_is_in_time_and_the_moment_after_is_not(
    after: timedelta, overdue: bool, bureau_desk: Desk
) -> None:
    desk, subject = bureau_desk, bureau_desk.to(S.GIVEN)
    desk.do(SUBMIT, subject)
    clock = Clock.objects.get(code=CLOCK)
    assert clock.overdue_after is not None
    at = clock.overdue_after + after
    desk.do("report_opinion_carried_out", subject, at=at)
    assert Clock.objects.get(code=CLOCK).was_overdue is overdue


def test_an_opinion_is_for_what_was_not_transferred(desk: Desk) -> None:
    assert desk.refused("give_transfer_opinion", desk.blank("give_transfer_opinion")) == [
        "案件已经移送公安机关。（17号第十四条）公安机关不立案的，由立案监督办理。"
    ]


def test_an_objection_rests_on_new_facts_and_does_not_stop_the_three_days(bureau_desk: Desk) -> None:
    desk, subject = bureau_desk, bureau_desk.to(S.GIVEN)
    assert "请填写“新的事实或者证据”。没有写明的，不能办理。" in desk.refused(
        "object_to_opinion", subject, new_facts=" "
    )
    left = desk.perform("object_to_opinion", subject)
    assert (left.status, left.turn, set(left.running)) == (S.OBJECTED, PROCURATORATE, {CLOCK})
    left = desk.perform("maintain_opinion", subject)
    assert (left.status, left.turn, set(left.running)) == (S.GIVEN, BUREAU, {CLOCK})


def test_an_opinion_that_is_withdrawn_ends_with_its_clock(bureau_desk: Desk) -> None:
    left = bureau_desk.perform("withdraw_opinion", bureau_desk.to(S.OBJECTED))
    assert (left.status, left.running) == (S.CLOSED, {})


def test_one_at_a_time(bureau_desk: Desk) -> None:
    bureau_desk.to(S.FILES_ASKED)
    assert bureau_desk.refused("give_transfer_opinion", bureau_desk.blank("give_transfer_opinion")) == [
        "本案已经调阅或者提出了检察意见。请在正在进行的程序中办理。"
    ]
