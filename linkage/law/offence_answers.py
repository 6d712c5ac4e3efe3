"""The answers to a condition: five of them, and how they combine. Knowing less never makes an answer surer.

`all_of` and `any_of` follow the logic of unknown values (Kleene): one “no” settles an all, one “yes” settles an any, whatever
else is missing. DOUBTFUL is where lawyers differ, PERSON where the law leaves it to judgement; neither is ever a yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What one condition, or one clause, comes to."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"
    PERSON = "person"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    State.MET: "命中",
    State.NOT_MET: "未命中",
    State.UNKNOWN: "缺事实",
    State.DOUBTFUL: "存疑",
    State.PERSON: "须人工判断",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A state, the half sentence that says why, and the facts that are missing (names in `FACTS`)."""

    state: State
    why: str
    missing: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    """The facts the state rests on; where facts are missing, those that point towards it already."""


def yes(why: str, *used: str) -> Answer:
    """Met."""
    return Answer(State.MET, why, used=used)


def no(why: str, *used: str) -> Answer:
    """Not met."""
    return Answer(State.NOT_MET, why, used=used)


def lacking(*names: str, why: str) -> Answer:
    """Cannot tell: these facts are missing."""
    return Answer(State.UNKNOWN, why, missing=names)


def doubtful(why: str, *used: str) -> Answer:
    """Lawyers differ; a person decides."""
    return Answer(State.DOUBTFUL, why, used=used)


def for_a_person(why: str) -> Answer:
    """The law leaves it to judgement."""
    return Answer(State.PERSON, why)


_ALL = (State.NOT_MET, State.UNKNOWN, State.DOUBTFUL, State.PERSON, State.MET)
_ANY = (State.MET, State.DOUBTFUL, State.UNKNOWN, State.PERSON, State.NOT_MET)


def all_of(answers: Iterable[Answer]) -> Answer:
    """Each must be met. A single “no” decides."""
    return _combined(tuple(answers), _ALL)


def any_of(answers: Iterable[Answer]) -> Answer:
    """One is enough. A single “yes” decides."""
    return _combined(tuple(answers), _ANY)


def _combined(answers: tuple[Answer, ...], order: tuple[State, ...]) -> Answer:
    """The first state in `order` that occurs, told by the answers that have it; every missing fact only if it matters."""
    state = next(state for state in order if any(answer.state is state for answer in answers))
    told = [answer for answer in answers if answer.state is state]
    missing = _once(name for answer in told for name in answer.missing)
    why = "；".join(_once(answer.why for answer in told))
    if state is State.UNKNOWN:
        told += [answer for answer in answers if answer.state in (State.MET, State.DOUBTFUL)]
    used = _once(name for answer in told for name in answer.used)
    return Answer(state, why, missing, used)


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
