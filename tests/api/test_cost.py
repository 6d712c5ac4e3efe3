"""What a call costs in SQL: held here, because the number of statements is the same at every size and on every machine."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.transfers.status import Status
from tests.api.door import ACCEPTANCE, CASE

TRANSACTION = re.compile(r"BEGIN|COMMIT|SAVEPOINT|RELEASE", re.IGNORECASE)
# What each call needs now. A number may fall, never rise.
AN_ACT, AN_OPENING, A_READ, A_LIST, AN_ITEM = 13, 13, 5, 3, 10


def statements(call) -> list[str]:
    """The SQL statements of one call, without those that open and close transactions."""
    with CaptureQueriesContext(connection) as caught:
        answer = call()
    assert answer.status_code in {200, 201}, answer.content.decode()
    return [query["sql"] for query in caught if not TRANSACTION.match(query["sql"])]


@pytest.fixture
def number(road) -> str:
    return road.to(Status.SUBMITTED).dossier.number


def test_an_act(door, cast, number):
    api = door(cast.intake)
    found = statements(lambda: api.post(f"/transfers/{number}/accept", ACCEPTANCE))
    assert len(found) <= AN_ACT, "\n".join(found)


def test_an_act_with_an_idempotency_key_needs_two_more(door, cast, number):
    api = door(cast.intake)
    found = statements(
        lambda: api.post(f"/transfers/{number}/accept", ACCEPTANCE, **{"Idempotency-Key": "k"})
    )
    assert len(found) <= AN_ACT + 2, "\n".join(found)


def test_an_opening_with_a_file(door, cast):
    api = door(cast.officer)

    def call():
        data = {
            "case": json.dumps(CASE),
            "source": "x",
            "files": [SimpleUploadedFile("a.txt", b"x" * 1024**2)],
        }
        return api.client.post(
            "/api/v1/transfers/with-files", data, headers={"Authorization": f"Bearer {api.secret}"}
        )

    found = statements(call)
    assert len(found) <= AN_OPENING, "\n".join(found)


def test_an_item_of_material(door, cast, number):
    api = door(cast.officer)
    found = statements(
        lambda: api.put(f"/dossiers/{number}/evidence?material_class=3&source=x", b"text of it", "a.txt")
    )
    assert len(found) <= AN_ITEM, "\n".join(found)


def test_reading_a_transfer(door, cast, number):
    api = door(cast.intake)
    found = statements(lambda: api.get(f"/transfers/{number}"))
    assert len(found) <= A_READ, "\n".join(found)


def test_a_list_costs_the_same_however_long(door, cast, road):
    api = door(cast.officer)
    for _ in range(3):
        road.open()
    few = statements(lambda: api.get("/dossiers"))
    for _ in range(6):
        road.open()
    many = statements(lambda: api.get("/dossiers"))
    assert len(few) == len(many) <= A_LIST, "\n".join(many)


@pytest.mark.django_db(transaction=True)
def test_one_commit_an_act_and_one_an_opening(door, cast, number):
    police, bureau = door(cast.intake), door(cast.officer)
    for call in (
        lambda: police.post(f"/transfers/{number}/accept", ACCEPTANCE),
        lambda: bureau.post("/transfers", CASE),
    ):
        with CaptureQueriesContext(connection) as caught:
            call()
        kinds = [match[0].upper() for query in caught if (match := TRANSACTION.match(query["sql"]))]
        assert kinds == ["BEGIN", "COMMIT"]
