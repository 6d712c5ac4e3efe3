"""The description at /api/v1/openapi.json says what the API does, no more and no less."""

import pytest
from django.test import Client
from jsonschema_rs import meta, validator_for

from linkage.api.urls import api
from linkage.transfers.facts import FACTS
from linkage.transfers.states import TABLE

WRITES = ("post", "put")


@pytest.fixture(scope="module")
def schema() -> dict:
    return api.get_openapi_schema()


def operations(schema: dict):
    return [(path, method, op) for path, item in schema["paths"].items() for method, op in item.items()]


def test_the_description_is_served_without_a_token(schema, client: Client):
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json()["paths"].keys() == schema["paths"].keys()


def test_every_schema_in_it_is_a_valid_json_schema(schema):
    for name, part in schema["components"]["schemas"].items():
        meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **part})
        assert part.get("description") or name.endswith(("In", "Row"))


def test_every_reference_leads_somewhere(schema):
    def references(part):
        if isinstance(part, dict):
            if "$ref" in part:
                yield part["$ref"]
            part = part.values()
        if isinstance(part, list | type({}.values())):
            for item in part:
                yield from references(item)

    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    assert set(references(schema)) <= known


@pytest.mark.parametrize("row", TABLE.steps, ids=lambda row: row.act)
def test_every_row_of_the_table_is_an_operation_that_asks_what_the_row_asks(row, schema):
    operation = schema["paths"][f"/api/v1/transfers/{{number}}/{row.act}"]["post"]
    assert operation["operationId"] == row.act
    assert operation["summary"] == row.label
    assert row.basis in operation["description"]
    named = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    body = schema["components"]["schemas"][named]
    assert set(body["properties"]) == {*row.asks, "occurred_at"}
    assert body["additionalProperties"] is False
    required = {name for name in row.asks if FACTS[name].required and FACTS[name].shape != "moment"}
    assert set(body.get("required", [])) == required


def test_no_act_is_offered_that_the_table_does_not_know(schema):
    acts = {
        path.rpartition("/")[2]
        for path, method, _ in operations(schema)
        if path.startswith("/api/v1/transfers/{number}/")
    }
    assert acts == {row.act for row in TABLE.steps}


def test_every_operation_has_a_name_of_its_own_and_a_chinese_summary(schema):
    names = [op["operationId"] for _, _, op in operations(schema)]
    assert len(names) == len(set(names))
    assert all(any("一" <= c <= "鿿" for c in op["summary"]) for _, _, op in operations(schema))


def test_every_operation_declares_its_problems_and_asks_for_a_token(schema):
    for path, method, operation in operations(schema):
        problems = {status: r for status, r in operation["responses"].items() if int(status) >= 400}
        assert {400, 401, 404, 422} <= {int(s) for s in problems}, path
        assert (409 in {int(s) for s in problems}) == (method in WRITES), path
        assert all(list(r["content"]) == ["application/problem+json"] for r in problems.values())
        assert operation["security"] == [{"Bearer": []}], path


def test_every_write_takes_an_idempotency_key(schema):
    for path, method, operation in operations(schema):
        headers = {p["name"] for p in operation.get("parameters", []) if p["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method in WRITES), path


def test_answers_are_described_so_that_a_reader_can_check_them(schema):
    validate = validator_for({"$ref": "#/components/schemas/AgencyOut", "components": schema["components"]})
    assert validate.is_valid({"code": "a", "name": "b", "line": "ecology", "level": "county"})
    assert not validate.is_valid({"code": "a"})
