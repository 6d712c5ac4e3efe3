"""What the letters and replies state, filled from the record and from what the actor has just said."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from linkage.consultations.rules import REQUIREMENTS
from linkage.documents.answers import iso
from linkage.evidence.models import EvidenceItem
from linkage.procedure.carrying_out import Act

Fields = dict[str, Any]


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.row.issues}


def consultation_letter(doing: Act) -> Fields:
    """案件咨询函 (17号第二十四条)."""
    facts = doing.facts
    return {
        "facts": facts.get("background") or "",
        "questions": facts["questions"],
        "materials": enclosed(facts.get("materials") or ()),
    }


def consultation_reply(doing: Act) -> Fields:
    """案件咨询答复函 (17号第二十四条)."""
    return {
        "consultation_number": doing.number_of("consultation_letter"),
        "consultation_received_at": iso(doing.subject.received_at),
        "reply": doing.facts["reply"],
        "remarks": doing.facts.get("remarks") or "",
    }


def support_request(doing: Act) -> Fields:
    """技术支持请求函 (17号第二十五条)."""
    facts = doing.facts
    needed_on = facts.get("needed_on")
    officers = facts.get("liaison_officers") or ()
    return {
        "facts": facts["background"],
        "items": requested(facts),
        "due_on": needed_on.isoformat() if needed_on else "",
        "liaison_officers": [{"name": user.name, "phone": user.phone} for user in officers],
    }


def support_reply(doing: Act) -> Fields:
    """技术支持答复函 (17号第二十五条): what is provided and how, and why the rest cannot be."""
    facts, declined = doing.facts, doing.row.act == "decline_support"
    reason = facts["unable_reason"] if declined else facts.get("partly_unable_reason") or ""
    decision = "不能提供" if declined else facts["decision"]
    return {
        "request_number": doing.number_of("support_request"),
        "request_received_at": iso(doing.subject.received_at),
        "decision": decision,
        "items": [] if declined else facts["arrangements"] or [],
        "unable_reason": "" if decision == "提供" else reason,
    }


FILLED_BY: Mapping[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (consultation_letter, consultation_reply, support_request, support_reply)
}


def requested(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    """The matters asked for, each with its requirement."""
    return [
        {"matter": matter, "requirement": said}
        for name, matter in REQUIREMENTS.items()
        if (said := (facts.get(name) or "").strip())
    ]


def enclosed(items: Iterable[EvidenceItem]) -> list[dict[str, str]]:
    """Material that goes along, as rows of a letter."""
    return [
        {"name": i.title, "copies": str(i.copies), "pages": str(i.pages or "—"), "note": ""} for i in items
    ]
