"""书面咨询: a question in writing, answered in writing within seven days (17号第二十四条)."""

from datetime import timedelta

import pytest

from linkage.consultations.models import WrittenConsultation
from linkage.consultations.queries import consultations_visible_to
from linkage.consultations.status import ConsultationStatus as C
from linkage.deadlines.models import Clock
from linkage.dossiers.queries import visible_to
from tests.consultations.desk import BUREAU, POLICE, PROCURATORATE, Desk
from tests.road import add_file
from tests.transfers.acts.left_behind import shanghai

A_SECOND = timedelta(seconds=1)


def test_the_bureau_asks_the_police_and_they_have_seven_days(desk: Desk) -> None:
    left = desk.perform("consult_police", desk.blank("consult_police"))
    assert left.status == C.ASKED
    assert left.turn == POLICE
    assert left.told == {POLICE}
    assert left.papers == {"consultation_letter": f"并环杏咨〔2026〕1号 → {POLICE}"}
    assert left.running == {"consult_written_reply": "2026-03-09 周一 24:00前"}
    assert left.joined == frozenset()
    assert (
        left.sentence
        == f"{BUREAU}向{POLICE}书面咨询（并环杏咨〔2026〕1号），应于3月9日（周一）24:00前书面答复。"
    )
    assert left.entry["facts"]["matter"] == "关于危险废物属性的书面咨询"


@pytest.mark.parametrize(
    ("act", "asker", "asked", "number"),
    [
        ("consult_ecology", "investigator", BUREAU, "并公杏咨〔2026〕1号"),
        ("consult_ecology", "procurator", BUREAU, "杏检咨〔2026〕1号"),
        ("consult_police", "procurator", POLICE, "杏检咨〔2026〕1号"),
        ("consult_procuratorate", "head", PROCURATORATE, "并环杏咨〔2026〕1号"),
        ("consult_procuratorate", "police_head", PROCURATORATE, "并公杏咨〔2026〕1号"),
    ],
)
def test_it_goes_in_both_directions_between_all_three(
    act: str, asker: str, asked: str, number: str, desk: Desk
) -> None:
    by = getattr(desk.cast, asker)
    left = desk.perform(act, desk.blank(act, by=by), by=by)
    assert (left.turn, left.told, left.papers["consultation_letter"]) == (
        asked,
        frozenset({asked}),
        f"{number} → {asked}",
    )


def test_nobody_consults_their_own_line(desk: Desk) -> None:
    said = desk.refused("consult_ecology", desk.blank("consult_police"), by=desk.cast.officer)
    assert said == ["由受案民警或者办案民警或者公安机关负责人或者检察官办理。（17号第二十四条）"]


def test_whoever_is_asked_takes_part_and_sees_the_dossier_from_then_on(early_desk: Desk) -> None:
    police = early_desk.cast.investigator
    assert not visible_to(police).filter(pk=early_desk.dossier.pk).exists()
    left = early_desk.perform("consult_police", early_desk.blank("consult_police"))
    assert left.joined == {f"{POLICE}：协办"}
    assert visible_to(police).filter(pk=early_desk.dossier.pk).exists()
    assert [str(c) for c in consultations_visible_to(police)] == ["关于危险废物属性的书面咨询"]
    assert not consultations_visible_to(early_desk.cast.next_intake).exists()
    again = early_desk.perform("consult_police", early_desk.blank("consult_police"))
    assert again.joined == frozenset()


def test_a_superior_who_only_looks_on_does_not_consult(desk: Desk) -> None:
    by = desk.cast.city_procurator
    assert desk.refused("consult_police", desk.blank("consult_police", by=by), by=by) == [
        "太原市人民检察院没有参与本案，不能就本案提出。（17号第二十四、二十五条）请由参与本案的机关提出。"
    ]


def test_the_clock_runs_from_service_not_from_writing(desk: Desk) -> None:
    made, served = desk.road.tick(), shanghai("2026-03-04 10:00:00")
    subject = desk.blank("consult_police")
    desk.do("consult_police", subject, at=served, occurred_at=made, served_at=served)
    clock = Clock.objects.get(code="consult_written_reply")
    assert (clock.started_at, clock.agency.name) == (served, POLICE)
    assert clock.due_at is not None and clock.due_at == shanghai("2026-03-11 23:59:59")


@pytest.mark.parametrize(("done", "late"), [("2026-03-09 23:59:59", False), ("2026-03-10 00:00:00", True)])
def test_the_seventh_day_is_the_last(done: str, late: bool, desk: Desk) -> None:
    subject = desk.to(C.ASKED)
    left = desk.perform("answer_consultation", subject, at=shanghai(done))
    clock = Clock.objects.get(code="consult_written_reply")
    assert (clock.stopped_by_act, clock.was_overdue) == ("answer_consultation", late)
    assert left.running == {}


def test_the_answer_names_the_question_and_ends_the_consultation(desk: Desk) -> None:
    subject = desk.to(C.ASKED)
    left = desk.perform("answer_consultation", subject)
    assert (left.status, left.turn, left.told) == (C.ANSWERED, "", frozenset({BUREAU}))
    assert left.papers == {"consultation_reply": f"并公杏咨复〔2026〕1号 → {BUREAU}"}
    assert left.sentence == f"{POLICE}已书面答复{BUREAU}的咨询（并公杏咨复〔2026〕1号）。"
    stored = WrittenConsultation.objects.get()
    assert (stored.reply, stored.answered_by) == ("属于危险废物，类别为HW34。", desk.cast.intake)
    reply = desk.dossier.documents.get(kind="consultation_reply").content["fields"]
    assert reply["consultation_number"] == "并环杏咨〔2026〕1号"
    assert (
        reply["consultation_received_at"] == subject.received_at.astimezone(desk.road.now.tzinfo).isoformat()
    )


def test_what_is_no_longer_needed_is_taken_back_and_the_clock_stops(desk: Desk) -> None:
    left = desk.perform("withdraw_consultation", desk.to(C.ASKED))
    assert (left.status, left.turn, left.told, left.running) == (C.WITHDRAWN, "", frozenset({POLICE}), {})
    assert left.sentence == f"{BUREAU}撤回了关于危险废物属性的书面咨询，{POLICE}不必再答复。"


def test_only_who_was_asked_answers_and_only_who_asked_takes_back(desk: Desk) -> None:
    subject = desk.to(C.ASKED)
    assert any(f"由{POLICE}的" in s for s in desk.refused("answer_consultation", subject, by=desk.cast.head))
    assert any(
        f"由{BUREAU}的" in s for s in desk.refused("withdraw_consultation", subject, by=desk.cast.intake)
    )


@pytest.mark.parametrize(("left_out", "label"), [("topic", "咨询事项"), ("questions", "咨询的问题")])
def test_a_question_is_asked_in_words(left_out: str, label: str, desk: Desk) -> None:
    said = desk.refused("consult_police", desk.blank("consult_police"), **{left_out: "  "})
    assert said == [f"请填写“{label}”。没有写明的，不能办理。"]


def test_the_digests_of_what_is_enclosed_are_in_the_chain(desk: Desk) -> None:
    transfer = desk.dossier.transfer
    item = add_file(transfer, desk.cast.officer, desk.road.tick(), 7, "废水照片说明", b"enclosed")
    left = desk.perform("consult_police", desk.blank("consult_police"), materials=[item])
    assert left.entry["digests"]["evidence"] == [
        {"name": "废水照片说明", "sm3": item.sm3, "sha256": item.sha256}
    ]
    letter = desk.dossier.documents.get(kind="consultation_letter").content["fields"]
    assert letter["materials"] == [{"name": "废水照片说明", "copies": "1", "pages": "—", "note": ""}]


def test_the_case_itself_stands_where_it_stood(desk: Desk) -> None:
    stage, turn = desk.dossier.stage, desk.dossier.turn_agency_id
    desk.to(C.ASKED)
    desk.dossier.refresh_from_db()
    assert (desk.dossier.stage, desk.dossier.turn_agency_id) == (stage, turn)
