"""Handing out an original: names, types, headers a browser obeys, and the parts a video player asks for."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from linkage.evidence.delivery import SHOWN_IN_PAGE, Part, deliver, disposition, part_asked
from linkage.evidence.file_types import FILE_TYPES
from linkage.evidence.models import EvidenceItem
from linkage.storage import current_storage
from tests.road import MONDAY

CONTENT = bytes(range(256)) * 8
NAME = '监测报告（二）; "最终".pdf'


@pytest.fixture
def item() -> EvidenceItem:
    stored = current_storage().put([CONTENT])
    return EvidenceItem(
        file_name=NAME,
        sha256=stored.sha256,
        size=stored.size,
        media_type="application/pdf",
        added_at=MONDAY + timedelta(1),
    )


def get(item: EvidenceItem, *, inline: bool = False, method: str = "get", **headers: str):
    return deliver(getattr(RequestFactory(), method)("/", headers=headers), item, inline=inline)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_it_is_saved_under_its_own_name_and_nothing_runs(item) -> None:
    answer = get(item)
    assert body(answer) == CONTENT
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("kind", FILE_TYPES.values(), ids=list(FILE_TYPES))
def test_only_what_a_browser_shows_without_running_it_is_shown(item, kind) -> None:
    item.media_type = kind.media_type
    answer = get(item, inline=True)
    shown = kind.media_type in SHOWN_IN_PAGE
    assert answer["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert answer["Content-Type"] == (kind.media_type if shown else "application/octet-stream")
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert kind.code not in {"txt", "csv", "zip", "docx", "doc", "xls", "xlsx", "ofd"} or not shown


@given(name=st.text(min_size=1, max_size=60))
def test_any_name_makes_one_safe_header_that_gives_the_name_back(name: str) -> None:
    name = name.encode(errors="ignore").decode()
    header = disposition(name, inline=False)
    header.encode("ascii")
    assert header.isprintable()
    assert unquote(header.rpartition("''")[2]) == name
    assert header.count('"') == 2


@given(data=st.data())
def test_the_parts_that_are_asked_for_make_up_the_whole(data) -> None:
    size = data.draw(st.integers(1, 5000))
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start, size + 100))
    request = RequestFactory().get("/", headers={"Range": f"bytes={start}-{end}"})
    assert part_asked(request, size, "x") == Part(start, min(end, size - 1) - start + 1, whole=False)


@pytest.mark.parametrize(
    ("asked", "status", "content", "said"),
    [
        ("bytes=0-99", 206, CONTENT[:100], "bytes 0-99/2048"),
        ("bytes=100-", 206, CONTENT[100:], "bytes 100-2047/2048"),
        ("bytes=-5", 206, CONTENT[-5:], "bytes 2043-2047/2048"),
        ("bytes=-9999", 206, CONTENT, "bytes 0-2047/2048"),
        ("bytes=2000-9999", 206, CONTENT[2000:], "bytes 2000-2047/2048"),
        ("bytes=2048-", 416, b"", "bytes */2048"),
        ("bytes=-0", 416, b"", "bytes */2048"),
        ("bytes=9-3", 200, CONTENT, None),
        ("bytes=0-1,5-9", 200, CONTENT, None),
        ("lines=0-1", 200, CONTENT, None),
        ("bytes=-", 200, CONTENT, None),
        ("bytes=a-b", 200, CONTENT, None),
        ("", 200, CONTENT, None),
    ],
)
def test_a_range_is_answered_as_the_standard_says(item, asked, status, content, said) -> None:
    answer = get(item, Range=asked)
    assert answer.status_code == status
    assert body(answer) == content
    assert answer.get("Content-Range") == said


def test_a_part_of_another_version_is_not_mixed_in(item) -> None:
    assert get(item, **{"Range": "bytes=0-9", "If-Range": f'"{item.sha256}"'}).status_code == 206
    assert get(item, **{"Range": "bytes=0-9", "If-Range": '"other"'}).status_code == 200


def test_a_head_request_gets_the_headers_alone(item) -> None:
    answer = get(item, method="head")
    assert answer["Content-Length"] == "2048"
    assert body(answer) == b""
