"""How rows become answers. No queries here."""

from collections.abc import Iterable
from typing import Any

from linkage.accounts.models import Agency
from linkage.api.problems import reasons_as_data
from linkage.deadlines.models import Clock
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.procedure.carrying_out import Outcome
from linkage.procedure.procedures import Procedure
from linkage.procedure.reasons import ActPanel
from linkage.transfers.models import Transfer

Answer = dict[str, Any]


def agency(row: Agency) -> Answer:
    """An agency."""
    return {"code": row.code, "name": row.name, "line": row.line, "level": row.level}


def dossier(row: Dossier) -> Answer:
    """One line of the list."""
    return {
        "number": row.number,
        "title": row.title,
        "status": row.stage,
        "status_label": row.stage_label,
        "turn": row.turn_agency.name if row.turn_agency else None,
        "lead_agency": row.lead_agency.name,
        "secrecy": row.secrecy,
        "opened_at": row.opened_at,
        "last_act_at": row.last_act_at,
        "next_due_at": row.next_due_at,
    }


def clock(row: Clock) -> Answer:
    """A running clock."""
    return {
        "code": row.code,
        "name": row.name,
        "statutory": row.statutory,
        "nature": row.nature,
        "agency": row.agency.name,
        "started_at": row.started_at,
        "due_at": row.due_at,
        "overdue_after": row.overdue_after,
        "provisional": row.provisional,
    }


def paper(row: Document) -> Answer:
    """A paper."""
    names = ("id", "kind", "name", "number", "made_at", "state", "content_sm3", "pdf_sm3")
    return {name: getattr(row, name) for name in names}


def evidence(row: EvidenceItem) -> Answer:
    """One item of material."""
    names = ("material_class", "title", "file_name", "size", "media_type", "sm3", "sha256", "added_at")
    return {"id": str(row.public_id), "withdrawn": row.withdrawn_at is not None} | {
        n: getattr(row, n) for n in names
    }


def transfer(row: Transfer, clocks: Iterable[Clock], papers: Iterable[Document], panel: ActPanel) -> Answer:
    """A transfer with what may be done."""
    return {
        "dossier": dossier(row.dossier),
        "sending_agency": row.sending_agency.name,
        "receiving_agency": row.receiving_agency.name,
        "procuratorate": row.procuratorate.name,
        "clocks": [clock(c) for c in clocks],
        "papers": [paper(p) for p in papers],
        "available_acts": [
            {"act": r.act, "label": r.label, "basis": r.basis, "asks": list(r.asks)} for r in panel.open
        ],
        "closed_acts": [
            {"act": c.row.act, "label": c.row.label, "reasons": reasons_as_data(c.reasons)}
            for c in panel.closed
        ],
    }


def opened(row: Transfer) -> Answer:
    """A dossier that was just opened."""
    return {"number": row.dossier.number, "status": str(row.status), "status_label": row.dossier.stage_label}


def acted(row: Transfer, outcome: Outcome) -> Answer:
    """What an act has done."""
    return {
        "number": row.dossier.number,
        "status": str(row.status),
        "status_label": row.dossier.stage_label,
        "sentence": outcome.sentence,
        "papers": [p.number for p in outcome.papers],
        "due_at": row.dossier.next_due_at.isoformat() if row.dossier.next_due_at else None,
    }


def matter(procedure: Procedure, subject: Any) -> Answer:
    """One matter: its name and where it stands."""
    table = procedure.table
    side = table.turns[subject.status]
    turn = subject.agency_on(side) if side else None
    return {
        "procedure": table.code,
        "id": subject.pk,
        "name": str(subject),
        "status": str(subject.status),
        "status_label": table.label_of(subject.status),
        "turn": turn.name if turn else None,
    }


def matter_with_acts(procedure: Procedure, subject: Any, clocks: Iterable[Clock], panel: ActPanel) -> Answer:
    """One matter with what may be done."""
    return {
        **matter(procedure, subject),
        "dossier": subject.dossier.number,
        "clocks": [clock(c) for c in clocks],
        "available_acts": [
            {"act": r.act, "label": r.label, "basis": r.basis, "asks": list(r.asks)} for r in panel.open
        ],
        "closed_acts": [
            {"act": c.row.act, "label": c.row.label, "reasons": reasons_as_data(c.reasons)}
            for c in panel.closed
        ],
    }


def matter_acted(procedure: Procedure, subject: Any, outcome: Outcome) -> Answer:
    """What an act on a matter has done."""
    return {
        **matter(procedure, subject),
        "dossier": subject.dossier.number,
        "sentence": outcome.sentence,
        "papers": [p.number for p in outcome.papers],
    }
