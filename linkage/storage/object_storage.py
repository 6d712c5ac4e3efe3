"""Storage in an S3-compatible bucket (MinIO, Ceph, a provincial cloud). An object appears there whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from linkage.storage.content_store import CHUNK, NotStored, Storage, address
from linkage.storage.incoming import Incoming, Stored

HOW_TO_WRITE = (
    "LINKAGE_STORAGE_URL 应写作 s3://访问密钥:保密密钥@主机:端口/桶名?region=区域&scheme=https"
    "（密钥中的 / + @ : 写成 %2F %2B %40 %3A），或留空使用本地文件夹。"
)
ABSENT = frozenset({"404", "NoSuchKey", "NotFound"})


class Bucket(Storage):
    """One bucket. Files are staged on the local disk, judged there, and sent once their digest, their name, is known.

    So a process killed half-way leaves nothing in the bucket, and nothing is copied inside it.
    """

    def __init__(self, client: Any, name: str, staging: Path, errors: type[Exception]) -> None:
        super().__init__(staging)
        self.client, self.name, self._client_error = client, name, errors

    def size(self, sha256: str) -> int:
        """Bytes under this digest; NotStored if there are none."""
        try:
            return int(self.client.head_object(Bucket=self.name, Key=address(sha256))["ContentLength"])
        except self._client_error as error:
            raise _translated(error, sha256) from error

    def open(self, sha256: str) -> BinaryIO:
        """The content as a stream from its first byte (it cannot be wound back); NotStored if there is none."""
        return self._body(sha256)

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """`length` bytes from `start` (all the rest by default), in chunks; NotStored if there are none."""
        part = {} if (start, length) == (0, None) else {"Range": _range(start, length)}
        with self._body(sha256, **part) as body:
            while chunk := body.read(CHUNK):
                yield chunk

    def problem(self) -> str:
        """Why this storage cannot be used now, as a sentence for `linkage check`; empty when it can."""
        try:
            self.client.head_bucket(Bucket=self.name)
        except Exception as error:  # noqa: BLE001  whatever the network answers, it is one sentence for the operator
            return f"对象存储的桶“{self.name}”不能使用（{type(error).__name__}）。{HOW_TO_WRITE}"
        return ""

    def _body(self, sha256: str, **part: str) -> BinaryIO:
        try:
            answer = self.client.get_object(Bucket=self.name, Key=address(sha256), **part)
        except self._client_error as error:
            raise _translated(error, sha256) from error
        return cast("BinaryIO", answer["Body"])

    def _publish(self, incoming: Incoming, stored: Stored) -> None:
        if self.exists(stored.sha256):
            return
        self.client.upload_fileobj(
            _LeftOpen(incoming.content()),
            self.name,
            address(stored.sha256),
            ExtraArgs={"Metadata": {"sm3": stored.sm3}, "ContentType": "application/octet-stream"},
        )


class _LeftOpen:
    """A stream that the sender may read and wind back but not close: closing is up to whoever opened it."""

    def __init__(self, file: BinaryIO) -> None:
        self.read, self.seek, self.tell = file.read, file.seek, file.tell

    def close(self) -> None:
        """Nothing."""


def _range(start: int, length: int | None) -> str:
    return f"bytes={start}-" if length is None else f"bytes={start}-{start + length - 1}"


def _translated(error: Any, sha256: str) -> Exception:
    """NotStored for "there is no such object"; every other answer stays what it is."""
    return NotStored(sha256) if error.response["Error"]["Code"] in ABSENT else error


def bucket_at(url: str, staging: Path) -> Bucket:
    """The bucket LINKAGE_STORAGE_URL names. ImproperlyConfigured says what to write; it never repeats the secret."""
    parts = urlsplit(url)
    options = {"scheme": "https", "region": "us-east-1", **dict(parse_qsl(parts.query))}
    if not _is_whole(url, options):
        raise ImproperlyConfigured(HOW_TO_WRITE)
    # boto3 takes a third of a second to load: only a deployment that uses it pays for it.
    import boto3
    from botocore.config import Config
    from botocore.exceptions import ClientError

    client = boto3.client(
        "s3",
        endpoint_url=f"{options['scheme']}://{parts.netloc.rpartition('@')[2]}",
        region_name=options["region"],
        aws_access_key_id=unquote(parts.username or ""),
        aws_secret_access_key=unquote(parts.password or ""),
        config=Config(
            s3={"addressing_style": "path"},
            connect_timeout=5,
            read_timeout=60,
            retries={"max_attempts": 3, "mode": "standard"},
            # Newer checksum headers are unknown to many S3-compatible stores; our own digests are stricter.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )
    return Bucket(client, parts.path.strip("/"), staging, ClientError)


def _is_whole(url: str, options: dict[str, str]) -> bool:
    """Whether the address has all its parts and no option nobody knows."""
    parts = urlsplit(url)
    try:
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bucket = parts.path.strip("/")
    return bool(
        port_is_a_number
        and parts.scheme == "s3"
        and parts.hostname
        and parts.username
        and parts.password
        and bucket
        and "/" not in bucket
        and options.keys() == {"scheme", "region"}
        and options["scheme"] in {"http", "https"}
    )
