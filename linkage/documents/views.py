"""One paper: its page, and its files. Whoever may not see the dossier gets 404; a file not made yet says so and waits."""

import base64

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from linkage.audit.models import AuditEntry
from linkage.documents.models import Document, Making
from linkage.documents.paper_kinds import paper_kind
from linkage.documents.queries import paper_visible_to
from linkage.storage import NotStored, current_storage

PDF, DOCX = "pdf", "docx"
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""For the browser's own PDF viewer, which does not start inside a sandbox."""


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper's page: number, digest, deliveries, its place on the chain, and the paper itself."""
    found = _paper(request, pk)
    context = {
        "head": _head(found, found.name),
        "paper": found,
        "kind": paper_kind(found.kind),
        "waiting": found.state == Making.PENDING,
        "entries": _entries(found),
        "dossier_url": reverse("transfers:dossier", args=[found.dossier.number]),
    }
    return render(request, "documents/paper.html", context)


@require_safe
def file(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The paper as PDF (shown) or DOCX (saved), with its digests; a page that waits while the worker has not made it."""
    found = _paper(request, pk)
    if found.state == Making.PENDING:
        return _not_there(request, found, form, status=202)
    if found.state == Making.FAILED:
        return _not_there(request, found, form, status=503)
    sha256, sm3 = (found.pdf_sha256, found.pdf_sm3) if form == PDF else (found.docx_sha256, found.docx_sm3)
    storage = current_storage()
    try:
        size = storage.size(sha256)
    except NotStored:
        return _not_there(request, found, form, status=503, lost=True)
    body = iter(()) if request.method == "HEAD" else storage.read(sha256)
    response = StreamingHttpResponse(body, content_type=TYPES[form])
    response["Content-Length"] = str(size)
    return _with_headers(response, found, form, sha256, sm3, save=form == DOCX or "save" in request.GET)


def _paper(request: HttpRequest, pk: int) -> Document:
    found = paper_visible_to(request.user, pk)
    if found is None:
        raise Http404
    return found


def _with_headers(
    response: HttpResponseBase, paper: Document, form: str, sha256: str, sm3: str, *, save: bool
) -> HttpResponseBase:
    name = f"{paper.name} {paper.number}.{form}"
    response["Content-Disposition"] = content_disposition_header(save, name) or "inline"
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["ETag"] = f'"{sha256}"'
    # RFC 9530; SM3 has no registered name there.
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"
    response["X-Content-SM3"] = sm3
    return response


def _not_there(
    request: HttpRequest, paper: Document, form: str, *, status: int, lost: bool = False
) -> HttpResponse:
    context = {
        "head": _head(paper, paper.name),
        "paper": paper,
        "waiting": status == 202,
        "lost": lost,
        "form": form,
    }
    response = render(request, "documents/waiting.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _head(paper: Document, title: str) -> dict[str, object]:
    return {
        "number": paper.number,
        "title": title,
        "crumbs": [
            {"label": paper.dossier.title, "url": reverse("transfers:dossier", args=[paper.dossier.number])},
            {
                "label": "文书",
                "url": reverse("transfers:dossier", args=[paper.dossier.number]) + "?part=papers",
            },
        ],
    }


def _entries(paper: Document) -> list[AuditEntry]:
    """The entries of the chain that carry this paper: the act that issued it, and the one with its files' digests."""
    named = AuditEntry.objects.filter(chain=paper.dossier.chain, body__contains=paper.content_sm3)
    return list(named.order_by("sequence").defer("body"))
