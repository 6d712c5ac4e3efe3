"""Content-addressed storage: whole or not at all, once, and able to prove itself; in a folder and in a bucket."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.server import ThreadedMotoServer

from linkage.storage import current_storage, storage_at
from linkage.storage import incoming as incoming_module
from linkage.storage.content_store import NotStored, Storage, address
from linkage.storage.incoming import clear_abandoned
from linkage.storage.local_storage import LocalFolder
from linkage.storage.object_storage import bucket_at

SHAPES = ("folder", "folder without O_TMPFILE", "bucket")


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    yield "{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture(params=SHAPES)
def storage(request, tmp_path: Path, monkeypatch) -> Storage:
    if request.param == "bucket":
        place = request.getfixturevalue("s3_server")
        client = boto3.client(
            "s3",
            endpoint_url=f"http://{place}",
            aws_access_key_id="key",
            aws_secret_access_key="s/+",
            region_name="us-east-1",
        )
        client.create_bucket(Bucket="evidence")
        return bucket_at(f"s3://key:s%2F%2B@{place}/evidence?scheme=http", tmp_path / "incoming")
    if request.param != "folder":
        monkeypatch.setattr(incoming_module, "_nameless", lambda folder: None)
    return LocalFolder(tmp_path)


def left_over(storage: Storage) -> list[Path]:
    return list(storage.staging.iterdir()) if storage.staging.exists() else []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chunks=st.lists(st.binary(max_size=5000), max_size=8))
def test_whatever_the_pieces_the_digests_are_those_of_the_whole(
    storage: Storage, chunks: list[bytes]
) -> None:
    whole = b"".join(chunks)
    stored = storage.put(chunks)
    assert stored.sha256 == hashlib.sha256(whole).hexdigest()
    assert stored.sm3 == hashlib.new("sm3", whole).hexdigest()
    assert stored.size == len(whole) == storage.size(stored.sha256)
    assert b"".join(storage.read(stored.sha256)) == whole
    with storage.open(stored.sha256) as file:
        assert file.read() == whole
    assert storage.verify(stored.sha256, stored.sm3)
    assert left_over(storage) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_part_can_be_read_by_itself(storage: Storage, data) -> None:
    whole = bytes(range(256)) * 20
    stored = storage.put([whole])
    start = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(1, len(whole) - start))
    assert b"".join(storage.read(stored.sha256, start, length)) == whole[start : start + length]
    assert b"".join(storage.read(stored.sha256, start)) == whole[start:]


def test_a_stream_is_taken_in_like_pieces(storage: Storage, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(3 * 1024 * 1024 + 7))
    with source.open("rb") as stream:
        stored = storage.put(stream)
    assert stored.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()


def test_what_was_not_kept_leaves_nothing(storage: Storage) -> None:
    with storage.begin() as upload:
        upload.write(b"half")
        upload.content().read()
    assert left_over(storage) == []
    assert not storage.exists(hashlib.sha256(b"half").hexdigest())


def test_an_error_on_the_way_leaves_nothing(storage: Storage) -> None:
    def breaks_off() -> Iterator[bytes]:
        yield b"first"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.put(breaks_off())
    assert left_over(storage) == []
    assert not storage.exists(hashlib.sha256(b"first").hexdigest())


def test_the_same_content_by_two_at_once_is_stored_once(storage: Storage) -> None:
    content, results, start = os.urandom(300_000), [], threading.Barrier(4)

    def upload() -> None:
        start.wait()
        results.append(storage.put([content[:100_000], content[100_000:]]))

    threads = [threading.Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(set(results)) == 1
    assert storage.verify(results[0].sha256, results[0].sm3)
    assert left_over(storage) == []


def test_what_is_not_there_says_so(storage: Storage) -> None:
    absent = "0" * 64
    assert not storage.exists(absent)
    assert not storage.verify(absent)
    for reading in (
        lambda: storage.size(absent),
        lambda: storage.open(absent),
        lambda: list(storage.read(absent)),
    ):
        with pytest.raises(NotStored):
            reading()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_digest_is_an_address(storage: Storage, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        storage.exists(name)


def test_a_usable_storage_has_no_problem(storage: Storage) -> None:
    assert storage.problem() == ""


def test_a_stored_file_is_read_only_and_lies_under_its_digest(tmp_path: Path) -> None:
    storage = LocalFolder(tmp_path)
    stored = storage.put([b"content"])
    path = tmp_path / "objects" / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
    assert path == tmp_path / address(stored.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
    inode = path.stat().st_ino
    assert storage.put([b"con", b"tent"]) == stored
    assert path.stat().st_ino == inode


def test_a_changed_file_does_not_verify(tmp_path: Path) -> None:
    storage = LocalFolder(tmp_path)
    stored = storage.put([b"content"])
    path = tmp_path / address(stored.sha256)
    path.chmod(0o600)
    path.write_bytes(b"c0ntent")
    assert not storage.verify(stored.sha256)
    assert not storage.verify(stored.sha256, stored.sm3)


def test_the_other_digest_is_verified_too(tmp_path: Path) -> None:
    storage = LocalFolder(tmp_path)
    assert not storage.verify(storage.put([b"content"]).sha256, "0" * 64)


def test_a_process_killed_in_mid_upload_leaves_nothing(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from linkage.storage.local_storage import LocalFolder\n"
        "upload = LocalFolder(Path(sys.argv[1])).begin(); upload.write(b'x' * 2_000_000); upload.fileno()\n"
        "print('half', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_part_file_of_a_killed_process_is_cleared_when_it_is_old(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(incoming_module, "_nameless", lambda folder: None)
    storage = LocalFolder(tmp_path)
    abandoned = storage.begin()
    abandoned.write(b"half")
    abandoned.fileno()
    assert clear_abandoned(storage.staging, before=time.time() - 3600) == 0
    assert clear_abandoned(storage.staging, before=time.time() + 1) == 1
    assert left_over(storage) == []
    abandoned.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://key:secret@storage.example/bucket",
        "s3://storage.example/bucket",
        "s3://key:secret@storage.example/",
        "s3://key:secret@storage.example/bucket/folder",
        "s3://key:secret@storage.example:port/bucket",
        "s3://key:secret@storage.example/bucket?schema=http",
        "s3://key:secret@storage.example/bucket?scheme=ftp",
        "s3://key:sec/ret@storage.example/bucket",
    ],
)
def test_a_wrong_address_says_which_variable_and_what_to_write(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        storage_at(url, tmp_path)
    assert "LINKAGE_STORAGE_URL 应写作 s3://" in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_bucket_that_does_not_exist_is_a_problem_in_words(s3_server: str, tmp_path: Path) -> None:
    problem = bucket_at(f"s3://key:secret@{s3_server}/nowhere?scheme=http", tmp_path).problem()
    assert "nowhere" in problem
    assert "LINKAGE_STORAGE_URL" in problem


def test_a_folder_that_cannot_be_written_is_a_problem_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "LINKAGE_DATA" in LocalFolder(tmp_path / "file").problem()


def test_without_an_address_files_lie_in_the_data_folder(settings, tmp_path: Path) -> None:
    settings.STORAGE_URL, settings.DATA = "", tmp_path
    assert current_storage().put([b"here"]).size == 4
    assert (tmp_path / "files" / "objects").is_dir()
