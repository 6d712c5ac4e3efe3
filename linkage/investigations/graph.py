"""The persons of a case as a drawing: a place for each class, a box for each party, a line for each tie. Pure arithmetic.

What is missing shows as a word in a dashed place, never by colour alone; the tables beside it say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from linkage.investigations.completeness import ClassState
from linkage.investigations.models import PartyLink, RoleClass

BANDS = (
    (RoleClass.INVESTOR, RoleClass.OPERATOR, RoleClass.BENEFICIARY),
    (RoleClass.SUPPLIER, RoleClass.UNIT, RoleClass.CARRIER, RoleClass.RECEIVER),
    (RoleClass.SUPERVISOR, RoleClass.RESPONSIBLE),
)
"""Who stands behind the unit; the unit in the flow of the waste; who answers within it."""
FIRST = (
    RoleClass.UNIT, RoleClass.INVESTOR, RoleClass.OPERATOR, RoleClass.BENEFICIARY, RoleClass.SUPERVISOR,
    RoleClass.RESPONSIBLE, RoleClass.SUPPLIER, RoleClass.CARRIER, RoleClass.RECEIVER,
)  # fmt: skip
"""A party in several roles is drawn once, in the first of these."""
WIDTH, GAP, HEAD, BOX, BAND_GAP = 790, 36, 46, 44, 52
WORD_AT = 34
"""How far from the box a tie begins at its word stands: in the gap, wherever the tie leads."""
LONGEST = 10
"""So many characters fit into a box; the whole name stands in the table and when pointed at."""


@dataclass(frozen=True)
class Box:
    """One party, drawn once."""

    x: int
    y: int
    width: int
    name: str
    title: str
    roles: str

    @property
    def middle(self) -> tuple[int, int]:
        """Where its ties end."""
        return self.x + self.width // 2, self.y + (BOX - 8) // 2


@dataclass(frozen=True)
class Place:
    """The place of one class, with its conclusion as a word; dashed while something is missing."""

    x: int
    y: int
    width: int
    height: int
    name: str
    word: str
    dashed: bool


@dataclass(frozen=True)
class Line:
    """One tie, from the rim of a box to the rim of another, with its word in the middle."""

    x1: int
    y1: int
    x2: int
    y2: int
    word: str

    @property
    def x(self) -> int:
        """Where its word stands."""
        return round(self.x1 + (self.x2 - self.x1) * self._share)

    @property
    def y(self) -> int:
        """Where its word stands."""
        return round(self.y1 + (self.y2 - self.y1) * self._share)

    @property
    def _share(self) -> float:
        length = hypot(self.x2 - self.x1, self.y2 - self.y1)
        return min(0.5, WORD_AT / length) if length else 0.5


@dataclass(frozen=True)
class Drawing:
    """Everything the template draws, and how large it is."""

    width: int
    height: int
    places: tuple[Place, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def drawing(states: Sequence[ClassState], links: Sequence[PartyLink]) -> Drawing:
    """The drawing of these classes and ties."""
    by_role = {state.role: state for state in states}
    homes = _homes(states)
    places: list[Place] = []
    boxes: dict[int, Box] = {}
    top = 0
    for band in BANDS:
        height = HEAD + BOX * max(1, *(len(homes[role]) for role in band))
        width = (WIDTH - GAP * (len(band) - 1)) // len(band)
        for column, role in enumerate(band):
            x = column * (width + GAP)
            state = by_role[role]
            places.append(
                Place(x, top, width, height, role.label, _words(state, homes[role]), not state.settled)
            )
            for row, (party, roles) in enumerate(homes[role]):
                boxes[party.pk] = _box(party, roles, x + 10, top + HEAD - 4 + row * BOX, width - 20)
        top += height + BAND_GAP
    return Drawing(WIDTH, top - BAND_GAP, tuple(places), tuple(boxes.values()), _lines(boxes, links))


def _lines(boxes: Mapping[int, Box], links: Sequence[PartyLink]) -> tuple[Line, ...]:
    """One line for two, with all the words that tie them; who stands in no role is not drawn."""
    ties: dict[tuple[int, int], list[str]] = {}
    for link in links:
        if link.from_party_id in boxes and link.to_party_id in boxes:
            ties.setdefault((link.from_party_id, link.to_party_id), []).append(link.relation)
    return tuple(_line(boxes[one], boxes[other], "、".join(words)) for (one, other), words in ties.items())


def _homes(states: Sequence[ClassState]) -> dict[RoleClass, list[tuple[Any, str]]]:
    """Each party once, in its first role, with the names of all of them."""
    roles: dict[int, list[RoleClass]] = {}
    parties: dict[int, Any] = {}
    for state in states:
        for one in state.people:
            roles.setdefault(one.party_id, []).append(state.role)
            parties[one.party_id] = one.party
    homes: dict[RoleClass, list[tuple[Any, str]]] = {role: [] for role in RoleClass}
    for pk, held in roles.items():
        held.sort(key=FIRST.index)
        homes[held[0]].append((parties[pk], "、".join(role.label for role in held)))
    return homes


def _words(state: ClassState, here: Sequence[Any]) -> str:
    """The conclusion; and how many of the class are drawn in the place of another role of theirs."""
    elsewhere = len(state.people) - len(here)
    return f"{state.word}，另有{elsewhere}名画在别处" if elsewhere else state.word


def _box(party: Any, roles: str, x: int, y: int, width: int) -> Box:
    short = party.name if len(party.name) <= LONGEST else f"{party.name[: LONGEST - 1]}…"
    return Box(x, y, width, short, f"{party.name}：{roles}", roles)


def _line(one: Box, other: Box, word: str) -> Line:
    """Straight, from rim to rim, so that the arrow is not hidden under the box."""
    (x1, y1), (x2, y2) = one.middle, other.middle
    return Line(*_rim(one, x2, y2), *_rim(other, x1, y1), word)


def _rim(box: Box, x: int, y: int) -> tuple[int, int]:
    """Where the line from the middle of the box towards (x, y) leaves it."""
    mx, my = box.middle
    dx, dy = x - mx, y - my
    if not dx and not dy:
        return mx, my
    share = min(
        box.width / 2 / abs(dx) if dx else float("inf"),
        (BOX - 8) / 2 / abs(dy) if dy else float("inf"),
    )
    return round(mx + dx * share), round(my + dy * share)
