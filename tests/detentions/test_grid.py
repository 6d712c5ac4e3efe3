"""The grid: each act × each status × each person, also where nothing has begun yet."""

from typing import Any

import pytest

from linkage.detentions.procedure import DETENTION
from linkage.detentions.status import Status as S
from tests.detentions.course import Course
from tests.procedure.grid import Grid

pytestmark = pytest.mark.django_db


def tried(course: Course, subject: Any, record_property: Any) -> None:
    """The counts travel as properties, so that the workers of a parallel run are counted too."""
    now = course.tick()
    for name, value in Grid(DETENTION, course.cast.everyone, course.facts).check(subject, now).items():
        record_property(name, value)


@pytest.mark.parametrize("status", list(S), ids=str)
def test_each_act_by_each_person_is_done_or_refused_as_the_table_says(
    status: str, course: Course, record_property: Any
):
    tried(course, course.to(status), record_property)


def test_what_does_not_exist_yet_is_begun_by_the_bureau_or_ordered_from_above(
    course: Course, record_property: Any
):
    tried(course, course.blank(), record_property)
