"""What any storage can do: take content in, give it back by its SHA-256, and prove that it is still what was taken in."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from linkage.audit.digests import Digests
from linkage.storage.incoming import Incoming, Stored, clear_abandoned

CHUNK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotStored(LookupError):
    """No content under this digest."""


class Storage(ABC):
    """Content lies at `objects/ab/cd/<sha256>`. There is no way to change or remove it."""

    def __init__(self, staging: Path) -> None:
        self.staging = staging

    def begin(self) -> Incoming:
        """Start taking in one file; close it, and unless `keep` was called nothing stays."""
        return Incoming(self.staging, self._publish)

    def clear_abandoned(self, *, before: float) -> int:
        """Remove what uploads that broke off before this moment (seconds since 1970) left in staging. Returns how many."""
        return clear_abandoned(self.staging, before=before)

    def put(self, source: BinaryIO | Iterable[bytes]) -> Stored:
        """Take in a stream, or chunks, in one pass. The same content is stored once."""
        chunks = iter(partial(source.read, CHUNK), b"") if hasattr(source, "read") else source
        with self.begin() as incoming:
            for chunk in chunks:
                incoming.write(chunk)
            return incoming.keep()

    def verify(self, sha256: str, sm3: str = "") -> bool:
        """Whether the content still has this SHA-256 (and this SM3, if given). Reads all of it; missing counts as no."""
        digests = Digests()
        try:
            for chunk in self.read(sha256):
                digests.update(chunk)
        except NotStored:
            return False
        return digests.sha256 == sha256 and sm3 in ("", digests.sm3)

    def exists(self, sha256: str) -> bool:
        """Whether there is content under this digest."""
        try:
            self.size(sha256)
        except NotStored:
            return False
        return True

    @abstractmethod
    def size(self, sha256: str) -> int:
        """Bytes under this digest; NotStored if there are none."""

    @abstractmethod
    def open(self, sha256: str) -> BinaryIO:
        """The content as a stream from its first byte; NotStored if there is none."""

    @abstractmethod
    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """`length` bytes from `start` (all the rest by default), in chunks; NotStored if there are none."""

    @abstractmethod
    def problem(self) -> str:
        """Why this storage cannot be used now, as a sentence for `linkage check`; empty when it can."""

    @abstractmethod
    def _publish(self, incoming: Incoming, stored: Stored) -> None:
        """Make the staged file readable under its digest, in one indivisible step."""


def address(sha256: str) -> str:
    """Where content lies, relative to the storage. ValueError for anything but a SHA-256 in lower-case hex."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hex")
    return f"objects/{sha256[:2]}/{sha256[2:4]}/{sha256}"
