"""What the record already knows is not typed a second time: first values for the facts an act asks for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from linkage.accounts.models import User
from linkage.clues.facts import JOINT, NO, YES
from linkage.clues.models import JUDGED, Clue, EarlyIntervention
from linkage.evidence.queries import standing
from linkage.law.transitions import Transition


def clue_values(row: Transition, clue: Clue, by: User, now: datetime) -> dict[str, Any]:
    """First values for an act on a clue; a fact nothing is known of is left out."""
    known = {
        **_judged(clue),
        "suspected_conduct": clue.suspected_conduct,
        "suggestion": clue.suggestion,
        "suggestion_to_police": JOINT if clue.triggers or clue.clearly_criminal else "",
        "liaison_officers": [by.pk],
        "verification": clue.verification,
    }
    if "evidence" in row.asks:
        known["evidence"] = _lines(_items(clue))
    return {name: known[name] for name in row.asks if known.get(name)}


def intervention_values(row: Transition, asked: EarlyIntervention, by: User, now: datetime) -> dict[str, Any]:
    """First values for the request: the reasons judged with the clue, the facts of the case, oneself as contact."""
    if row.act != "request_intervention":
        return {"officers": [by.pk]} if "officers" in row.asks else {}
    clue = Clue.objects.filter(dossier=asked.dossier).first()
    case = getattr(asked.dossier, "case", None)
    return {
        "grounds": _lines(clue.triggers.items()) if clue else "",
        "case_facts": case.summary if case else "",
        "liaison_officers": [by.pk],
    }


def _judged(clue: Clue) -> dict[str, str]:
    said = {name: YES if getattr(clue, name) else NO for name in JUDGED}
    return said | {f"{name}_reason": getattr(clue, f"{name}_reason") for name in JUDGED}


def _items(clue: Clue) -> list[tuple[str, str, str]]:
    return [(i.title, i.source, i.proves or "线索所反映的情况") for i in standing(clue.dossier)]


def _lines(rows: Iterable[Iterable[str]]) -> str:
    """One item a line, as the control of a list takes it; a line break within a cell would begin another item."""
    return "\n".join("｜".join(" ".join(cell.split()) for cell in row) for row in rows)
