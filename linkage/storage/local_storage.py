"""Storage in a local folder: `<folder>/objects/ab/cd/<sha256>`, read-only files, each written in full or not there."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from linkage.storage.content_store import CHUNK, NotStored, Storage, address
from linkage.storage.incoming import Incoming, Stored

READ_ONLY = 0o440


class LocalFolder(Storage):
    """Files under one folder. Staging lies in the same folder, so that a file takes its place without being copied."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "incoming")
        self.folder = folder

    def size(self, sha256: str) -> int:
        """Bytes under this digest; NotStored if there are none."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            raise NotStored(sha256) from None

    def open(self, sha256: str) -> BinaryIO:
        """The content as a stream from its first byte; NotStored if there is none."""
        try:
            return self._path(sha256).open("rb")
        except FileNotFoundError:
            raise NotStored(sha256) from None

    def read(self, sha256: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """`length` bytes from `start` (all the rest by default), in chunks; NotStored if there are none."""
        with self.open(sha256) as file:
            file.seek(start)
            left = self.size(sha256) - start if length is None else length
            while left > 0 and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk

    def problem(self) -> str:
        """Why this storage cannot be used now, as a sentence for `linkage check`; empty when it can."""
        try:
            with self.begin() as trial:
                trial.write(b"?")
        except OSError as error:
            return f"文件夹 {self.folder} 不能写入（{error.strerror}）。请检查权限与磁盘空间，或用 LINKAGE_DATA 另指文件夹。"
        return ""

    def _path(self, sha256: str) -> Path:
        return self.folder / address(sha256)

    def _publish(self, incoming: Incoming, stored: Stored) -> None:
        target = self._path(stored.sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.fchmod(incoming.fileno(), READ_ONLY)
            os.fsync(incoming.fileno())
            _name(incoming, target)
        # The journal of ext4, XFS and Btrfs writes the folders made above it before this one: one wait instead of four.
        _sync(target.parent)


def _name(incoming: Incoming, target: Path) -> None:
    """Give the staged file its name. Of two who bring the same content at once, one is first and the other content."""
    if incoming.path:
        os.replace(incoming.path, target)
        return
    with contextlib.suppress(FileExistsError):
        # src_dir_fd makes Python use linkat(), which alone can follow /proc/self/fd to a file without a name.
        descriptor = incoming.fileno()
        os.link(f"/proc/self/fd/{descriptor}", target, src_dir_fd=descriptor, follow_symlinks=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
