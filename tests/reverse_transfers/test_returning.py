"""A case comes back: from the police, by an opinion after non-prosecution, after a judgment."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from linkage.deadlines.models import Clock
from linkage.deadlines.running import due_of, recompute
from linkage.law import due
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.status import Status as S
from linkage.transfers.status import Status as T
from tests.reverse_transfers.desk import BUREAU, POLICE, PROCURATORATE, Desk, led
from tests.road import SHANGHAI, Road

REPLY, REVIEW = "reverse_link_agency_reply", "reverse_link_review"
RETURN = "police_return_for_admin_penalty"


def clock(subject: ReverseTransfer, code: str) -> Clock:
    return Clock.objects.filter(line=f"reverse_transfer:{subject.pk}", code=code).latest("pk")


class TestReturnForPenalty:
    """移交生态环境部门行政处理 (17号第十七条)."""

    def test_what_it_leaves(self, desk: Desk) -> None:
        subject = desk.blank("return_for_penalty")
        left = desk.perform("return_for_penalty", subject)
        assert (left.status, left.turn) == (S.RETURNED, BUREAU)
        assert left.told == {BUREAU, PROCURATORATE}
        assert left.papers == {"return_for_penalty": f"并公杏移行〔2026〕1号 → {BUREAU}、{PROCURATORATE}"}
        assert (
            left.sentence
            == f"{POLICE}已将案件移交{BUREAU}行政处理（并公杏移行〔2026〕1号），抄送{PROCURATORATE}。"
        )
        assert (subject.origin, left.running) == ("police", {})

    def test_how_promptly_is_measured_from_the_conclusion(self, desk: Desk) -> None:
        subject = desk.go("return_for_penalty")
        measured = clock(subject, RETURN)
        assert (measured.started_at, measured.stopped_at) == (desk.transfer.declined_at, subject.returned_at)
        assert (measured.agency.name, measured.due_at) == (POLICE, None)

    @pytest.mark.parametrize("status", [T.DECLINED, T.UPHELD, T.WITHDRAWN, T.WITHDRAWN_NOTIFIED])
    def test_after_any_conclusion_that_there_is_no_crime(self, status: T, road: Road) -> None:
        assert led(road, status).go("return_for_penalty").status == S.RETURNED

    @pytest.mark.parametrize("status", [T.ACCEPTED, T.INVESTIGATING, T.IN_REVIEW, T.NON_PROSECUTION_NOTIFIED])
    def test_not_before(self, status: T, road: Road) -> None:
        desk = led(road, status)
        assert desk.refused("return_for_penalty", desk.blank("return_for_penalty")) == [
            "公安机关还没有作出不予立案、撤销案件的决定，不能移交行政处理。（17号第十七条；310号第十三条）请在刑事程序作出结论以后办理。"
        ]

    def test_once_at_a_time(self, desk: Desk) -> None:
        desk.go("return_for_penalty")
        assert desk.refused("return_for_penalty", desk.blank("return_for_penalty")) == [
            "本案已有一件反向移送，现在是「已移交待接收」。无需再次移交；需要补充的，请与生态环境部门联系。"
        ]

    def test_the_grounds_are_not_left_blank(self, desk: Desk) -> None:
        told = desk.refused("return_for_penalty", desk.blank("return_for_penalty"), grounds=" ")
        assert told == ["请填写“应当行政处罚的事实和依据”。没有写明的，不能办理。"]


class TestOpinion:
    """提出行政处罚的检察意见 (17号第十八条, 刑事诉讼法第一百七十七条第三款)."""

    def test_the_review_has_ten_working_days(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.blank("begin_penalty_review")
        left = unprosecuted.perform("begin_penalty_review", subject)
        assert (left.status, left.turn, list(left.running)) == (S.REVIEWING, PROCURATORATE, [REVIEW])
        assert clock(subject, REVIEW).due_at == due(REVIEW, subject.reviewed_at).due_at

    def test_it_is_extended_by_as_much_as_the_chief_approved(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        before = clock(subject, REVIEW).due_at
        unprosecuted.do("extend_penalty_review", subject)
        after = clock(subject, REVIEW)
        assert before and after.due_at and after.due_at - before >= timedelta(days=5)
        assert [(e.length, e.approved_by) for e in after.extensions.all()] == [(5, "检察长卫某")]

    def test_not_extended_once_it_has_run_out(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        ends = clock(subject, REVIEW).overdue_after
        assert ends
        late = unprosecuted.refused("extend_penalty_review", subject, at=ends + timedelta(seconds=1))
        assert late == ["审查期限已经届满，不能再延长。（指引第十二条）请作出决定。"]
        unprosecuted.do("extend_penalty_review", subject, at=ends)

    def test_what_the_opinion_leaves(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        left = unprosecuted.perform("give_penalty_opinion", subject)
        assert (left.status, left.turn, left.told) == (S.RETURNED, BUREAU, {BUREAU})
        assert left.papers == {"procuratorate_opinion_penalty": f"杏检检罚〔2026〕1号 → {BUREAU}"}
        assert (list(left.running), left.stopped) == ([REPLY], {REVIEW})

    def test_two_months_where_the_letter_names_no_day(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        unprosecuted.do("give_penalty_opinion", subject)
        assert clock(subject, REPLY).due_at == due(REPLY, subject.delivered_at).due_at
        assert not clock(subject, REPLY).statutory

    def test_the_day_the_letter_names_holds_and_stays_when_the_law_is_counted_anew(
        self, unprosecuted: Desk
    ) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        day = localdate(unprosecuted.road.now) + timedelta(days=20)
        unprosecuted.do("give_penalty_opinion", subject, reply_by=day)
        running = clock(subject, REPLY)
        last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=SHANGHAI)
        assert running.due_at == running.overdue_after == last
        assert recompute(running) is False
        assert due_of(running).steps[-1].text.startswith("文书载明的期限到")
        assert subject.reply_by == day

    def test_a_day_that_has_passed_is_none(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        today = localdate(unprosecuted.road.now)
        told = unprosecuted.refused("give_penalty_opinion", subject, reply_by=today)
        assert told == ["载明的回复日期应当在送达之后。（高检发释字〔2021〕4号第十条）请核对回复期限。"]

    def test_none_proposed(self, unprosecuted: Desk) -> None:
        subject = unprosecuted.go("begin_penalty_review")
        left = unprosecuted.perform("give_no_penalty_opinion", subject)
        assert (left.status, left.turn, left.stopped, left.running) == (S.NOT_PROPOSED, "", {REVIEW}, {})

    def test_only_where_it_was_not_prosecuted(self, desk: Desk) -> None:
        told = desk.refused("begin_penalty_review", desk.blank("begin_penalty_review"))
        assert told[0].startswith("检察机关还没有作出不起诉决定，不需要审查是否提出处罚意见。")


class TestJudgment:
    """裁判后移送行政处理 (法释〔2023〕7号第十二条)."""

    def test_what_it_leaves(self, judged: Desk) -> None:
        subject = judged.blank("pass_on_judgment")
        left = judged.perform("pass_on_judgment", subject)
        assert (left.status, left.turn, subject.origin) == (S.RETURNED, BUREAU, "judgment")
        assert left.papers == {"judgment_transfer": f"杏检裁移〔2026〕1号 → {BUREAU}"}
        assert subject.reference == "（2026）晋0107刑初1号"

    def test_not_before_it_is_in_effect(self, judged: Desk) -> None:
        tomorrow = localdate(judged.road.now) + timedelta(days=1)
        told = judged.refused("pass_on_judgment", judged.blank("pass_on_judgment"), effective_on=tomorrow)
        assert told == ["裁判生效日期不能晚于办理之日。（法释〔2023〕7号第十二条）请核对日期。"]

    def test_not_before_the_judgment(self, desk: Desk) -> None:
        told = desk.refused("pass_on_judgment", desk.blank("pass_on_judgment"))
        assert told[0].startswith("还没有录入裁判结果，不能移送行政处理。")


def test_a_reminder_waits_for_the_day(unprosecuted: Desk) -> None:
    subject = unprosecuted.go("begin_penalty_review", "give_penalty_opinion")
    last = clock(subject, REPLY).overdue_after
    assert last
    told = unprosecuted.refused("remind_return", subject, at=last)
    assert told[0].startswith("回复期限到") and "现在还没有超期" in told[0]
    left = unprosecuted.perform("remind_return", subject, at=last + timedelta(seconds=1))
    assert (left.status, left.told) == (S.RETURNED, {BUREAU})
    assert left.entry["law"]["status"] == "MEMORY"


def test_where_the_law_names_no_day_a_reminder_is_always_in_place(desk: Desk) -> None:
    left = desk.perform("remind_return", desk.go("return_for_penalty"))
    assert left.sentence == f"{PROCURATORATE}催办：请书面回复处理结果。"


def test_the_days_of_the_example() -> None:
    """What the article says, counted: two months from 2026-03-02 end on 2026-05-02, a holiday, so on 2026-05-06."""
    found = due(REPLY, date(2026, 3, 2))
    assert found.due_at is not None and localdate(found.due_at) >= date(2026, 5, 2)
