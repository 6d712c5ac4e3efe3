"""What an act must state is stated, and a choice is one of its choices, whichever door the act came through."""

from collections.abc import Iterator
from typing import Any

from linkage.clues.models import Clue
from linkage.clues.rules import no_informant_is_named as not_named_on
from linkage.investigations.facts import FACTS
from linkage.investigations.models import Investigation
from linkage.law.refusal import Reason
from linkage.procedure.facts import Fact
from linkage.procedure.situation import Situation
from linkage.procedure.stated import is_blank, left_blank


def everything_is_stated(investigation: Investigation, situation: Situation) -> tuple[Reason, ...]:
    """Nothing required is left blank, nothing is chosen that is no choice. Closed kinds of work have a rule of their own."""
    return tuple(
        reason
        for name, said in situation.facts.items()
        if name in FACTS and name != "inspection_kind"
        for reason in _faults(FACTS[name], said)
    )


def no_informant_is_named(investigation: Investigation, situation: Situation) -> Reason | None:
    """What goes onto the chain and into papers gives no informant of the clue away (刑事诉讼法第一百一十一条)."""
    clue = Clue.objects.filter(dossier=investigation.dossier_id).first() if situation.facts else None
    return not_named_on(clue, situation) if clue else None


def _faults(fact: Fact, said: Any) -> Iterator[Reason]:
    if is_blank(said):
        if fact.required:
            yield left_blank(fact)
        return
    chosen = said if fact.shape == "several" else [said] if fact.shape == "choice" else []
    for one in chosen:
        if one not in fact.choices:
            yield Reason(f"“{fact.label}”中没有“{one}”这一项。", code="no_such_choice")
