"""What the papers of both procedures state, filled from the record and from what the actor has just said."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from linkage.documents.answers import iso
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.filing_supervision import rules
from linkage.filing_supervision.overdue import filing_is_overdue, overdue_clocks, proof
from linkage.filing_supervision.status import Ground
from linkage.law import rule_for_fact
from linkage.law.wording import SHANGHAI, limit_length
from linkage.procedure.carrying_out import Act

Fields = dict[str, Any]
DECIDING = {
    Ground.DECLINED: ("no_filing_notice",),
    Ground.UPHELD: ("no_filing_notice", "reconsider_decision"),
    Ground.WITHDRAWN: ("withdrawal_notice",),
}
"""ground -> the kinds of papers by which the police said so (17号第十三条)."""
CASE_PAPERS = ("transfer_letter", "acceptance_receipt", "no_filing_notice", "reconsider_application",
               "reconsider_decision", "withdrawal_notice")  # fmt: skip


def fill(doing: Act) -> Mapping[str, Fields]:
    """The fields of every paper this act issues, by kind."""
    return {item.kind: FILLED_BY[item.kind](doing) for item in doing.issues}


def supervision_suggestion(doing: Act) -> Fields:
    """立案监督建议书 (17号第十三条): the decision and its reasons, or the proof from the clocks that none was made in time."""
    facts, dossier = doing.facts, doing.subject.dossier
    overdue = filing_is_overdue(dossier, doing.occurred_at) if facts["ground"] == Ground.OVERDUE else []
    return {
        "ground": facts["ground"],
        "facts": facts["background"],
        "reasons": facts["reasons"],
        "decision": _decision(doing),
        "overdue": proof(overdue, doing.occurred_at),
        "materials": [*_papers(dossier), *enclosed(facts.get("materials") or ())],
    }


def require_explain(doing: Act) -> Fields:
    """要求说明理由通知书 (检察规则第五百六十、五百六十二条)."""
    overdue = doing.row.act == "demand_overdue_reasons"
    return {
        "about": "逾期不作决定的理由" if overdue else "不立案的理由",
        "reasons": doing.facts["demand"],
        "term": _term(doing),
    }


def reasons_statement(doing: Act) -> Fields:
    """立案监督理由说明书 (刑事程序规定第一百八十二条第一款)."""
    facts = doing.facts
    return {
        "demand_number": doing.number_of("require_explain"),
        "received_at": iso(doing.subject.demand_received_at),
        "situation": facts["situation"],
        "grounds": facts["grounds"],
        "reasons": facts["statement"],
    }


def supervision_reply(doing: Act) -> Fields:
    """立案监督结果答复函 (检察规则第五百六十一条第二款)."""
    subject, facts = doing.subject, doing.facts
    return {
        "suggestion_number": doing.number_of("supervision_suggestion"),
        "result": facts.get("result") or subject.result,
        "reasons": facts.get("finding") or subject.finding,
    }


def notify_filing(doing: Act) -> Fields:
    """通知立案书 (检察规则第五百六十三条): reasons, grounds and the evidence that goes along."""
    facts = doing.facts
    decided_on = facts["decided_on"]
    return {
        "demand_number": doing.number_of("require_explain"),
        "grounds": facts["grounds"],
        "reasons": facts["notice_reasons"],
        "evidence": enclosed(facts["evidence"] or ()),
        "term": _term(doing),
        "chief": facts["chief"],
        "decided_on": decided_on.isoformat() if decided_on else "",
    }


def violation_correction(doing: Act) -> Fields:
    """纠正违法通知书 (检察规则第五百六十四条): what ran out is read off the clocks."""
    codes = (*rules.EXPLAIN_CLOCKS, rules.FILE_CLOCK)
    clocks = overdue_clocks(
        doing.subject.dossier, codes, doing.occurred_at, rules.line_of_supervision(doing.subject)
    )
    return {
        "violation": doing.facts["violation"],
        "overdue": proof(clocks, doing.occurred_at),
        "opinion": doing.facts["opinion"],
    }


def filing_urge_letter(doing: Act) -> Fields:
    """立案监督案件催办函 (检察规则第五百六十四条第三款)."""
    transfer = doing.subject.transfer
    filed_at = transfer.filed_at if transfer else None
    return {
        "filed_on": filed_at.astimezone(SHANGHAI).date().isoformat() if filed_at else "",
        "police_case_number": transfer.police_case_number if transfer else "",
        "matters": doing.facts["matters"],
    }


def file_consultation_letter(doing: Act) -> Fields:
    """调阅案卷函 (17号第十四条)."""
    return {"reason": doing.facts["reason"], "wanted": doing.facts["wanted"]}


def procuratorate_opinion_transfer(doing: Act) -> Fields:
    """检察意见书（建议移送） (17号第十四条)."""
    facts = doing.facts
    decided_on = facts["decided_on"]
    return {
        "facts": facts["facts"],
        "grounds": facts["grounds"],
        "request": facts["request"],
        "term": _term(doing),
        "chief": facts["chief"],
        "approved_on": decided_on.isoformat() if decided_on else "",
    }


def opinion_execution_notice(doing: Act) -> Fields:
    """检察意见执行情况通知 (17号第十四条): when and by which letter is read off the transfer."""
    transfer = doing.subject.transfer
    return {
        "opinion_number": doing.number_of("procuratorate_opinion_transfer"),
        "letter_number": transfer.paper_numbers.get("transfer_letter", "") if transfer else "",
        "transferred_at": iso(transfer.submitted_at) if transfer else "",
        "acceptance_number": doing.facts.get("acceptance_number") or "",
        "remarks": doing.facts.get("remarks") or "",
    }


def opinion_objection(doing: Act) -> Fields:
    """对检察意见的异议."""
    return {
        "opinion_number": doing.number_of("procuratorate_opinion_transfer"),
        "new_facts": doing.facts["new_facts"],
        "reasons": doing.facts["objection"],
    }


FILLED_BY: Mapping[str, Callable[[Act], Fields]] = {
    function.__name__: function
    for function in (
        supervision_suggestion, require_explain, reasons_statement, supervision_reply, notify_filing,
        violation_correction, filing_urge_letter, file_consultation_letter, procuratorate_opinion_transfer,
        opinion_execution_notice, opinion_objection,
    )
}  # fmt: skip


def enclosed(items: Iterable[EvidenceItem]) -> list[dict[str, str]]:
    """Material that goes along, as rows of a paper."""
    return [
        {"name": i.title, "copies": str(i.copies), "pages": str(i.pages or "—"), "note": ""} for i in items
    ]


def _term(doing: Act) -> str:
    """The length of the clock this paper starts, in the words of the law of that day."""
    code = doing.row.starts[0].code
    return limit_length(rule_for_fact(code, doing.occurred_at.astimezone(SHANGHAI).date()))


def _papers(dossier: Dossier) -> list[dict[str, str]]:
    """The papers that made the case's way until here, each with its number."""
    found = Document.objects.filter(dossier=dossier, kind__in=CASE_PAPERS).order_by("made_at", "pk")
    return [{"name": paper.name, "copies": "1", "pages": "—", "note": paper.number} for paper in found]


def _decision(doing: Act) -> str:
    """By which papers the police said no, and why; empty where they said nothing."""
    kinds = DECIDING.get(Ground(doing.facts["ground"]), ())
    if not kinds:
        return ""
    found = Document.objects.filter(dossier=doing.subject.dossier, kind__in=kinds).order_by("made_at", "pk")
    said = [f"{paper.name}（{paper.number}）" for paper in found]
    transfer = doing.subject.transfer
    reasons = transfer.decision_reasons if transfer else ""
    return "\n".join(part for part in ("、".join(said) or "没有收到书面通知。", reasons) if part)
