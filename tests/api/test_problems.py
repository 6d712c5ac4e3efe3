"""Whatever goes wrong, the answer is a problem document with a stable code, in Chinese, and nothing of our inside."""

import pytest
from django.db import OperationalError
from django.test import Client

from linkage.api.v1 import dossiers
from tests.api.door import CASE, problem


@pytest.fixture
def api(door, cast):
    return door(cast.officer)


def field_problem(response, place: str, code: str) -> str:
    """One field is wrong: its reason names it; returns the sentence."""
    found = {r["code"]: r["sentence"] for r in problem(response, 422, "invalid")["reasons"]}
    assert code in found, found
    assert found[code].startswith(f"{place}："), found
    return found[code]


def test_an_unknown_field_is_refused(api):
    sentence = field_problem(api.post("/transfers", CASE | {"tilte": "x"}), "case.tilte", "extra_forbidden")
    assert sentence == "case.tilte：没有这一项。"


def test_an_unknown_field_of_a_party_is_refused(api):
    body = CASE | {"parties": [{"kind": "unit", "name": "某公司", "phone": "1"}]}
    field_problem(api.post("/transfers", body), "case.parties.0.phone", "extra_forbidden")


def test_an_unknown_parameter_is_refused(api):
    found = problem(api.get("/dossiers", turn="mine", overdo="true"), 422, "invalid")
    assert found["reasons"][0]["code"] == "unknown_parameter"
    assert "overdo" in found["reasons"][0]["sentence"]


@pytest.mark.parametrize(
    "moment",
    [
        "2026-03-02T09:00:00",
        "2026-03-02",
        "2026-03-02 09:00+08:00",
        1772413200,
        "昨天",
        None,
        "2026-03-32T09:00:00Z",
    ],
)
def test_a_moment_without_its_offset_is_refused(api, moment):
    response = api.post("/transfers", CASE | {"discovered_at": moment})
    assert "discovered_at" in problem(response, 422, "invalid")["reasons"][0]["sentence"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_out_of_reach_is_refused(api, moment):
    field_problem(
        api.post("/transfers", CASE | {"discovered_at": moment}), "case.discovered_at", "out_of_reach"
    )
    problem(api.get("/law/due", code="crime_transfer_approval", start=moment), 422, "invalid")


@pytest.mark.parametrize("text", ["带\x00的", "带\x1b的", "带\ufffe的"])
def test_text_that_no_paper_can_print_is_refused(api, text):
    problem(api.post("/transfers", CASE | {"title": text}), 422, "invalid")


def test_half_a_character_is_refused(api):
    body = b'{"title": "\\ud800"}'
    response = api.client.post(
        "/api/v1/transfers",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {api.secret}"},
    )
    problem(response, 422, "invalid")


def test_blank_text_counts_as_none(api):
    field_problem(api.post("/transfers", CASE | {"title": "   "}), "case.title", "string_too_short")


def test_every_wrong_field_is_named_at_once(api):
    body = CASE | {"source": "rumour", "title": "长" * 121, "parties": []}
    codes = {r["code"] for r in problem(api.post("/transfers", body), 422, "invalid")["reasons"]}
    assert codes == {"literal_error", "string_too_long", "too_short"}


def test_complaints_are_in_chinese(api):
    body = {
        "source": "rumour",
        "title": 1,
        "parties": [{}],
        "summary": None,
        "discovered_at": "x",
        "secrecy": True,
    }
    for reason in problem(api.post("/transfers", body), 422, "invalid")["reasons"]:
        assert any("一" <= c <= "鿿" for c in reason["sentence"]), reason


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe", b'"text"', b"[]", b"null"])
def test_a_body_that_is_no_object_is_refused(api, body):
    response = api.client.post(
        "/api/v1/transfers",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {api.secret}"},
    )
    assert response.status_code in {400, 422}
    assert response["Content-Type"] == "application/problem+json"


def test_a_text_part_beyond_the_limit_is_413(api):
    problem(api.post("/transfers", CASE | {"summary": "x" * 6_000_000}), 413, "too_large")


@pytest.mark.parametrize(
    "number",
    ["2026-140107-9999", "2026-140107-0001%00", "no-such", "%F0%9F%98%80", "2026-140107-%E0%A5%A7111"],
)
def test_what_is_not_there_is_404(api, number):
    problem(api.get(f"/dossiers/{number}/chain"), 404, "not_found")
    problem(api.get(f"/transfers/{number}"), 404, "not_found")


@pytest.mark.parametrize("path", ["", "nowhere", "dossiers/", "transfers/1/2/3"])
def test_an_unknown_address_is_a_problem_too(db, client: Client, path):
    problem(client.get(f"/api/v1/{path}"), 404, "not_found")


def test_a_wrong_method_is_405_and_says_which_are_right(api):
    response = api.client.delete("/api/v1/dossiers", headers={"Authorization": f"Bearer {api.secret}"})
    problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET"


@pytest.mark.parametrize("cursor", ["x", "!!", "MjAyNi0wMS0wMVQwMDowMDowMHwx", "8J-YgA==", "MjAyNnwx"])
def test_a_cursor_we_did_not_give_is_refused(api, cursor):
    assert problem(api.get("/dossiers", cursor=cursor), 422, "refused")["reasons"][0]["code"] == "bad_cursor"


def test_a_limit_nobody_knows_is_404(api):
    problem(api.get("/law/due", code="nothing", start="2026-03-02T09:00:00+08:00"), 404, "unknown_rule")


def test_our_own_fault_tells_nothing_of_the_inside(api, monkeypatch, caplog):
    def breaks(*args: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(dossiers, "visible_to", breaks)
    body = problem(api.get("/dossiers"), 500, "internal")
    assert "secret" not in str(body)
    assert "Traceback" not in str(body)
    assert "secret of the house" in caplog.text


def test_debugging_does_not_show_the_inside_either(api, monkeypatch, settings):
    settings.DEBUG = True
    monkeypatch.setattr(dossiers, "visible_to", lambda user: 1 / 0)
    assert "ZeroDivision" not in str(problem(api.get("/dossiers"), 500, "internal"))


def test_a_database_that_does_not_answer_is_503(api, monkeypatch):
    def locked(*args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(dossiers, "visible_to", locked)
    response = api.get("/dossiers")
    problem(response, 503, "busy")
    assert response["Retry-After"] == "5"
