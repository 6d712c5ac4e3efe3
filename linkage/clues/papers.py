"""What each paper of a clue and of early intervention states, filled from the record and from what the actor says now.

One function per kind, named like it. No informant is ever read here.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from linkage.accounts.models import User
from linkage.clues.facts import UNFOUNDED
from linkage.clues.models import Clue
from linkage.documents.answers import iso
from linkage.evidence.queries import standing
from linkage.procedure.carrying_out import Act

Fields = dict[str, Any]
REPLIES = {"join_intervention": "提前介入", "explain_no_intervention": "不能提前介入"}


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.row.issues}


def clue_registration(doing: Act) -> Fields:
    """线索登记表 (17号第二十七条)."""
    facts, case = doing.facts, doing.subject.dossier.case
    return {
        "clue_source": facts["source"],
        "received_at": iso(facts["received_at"]),
        "subject": parties(doing),
        "place": case.place,
        "facts": case.summary,
        "suspected_conduct": facts["suspected_conduct"],
        "serious": facts["serious"],
        "complex": facts["complex"],
        "wide_influence": facts["wide_influence"],
        "evidence": evidence_rows(doing),
        "suggestion": facts["suggestion"],
    }


def verification_report(doing: Act) -> Fields:
    """线索核实报告; an act that ends the clue as unfounded says so itself."""
    facts = doing.facts
    unfounded = doing.row.act == "close_clue_unfounded"
    return {
        "registration_number": doing.number_of("clue_registration"),
        "clue_source": doing.subject.get_source_display(),
        "subject": parties(doing),
        "verification": facts["verification"],
        "evidence": facts.get("obtained") or [],
        "conclusion": UNFOUNDED if unfounded else facts["conclusion"],
        "suggestion": facts["reason"] if unfounded else facts["suggestion"],
    }


def clue_notification(doing: Act) -> Fields:
    """线索通报函 (通知二, 17号第二十六条)."""
    said = "是" if doing.subject.clearly_criminal else "否"
    return {
        **_notification(doing),
        "clearly_criminal": said,
        "suggestion": doing.facts["suggestion_to_police"],
    }


def clue_notification_by_police(doing: Act) -> Fields:
    """环境违法线索通报函 (17号第二十七条)."""
    return {**_notification(doing), "suggestion": doing.facts["suggestion_to_bureau"]}


def early_intervention_request(doing: Act) -> Fields:
    """商请提前介入函 (通知二)."""
    facts = doing.facts
    return {
        "grounds": facts["grounds"],
        "facts": facts["case_facts"],
        "help_needed": facts["help_needed"],
        "liaison_officers": phones(facts["liaison_officers"]),
    }


def early_intervention_reply(doing: Act) -> Fields:
    """提前介入回函 (通知二)."""
    facts, asked = doing.facts, doing.subject
    return {
        "request_number": doing.number_of("early_intervention_request"),
        "request_received_at": iso(asked.served_at),
        "decision": REPLIES[doing.row.act],
        "method": facts.get("method", ""),
        "officers": officers(facts.get("officers") or ()),
        "reasons": facts.get("reasons", ""),
    }


FILLED_BY: Mapping[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (
        clue_registration, verification_report, clue_notification, clue_notification_by_police,
        early_intervention_request, early_intervention_reply,
    )
}  # fmt: skip


def parties(doing: Act) -> str:
    """Whom the clue is about, as one line."""
    return "、".join(party.name for party in doing.subject.dossier.case.parties.order_by("pk"))


def evidence_rows(doing: Act) -> list[dict[str, str]]:
    """The dossier's standing material as rows of a list."""
    return [
        {
            "name": item.title,
            "source": item.source,
            "proves": item.proves or item.get_material_class_display(),
        }
        for item in standing(doing.subject.dossier)
    ]


def phones(people: Iterable[User]) -> list[dict[str, str]]:
    """People with their telephone, as a letter names contacts."""
    return [{"name": one.name, "phone": one.phone} for one in people or ()]


def officers(people: Iterable[User]) -> list[dict[str, str]]:
    """People with credential and telephone."""
    return [{"name": o.name, "credential": o.credential_number, "phone": o.phone} for o in people or ()]


def _notification(doing: Act) -> Fields:
    facts, clue = doing.facts, doing.subject
    assert isinstance(clue, Clue)
    return {
        "registration_number": doing.number_of("clue_registration"),
        "clue_source": clue.get_source_display(),
        "subject": parties(doing),
        "suspected_conduct": facts["suspected_conduct"],
        "evidence": facts["evidence"],
        "liaison_officers": phones(facts.get("liaison_officers") or ()),
    }
