"""The same acts through the API: a consultation is asked and answered by two other systems."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from linkage.consultations.models import WrittenConsultation
from tests.api.door import Door, problem, token_for
from tests.consultations.desk import Desk

ASKED = {"topic": "危险废物属性", "questions": "是否属于危险废物？"}


@pytest.fixture(autouse=True)
def present(desk: Desk) -> Iterator[Any]:
    """The API's present is the road's."""
    with time_machine.travel(desk.road.tick(), tick=False) as moved:
        yield moved


def test_it_is_asked_and_answered(desk: Desk) -> None:
    bureau, police = Door(token_for(desk.cast.officer)), Door(token_for(desk.cast.intake))
    asked = bureau.post(f"/matters/of/{desk.dossier.number}/consultation/consult_police", ASKED)
    assert asked.status_code == 201, asked.content.decode()
    made = WrittenConsultation.objects.get()
    answered = police.post(f"/matters/consultation/{made.pk}/answer_consultation", {"reply": "属于。"})
    assert answered.status_code == 200, answered.content.decode()
    made.refresh_from_db()
    assert (made.status, made.reply) == ("consult_answered", "属于。")


def test_what_is_missing_is_a_problem_and_strangers_find_nothing(desk: Desk) -> None:
    path = f"/matters/of/{desk.dossier.number}/consultation/consult_police"
    assert Door(token_for(desk.cast.officer)).post(path, {"topic": "属性"}).status_code == 422
    problem(Door(token_for(desk.cast.next_officer)).post(path, ASKED), 404, "not_found")
    assert not WrittenConsultation.objects.exists()
