"""Files on their way in: one pass, nothing kept unless the view says so, nothing half."""

import hashlib
import os
import time
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadhandler import SkipFile
from django.http import UnreadablePostError
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from linkage.evidence.upload import ArrivedFile, StoringUploadHandler, receive_raw, refused_files
from linkage.law.refusal import Refused
from linkage.storage import current_storage
from tests.evidence import samples


def files_on_disk() -> list[str]:
    return [str(p) for p in current_storage().folder.rglob("*") if p.is_file()]


def upload(name: str, content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def posted(*files: BytesIO, **fields: str):
    request = RequestFactory().post("/", {"files": list(files), **fields})
    request.POST  # noqa: B018  reading it makes Django parse the form
    return request


def put(content: bytes, name: str = "报告.pdf", **headers: str):
    return RequestFactory().put(
        "/",
        data=content,
        content_type="application/octet-stream",
        headers={"X-File-Name": quote(name), **headers},
    )


def test_a_form_s_files_are_staged_with_both_digests() -> None:
    content = os.urandom(1_500_000)
    request = posted(upload("现场.jpg", content), upload("报告.pdf", samples.PDF), title="名称")
    first, second = request.FILES.getlist("files")
    assert request.POST["title"] == "名称"
    assert isinstance(first, ArrivedFile)
    assert (first.name, first.size, second.name) == ("现场.jpg", len(content), "报告.pdf")
    stored = first.keep()
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.sm3 == hashlib.new("sm3", content).hexdigest()
    assert current_storage().verify(stored.sha256, stored.sm3)
    assert first.keep() == stored


def test_what_no_view_kept_is_gone_when_the_request_ends() -> None:
    request = posted(upload("报告.pdf", samples.PDF))
    request.close()
    assert files_on_disk() == []


def test_it_reads_like_any_uploaded_file() -> None:
    file = posted(upload("台账.csv", b"a,b\n1,2\n")).FILES["files"]
    assert file.read() == b"a,b\n1,2\n"
    assert b"".join(file.chunks()) == b"a,b\n1,2\n"


def test_a_file_over_the_limit_is_left_out_and_named(settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    request = posted(upload("录像.mp4", b"x" * 1_200_000), upload("报告.pdf", samples.PDF), title="名称")
    assert [file.name for file in request.FILES.getlist("files")] == ["报告.pdf"]
    assert request.POST["title"] == "名称"
    (reason,) = refused_files(request)
    assert "“录像.mp4”超过单个文件 1 MB" in reason.sentence
    assert "LINKAGE_MAX_UPLOAD_MB" in reason.remedy
    request.close()
    assert files_on_disk() == []


def test_an_interrupted_form_leaves_nothing() -> None:
    handler = StoringUploadHandler()
    handler.new_file("files", "录像.mp4", "video/mp4", None)
    handler.receive_data_chunk(b"x" * 1000, 0)
    handler.upload_interrupted()
    assert handler.file_complete(1000) is None
    assert files_on_disk() == []


def test_the_limit_holds_within_a_file_too(settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1500
    handler = StoringUploadHandler(RequestFactory().post("/"))
    handler.new_file("files", "录像.mp4", "video/mp4", None)
    handler.receive_data_chunk(b"x" * 1000, 0)
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"x" * 1000, 1000)
    assert files_on_disk() == []


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=3000))
def test_any_content_survives_a_form_and_a_raw_body_alike(content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    with receive_raw(put(content)) as raw:
        assert raw.keep().sha256 == digest
    request = posted(upload("文件.bin", content))
    assert request.FILES["files"].keep().sha256 == digest
    request.close()


def test_a_raw_body_carries_its_chinese_name_in_a_header() -> None:
    with receive_raw(put(samples.PDF, "监测报告（二）.pdf")) as file:
        verdict = file.judge()
        assert (verdict.name, verdict.type.code, file.size) == ("监测报告（二）.pdf", "pdf", len(samples.PDF))


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "a\u202efdp.pdf", "a\x00.pdf", "..", ""])
def test_a_raw_body_s_name_is_judged_as_it_came(name: str) -> None:
    with receive_raw(put(samples.PDF, name)) as file, pytest.raises(Refused):
        file.judge()
    assert files_on_disk() == []


def test_a_raw_body_over_the_limit_is_refused_before_and_while_it_arrives(settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    with pytest.raises(Refused, match="超过单个文件"):
        receive_raw(put(b"x" * 1001))
    endless = put(b"x" * 5000)
    endless.META["CONTENT_LENGTH"] = ""
    endless._stream = BytesIO(b"x" * 5000)
    with pytest.raises(Refused, match="超过单个文件"):
        receive_raw(endless)
    assert files_on_disk() == []


def test_a_raw_body_that_ends_early_is_refused_and_leaves_nothing() -> None:
    request = put(b"x" * 1000)
    request._stream = BytesIO(b"x" * 400)
    with pytest.raises(Refused, match="“报告.pdf”没有传完"):
        receive_raw(request)
    assert files_on_disk() == []


def test_a_broken_connection_is_refused_and_leaves_nothing() -> None:
    class Broken:
        def read(self, size: int) -> bytes:
            raise OSError("connection reset")

    request = put(b"x")
    request._stream = Broken()
    with pytest.raises(Refused, match="“报告.pdf”没有传完"):
        receive_raw(request)
    assert files_on_disk() == []
    with pytest.raises(UnreadablePostError):
        request.read(1)


def best_of(times: int, act) -> float:
    """Milliseconds of the quickest of several runs: what the code costs when the machine is not busy elsewhere."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        taken.append((time.perf_counter() - started) * 1000)
    return min(taken)


def test_a_mebibyte_costs_under_ten_milliseconds_beyond_its_digests() -> None:
    content = os.urandom(1024 * 1024)
    body = encode_multipart(BOUNDARY, {"files": upload("a.bin", content)})

    def hash_only() -> None:
        hashlib.new("sm3", content).hexdigest()
        hashlib.sha256(content).hexdigest()

    def raw() -> None:
        receive_raw(put(content)).close()

    def form() -> None:
        request = RequestFactory().generic("POST", "/", body, MULTIPART_CONTENT)
        request.FILES  # noqa: B018  reading it makes Django parse the form
        request.close()

    floor = best_of(7, hash_only)
    assert best_of(7, raw) - floor < 10
    assert best_of(7, form) - floor < 20
