"""Strangers' input, generated from our own description: no answer that is not declared, and no failure of ours."""

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from linkage.api.urls import api
from linkage.transfers.status import Status

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]
EXAMPLES = 4
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
SCHEMA.app = WSGIHandler()
OPERATIONS = {op.ok().definition.raw["operationId"]: op.ok() for op in SCHEMA.get_all_operations()}


@pytest.fixture
def numbers(road) -> dict[str, str]:
    """A dossier that waits for its police, and one that is under review: acts of both sides reach the rules."""
    return {status: road.to(status).dossier.number for status in (Status.SUBMITTED, Status.ACCEPTED)}


@pytest.fixture
def connection_stays() -> Iterator[None]:
    """Between two requests of one test the connection, and the transaction of the test, stay open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("connection_stays")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("name", OPERATIONS)
def test_generated_requests_get_declared_answers(
    name: str, mode: GenerationMode, door: Callable, cast, numbers
):
    operation = OPERATIONS[name]
    secrets = [door(user).secret for user in (cast.officer, cast.intake, cast.police_head)]

    @given(data=st.data())
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if "number" in case.path_parameters and data.draw(st.integers(0, 3)):
            case.path_parameters["number"] = data.draw(st.sampled_from(sorted(numbers.values())))
        headers = {"Authorization": f"Bearer {data.draw(st.sampled_from(secrets))}"}
        with transaction.atomic():
            case.call_and_validate(headers=headers, checks=CHECKS)
            transaction.set_rollback(True)

    ask()
