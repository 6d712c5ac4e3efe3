"""登记线索: what comes with it, which clock it sets going, what is refused, and that nothing is then left."""

from datetime import timedelta
from typing import Any

import pytest

from linkage.audit.models import AuditEntry
from linkage.cases.models import Case, Party
from linkage.clues.actions import InformantFacts
from linkage.clues.models import Clue, ClueMark, Informant, InformantReader, Source
from linkage.deadlines.models import Clock, ClockState
from linkage.documents.models import Document
from linkage.dossiers.models import Counter, Dossier, Participation
from linkage.dossiers.queries import visible_to
from linkage.law.refusal import Refused
from tests.cast import Cast
from tests.clues.road import INFORMANT, NOBODY, ClueRoad

pytestmark = pytest.mark.django_db
CRIME = {**NOBODY, "clearly_criminal": "是", "clearly_criminal_reason": "废酸三吨以上。"}


def nothing_is_left() -> bool:
    kept = (Dossier, Case, Party, Clue, Informant, ClueMark, AuditEntry, Counter, Clock, Document)
    return not any(model.objects.exists() for model in kept)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def test_a_dossier_opens_with_its_case_paper_and_first_entry(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open()
    dossier = clue.dossier
    assert (dossier.stage, dossier.stage_label, dossier.turn_agency) == (
        "clue_registered",
        "线索待核实",
        cast.officer.agency,
    )
    assert (clue.sending_agency, clue.receiving_agency) == (cast.officer.agency, cast.intake.agency)
    assert (clue.registered_by, clue.registered_at) == (cast.officer, clue_road.now)
    assert dossier.case.source == "tip"
    assert dossier.case.charge == "", "a clue names no crime yet"
    paper = Document.objects.get(dossier=dossier)
    assert (paper.kind, paper.number) == ("clue_registration", "并环杏登〔2026〕1号")
    assert paper.content["fields"]["subject"] == "某酸洗有限公司"
    entry = AuditEntry.objects.get(chain=dossier.chain)
    assert "并环杏登〔2026〕1号" in entry.body and entry.act == "register_clue"
    assert not Clock.objects.exists()
    assert [p.agency for p in Participation.objects.all()] == [cast.officer.agency]


def test_the_police_take_a_clue_in_and_face_the_bureau(cast: Cast, clue_road: ClueRoad) -> None:
    clue = clue_road.open(by=cast.intake, source="110报警", **CRIME)
    assert (clue.sending_agency, clue.receiving_agency) == (cast.intake.agency, cast.officer.agency)
    assert not Clock.objects.exists(), "the duty to notify the police is the bureau's"
    assert not visible_to(cast.officer).exists()


def test_what_is_clearly_a_crime_is_to_be_notified_promptly_from_the_discovery(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.open(**CRIME)
    clock = Clock.objects.get(dossier=clue.dossier)
    assert (clock.code, clock.agency, clock.state) == (
        "obvious_crime_report",
        cast.officer.agency,
        ClockState.RUNNING,
    )
    assert clock.started_at == clue.received_at
    assert clock.due_at is None, "17号第二十六条 gives no number of days, and none is invented"
    assert '"obvious_crime_report"' in AuditEntry.objects.get().body


@pytest.mark.parametrize("source", list(Source), ids=str)
def test_each_door_a_clue_comes_through_has_its_place_in_the_case(
    source: Source, clue_road: ClueRoad
) -> None:
    clue = clue_road.open(source=source.label)
    assert clue.source == source
    assert clue.dossier.case.get_source_display()
    assert str(clue) == f"{source.label}线索"


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("officer", {"received_at": None}, "in_the_future", "收到时间不能晚于现在。"),
    ("officer", {"about": {"parties": []}}, "no_party", "还没有当事人。"),
    ("officer", {"serious": "是"}, "judgement_without_reason", "请写明情节严重的理由。"),
    ("officer", {"clearly_criminal": "是"}, "judgement_without_reason", "请写明明显涉嫌犯罪的理由。"),
    ("officer", {"suspected_conduct": " "}, "fact_missing", "请填写“涉嫌情形”。"),
    ("head", {}, "not_yours", "由太原市生态环境局杏花岭分局的执法员"),
    ("city_supervisor", {}, "not_yours", "由太原市生态环境局的执法员"),
    ("procurator", {}, "not_yours", "线索由生态环境部门或者公安机关登记。"),
    ("system_admin", {}, "not_yours", "由山西省生态环境厅的执法员"),
]


@pytest.mark.parametrize(("who", "changes", "code", "sentence"), REFUSED, ids=lambda value: str(value)[:24])
def test_a_registration_is_refused_with_its_reason_and_nothing_is_left(
    who: str, changes: dict[str, Any], code: str, sentence: str, cast: Cast, clue_road: ClueRoad
) -> None:
    if "received_at" in changes:
        changes = {"received_at": clue_road.now + timedelta(hours=1)}
    with pytest.raises(Refused) as refused:
        clue_road.open(by=getattr(cast, who), **changes)
    assert code in codes(refused)
    assert any(sentence in reason.sentence for reason in refused.value.reasons)
    assert nothing_is_left()


@pytest.mark.parametrize("where", ["title", "place", "summary"])
@pytest.mark.parametrize("word", [INFORMANT.name, INFORMANT.contact])
def test_a_text_that_others_will_read_names_no_informant(where: str, word: str, clue_road: ClueRoad) -> None:
    with pytest.raises(Refused) as refused:
        clue_road.open(about={where: f"据{word}反映，砖窑有废酸。"}, informants=[INFORMANT])
    assert codes(refused) == {"informant_named"}
    assert nothing_is_left()


def test_the_same_in_a_reason_or_a_suggestion(clue_road: ClueRoad) -> None:
    with pytest.raises(Refused, match="出现了举报人的姓名"):
        clue_road.open(suggestion=f"回访{INFORMANT.name}。", informants=[INFORMANT])
    with pytest.raises(Refused, match="出现了举报人的姓名"):
        clue_road.open(serious="是", serious_reason=f"{INFORMANT.name}称有五吨。", informants=[INFORMANT])
    assert nothing_is_left()


def test_several_informants_are_sealed_in_order_and_whoever_took_it_in_knows_them(
    cast: Cast, clue_road: ClueRoad
) -> None:
    clue = clue_road.open(informants=[INFORMANT, InformantFacts("匿名")])
    assert list(clue.informants.order_by("place").values_list("place", "name")) == [
        (1, INFORMANT.name),
        (2, "匿名"),
    ]
    assert [(r.user, r.named_by) for r in InformantReader.objects.all()] == [(cast.officer, cast.officer)]


def test_without_informants_nobody_is_named_reader(clue_road: ClueRoad) -> None:
    clue_road.open()
    assert not InformantReader.objects.exists()


def test_without_a_configured_counterpart_it_is_refused_and_says_who_can_help(
    cast: Cast, clue_road: ClueRoad
) -> None:
    cast.officer.agency.pairings.all().delete()
    with pytest.raises(Refused) as refused:
        clue_road.open()
    assert codes(refused) == {"no_counterpart"}
    assert "系统管理员" in str(refused.value)
    assert nothing_is_left()
