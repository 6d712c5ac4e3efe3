"""Issuing papers: number, frozen content, delivery. The files are made afterwards by the worker (`making.py`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from linkage.accounts.models import Agency, User
from linkage.audit.canonical import canonical
from linkage.audit.digests import sm3
from linkage.documents.models import Delivery, Document
from linkage.documents.paper_kinds import PaperKind, missing_fields, paper_kind
from linkage.documents.typesetting import missing_glyphs
from linkage.dossiers.models import Dossier
from linkage.dossiers.numbering import take
from linkage.law.refusal import Reason, Refused

FROM_EVIDENCE = frozenset({"evidence", "materials", "files", "returned_files"})
"""Fields of papers that are filled from the material of the dossier, never typed on the page of the act."""
OWN_HEAD = "本机关负责人"
"""Whom an internal paper is addressed to."""


@dataclass(frozen=True)
class Draft:
    """A paper about to be issued: its kind, its fields, whose it is and to whom it goes."""

    kind: str
    agency: Agency
    fields: Mapping[str, Any]
    to: Agency | None = None
    copies: Sequence[Agency] = ()
    handlers: Sequence[Mapping[str, str]] = ()
    approver: Mapping[str, str] | None = None
    attachments: Sequence[str] = ()
    served_at: datetime | None = None


def content_of(draft: Draft, dossier: Dossier, *, made_at: datetime, number: str | None) -> dict[str, Any]:
    """The frozen content a paper is typeset from; `number` None means a draft for preview."""
    served = draft.served_at or made_at
    return {
        "kind": draft.kind,
        "number": number,
        "agency": {"name": draft.agency.name, "short": draft.agency.short_name},
        "addressee": draft.to.name if draft.to else OWN_HEAD,
        "copies": [agency.name for agency in draft.copies],
        "made_at": made_at.isoformat(),
        "dossier_number": dossier.number,
        "case_name": dossier.title,
        "handler": [dict(h) for h in draft.handlers],
        "approver": dict(draft.approver) if draft.approver else None,
        "attachments": list(draft.attachments),
        "fields": dict(draft.fields),
        "delivery": {"method": "平台送达", "served_at": served.isoformat(), "recipient": draft.to.name}
        if draft.to
        else None,
    }


def reasons_against_issuing(draft: Draft, content: Mapping[str, Any]) -> list[Reason]:
    """Why this paper cannot be issued yet: empty mandatory fields and characters no configured font has."""
    kind = paper_kind(draft.kind)
    reasons = [
        Reason(
            f"{kind.name}还缺“{field.label}”。",
            basis=kind.basis,
            remedy="请到证据材料页加入。" if field.key in FROM_EVIDENCE else "请在本页填写。",
            code="paper_field_missing",
        )
        for field in missing_fields(kind, dict(draft.fields))
    ]
    if not reasons and (lost := missing_glyphs(dict(content))):
        names = "、".join(sorted(lost))
        reasons.append(
            Reason(
                f"{kind.name}含有字体中没有的字：{names}。",
                remedy="请系统管理员配置含该字的字体。",
                code="glyph_missing",
            )
        )
    return reasons


def issue(drafts: Sequence[Draft], dossier: Dossier, *, made_at: datetime, by: User) -> list[Document]:
    """Give each paper its number and fix its content. One statement a number, two more for all papers together.

    Refused, with all reasons, when a mandatory field is empty. Runs in the act's transaction: an act that fails gives
    its numbers back, so the series has no gaps (GB/T 9704-2012: one number, one paper).
    """
    reasons = [
        r
        for d in drafts
        for r in reasons_against_issuing(d, content_of(d, dossier, made_at=made_at, number=None))
    ]
    if reasons:
        raise Refused(reasons)
    papers = [_paper(draft, dossier, made_at=made_at, by=by) for draft in drafts]
    Document.objects.bulk_create(papers)
    deliveries = [
        Delivery(document=paper, agency=agency, is_copy=is_copy, served_at=draft.served_at or made_at)
        for draft, paper in zip(drafts, papers, strict=True)
        for agency, is_copy in [
            *([(draft.to, False)] if draft.to else []),
            *((copy, True) for copy in draft.copies),
        ]
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
    return papers


def _paper(draft: Draft, dossier: Dossier, *, made_at: datetime, by: User) -> Document:
    kind = paper_kind(draft.kind)
    number = next_number(draft.agency, kind, made_at)
    content = content_of(draft, dossier, made_at=made_at, number=number)
    return Document(
        dossier=dossier,
        kind=kind.code,
        name=kind.name,
        number=number,
        agency=draft.agency,
        made_at=made_at,
        made_by=by,
        content=content,
        content_sm3=sm3(canonical(content).encode()),
    )


def next_number(agency: Agency, kind: PaperKind, made_at: datetime) -> str:
    """文号, e.g. 并环移〔2026〕17号: per agency, word and year, without gaps."""
    year = localdate(made_at).year
    return f"{agency.document_prefix}{kind.word}〔{year}〕{take(f'paper:{agency.code}:{kind.word}', year)}号"
