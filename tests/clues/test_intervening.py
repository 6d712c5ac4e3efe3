"""商请提前介入: owed as soon as one of the three reasons holds; the police join or say why; the time taken is shown."""

from datetime import timedelta
from itertools import product

import pytest

from linkage.clues.facts import NO, YES
from linkage.clues.models import TRIGGERS, EarlyIntervention
from linkage.clues.prefill import intervention_values
from linkage.clues.procedure import INTERVENTION
from linkage.clues.queries import missing_interventions, needs_intervention
from linkage.clues.showing import response_time, response_words
from linkage.clues.status import Asked
from linkage.clues.status import Status as S
from linkage.dossiers.models import Matter, Participation
from linkage.dossiers.queries import visible_to
from linkage.inbox.models import Message
from linkage.law.refusal import Refused
from tests.cast import Cast
from tests.clues.road import ClueRoad

pytestmark = pytest.mark.django_db
COMPLEX = {"complex": "是", "complex_reason": "涉及三个县。"}


@pytest.mark.parametrize("held", list(product((NO, YES), repeat=3)))
def test_one_of_the_three_reasons_is_enough_and_each_is(
    held: tuple[str, ...], cast: Cast, clue_road: ClueRoad
) -> None:
    judged = {
        n: v for name, v in zip(TRIGGERS, held, strict=True) for n, v in ((name, v), (f"{name}_reason", "有"))
    }
    clue = clue_road.open(**judged)
    assert needs_intervention(clue.dossier) is (YES in held)
    assert missing_interventions(cast.officer).exists() is (YES in held)
    assert list(clue.triggers) == [w for w, v in zip(TRIGGERS.values(), held, strict=True) if v == YES]


def test_a_clear_crime_alone_is_no_reason_for_it(clue_road: ClueRoad) -> None:
    clue = clue_road.open(clearly_criminal="是", clearly_criminal_reason="三吨以上。")
    assert not needs_intervention(clue.dossier)


def test_once_asked_nothing_is_owed_whatever_the_answer(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(**COMPLEX)
    asked = clue_road.ask(clue)
    assert not needs_intervention(clue.dossier)
    clue_road.reply(asked, joins=False)
    assert not missing_interventions(cast.officer).exists()


def test_judged_later_it_is_owed_from_then_on(clue_road: ClueRoad) -> None:
    clue = clue_road.open()
    assert not needs_intervention(clue.dossier)
    clue_road.do("assess_clue", clue)
    assert needs_intervention(clue.dossier)


@pytest.mark.parametrize(("status", "owed"), [(S.UNFOUNDED, False), (S.MERGED, False), (S.TO_PENALTY, True)])
def test_what_came_to_nothing_owes_nothing_but_a_penalty_does_not_excuse(
    status: str, owed: bool, clue_road: ClueRoad
) -> None:
    assert needs_intervention(clue_road.to(status, **COMPLEX).dossier) is owed


def test_the_police_who_took_it_in_need_not_be_asked(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.to(S.ANSWERED, by=cast.intake, **COMPLEX)
    assert not needs_intervention(clue.dossier)


def test_what_is_missing_is_counted_by_what_the_reader_may_see(cast: Cast, clue_road: ClueRoad) -> None:
    clue_road.open(**COMPLEX)
    clue_road.open(by=cast.next_officer, **COMPLEX)
    counts = {who: missing_interventions(getattr(cast, who)).count() for who in (
        "officer", "next_officer", "city_supervisor", "intake", "system_admin")}  # fmt: skip
    assert counts == {"officer": 1, "next_officer": 1, "city_supervisor": 2, "intake": 0, "system_admin": 0}


def test_the_letter_brings_the_police_in_and_asks_with_its_grounds(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(**COMPLEX)
    assert not visible_to(cast.investigator).exists()
    asked = clue_road.ask(clue)
    assert visible_to(cast.investigator).get() == clue.dossier
    assert not visible_to(cast.next_intake).exists()
    assert str(asked) == "商请太原市公安局杏花岭分局提前介入"
    assert asked.paper_numbers == {"early_intervention_request": "并环杏商介〔2026〕1号"}
    matter = Matter.objects.get()
    assert (matter.stage, matter.turn_agency, matter.is_open) == (Asked.REQUESTED, cast.intake.agency, True)
    clue.dossier.refresh_from_db()
    assert clue.dossier.stage == S.REGISTERED, "it runs beside the clue"
    assert Message.objects.get(agency=cast.intake.agency).text.endswith("公安机关应当积极配合。")


def test_the_police_join_with_named_officers_and_the_time_taken_is_shown(
    cast: Cast, clue_road: ClueRoad
) -> None:
    asked = clue_road.ask(clue_road.open())
    clue_road.now += timedelta(days=1, hours=6)
    outcome = clue_road.reply(asked, joins=True)
    asked.refresh_from_db()
    fields = outcome.papers[0].content["fields"]
    assert (fields["decision"], fields["method"], fields["reasons"]) == ("提前介入", "派两名民警到场。", "")
    assert [o["name"] for o in fields["officers"]] == ["周演文"]
    assert fields["request_number"] == "并环杏商介〔2026〕1号"
    assert response_time(asked) == timedelta(days=1, hours=6, minutes=10)
    assert response_words(asked) == "1天 6小时"
    assert list(asked.officers.all()) == [cast.investigator]
    roles = Participation.objects.filter(agency=cast.intake.agency).values_list("role", flat=True)
    assert set(roles) == {"receiving", "assisting"}


def test_the_police_say_why_not_and_may_be_asked_again(clue_road: ClueRoad) -> None:
    clue = clue_road.open(**COMPLEX)
    asked = clue_road.ask(clue)
    outcome = clue_road.reply(asked, joins=False)
    fields = outcome.papers[0].content["fields"]
    assert (fields["decision"], fields["officers"]) == ("不能提前介入", [])
    assert fields["reasons"].startswith("现有线索不足")
    assert clue_road.ask(clue).pk != asked.pk


def test_while_a_request_waits_the_time_it_waits_is_shown(clue_road: ClueRoad) -> None:
    asked = clue_road.asked(Asked.REQUESTED)
    assert response_time(asked) is None
    assert response_words(asked, clue_road.now + timedelta(hours=2)) == "已等待2小时"
    assert response_words(asked) == "尚未回复"


REFUSED = [
    (
        {"grounds": [{"ground": "案情重大", "reason": "量大。"}]},
        "ground_unknown",
        "“案情重大”不是商请提前介入的情形。",
    ),
    ({"grounds": []}, "fact_missing", "请填写“商请提前介入的理由”。"),
    ({"help_needed": " "}, "fact_missing", "请填写“需公安机关协助的事项”。"),
    ({"liaison_officers": []}, "fact_missing", "请填写“联络员”。"),
]


@pytest.mark.parametrize(("facts", "code", "sentence"), REFUSED, ids=lambda v: str(v)[:20])
def test_a_request_without_ground_facts_or_contact_is_refused(
    facts: dict[str, object], code: str, sentence: str, clue_road: ClueRoad
) -> None:
    clue = clue_road.open()
    with pytest.raises(Refused) as refused:
        clue_road.ask(clue, **facts)
    assert (code, sentence) in {(r.code, r.sentence) for r in refused.value.reasons}
    assert not EarlyIntervention.objects.exists()
    assert not Participation.objects.filter(role="receiving").exists()


def test_one_request_at_a_time(clue_road: ClueRoad) -> None:
    clue = clue_road.open()
    clue_road.ask(clue)
    with pytest.raises(Refused) as refused:
        clue_road.ask(clue)
    assert [r.code for r in refused.value.reasons] == ["already_requested"]


def test_nobody_is_asked_to_join_what_has_ended(clue_road: ClueRoad) -> None:
    with pytest.raises(Refused, match="本案已经办结"):
        clue_road.ask(clue_road.to(S.UNFOUNDED))


def test_without_a_bureau_there_is_nobody_to_ask(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(by=cast.intake)
    blank = INTERVENTION.blank(clue.dossier, cast.intake, clue_road.now)
    assert (blank.sending_agency, blank.receiving_agency) == (None, None)
    facts = clue_road.asking("request_intervention", blank, clue_road.now)
    with pytest.raises(Refused) as refused:
        INTERVENTION.do("request_intervention", blank, by=cast.officer, at=clue_road.now, **facts)
    assert {r.code for r in refused.value.reasons} == {"not_yours", "no_counterpart"}


def test_the_letter_is_filled_from_what_was_judged(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(**COMPLEX)
    blank = INTERVENTION.blank(clue.dossier, cast.officer, clue_road.now)
    row = INTERVENTION.table.row("request_intervention")
    assert intervention_values(row, blank, cast.officer, clue_road.now) == {
        "grounds": "情况复杂｜涉及三个县。",
        "case_facts": clue.dossier.case.summary,
        "liaison_officers": [cast.officer.pk],
    }
