"""A file on its way in: written once, both digests computed while it arrives, and gone without trace unless it is kept."""

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from linkage.audit.digests import Digests

PART_SUFFIX = ".part"


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies in storage under `sha256`. Digests are lower-case hex; `size` is in bytes."""

    sm3: str
    sha256: str
    size: int


class Incoming:
    """A staged file. It has no name in the file system (O_TMPFILE) where that can be had, so that a process killed in
    mid-upload leaves nothing; elsewhere it is a `.part` file, which `clear_abandoned` removes.
    """

    def __init__(self, folder: Path, publish: Callable[["Incoming", Stored], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path: Path | None
        self.path, self._file = _nameless(folder) or _named(folder)
        self._publish = publish
        self._digests = Digests()
        self._stored: Stored | None = None
        self.size = 0

    def write(self, chunk: bytes) -> None:
        """Add the next bytes."""
        self._digests.update(chunk)
        self._file.write(chunk)
        self.size += len(chunk)

    def content(self) -> BinaryIO:
        """What has arrived, from its first byte: to look at, not to write."""
        self._file.seek(0)
        return self._file

    def fileno(self) -> int:
        """The descriptor of the staged file, its bytes flushed to the system."""
        self._file.flush()
        return self._file.fileno()

    def keep(self) -> Stored:
        """Put it into storage, whole and for good. Asked again, it answers the same."""
        if self._stored is None:
            stored = Stored(self._digests.sm3, self._digests.sha256, self.size)
            self._publish(self, stored)
            self._stored = stored
        return self._stored

    def close(self) -> None:
        """Let go. What was not kept is gone."""
        self._file.close()
        if self.path:
            self.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def clear_abandoned(folder: Path, *, before: float) -> int:
    """Remove `.part` files last written before this moment (seconds since 1970). Returns how many."""
    old = [part for part in folder.glob(f"*{PART_SUFFIX}") if part.stat().st_mtime < before]
    for part in old:
        part.unlink(missing_ok=True)
    return len(old)


def _nameless(folder: Path) -> tuple[None, BinaryIO] | None:
    try:
        descriptor = os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o600)
    except (AttributeError, OSError):
        # Not Linux, or a file system without it (some network mounts).
        return None
    return None, os.fdopen(descriptor, "w+b")


def _named(folder: Path) -> tuple[Path, BinaryIO]:
    path = folder / f"{uuid.uuid4().hex}{PART_SUFFIX}"
    return path, path.open("x+b")
