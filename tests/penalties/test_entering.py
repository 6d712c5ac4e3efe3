"""行政处罚立案、录入: from filing ninety days run, the procuratorate may look in, and a late entry is marked (17号第三十四条)."""

from datetime import date, datetime, timedelta

import pytest

from linkage.deadlines.models import Clock
from linkage.dossiers.models import Participation
from linkage.dossiers.queries import visible_to
from linkage.penalties.limitation import last_day
from linkage.penalties.models import Penalty
from linkage.penalties.queries import visible_to as penalties_visible_to
from linkage.penalties.status import Status as P
from tests.penalties.desk import BUREAU, PROCURATORATE, Desk
from tests.road import SHANGHAI


def test_a_case_is_filed_and_must_be_decided_within_ninety_days(desk: Desk) -> None:
    left = desk.perform("file_penalty", desk.blank())
    assert (left.status, left.turn) == (P.FILED, BUREAU)
    assert left.running == {"admin_penalty_decision": "2026-06-01 周一 24:00前"}
    assert left.sentence == (
        f"{BUREAU}对利用渗坑排放水污染物的行政处罚立案，应于6月1日（周一）24:00前作出决定。"
    )
    assert left.entry["law"]["basis"] == "行政处罚法第六十条；17号第三十四条"


def test_the_procuratorate_of_the_same_level_sees_it_from_then_on(desk: Desk) -> None:
    procurator = desk.cast.procurator
    assert not visible_to(procurator).exists()
    left = desk.perform("file_penalty", desk.blank())
    assert left.joined == {f"{PROCURATORATE}：检察监督"}
    assert visible_to(procurator).get() == desk.dossier
    assert penalties_visible_to(procurator).count() == 1
    assert not penalties_visible_to(desk.cast.next_procurator).exists()
    assert desk.perform("file_penalty", desk.blank()).joined == frozenset()


def test_the_ninetieth_day_is_a_sunday_so_the_term_ends_on_the_monday(desk: Desk) -> None:
    penalty = desk.to(P.FILED)
    clock = Clock.objects.get(code="admin_penalty_decision")
    assert clock.started_at.astimezone(SHANGHAI).date() == date(2026, 3, 2)
    last = datetime(2026, 6, 1, 23, 59, 59, tzinfo=SHANGHAI)
    assert clock.due_at == clock.overdue_after == last
    desk.do("notify_penalty", penalty)
    desk.do("decide_no_penalty", penalty, at=last)
    assert not Clock.objects.get(pk=clock.pk).was_overdue


def test_a_decision_after_the_term_is_late_but_is_recorded(desk: Desk) -> None:
    penalty = desk.to(P.NOTIFIED)
    desk.do("decide_no_penalty", penalty, at=datetime(2026, 6, 2, 0, 0, 0, tzinfo=SHANGHAI))
    assert Clock.objects.get(code="admin_penalty_decision").was_overdue


@pytest.mark.parametrize(
    ("ended", "harm", "last"),
    [
        (date(2024, 3, 2), "harm", date(2026, 3, 2)),
        (date(2024, 3, 2), "none", date(2026, 3, 2)),
        (date(2021, 3, 2), "health", date(2026, 3, 2)),
        (date(2026, 8, 14), "harm", date(2028, 8, 14)),
        (date(2026, 8, 15), "harm", date(2031, 8, 15)),
        (date(2026, 8, 15), "none", date(2028, 8, 15)),
        (date(2026, 8, 15), "health", date(2031, 8, 15)),
        (date(2019, 5, 1), "harm", date(2021, 5, 1)),
    ],
)
def test_the_limitation_is_counted_by_the_law_of_the_day_on_which_the_conduct_ended(
    ended: date, harm: str, last: date
) -> None:
    assert last_day(ended, harm) == last


@pytest.mark.parametrize(("found", "in_time"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)])
def test_what_was_found_out_on_the_last_day_is_punished_and_a_day_later_no_more(
    found: date, in_time: bool, desk: Desk
) -> None:
    said = {"conduct_until": date(2024, 3, 1), "discovered_on": found}
    if in_time:
        assert desk.perform("file_penalty", desk.blank(), **said).status == P.FILED
        return
    assert desk.refused("file_penalty", desk.blank(), **said) == [
        "追责时效已于2026-03-01 周日届满，违法行为在2026-03-02 周一才被发现，不再给予行政处罚。"
        "（行政处罚法第36条）行为连续或者继续的，请核对行为终了日；不再处罚的，不要立案。"
    ]


def test_where_life_and_health_were_harmed_it_is_five_years(desk: Desk) -> None:
    said = {"conduct_until": date(2022, 3, 1), "discovered_on": date(2026, 3, 2)}
    assert "追责时效已于2024-03-01" in desk.refused("file_penalty", desk.blank(), **said)[0]
    said["harm"] = "涉及公民生命健康安全且有危害后果"
    assert desk.perform("file_penalty", desk.blank(), **said).status == P.FILED


def test_no_day_of_the_case_lies_in_the_future(desk: Desk) -> None:
    said = {"conduct_until": date(2026, 3, 3), "discovered_on": date(2026, 3, 3)}
    assert desk.refused("file_penalty", desk.blank(), **said) == [
        "违法行为被发现日不能晚于办理日期。请核对日期。",
        "行为终了日不能晚于办理日期。请核对日期。",
    ]


def test_a_bureau_without_a_part_in_the_case_does_not_punish_in_it(desk: Desk) -> None:
    by = desk.cast.next_officer
    said = desk.refused("file_penalty", desk.blank(by=by), by=by)
    assert said[0] == (
        "太原市生态环境局小店分局没有参与本案，不能在本案立案处罚。请由参与本案的机关办理，或者另行登记行政处罚。"
    )


def test_nothing_is_filed_without_a_procuratorate_that_can_look_in(desk: Desk) -> None:
    blank = desk.blank()
    blank.procuratorial_agency = None
    assert desk.refused("file_penalty", blank) == [
        f"没有找到{BUREAU}的同级人民检察院。（17号第三十四条）请系统管理员补录同级对应。"
    ]


def test_a_decision_made_elsewhere_is_entered_in_one_step(desk: Desk) -> None:
    left = desk.perform("enter_decided_penalty", desk.blank())
    assert (left.status, left.running) == (P.SERVED, {})
    assert left.joined == {f"{PROCURATORATE}：检察监督"}
    assert left.sentence == f"{BUREAU}录入利用渗坑排放水污染物的行政处罚决定（并环杏罚〔2026〕0号）。"
    penalty = Penalty.objects.get()
    assert (penalty.decided_on, penalty.effective_on) == (date(2026, 2, 26), date(2026, 2, 27))
    assert penalty.kinds_in_words == "警告、罚款"
    assert not penalty.entered_late


@pytest.mark.parametrize(
    ("decided", "late"),
    [
        (date(2026, 2, 23), False),
        (date(2026, 2, 22), False),  # its seventh day is Sunday, so Monday is still in time
        (date(2026, 2, 21), True),
        (date(2025, 3, 1), True),
    ],
)
def test_after_seven_days_the_entry_is_marked_late(decided: date, late: bool, desk: Desk) -> None:
    said = {"conduct_until": date(2025, 2, 1), "decided_on": decided, "served_on": decided}
    left = desk.perform("enter_decided_penalty", desk.blank(), **said)
    assert Penalty.objects.get().entered_late is late
    assert left.sentence.endswith("，超过七日录入。") is late


def test_a_decision_of_the_future_or_served_before_it_was_made_is_not_entered(desk: Desk) -> None:
    early = desk.refused("enter_decided_penalty", desk.blank(), served_on=date(2026, 2, 25))
    assert early == ["决定日期不能晚于送达日期。请核对日期。"]
    late = desk.refused("enter_decided_penalty", desk.blank(), served_on=date(2026, 3, 3))
    assert late == ["送达日期不能晚于登记日期。请核对日期。"]
    future = {"decided_on": date(2026, 3, 3), "served_on": date(2026, 3, 3)}
    said = desk.refused("enter_decided_penalty", desk.blank(), **future)
    assert "办理时间不能晚于现在。请核对办理时间。" in said


def test_one_number_of_one_bureau_is_entered_once(desk: Desk) -> None:
    desk.do("enter_decided_penalty", desk.blank())
    assert desk.refused("enter_decided_penalty", desk.blank()) == [
        "文号为并环杏罚〔2026〕0号的处罚决定已经登记。请核对文号，不要重复登记。"
    ]
    # The same number of another bureau is another decision.
    Participation.objects.create(
        dossier=desk.dossier, agency=desk.cast.next_officer.agency, role="assisting", since=desk.road.now
    )
    by = desk.cast.next_officer
    desk.do("enter_decided_penalty", desk.blank(by=by), by=by)
    assert Penalty.objects.count() == 2


@pytest.mark.parametrize(
    ("kinds", "amount", "said"),
    [
        (["罚款"], None, "处以罚款的，请填写罚款金额。"),
        (["罚款"], 0, "处以罚款的，请填写罚款金额。"),
        (["警告"], 100, "没有处以罚款的，不要填写罚款金额。"),
    ],
)
def test_a_fine_and_its_amount_belong_together(
    kinds: list[str], amount: int | None, said: str, desk: Desk
) -> None:
    assert desk.refused("enter_decided_penalty", desk.blank(), penalty_kinds=kinds, fine_yuan=amount) == [
        said
    ]


def test_entering_needs_no_time_of_its_own(desk: Desk) -> None:
    desk.do("enter_decided_penalty", desk.blank(), occurred_at=desk.road.now - timedelta(days=300))
    assert Penalty.objects.get().status_since.astimezone(SHANGHAI).date() == date(2026, 2, 26)
