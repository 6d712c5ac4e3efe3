"""What an act must state is not left blank, whichever door the act came through."""

from collections.abc import Mapping
from typing import Any

from linkage.law.refusal import Reason
from linkage.procedure.facts import Fact
from linkage.procedure.situation import Situation


def blank_answers(known: Mapping[str, Fact], situation: Situation) -> tuple[Reason, ...]:
    """A reason for each required fact that was stated as nothing; a fact the procedure does not know has none."""
    return tuple(
        left_blank(fact)
        for name, said in situation.facts.items()
        if (fact := known.get(name)) and fact.required and is_blank(said)
    )


def is_blank(said: Any) -> bool:
    """Whether an answer says nothing: none at all, only space, or an empty list."""
    return (
        said is None
        or isinstance(said, str)
        and not said.strip()
        or isinstance(said, list | tuple)
        and not said
    )


def left_blank(fact: Fact) -> Reason:
    """That this question has no answer yet."""
    return Reason(f"请填写“{fact.label}”。", remedy="没有写明的，不能办理。", code="fact_missing")
