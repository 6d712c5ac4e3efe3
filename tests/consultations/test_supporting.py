"""技术支持: police and procuratorate call for inspection, monitoring and opinions of the bureau (17号第二十五条)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.consultations.models import TechnicalSupport
from linkage.consultations.papers import requested
from linkage.consultations.rules import REQUIREMENTS
from linkage.consultations.status import SupportStatus as S
from linkage.deadlines.models import Clock
from linkage.dossiers.models import Matter
from tests.consultations.desk import BUREAU, POLICE, PROCURATORATE, Desk


def test_the_police_call_for_support_and_the_bureau_owes_it(desk: Desk) -> None:
    left = desk.perform("request_support", desk.blank("request_support"), needed_on=date(2026, 3, 20))
    assert (left.status, left.turn, left.told) == (S.REQUESTED, BUREAU, frozenset({BUREAU}))
    assert left.papers == {"support_request": f"并公杏商助〔2026〕1号 → {BUREAU}"}
    assert left.running == {"technical_support": ""}
    assert left.entry["facts"]["matter"] == "请求提供环境监测"
    fields = desk.dossier.documents.get(kind="support_request").content["fields"]
    assert fields["items"] == [{"matter": "环境监测", "requirement": "监测渗坑废水中的铅、镉。"}]
    assert fields["due_on"] == "2026-03-20"
    assert fields["liaison_officers"] == [{"name": "周演文", "phone": "0351-0000000"}]


def test_so_does_the_procuratorate(desk: Desk) -> None:
    by = desk.cast.procurator
    left = desk.perform("request_support", desk.blank("request_support", by=by), by=by, liaison_officers=[by])
    assert left.papers == {"support_request": f"杏检商助〔2026〕1号 → {BUREAU}"}
    assert left.sentence.startswith(PROCURATORATE)


def test_the_bureau_does_not_call_for_its_own_support(desk: Desk) -> None:
    by = desk.cast.officer
    said = desk.refused("request_support", desk.blank("request_support", by=by), by=by)
    assert said[0] == "由受案民警或者办案民警或者公安机关负责人或者检察官办理。（17号第二十五条）"


def test_a_request_for_nothing_is_refused(desk: Desk) -> None:
    assert desk.refused("request_support", desk.blank("request_support"), monitoring=" ") == [
        "没有写明请求提供什么技术支持。（17号第二十五条）请至少填写一项要求。"
    ]


def test_the_clock_runs_until_the_support_was_provided_not_until_it_was_promised(desk: Desk) -> None:
    subject = desk.to(S.REQUESTED)
    assert desk.perform("answer_support", subject).running == {"technical_support": ""}
    left = desk.perform("deliver_support", subject)
    assert (left.running, left.turn, left.told) == ({}, POLICE, frozenset({POLICE}))
    assert Clock.objects.get(code="technical_support").stopped_by_act == "deliver_support"


def test_the_answer_says_what_is_provided_and_how(desk: Desk) -> None:
    left = desk.perform("answer_support", desk.to(S.REQUESTED))
    assert left.papers == {"support_reply": f"并环杏助复〔2026〕1号 → {POLICE}"}
    fields = desk.dossier.documents.get(kind="support_reply").content["fields"]
    assert (fields["decision"], fields["unable_reason"]) == ("提供", "")
    assert fields["items"] == [{"matter": "环境监测", "arrangement": "三月五日由监测站采样。"}]


def test_who_provides_only_a_part_says_why(desk: Desk) -> None:
    subject = desk.to(S.REQUESTED)
    assert desk.refused("answer_support", subject, decision="部分提供") == [
        "部分提供的，请写明不能提供部分的原因。（17号第二十五条）"
    ]
    desk.do("answer_support", subject, decision="部分提供", partly_unable_reason="没有测镉的仪器。")
    assert desk.dossier.documents.get(kind="support_reply").content["fields"]["unable_reason"] == (
        "没有测镉的仪器。"
    )


def test_nothing_is_arranged_that_was_not_requested(desk: Desk) -> None:
    arranged = [{"matter": "现场勘验", "arrangement": "明日勘验。"}]
    assert desk.refused("answer_support", desk.to(S.REQUESTED), arrangements=arranged) == [
        "“现场勘验”不是请求支持的事项。请求的事项是：环境监测。"
    ]


def test_what_cannot_be_provided_ends_with_the_reason_in_writing(desk: Desk) -> None:
    left = desk.perform("decline_support", desk.to(S.REQUESTED))
    assert (left.status, left.turn, left.running) == (S.UNAVAILABLE, "", {})
    fields = desk.dossier.documents.get(kind="support_reply").content["fields"]
    assert (fields["decision"], fields["items"]) == ("不能提供", [])
    assert TechnicalSupport.objects.get().unable_reason == "本机关没有相应的监测资质。"


def test_results_that_lack_something_are_asked_for_again_and_the_clock_begins_anew(desk: Desk) -> None:
    subject = desk.to(S.DELIVERED)
    left = desk.perform("ask_support_again", subject)
    assert (left.status, left.turn, left.running) == (S.ARRANGED, BUREAU, {"technical_support": ""})
    desk.do("deliver_support", subject, results="监测报告和采样记录单。")
    assert desk.perform("confirm_support_done", subject).status == S.DONE
    assert TechnicalSupport.objects.get().results == "监测报告和采样记录单。"


def test_a_request_can_be_taken_back_until_it_was_met(desk: Desk) -> None:
    left = desk.perform("withdraw_support", desk.to(S.ARRANGED))
    assert (left.status, left.running, left.told) == (S.WITHDRAWN, {}, frozenset({BUREAU}))
    assert Matter.objects.get(procedure="technical_support").is_open is False


@pytest.mark.parametrize("days", [1, 40])
def test_a_duty_without_a_number_never_counts_as_overdue(days: int, desk: Desk) -> None:
    subject = desk.to(S.ARRANGED)
    desk.do("deliver_support", subject, at=desk.road.now + timedelta(days=days))
    assert Clock.objects.get(code="technical_support").was_overdue is False


@given(st.dictionaries(st.sampled_from([*REQUIREMENTS, "background"]), st.text(" 测a", max_size=3)))
def test_a_request_lists_exactly_the_matters_for_which_something_was_said(said: dict[str, str]) -> None:
    rows = requested(said)
    wanted = [matter for name, matter in REQUIREMENTS.items() if said.get(name, "").strip()]
    assert [row["matter"] for row in rows] == wanted
    assert all(row["requirement"].strip() for row in rows)
