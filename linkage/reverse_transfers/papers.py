"""What the papers of a reverse transfer state, filled from the record and from what the actor has just said."""

from collections.abc import Callable, Mapping
from typing import Any

from linkage.documents.answers import iso
from linkage.law.wording import date_with_weekday
from linkage.penalties.status import DECISION_MADE
from linkage.procedure.carrying_out import Act
from linkage.reverse_transfers.limitation import limitation
from linkage.reverse_transfers.queries import transfer_of
from linkage.reverse_transfers.rules import decisions_on

Fields = dict[str, Any]
HANDED_BACK_BY = ("return_for_penalty", "procuratorate_opinion_penalty", "judgment_transfer")


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.issues}


def return_for_penalty(doing: Act) -> Fields:
    """移交案件通知书 (17号第十七条)."""
    transfer = transfer_of(doing.subject.dossier)
    return {
        "letter_number": transfer.paper_numbers.get("transfer_letter", "") if transfer else "",
        "conclusion": transfer.get_status_display() if transfer else "",
        "concluded_at": iso(doing.subject.concluded_at or (transfer.status_since if transfer else None)),
        "grounds": doing.facts["grounds"],
        "returned_materials": doing.facts["returned_materials"] or [],
    }


def procuratorate_opinion_penalty(doing: Act) -> Fields:
    """检察意见书 (刑事诉讼法第一百七十七条第三款): the day it names goes before the two months."""
    day = doing.facts.get("reply_by")
    return {
        "decision_number": doing.facts["decision_number"],
        "grounds": doing.facts["grounds"],
        "measures": doing.facts["measures"],
        "term": f"于{date_with_weekday(day)}前" if day else "自收到本意见书之日起两个月内",
    }


def judgment_transfer(doing: Act) -> Fields:
    """裁判后移送行政处理函 (法释〔2023〕7号第十二条)."""
    day = doing.facts["effective_on"]
    return {
        "court": doing.facts["court"],
        "judgment_number": doing.facts["judgment_number"],
        "outcome": doing.facts["judgment_outcome"],
        "effective_on": day.isoformat() if day else "",
        "grounds": doing.facts["grounds"],
    }


def none_due_decision(doing: Act) -> Fields:
    """移交案件不予处罚审批表: the ground, the count of the limitation, the reasons."""
    facts = doing.facts
    said = (facts["conduct_until"], facts["discovered_on"], facts["limitation_ground"])
    return {
        "return_number": handed_back_with(doing.subject.paper_numbers),
        "ground": facts["none_due_ground"],
        "limitation": "\n".join(limitation(*said).steps) if all(said) else "",
        "reasons": facts["none_due_reasons"],
        "decided_at": iso(doing.occurred_at),
    }


def opinion_reply(doing: Act) -> Fields:
    """行政处理结果回复函 (法释〔2023〕7号第十二条): what was decided, under which number, or why nothing was."""
    subject = doing.subject
    decided = decisions_on(subject)
    none = [p.ending_reason for p in decided if p.status not in DECISION_MADE]
    return {
        "return_number": handed_back_with(subject.paper_numbers),
        "result": doing.facts["result"],
        "penalty_numbers": "、".join(p.decision_number for p in decided if p.status in DECISION_MADE),
        "none_due_reasons": "\n".join(part for part in (subject.none_due_reasons, *none) if part),
    }


def handed_back_with(numbers: Mapping[str, str]) -> str:
    """The number of the paper by which the case came back."""
    return next((numbers[kind] for kind in HANDED_BACK_BY if kind in numbers), "")


FILLED_BY: Mapping[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (return_for_penalty, procuratorate_opinion_penalty, judgment_transfer, none_due_decision, opinion_reply)
}  # fmt: skip
