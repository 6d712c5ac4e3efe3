"""The same Idempotency-Key again does nothing and gets the same answer."""

import pytest

from linkage.api.models import DoneWrite
from linkage.audit.models import AuditEntry
from linkage.dossiers.models import Dossier
from linkage.transfers.status import Status
from tests.api.door import ACCEPTANCE, CASE, problem

KEY = {"Idempotency-Key": "7c1f0a52"}


def test_a_case_opened_twice_with_one_key_is_opened_once(door, cast):
    api = door(cast.officer)
    first, second = api.post("/transfers", CASE, **KEY), api.post("/transfers", CASE, **KEY)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Dossier.objects.count() == 1


def test_without_a_key_the_second_request_is_a_second_act(door, cast):
    api = door(cast.officer)
    assert api.post("/transfers", CASE).json() != api.post("/transfers", CASE).json()
    assert Dossier.objects.count() == 2


def test_an_act_sent_again_gives_the_same_answer_though_the_status_has_moved_on(door, cast, road):
    transfer = road.to(Status.SUBMITTED)
    api = door(cast.intake)
    path = f"/transfers/{transfer.dossier.number}/accept"
    first, again = api.post(path, ACCEPTANCE, **KEY), api.post(path, ACCEPTANCE, **KEY)
    assert first.status_code == 200, first.content
    assert again.json() == first.json()
    assert AuditEntry.objects.filter(chain=transfer.dossier.chain, act="accept").count() == 1


def test_the_same_key_for_another_body_or_another_address_is_refused(door, cast):
    api = door(cast.officer)
    number = api.post("/transfers", CASE, **KEY).json()["number"]
    other = problem(api.post("/transfers", CASE | {"title": "另一案"}, **KEY), 422, "refused")
    assert other["reasons"][0]["code"] == "key_reused"
    body = {"members": ["officer", "officer2"]}
    elsewhere = problem(api.post(f"/transfers/{number}/assign_team", body, **KEY), 422, "refused")
    assert elsewhere["reasons"][0]["code"] == "key_reused"
    assert Dossier.objects.count() == 1


def test_two_people_may_use_the_same_key(door, cast):
    assert door(cast.officer).post("/transfers", CASE, **KEY).status_code == 201
    assert door(cast.next_officer).post("/transfers", CASE, **KEY).status_code == 201
    assert Dossier.objects.count() == 2


def test_a_refused_write_leaves_the_key_free(door, cast):
    api = door(cast.officer)
    problem(
        api.post("/transfers", CASE | {"discovered_at": "2026-03-03T09:00:00+08:00"}, **KEY), 422, "refused"
    )
    assert not DoneWrite.objects.exists()
    assert api.post("/transfers", CASE, **KEY).status_code == 201


def test_a_file_sent_twice_with_one_key_is_added_once(door, cast, road):
    number = road.open().dossier.number
    api = door(cast.officer)
    path = f"/dossiers/{number}/evidence?material_class=3&source=x"
    first, again = (api.put(path, b"text of a record", "record.txt", **KEY) for _ in range(2))
    assert first.status_code == 201, first.content
    assert first.json() == again.json()
    assert len(api.get(f"/dossiers/{number}/evidence").json()) == 1
    other = problem(api.put(path, b"another record", "record.txt", **KEY), 422, "refused")
    assert other["reasons"][0]["code"] == "key_reused"


def test_a_key_that_is_too_long_is_refused(door, cast):
    refusal = problem(
        door(cast.officer).post("/transfers", CASE, **{"Idempotency-Key": "k" * 81}), 422, "refused"
    )
    assert refusal["reasons"][0]["code"] == "key_too_long"


def test_an_answer_that_cannot_be_kept_undoes_the_write(door, cast, monkeypatch):
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(DoneWrite, "save", fails)
    problem(door(cast.officer).post("/transfers", CASE, **KEY), 500, "internal")
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("path", ["/me", "/law/limits", "/dossiers"])
def test_a_key_on_a_read_means_nothing(door, cast, path):
    api = door(cast.officer)
    response = api.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {api.secret}", **KEY})
    assert response.status_code == 200
    assert not DoneWrite.objects.exists()
