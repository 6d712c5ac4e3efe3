"""Several people at the same moment, each with a connection of their own, as they would have."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connection


def at_once(doings: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all of these at the same moment; what each returned or raised, in their order."""
    ready, answers = Barrier(len(doings)), [None] * len(doings)

    def do(place: int) -> None:
        try:
            ready.wait(30)
            answers[place] = doings[place]()
        except Exception as error:  # what somebody was told is an answer too
            answers[place] = error
        finally:
            connection.close()

    people = [Thread(target=do, args=(place,)) for place in range(len(doings))]
    for one in people:
        one.start()
    for one in people:
        one.join(120)
    return answers
