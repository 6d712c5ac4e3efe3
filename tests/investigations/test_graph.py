"""The drawing: each party once, each class in its place, a tie from rim to rim, what is missing as a word."""

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from linkage.investigations.completeness import ClassState
from linkage.investigations.graph import BANDS, BOX, FIRST, WIDTH, Box, drawing
from linkage.investigations.models import RoleClass

NAMES = some.text(alphabet="某演公司运输甲乙丙", min_size=1, max_size=80)
PEOPLE = some.dictionaries(
    some.integers(1, 12),
    some.tuples(NAMES, some.sets(some.sampled_from(list(RoleClass)), min_size=1)),
    max_size=8,
)
TIES = some.lists(some.tuples(some.integers(1, 12), some.integers(1, 12)), max_size=10)


def states(people: dict[int, tuple[str, set[RoleClass]]]) -> list[ClassState]:
    found = []
    for role in RoleClass:
        named: list[Any] = [
            SimpleNamespace(party_id=pk, party=SimpleNamespace(pk=pk, name=name))
            for pk, (name, roles) in people.items()
            if role in roles
        ]
        found.append(ClassState(role, None, tuple(named), f"“{role.label}”还没有审查。"))
    return found


def links(ties: list[tuple[int, int]]) -> list[Any]:
    return [SimpleNamespace(from_party_id=a, to_party_id=b, relation="供应") for a, b in ties if a != b]


def test_every_class_has_its_place_and_its_rank():
    assert sorted(role for band in BANDS for role in band) == sorted(RoleClass)
    assert sorted(FIRST) == sorted(RoleClass)


def test_what_is_missing_is_a_word_in_a_dashed_place():
    drawn = drawing(states({}), [])
    assert {(place.word, place.dashed) for place in drawn.places} == {("尚未审查", True)}
    assert not drawn.boxes and not drawn.lines


@given(people=PEOPLE, ties=TIES)
def test_each_party_is_drawn_once_within_its_place_and_nothing_overlaps(
    people: dict[int, tuple[str, set[RoleClass]]], ties: list[tuple[int, int]]
):
    drawn = drawing(states(people), links(ties))
    assert len(drawn.boxes) == len(people)
    assert len({(box.x, box.y) for box in drawn.boxes}) == len(drawn.boxes)
    for box in drawn.boxes:
        assert sum(_inside(box, place) for place in drawn.places) == 1
        assert box.x >= 0 and box.x + box.width <= WIDTH and box.y + BOX - 8 <= drawn.height
    shown = {(a, b) for a, b in ties if a != b and a in people and b in people}
    assert len(drawn.lines) == len(shown), (
        "one line for two, however often tied; who stands in no role is in the table only"
    )
    for line in drawn.lines:
        assert any(_on_the_rim(box, line.x1, line.y1) for box in drawn.boxes)
        assert any(_on_the_rim(box, line.x2, line.y2) for box in drawn.boxes)


def _inside(box: Box, place: Any) -> bool:
    across = place.x <= box.x and box.x + box.width <= place.x + place.width
    return across and place.y <= box.y and box.y + BOX - 8 <= place.y + place.height


def _on_the_rim(box: Box, x: int, y: int) -> bool:
    left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + BOX - 8
    if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
        return False
    return min(abs(x - left), abs(x - right), abs(y - top), abs(y - bottom)) <= 1
