"""The police are told to file, file, or are corrected; the supervision ends (检察规则第五百六十一至五百六十四条)."""

from collections.abc import Sequence
from datetime import date, datetime

from linkage.accounts.models import User
from linkage.documents.models import Document
from linkage.dossiers.recording import Attached
from linkage.evidence.models import EvidenceItem
from linkage.filing_supervision import papers
from linkage.filing_supervision.models import FilingSupervision
from linkage.filing_supervision.states import SUPERVISION_TABLE
from linkage.procedure.carrying_out import Act, Outcome, carry_out


def notify_to_file(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    notice_reasons: str,
    grounds: str,
    evidence: Sequence[EvidenceItem],
    chief: str,
    decided_on: date,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """By decision of the procurator-general the police must file within fifteen days (检察规则第五百六十一、五百六十三条)."""

    def attach(doing: Act) -> None:
        doing.evidence = [Attached(i.title, i.sm3, i.sha256) for i in evidence]

    facts = {
        "notice_reasons": notice_reasons, "grounds": grounds, "evidence": list(evidence), "chief": chief,
        "decided_on": decided_on, "served_at": served_at,
    }  # fmt: skip
    return carry_out(
        SUPERVISION_TABLE, "notify_to_file", supervision, by=by, at=at, occurred_at=occurred_at, facts=facts,
        columns={"notice_reasons": notice_reasons}, papers=papers.fill, before_entry=attach,
    )  # fmt: skip


def confirm_filing(
    *, supervision: FilingSupervision, by: User, at: datetime, occurred_at: datetime | None = None
) -> Outcome:
    """The police serve the decision by which they filed; its digest stands in this entry (检察规则第五百六十三条)."""

    def attach(doing: Act) -> None:
        decisions = Document.objects.filter(dossier=supervision.dossier, kind="filing_decision")
        doing.evidence = [
            Attached(f"{p.name} {p.number}", p.content_sm3) for p in decisions.order_by("-made_at", "-pk")[:1]
        ]

    return carry_out(
        SUPERVISION_TABLE, "confirm_filing", supervision, by=by, at=at, occurred_at=occurred_at,
        before_entry=attach,
    )  # fmt: skip


def correct_violation(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    violation: str,
    opinion: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """Neither reasons in seven days nor a case in fifteen: the violation is to be corrected; its clock goes on, overdue."""
    return carry_out(
        SUPERVISION_TABLE, "correct_violation", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"violation": violation, "opinion": opinion, "served_at": served_at},
        columns={"violation": violation}, papers=papers.fill,
    )  # fmt: skip


def close_supervision(
    *,
    supervision: FilingSupervision,
    by: User,
    at: datetime,
    result: str,
    finding: str,
    served_at: datetime,
    occurred_at: datetime | None = None,
) -> Outcome:
    """The supervision ends with a result; the bureau that suggested it is answered."""
    return carry_out(
        SUPERVISION_TABLE, "close_supervision", supervision, by=by, at=at, occurred_at=occurred_at,
        facts={"result": result, "finding": finding, "served_at": served_at},
        columns={"result": result, "finding": finding}, papers=papers.fill,
    )  # fmt: skip
