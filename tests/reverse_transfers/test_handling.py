"""The bureau looks at the limitation, takes up, finds none due, and answers whoever handed the case over."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from linkage.deadlines.models import Clock
from linkage.documents.models import Document
from linkage.penalties.actions import decide_no_penalty
from linkage.penalties.models import Penalty
from linkage.penalties.status import Status as PenaltyStatus
from linkage.reverse_transfers.limitation import limitation
from linkage.reverse_transfers.models import ReverseTransfer
from linkage.reverse_transfers.status import Status as S
from linkage.transfers.actions import conclude
from linkage.transfers.status import Status as T
from tests.reverse_transfers.desk import BUREAU, POLICE, PROCURATORATE, Desk
from tests.road import Road

NONE, HARM, HEALTH = (
    "没有造成危害后果",
    "造成环境污染、生态破坏等危害后果",
    "涉及公民生命健康安全且有危害后果",
)
RESULT, REPLY = "admin_result_feedback_to_judicial", "reverse_link_agency_reply"


@pytest.mark.parametrize(
    ("ended", "ground", "last"),
    [
        (date(2024, 3, 2), NONE, date(2026, 3, 2)),
        (date(2024, 3, 2), HARM, date(2026, 3, 2)),
        (date(2024, 3, 2), HEALTH, date(2029, 3, 2)),
        (date(2026, 8, 14), HARM, date(2028, 8, 14)),
        (date(2026, 8, 15), HARM, date(2031, 8, 15)),
        (date(2026, 8, 15), NONE, date(2028, 8, 15)),
        (date(2024, 2, 29), NONE, date(2026, 2, 28)),
    ],
)
def test_the_law_of_the_day_the_conduct_ended_counts(ended: date, ground: str, last: date) -> None:
    in_time, late = (
        limitation(ended, last, ground),
        limitation(ended, date.fromordinal(last.toordinal() + 1), ground),
    )
    assert (in_time.last_day, in_time.has_run_out, late.has_run_out) == (last, False, True)
    assert len(in_time.steps) == 4 and late.steps[-1].endswith("超过追责期限，不再给予行政处罚。")
    assert ("生态环境法典" in in_time.basis) is (ended >= date(2026, 8, 15))


class TestTakingUp:
    """恢复办理行政处罚 (17号第十六条)."""

    def test_the_penalty_that_stood_still_goes_on(self, road: Road) -> None:
        desk = Desk(road, road.to(T.APPROVED))
        penalty = desk.file_penalty()
        desk.transfer_does("submit", "accept", "decline_to_file", "serve_no_filing_notice")
        assert Penalty.objects.get(pk=penalty.pk).status == PenaltyStatus.SUSPENDED
        subject = desk.go("return_for_penalty", "receive_return")
        left = desk.perform("take_up_return", subject)
        assert (left.status, left.turn) == (S.TAKEN_UP, BUREAU)
        assert left.told == {POLICE, PROCURATORATE}
        assert left.sentence == f"{BUREAU}审查认为没有超过追责期限，恢复办理行政处罚。"
        assert Penalty.objects.get(pk=penalty.pk).status == PenaltyStatus.FILED
        assert (
            Clock.objects.get(line=f"administrative_penalty:{penalty.pk}", state="running").pauses.count()
            == 1
        )

    def test_not_without_a_penalty_case(self, desk: Desk) -> None:
        subject = desk.go("return_for_penalty", "receive_return")
        assert desk.refused("take_up_return", subject) == [
            "本案还没有行政处罚立案，没有可以恢复办理的处罚。（行政处罚法第五十四条第二款）请先在“行政处罚”中立案，再恢复办理。"
        ]
        desk.file_penalty()
        desk.do("take_up_return", desk.fresh(subject))

    def test_not_once_the_limitation_has_run_out(self, desk: Desk) -> None:
        subject = desk.to(S.RECEIVED)
        old = {"conduct_until": date(2023, 3, 1), "discovered_on": date(2025, 3, 2)}
        [told] = desk.refused("take_up_return", subject, **old)
        assert (
            "到2025-03-01 周六届满" in told
            and "超过追责期限" in told
            and told.endswith("请办理“决定移交案件不予处罚”。")
        )
        desk.do("take_up_return", subject, **{**old, "discovered_on": date(2025, 3, 1)})
        assert (subject.limitation_day, subject.limitation_ground) == (date(2025, 3, 1), NONE)

    def test_not_on_days_to_come(self, desk: Desk) -> None:
        tomorrow = date.fromordinal(localdate(desk.road.now).toordinal() + 1)
        told = desk.refused("take_up_return", desk.to(S.RECEIVED), conduct_until=tomorrow)
        assert told == ["违法行为终了日不能晚于办理之日。（行政处罚法第三十六条）请核对日期。"]


class TestNoneDue:
    """决定不予处罚."""

    def test_what_it_leaves(self, desk: Desk) -> None:
        subject = desk.go("return_for_penalty", "receive_return")
        left = desk.perform("find_none_due", subject)
        assert (left.status, left.turn, left.running) == (S.NONE_DUE, BUREAU, {RESULT: ""})
        assert left.papers == {"none_due_decision": "并环杏不罚〔2026〕1号 → 留存"}
        paper = Document.objects.get(kind="none_due_decision").content["fields"]
        assert paper["limitation"].count("\n") == 3

    def test_who_says_that_time_has_run_out_is_held_to_the_count(self, desk: Desk) -> None:
        subject = desk.go("return_for_penalty", "receive_return")
        said = {"none_due_ground": "超过追责期限", "none_due_reasons": "时间已久。"}
        [told] = desk.refused("find_none_due", subject, **said)
        assert "没有超过追责期限" in told and told.endswith("请按实际情形选择不予处罚的理由。")
        desk.do(
            "find_none_due", subject, **said, conduct_until=date(2023, 3, 1), discovered_on=date(2026, 1, 5)
        )

    def test_not_while_a_penalty_is_open(self, desk: Desk) -> None:
        desk.file_penalty()
        subject = desk.go("return_for_penalty", "receive_return")
        [told] = desk.refused("find_none_due", subject)
        assert "还没有终结，现在是「处罚立案调查中」" in told

    def test_not_what_was_punished_since(self, desk: Desk) -> None:
        subject = desk.go("return_for_penalty", "receive_return")
        desk.road.now += timedelta(days=1)
        desk.road.punish(desk.transfer_does())
        [told] = desk.refused("find_none_due", desk.fresh(subject))
        assert told.startswith("移交以后已经作出处罚决定（并环杏罚〔2026〕")


class TestReporting:
    """书面回复处理结果 (法释〔2023〕7号第十二条)."""

    def test_the_police_are_answered_and_the_procuratorate_gets_its_copy(self, desk: Desk) -> None:
        subject = desk.to(S.TAKEN_UP)
        left = desk.perform("report_result", subject)
        assert (left.status, left.turn) == (S.REPORTED, "")
        assert left.papers == {"opinion_reply": f"并环杏检复〔2026〕1号 → {POLICE}、{PROCURATORATE}"}
        assert left.told == {POLICE, PROCURATORATE}
        fields = Document.objects.get(kind="opinion_reply").content["fields"]
        assert fields["penalty_numbers"].startswith("并环杏罚〔2026〕")
        assert fields["return_number"] == "并公杏移行〔2026〕1号"

    def test_the_procuratorate_is_answered_and_its_clock_stops(self, unprosecuted: Desk) -> None:
        unprosecuted.road.punish(unprosecuted.transfer)
        subject = unprosecuted.go(
            "begin_penalty_review", "give_penalty_opinion", "receive_return", "take_up_return"
        )
        left = unprosecuted.perform("report_result", subject)
        assert left.papers == {"opinion_reply": f"并环杏检复〔2026〕1号 → {PROCURATORATE}"}
        assert REPLY in left.stopped and not left.running

    def test_not_before_something_was_decided(self, desk: Desk) -> None:
        desk.file_penalty()
        subject = desk.go("return_for_penalty", "receive_return", "take_up_return")
        assert desk.refused("report_result", subject) == [
            "还没有作出行政处罚决定，也没有决定不予处罚。（法释〔2023〕7号第十二条）"
            "请先在“行政处罚”中作出决定，或者办理“决定移交案件不予处罚”。"
        ]

    def test_that_no_penalty_was_imposed_is_told_with_its_reasons(self, desk: Desk) -> None:
        penalty = desk.file_penalty()
        subject = desk.go("return_for_penalty", "receive_return", "take_up_return")
        found = Penalty.objects.select_related("dossier").get(pk=penalty.pk)
        now = desk.road.tick()
        decide_no_penalty(
            penalty=found, by=desk.cast.head, at=now, no_penalty_reason="违法行为轻微并及时改正。"
        )
        desk.do("report_result", desk.fresh(subject), result="决定不予处罚。")
        fields = Document.objects.get(kind="opinion_reply").content["fields"]
        assert (fields["none_due_reasons"], fields["penalty_numbers"]) == ("违法行为轻微并及时改正。", "")
        measured = Clock.objects.get(line=f"reverse_transfer:{subject.pk}", code=RESULT)
        assert (measured.started_at, measured.state) == (now, "stopped")

    def test_none_due_ends_the_case_too(self, desk: Desk) -> None:
        desk.go("return_for_penalty", "receive_return", "find_none_due", "report_result")
        transfer = desk.transfer_does()
        conclude(
            transfer=transfer, by=desk.cast.officer, at=desk.road.tick(), disposition="不予行政处罚",
            disposition_number="并环杏不罚〔2026〕1号",
        )  # fmt: skip
        assert transfer.status == T.CONCLUDED


def test_the_page_tells_the_sender_what_came_of_it(desk: Desk, client) -> None:
    subject = desk.to(S.REPORTED)
    client.force_login(desk.cast.investigator)
    page = client.get(f"/matters/reverse_transfer/{subject.pk}/").content.decode()
    assert "处理结果已回复" in page and "已处以警告。" in page
    assert "没有超过追责期限" in page
    part = client.get(f"/transfers/{desk.dossier.number}/", {"part": "reverse_transfers"}).content.decode()
    assert "公安机关移交的案件" in part
    assert ReverseTransfer.objects.count() == 1
