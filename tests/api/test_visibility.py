"""Who sees which dossier through the API: the same as everywhere. Not visible is 404 on every path, and not in the list."""

import pytest

from linkage.dossiers.models import Dossier
from linkage.dossiers.queries import visible_to
from linkage.transfers.states import TABLE
from linkage.transfers.status import Status
from tests.api.door import ACCEPTANCE, problem
from tests.cast import Cast

SENDING = {"officer", "second_officer", "head", "city_supervisor", "province_supervisor"}
RECEIVING = {"intake", "investigator", "police_head", "city_police_supervisor"}
PROCURATORATE = {"procurator", "city_procurator"}
NEXT_COUNTY = {"next_intake", "next_police_head", "next_procurator"}
SEES = {
    Status.DISCOVERED: SENDING,
    Status.APPROVED: SENDING,
    Status.SUBMITTED: SENDING | RECEIVING | PROCURATORATE,
    Status.REFERRED: SENDING | RECEIVING | PROCURATORATE | NEXT_COUNTY,
    Status.DECLINED_NOTIFIED: SENDING | RECEIVING | PROCURATORATE,
}
EVERYONE = tuple(Cast.__dataclass_fields__)


@pytest.mark.parametrize("status", SEES, ids=str)
def test_each_of_the_cast_sees_what_concerns_them_and_nothing_else(status, door, cast, road):
    number = road.to(status).dossier.number
    for name in EVERYONE:
        api = door(getattr(cast, name))
        seen = name in SEES[status]
        for path in (f"/transfers/{number}", f"/dossiers/{number}/chain", f"/dossiers/{number}/evidence"):
            answer = api.get(path)
            assert answer.status_code == (200 if seen else 404), (name, path)
            if not seen:
                problem(answer, 404, "not_found")
        listed = {row["number"] for row in api.get("/dossiers").json()["items"]}
        assert (number in listed) is seen, name
        assert listed == set(visible_to(getattr(cast, name)).values_list("number", flat=True)), name


@pytest.mark.parametrize("row", TABLE.steps, ids=lambda row: row.act)
def test_no_act_tells_a_stranger_that_the_dossier_is_there(row, door, cast, road):
    number = road.open().dossier.number
    api = door(cast.next_officer)
    facts = _filled(row, road)
    hidden = problem(api.post(f"/transfers/{number}/{row.act}", facts), 404, "not_found")
    nowhere = problem(api.post(f"/transfers/2026-140107-9999/{row.act}", facts), 404, "not_found")
    assert hidden == nowhere


def _filled(row, road):
    stated = road.facts(row.act, road.now)
    facts = {name: value for name, value in stated.items() if not hasattr(value, "isoformat")}
    if "members" in facts:
        facts["members"] = [user.username for user in facts["members"]]
    if "competent_agency" in facts:
        facts["competent_agency"] = facts["competent_agency"].code
    return facts


def test_the_former_police_still_read_what_they_referred_onward_but_no_longer_act(door, cast, road):
    number = road.to(Status.REFERRED).dossier.number
    former, present = door(cast.intake), door(cast.next_intake)
    assert former.get(f"/transfers/{number}").json()["available_acts"] == []
    problem(former.post(f"/transfers/{number}/accept", ACCEPTANCE), 422, "refused")
    assert "accept" in [act["act"] for act in present.get(f"/transfers/{number}").json()["available_acts"]]


def test_a_sensitive_dossier_is_hidden_from_superiors_who_are_neither_head_nor_supervisor(door, cast, road):
    number = road.to(Status.SUBMITTED, secrecy="sensitive").dossier.number
    assert door(cast.city_supervisor).get(f"/transfers/{number}").status_code == 200
    post = cast.city_supervisor.appointments.get()
    post.role = "liaison_officer"
    post.save(update_fields=["role"])
    problem(door(cast.city_supervisor).get(f"/transfers/{number}"), 404, "not_found")


def test_the_list_is_read_page_by_page_newest_act_first(door, cast, road):
    numbers = [road.open().dossier.number for _ in range(5)]
    api, cursor, read = door(cast.officer), "", []
    while cursor is not None:
        page = api.get("/dossiers", limit=2, **({"cursor": cursor} if cursor else {})).json()
        read += [row["number"] for row in page["items"]]
        cursor = page["next"]
    assert read == numbers[::-1]


def test_the_list_can_be_narrowed_by_turn_and_by_what_is_overdue(door, cast, road):
    ours, theirs = road.open().dossier.number, road.to(Status.SUBMITTED).dossier.number
    ended = road.to(Status.CONCLUDED).dossier.number
    api = door(cast.officer)

    def numbers(**query):
        return {row["number"] for row in api.get("/dossiers", **query).json()["items"]}

    assert numbers(turn="mine") == {ours}
    assert numbers(turn="others") == {theirs}
    assert numbers(turn="none") == {ended}
    assert numbers() == {ours, theirs, ended}
    late = set(
        Dossier.objects.filter(next_due_at__lt="2026-03-02T15:00:00+08:00").values_list("number", flat=True)
    )
    assert numbers(overdue="true") == late
    assert numbers(overdue="false") == {ours, theirs, ended} - late
