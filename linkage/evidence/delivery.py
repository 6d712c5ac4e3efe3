"""Handing out an original: as a download under its own name, never as something a browser would run, in parts for video."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from linkage.evidence.models import EvidenceItem
from linkage.storage import current_storage

SHOWN_IN_PAGE = frozenset(
    {
        "application/pdf",
        "image/jpeg",
        "image/png",
        "image/bmp",
        "video/mp4",
        "video/quicktime",
        "audio/mpeg",
        "audio/wav",
        "audio/mp4",
    }
)
"""What a browser shows by itself without running anything; all else is only ever saved."""
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; frame-ancestors 'self'"
PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""Browsers do not start their PDF viewer inside a sandbox; the viewer is one itself."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True)
class Part:
    """Which bytes to send; `whole` when all of them were asked for."""

    start: int
    length: int
    whole: bool


def deliver(request: HttpRequest, item: EvidenceItem, *, inline: bool) -> HttpResponseBase:
    """The original, or the part of it that `Range` asks for. `inline` is granted only to types that are safe in a page.

    NotStored if storage has lost it.
    """
    storage = current_storage()
    size = storage.size(item.sha256)
    part = part_asked(request, size, item.sha256)
    if part is None:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return _with_headers(response, item, inline)
    body: Iterator[bytes] = (
        iter(()) if request.method == "HEAD" else storage.read(item.sha256, part.start, part.length)
    )
    response = StreamingHttpResponse(body, status=200 if part.whole else 206)
    response["Content-Length"] = str(part.length)
    if not part.whole:
        response["Content-Range"] = f"bytes {part.start}-{part.start + part.length - 1}/{size}"
    return _with_headers(response, item, inline)


def part_asked(request: HttpRequest, size: int, etag: str) -> Part | None:
    """The bytes a request asks for (RFC 9110, 14.2): one range; anything else means the whole. None: cannot be met."""
    whole = Part(0, size, whole=True)
    match = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if (
        match is None
        or match.groups() == ("", "")
        or request.headers.get("If-Range", f'"{etag}"') != f'"{etag}"'
    ):
        return whole
    first, last = match.groups()
    if first == "":
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last or size), size - 1)
        if last and int(last) < start:
            return whole
    return Part(start, end - start + 1, whole=False) if start <= end else None


def disposition(name: str, *, inline: bool) -> str:
    """Content-Disposition with the Chinese name (RFC 6266, RFC 8187) and a plain one for programs that know no better."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _with_headers(response: HttpResponseBase, item: EvidenceItem, inline: bool) -> HttpResponseBase:
    shown = inline and item.media_type in SHOWN_IN_PAGE
    response["Content-Type"] = item.media_type if shown else "application/octet-stream"
    response["Content-Disposition"] = disposition(item.file_name, inline=shown)
    response["X-Content-Type-Options"] = "nosniff"
    as_pdf = shown and item.media_type == "application/pdf"
    response["Content-Security-Policy"] = PDF_POLICY if as_pdf else SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{item.sha256}"'
    return response
