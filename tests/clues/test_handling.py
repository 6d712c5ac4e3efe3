"""What becomes of a clue: judged anew, verified, notified, answered, ended; who sees it before and after."""

import pytest

from linkage.audit.models import AuditEntry
from linkage.clues.actions import pass_on
from linkage.clues.models import Clue
from linkage.clues.procedure import CLUE
from linkage.clues.status import PASSED_ON
from linkage.clues.status import Status as S
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Delivery, Document
from linkage.dossiers.models import Dossier, Participation
from linkage.dossiers.queries import visible_to
from linkage.inbox.models import Message
from linkage.law.refusal import OvertakenBy, Refused
from linkage.procedure.carrying_out import Act
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation
from tests.cast import Cast
from tests.clues.road import EVIDENCE, INFORMANT, NOBODY, ClueRoad

pytestmark = pytest.mark.django_db
CRIME = {**NOBODY, "clearly_criminal": "是", "clearly_criminal_reason": "废酸三吨以上。"}


def obvious(clue: Clue) -> Clock:
    return Clock.objects.get(dossier=clue.dossier, code="obvious_crime_report")


def told(agency: object) -> list[str]:
    return list(Message.objects.filter(agency=agency).order_by("pk").values_list("text", flat=True))


def test_until_it_is_notified_the_counterpart_neither_sees_nor_hears_of_it(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.to(S.VERIFIED)
    clue_road.do("assess_clue", clue)
    for other in (
        cast.intake,
        cast.investigator,
        cast.procurator,
        cast.next_officer,
        cast.city_police_supervisor,
    ):
        assert not visible_to(other).exists(), other.name
    assert visible_to(cast.city_supervisor).exists()
    assert told(cast.intake.agency) == []
    assert clue.agency_on("informed") is None and clue.agency_on("police") is None


def test_the_notification_brings_the_police_in_from_its_own_moment(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.VERIFIED)
    outcome = clue_road.do("notify_police", clue, liaison_officers=[cast.officer])
    assert visible_to(cast.intake).get() == clue.dossier
    assert not visible_to(cast.next_intake).exists()
    part = Participation.objects.get(agency=cast.intake.agency)
    assert (part.role, part.since, part.until) == ("assisting", clue_road.now, None)
    paper = outcome.papers[0]
    assert (paper.kind, paper.number) == ("clue_notification", "并环杏通〔2026〕1号")
    fields = paper.content["fields"]
    assert (fields["registration_number"], fields["clearly_criminal"]) == ("并环杏登〔2026〕1号", "否")
    assert (fields["evidence"], fields["liaison_officers"]) == (
        EVIDENCE,
        [{"name": "王演明", "phone": "0351-0000000"}],
    )
    assert [d.agency for d in Delivery.objects.filter(document=paper)] == [cast.intake.agency]
    assert told(cast.intake.agency) == [f"{clue.dossier.title}：{outcome.sentence}"]
    clue.dossier.refresh_from_db()
    assert clue.dossier.turn_agency == cast.intake.agency


def test_a_clue_of_the_police_goes_to_the_bureau_which_then_goes_on_with_it(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.to(S.ANSWERED, by=cast.intake)
    assert clue.agency_on("handling") == cast.officer.agency
    assert Document.objects.filter(kind="clue_notification_by_police").get().number == "并公杏通〔2026〕1号"
    with pytest.raises(Refused, match="由太原市生态环境局杏花岭分局的执法员"):
        clue_road.do("verify_further", clue, by=cast.intake)
    clue_road.do("verify_further", clue, by=cast.officer)
    assert told(cast.intake.agency)[-1].endswith("继续核实线索，作出核实报告（并环杏核〔2026〕1号）。")
    clue_road.do("hand_clue_to_penalty", clue, by=cast.officer)
    assert clue.status == S.TO_PENALTY


def test_the_police_take_no_penalty_into_their_hands(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.VERIFIED, by=cast.intake)
    with pytest.raises(Refused, match="由生态环境部门的执法员办理"):
        clue_road.do("hand_clue_to_penalty", clue, by=cast.intake)


def test_the_answer_of_the_police_is_kept_and_the_bureau_told(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.ANSWERED)
    assert (clue.answer, clue.answer_note) == ("开展联合调查", "指定周演文联系。")
    assert (clue.answered_by, clue.answered_at) == (cast.intake, clue_road.now)
    assert told(cast.officer.agency)[-1].endswith("已收到线索通报并反馈意见。")


def test_the_notification_stops_the_clock_of_what_is_clearly_a_crime(clue_road: ClueRoad) -> None:
    clue = clue_road.open(**CRIME)
    clue_road.do("notify_police", clue)
    clock = obvious(clue)
    assert (clock.state, clock.stopped_at, clock.stopped_by_act) == (
        ClockState.STOPPED,
        clue_road.now,
        "notify_police",
    )


def test_judged_later_the_duty_begins_with_the_discovery_all_the_same(clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.VERIFIED)
    clue_road.do("assess_clue", clue, **CRIME)
    assert (obvious(clue).started_at, obvious(clue).state) == (clue.received_at, ClockState.RUNNING)
    clue_road.do("assess_clue", clue, **CRIME)
    assert Clock.objects.count() == 1, "judged the same again, the clock goes on"
    assert '"obvious_crime_report"' in AuditEntry.objects.filter(act="assess_clue").first().body


def test_a_judgement_taken_back_takes_the_duty_back_and_says_so_on_the_chain(clue_road: ClueRoad) -> None:
    clue = clue_road.open(**CRIME)
    clue_road.do("assess_clue", clue, **NOBODY)
    assert (obvious(clue).state, obvious(clue).stopped_by_act) == (ClockState.STOPPED, "assess_clue")
    assert '"stopped":[{"code":"obvious_crime_report"' in AuditEntry.objects.order_by("-pk").first().body
    clue.dossier.refresh_from_db()
    assert clue.dossier.next_clock == ""
    clue.refresh_from_db()
    assert (clue.clearly_criminal, clue.clearly_criminal_reason) == (False, "")


def test_judged_a_crime_after_the_notification_no_clock_begins(clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.NOTIFIED)
    clue_road.do("assess_clue", clue, **CRIME)
    assert not Clock.objects.exists()


def test_a_penalty_does_not_take_the_place_of_notifying_a_clear_crime(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.to(S.VERIFIED, **CRIME)
    with pytest.raises(Refused) as refused:
        clue_road.do("hand_clue_to_penalty", clue)
    assert [r.code for r in refused.value.reasons] == ["crime_not_notified"]
    panel = act_panel(CLUE.table, clue, Situation(clue_road.now, cast.officer))
    assert "hand_clue_to_penalty" not in {row.act for row in panel.open}, "the button says so beforehand"
    clue_road.do("notify_police", clue)
    clue_road.do("receive_notification", clue)
    clue_road.do("hand_clue_to_penalty", clue)
    assert clue.status == S.TO_PENALTY


def test_a_clue_without_foundation_ends_with_its_report(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(**CRIME)
    outcome = clue_road.do("close_clue_unfounded", clue)
    fields = outcome.papers[0].content["fields"]
    assert (fields["conclusion"], fields["suggestion"]) == ("查无实据", "所反映的罐车为运水车。")
    clue.dossier.refresh_from_db()
    assert (clue.dossier.is_open, clue.dossier.turn_agency) == (False, None)
    assert obvious(clue).state == ClockState.STOPPED
    assert told(cast.intake.agency) == [], "who was never notified hears nothing of its end"


def test_who_was_notified_hears_of_the_end(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.NOTIFIED)
    clue_road.do("close_clue_unfounded", clue)
    assert "查无实据" in told(cast.intake.agency)[-1]


def test_a_clue_goes_into_another_dossier_whose_leader_is_told(cast: Cast, clue_road: ClueRoad) -> None:
    target, clue = clue_road.another(), clue_road.open()
    clue_road.do("merge_clue", clue)
    assert (clue.status, clue.merged_into) == (S.MERGED, target)
    assert any(clue.dossier.number in text for text in told(target.lead_agency))


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("own", "不能并入自己的卷宗。"),
        ("foreign", "或者您无权查阅。"),
        ("none", "没有编号为2026-140107-9999的卷宗"),
        ("closed", "已经办结，不能再并入。"),
    ],
)
def test_a_clue_is_merged_only_into_an_open_dossier_the_actor_may_see(
    which: str, sentence: str, cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.open()
    foreign, closed = clue_road.open(by=cast.next_officer), clue_road.to(S.UNFOUNDED)
    numbers = {
        "own": clue.dossier.number, "foreign": foreign.dossier.number, "none": "2026-140107-9999",
        "closed": closed.dossier.number,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        clue_road.do("merge_clue", clue, merge_into=numbers[which])
    assert [r.code for r in refused.value.reasons] == ["merge_target"]
    assert sentence in refused.value.reasons[0].sentence


def test_merging_does_not_end_the_duty_to_notify_a_clear_crime(clue_road: ClueRoad) -> None:
    clue, unnotified = clue_road.open(**CRIME), clue_road.open()
    with pytest.raises(Refused, match="还没有通报公安机关"):
        clue_road.do("merge_clue", clue, merge_into=unnotified.dossier.number)
    clue_road.do("merge_clue", clue, merge_into=clue_road.another().number)
    assert obvious(clue).state == ClockState.STOPPED


def test_later_texts_name_no_informant_either_and_strangers_cannot_guess(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.open(informants=[INFORMANT])
    with pytest.raises(Refused) as refused:
        clue_road.do("verify_clue", clue, verification=f"询问了{INFORMANT.name}。")
    assert [r.code for r in refused.value.reasons] == ["informant_named"]
    with pytest.raises(Refused):
        clue_road.do(
            "verify_clue",
            clue,
            obtained=[{"name": f"{INFORMANT.contact}的录音", "source": "a", "proves": "b"}],
        )
    clue_road.do("verify_clue", clue, by=cast.second_officer, verification=f"询问了{INFORMANT.name}。")
    assert clue.status == S.VERIFIED, "a refusal would tell who is no reader that the guess was right"


@pytest.mark.parametrize("to", PASSED_ON, ids=str)
def test_what_leads_the_dossier_on_ends_the_clue_within_its_own_act(
    to: str, cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.open(**CRIME)
    entries = AuditEntry.objects.count()
    doing = Act(
        CLUE.table, CLUE.table.row("assess_clue"), clue, cast.officer, clue_road.now, clue_road.tick(), {}
    )
    pass_on(doing, to)
    clue.refresh_from_db()
    assert (clue.status, clue.closed_by, clue.closed_at) == (to, cast.officer, clue_road.now)
    assert [clock.code for clock in doing.stopped] == ["obvious_crime_report"]
    assert obvious(clue).state == ClockState.STOPPED
    assert AuditEntry.objects.count() == entries
    pass_on(doing, PASSED_ON[0])
    assert Clue.objects.get().status == to, "what has ended is not ended again"


def test_once_something_else_leads_the_dossier_the_clue_is_closed_to_acts(clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.VERIFIED)
    Dossier.objects.filter(pk=clue.dossier_id).update(stage="discovered", stage_label="已发现待核实")
    clue.dossier.refresh_from_db()
    for act in ("assess_clue", "notify_police", "merge_clue", "verify_further"):
        with pytest.raises(Refused) as refused:
            clue_road.do(act, clue)
        assert {r.code for r in refused.value.reasons} == {"clue_passed_on"}, act
    clue.dossier.refresh_from_db()
    assert clue.dossier.stage == "discovered"


def test_of_two_who_notify_at_once_the_second_is_told_who_was_first(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.VERIFIED)
    stale = Clue.objects.select_related("dossier").get(pk=clue.pk)
    clue_road.do("notify_police", clue)
    with pytest.raises(OvertakenBy, match="王演明"):
        clue_road.do("notify_police", stale, by=cast.second_officer)
    assert Document.objects.filter(kind="clue_notification").count() == 1
