"""The acts through the API: what is offered can be done, what is not offered is refused, and each refusal says why."""

import pytest
from django.utils import timezone

from linkage.deadlines.running import running_clocks
from linkage.dossiers.models import Dossier
from linkage.procedure.reasons import act_panel
from linkage.procedure.situation import Situation
from linkage.transfers.models import Transfer
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from tests.api.door import ACCEPTANCE, CASE, problem

IN_THE_STORY = ("officer", "head", "intake", "investigator", "police_head", "procurator")


def test_a_case_is_opened_and_read_again(door, cast):
    api = door(cast.officer)
    opened = api.post("/transfers", CASE)
    assert opened.status_code == 201
    assert opened.json() == {
        "number": "2026-140107-0001",
        "status": "discovered",
        "status_label": "已发现待核实",
    }
    read = api.get("/transfers/2026-140107-0001").json()
    assert read["dossier"]["turn"] == read["sending_agency"] == "太原市生态环境局杏花岭分局"
    assert read["receiving_agency"] == "太原市公安局杏花岭分局"
    assert [clock["code"] for clock in read["clocks"]] == ["crime_special_team_assign"]
    assert [act["act"] for act in read["available_acts"]] == ["assign_team"]


def test_a_transfer_is_led_from_opening_to_filing_by_three_systems(door, cast, road, afternoon):
    bureau, head, police, chief, investigator = map(
        door, (cast.officer, cast.head, cast.intake, cast.police_head, cast.investigator)
    )
    number = bureau.post("/transfers", CASE).json()["number"]
    road.now = timezone.now()
    road.gather(Transfer.objects.get(dossier__number=number))
    now = timezone.now()
    steps = [
        (bureau, "assign_team", {"members": ["officer", "officer2"]}),
        (bureau, "report", road.facts("report", now)),
        (head, "approve", {}),
        (bureau, "submit", {}),
        (police, "accept", ACCEPTANCE),
        (chief, "file_case", road.facts("file_case", now)),
        (investigator, "serve_filing_notice", {"property_requirements": "三日内移交。"}),
    ]
    for api, act, facts in steps:
        answer = api.post(f"/transfers/{number}/{act}", facts)
        assert answer.status_code == 200, (act, answer.content.decode())
        assert answer.json()["sentence"]
    assert answer.json()["status"] == "investigating"
    assert "立案通知书" in "".join(
        paper["name"] for paper in bureau.get(f"/transfers/{number}").json()["papers"]
    )


@pytest.mark.parametrize("status", list(Status), ids=str)
def test_what_is_offered_to_each_is_what_the_act_panel_offers(status, door, cast, road):
    number = road.to(status).dossier.number
    for name in IN_THE_STORY:
        user = getattr(cast, name)
        answer = door(user).get(f"/transfers/{number}")
        if answer.status_code == 404:
            continue
        transfer = Transfer.objects.get(dossier__number=number)
        situation = Situation(timezone.now(), user, {}, running_clocks(transfer.dossier))
        panel = act_panel(TABLE, transfer, situation)
        body = answer.json()
        assert [act["act"] for act in body["available_acts"]] == [row.act for row in panel.open], name
        told = {act["act"]: [r["code"] for r in act["reasons"]] for act in body["closed_acts"]}
        assert told == {closed.row.act: [r.code for r in closed.reasons] for closed in panel.closed}, name


@pytest.mark.parametrize("act", ["accept", "file_case", "decline_to_file"])
def test_what_is_not_offered_is_refused_with_the_same_reason(act, door, cast, road):
    number = road.to(Status.SUBMITTED if act == "accept" else Status.ACCEPTED).dossier.number
    api = door(cast.procurator)
    offered = api.get(f"/transfers/{number}").json()
    closed = {each["act"]: each["reasons"] for each in offered["closed_acts"]}[act]
    refusal = problem(api.post(f"/transfers/{number}/{act}", _said(road, act)), 422, "refused")
    assert refusal["reasons"] == closed
    assert closed[0]["code"] == "not_yours"


def test_the_second_of_two_officers_learns_who_was_first(door, cast, road):
    number = road.to(Status.SUBMITTED).dossier.number
    path = f"/transfers/{number}/accept"
    assert door(cast.intake).post(path, ACCEPTANCE).status_code == 200
    late = problem(door(cast.investigator).post(path, ACCEPTANCE), 409, "overtaken")
    assert "孙演武" in late["reasons"][0]["sentence"]


def test_a_refused_act_leaves_nothing_behind(door, cast, road):
    dossier = road.to(Status.SUBMITTED).dossier
    before = Dossier.objects.values().get(pk=dossier.pk)
    refusal = problem(
        door(cast.intake).post(
            f"/transfers/{dossier.number}/accept", ACCEPTANCE | {"material_check": "材料不全"}
        ),
        422,
        "refused",
    )
    assert refusal["reasons"][0]["code"] == "missing_materials_unnamed"
    assert Dossier.objects.values().get(pk=dossier.pk) == before


def test_the_time_of_an_act_may_be_stated_but_not_in_the_future(door, cast, road):
    transfer = road.to(Status.SUBMITTED)
    path = f"/transfers/{transfer.dossier.number}/accept"
    api = door(cast.intake)
    late = problem(api.post(path, ACCEPTANCE | {"occurred_at": "2026-03-02T16:00:00+08:00"}), 422, "refused")
    assert late["reasons"][0]["code"] == "in_the_future"
    assert api.post(path, ACCEPTANCE | {"occurred_at": "2026-03-02T14:00:00+08:00"}).status_code == 200
    transfer.refresh_from_db()
    assert transfer.accepted_at.isoformat() == "2026-03-02T06:00:00+00:00"


def test_people_and_agencies_that_are_not_there_are_named(door, cast, road):
    api = door(cast.officer)
    number = road.open().dossier.number
    nobody = problem(
        api.post(f"/transfers/{number}/assign_team", {"members": ["officer", "head"]}), 422, "refused"
    )
    assert nobody["reasons"][0]["code"] == "unknown_person"
    assert "head" in nobody["reasons"][0]["sentence"]
    twice = problem(
        api.post(f"/transfers/{number}/assign_team", {"members": ["officer", "officer"]}), 422, "refused"
    )
    assert twice["reasons"][0]["code"] == "team_too_small"
    accepted = road.to(Status.ACCEPTED).dossier.number
    body = {"competent_agency": "140105-eco", "reason": "主要犯罪地在小店区。"}
    nowhere = problem(
        door(cast.police_head).post(f"/transfers/{accepted}/refer_onward", body), 422, "refused"
    )
    assert nowhere["reasons"][0]["code"] == "unknown_agency"


def test_an_act_the_table_does_not_know_has_no_address(door, cast, road):
    number = road.open().dossier.number
    problem(door(cast.officer).post(f"/transfers/{number}/pardon", {}), 404, "not_found")


def _said(road, act):
    now = timezone.now()
    return {k: v for k, v in road.facts(act, now).items() if not hasattr(v, "isoformat")}
